"""What the preview's page shows of a proof, in the shape that its template reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from digest.compose.lint import Finding, passed
from digest.web.preview.compatibility import Family, compatibility
from digest.web.preview.earlier import Comparison, compare
from digest.web.preview.inbox import snippet
from digest.web.preview.proof import Mailed, Proof
from digest.web.preview.reader import Reader

CLIPPED = 102 * 1024  # bytes of HTML; Gmail shows the rest behind a link
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_ANCHORS = {"html": "html", "text": "text", "header": "header", "mail": "raw"}


@dataclass(frozen=True, slots=True)
class Field:
    """One header field: as it goes over the wire, and as a reader sees it."""

    name: str
    raw: str
    shown: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the parts."""

    html: int
    styles: int
    text: int
    mail: int

    @property
    def share(self) -> int:
        """Per cent of what Gmail shows."""
        return round(100 * self.html / CLIPPED)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the anchor of its place on the page; empty where it has none."""

    finding: Finding
    anchor: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page says of one proof, as one reader gets it."""

    proof: Proof
    mailed: Mailed
    reader: Reader | None
    fields: tuple[Field, ...]
    sizes: Sizes
    remarks: tuple[Remark, ...]
    snippet: str

    @property
    def passed(self) -> bool:
        """Whether nothing keeps the edition from being sent."""
        return passed(self.proof.findings)

    @property
    def families(self) -> tuple[Family, ...]:
        """The mail clients of the configuration, and how each family takes what the mail makes use of."""
        return compatibility(self.proof.clients, self.mailed.html)

    @property
    def source(self) -> list[str]:
        """The HTML part by lines."""
        return self.mailed.html.splitlines()

    @property
    def text(self) -> list[str]:
        """The text part by lines."""
        return self.mailed.text.splitlines()

    @property
    def raw(self) -> list[str]:
        """The whole mail by lines."""
        return self.mailed.raw.decode("ascii", "replace").splitlines()

    @property
    def comparison(self) -> Comparison | None:
        """The headlines beside those of the edition before; None where there is none."""
        before = self.proof.earlier
        return compare(before.content, self.proof.content) if before else None


def view(proof: Proof, reader: Reader | None = None) -> View:
    """The page's view of a proof."""
    mailed = proof.mailed(reader.recipient) if reader else proof.mailed()
    return View(
        proof,
        mailed,
        reader,
        tuple(_fields(mailed.raw)),
        _sizes(mailed),
        tuple(Remark(finding, _anchor(finding)) for finding in proof.findings),
        snippet(mailed.html),
    )


def _fields(raw: bytes) -> Iterator[Field]:
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - the policy says so
    shown = [" ".join(str(value).split()) for value in mail.values()]
    lines = re.split(r"\r\n(?![ \t])", head)
    for line, value in zip(lines, shown, strict=False):
        name, _, rest = line.partition(":")
        yield Field(name, rest.strip(), value)


def _sizes(mailed: Mailed) -> Sizes:
    styles = sum(len(block.encode()) for block in _STYLE.findall(mailed.html))
    return Sizes(len(mailed.html.encode()), styles, len(mailed.text.encode()), len(mailed.raw))


def _anchor(finding: Finding) -> str:
    part = finding.where.partition(" ")[0]
    if part == "header":
        return f"header-{finding.where.removeprefix('header ').partition(':')[0].strip().lower()}"
    if finding.line is not None:
        return f"{_ANCHORS.get(part, 'html')}-{finding.line}"
    return ""
