"""What the DNS says of a sender: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), the way back for bounces, reverse names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dns.exception import DNSException
from dns.name import EmptyLabel, LabelTooLong
from dns.resolver import NXDOMAIN, NoAnswer, NoNameservers, Resolver
from dns.reversename import from_address

from digest.doctor.finding import Finding, fail, ok, warn

SECONDS = 5.0
MOST_LOOKUPS = 10  # of one SPF record (RFC 7208 §4.6.4)
_ASKS = re.compile(r"[+?~-]?(include:|a\b|mx\b|ptr\b|exists:|redirect=)")


class SilentError(Exception):
    """The DNS does not answer: nothing can be said."""


@dataclass(frozen=True, slots=True)
class Names:
    """Asks a resolver."""

    resolver: Resolver

    def spf(self, domain: str) -> Finding:
        """One record, that ends in a refusal of others, within its ten questions."""
        check = f"spf {domain}"
        found = [one for one in self._texts(domain) if re.match(r"v=spf1( |$)", one, re.IGNORECASE)]
        mend = f'a TXT record of {domain}: "v=spf1 include:YOUR-RELAY -all"'
        if len(found) != 1:
            many = "no SPF record" if not found else f"{len(found)} SPF records, which is as none"
            return fail(check, f"{domain} has {many}", f"publish one: {mend}")
        terms = found[0].lower().split()
        asked = sum(bool(_ASKS.match(term)) for term in terms[1:])
        if asked > MOST_LOOKUPS:
            return fail(
                check,
                f"it asks {asked} questions, and {MOST_LOOKUPS} are allowed",
                "leave out senders that you do not use",
            )
        if {"+all", "all"} & set(terms):
            return fail(check, "it lets everybody send as you (+all)", f"end it with -all: {mend}")
        if not {"-all", "~all"} & set(terms) and "redirect=" not in found[0].lower():
            return warn(check, "it refuses nobody", f"end it with -all: {mend}")
        return ok(check, found[0])

    def dkim(self, domain: str, selector: str, record: str) -> Finding:
        """The record under the selector is that of our key."""
        name = f"{selector}._domainkey.{domain}"
        check, mend = f"dkim {name}", f'a TXT record of {name}: "{record}"'
        found = self._texts(name)
        if not found:
            return fail(check, f"{name} has no record, so that no signature of ours holds", f"publish {mend}")
        if _key(found[0]) != _key(record):
            return fail(check, f"{name} has another key than the one that signs", f"publish {mend}")
        return ok(check, "the key that signs stands in the DNS")

    def dmarc(self, domain: str) -> Finding:
        """A policy, of the domain or of one above it."""
        check = f"dmarc {domain}"
        labels = domain.split(".")
        for start in range(max(1, len(labels) - 1)):
            above = ".".join(labels[start:])
            found = [one for one in self._texts(f"_dmarc.{above}") if one.lower().startswith("v=dmarc1")]
            if found:
                return _policy(check, found[0])
        mend = f'publish a TXT record of _dmarc.{domain}: "v=DMARC1; p=none; rua=mailto:YOU@{domain}"'
        return fail(check, f"{domain} has no DMARC record; Gmail and Yahoo ask bulk senders for one", mend)

    def way_back(self, domain: str) -> Finding:
        """Where bounces go: a mail host that has an address."""
        check = f"mx {domain}"
        mend = f"give {domain} an MX record, or set bounce_address to a domain that has one"
        found = self._ask(domain, "MX")
        if found == [("0 .")]:
            return fail(check, f"{domain} takes no mail (a null MX)", mend)
        hosts = [one.split()[1].rstrip(".") for one in found]
        if not hosts and not self._addresses(domain):
            return fail(check, f"bounces to {domain} arrive nowhere: it has no MX and no address", mend)
        if hosts and not any(self._addresses(host) for host in hosts):
            return fail(check, f"the mail hosts of {domain} have no address: {', '.join(hosts)}", mend)
        return ok(check, f"bounces go to {', '.join(hosts) or domain}")

    def reverse(self, host: str) -> Finding:
        """Each address of a sending host has a name, and the name that address (RFC 1912 §2.1)."""
        check = f"reverse {host}"
        mend = f"have whoever gives you the address set its PTR record to {host}"
        addresses = self._addresses(host)
        if not addresses:
            return fail(
                check, f"{host} has no address", "set smtp.hostname to the name of the machine that sends"
            )
        for address in addresses:
            names = [one.rstrip(".") for one in self._ask(str(from_address(address)), "PTR")]
            if not names:
                return warn(check, f"{address} has no name", mend)
            if not any(address in self._addresses(name) for name in names):
                return warn(check, f"{address} is called {names[0]}, which has another address", mend)
        return ok(check, f"{', '.join(addresses)} have names that lead back")

    def _addresses(self, host: str) -> list[str]:
        return [*self._ask(host, "A"), *self._ask(host, "AAAA")]

    def _texts(self, name: str) -> list[str]:
        return self._ask(name, "TXT")

    def _ask(self, name: str, kind: str) -> list[str]:
        try:
            answer = self.resolver.resolve(name, kind, lifetime=SECONDS, search=False)
        except (NXDOMAIN, NoAnswer, LabelTooLong, EmptyLabel):
            return []
        except (NoNameservers, DNSException) as error:
            raise SilentError(f"the DNS does not answer for {name}: {type(error).__name__}") from error
        if kind == "TXT":
            return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]
        return [one.to_text() for one in answer]


def _policy(check: str, record: str) -> Finding:
    policy = _tags(record).get("p", "").lower()
    if policy not in {"none", "quarantine", "reject"}:
        return fail(check, f"its policy is {policy or 'missing'}", 'begin it with "v=DMARC1; p=none"')
    if policy == "none":
        return warn(
            check,
            "p=none: forged mails in your name are let through",
            'when reports show no strangers: "p=quarantine"',
        )
    return ok(check, record)


def _key(record: str) -> str:
    return "".join(_tags(record).get("p", "").split())


def _tags(record: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def guarded(check: str, work: Iterator[Finding]) -> Iterator[Finding]:
    """What was found; a DNS that is silent is one finding more."""
    try:
        yield from work
    except SilentError as error:
        yield warn(check, str(error), "look at the resolver of this machine (/etc/resolv.conf)")
