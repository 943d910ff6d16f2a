"""Settings become the parts that work: a newsroom, a transport, the notices' mails. Built here, for both front doors."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from digest import corrections
from digest.collect.forgetting import forget_originals
from digest.collect.sources.ways import Ways
from digest.compose.letterhead import Letterhead
from digest.compose.message import Composition
from digest.compose.notices import Correction, NoticeName, compose_correction, compose_notice
from digest.compose.templates import environment
from digest.config import Settings
from digest.database import reading, scrub, writing
from digest.deliver.dkim import Key, Signer
from digest.deliver.limits import DomainLimit, Limits, Threshold
from digest.deliver.notices import NoticeMail
from digest.deliver.outbox import OutboxTransport
from digest.deliver.personal import PersonalNotice
from digest.deliver.pruning import prune
from digest.deliver.relays import Relays
from digest.deliver.transport import Transport
from digest.errors import ConfigError
from digest.newsroom import KILOBYTE, Clock, Newsroom
from digest.schedule.gathering import Gathering
from subscribers import erasure
from subscribers.tokens import Keys

LINKS_LIVE = timedelta(hours=48)
NOTICES: tuple[NoticeName, ...] = ("confirm", "welcome", "farewell", "goodbye-undo", "data")


def newsroom(settings: Settings, engine: Engine, slug: str, *, composes: bool = True) -> Newsroom:
    """One configured newsletter, ready for its day; one that only sends needs no theme.

    Raises:
        TemplateFault: the theme's folder is missing.
    """
    newsletter = settings.newsletters[slug]
    theme = settings.compose.theme if composes else None
    return Newsroom(
        engine=engine,
        slug=slug,
        newsletter=newsletter,
        head=Letterhead.of(slug, newsletter, settings.base_url(slug)),
        templates=environment(settings.path(theme) if theme else None, settings.palettes(slug)),
        keys=Keys.from_secrets(settings.secrets),
        resend_uncertain=settings.delivery.uncertain == "resend",
        useful=timedelta(hours=settings.delivery.useful_hours),
        sources=settings.sources,
        most_html=settings.compose.max_html_kb * KILOBYTE,
        most_variants=settings.compose.max_variants,
        clients=settings.lint.clients,
        signer=signer(settings, newsletter.sender.domain),
        limits=limits(settings),
    )


def signer(settings: Settings, domain: str) -> Signer | None:
    """What signs the mails from a domain; None where no key is configured.

    Raises:
        ConfigError: a key cannot be read, or its domain is not the one that the mails are from.
    """
    table = settings.dkim
    asked = [(table.selector, table.key), (table.ed25519_selector, table.ed25519_key)]
    found = [(name, settings.path(path)) for name, path in asked if name and path]
    at = str(table.domain or domain).lower()
    if found and domain.lower() != at and not domain.lower().endswith(f".{at}"):
        raise ConfigError(
            f"dkim.domain is {at}, and mails are from {domain}: such signatures count for nothing"
        )
    return Signer(tuple(_key(at, name, path) for name, path in found)) if found else None


def _key(domain: str, selector: str, path: Path) -> Key:
    try:
        return Key(domain, selector, path.read_bytes()).checked()
    except (OSError, ValueError, TypeError) as error:
        raise ConfigError(
            f"the DKIM key {path} cannot be used: {error}; `digest dkim keygen` makes one"
        ) from error


def gathering(settings: Settings, engine: Engine, clock: Clock) -> Gathering:
    """The sources that are collected from, and how they are reached."""
    tables = {slug: table for slug, table in settings.sources.items() if table.is_collected}
    return Gathering(tables, settings.newsletters, Ways(engine, clock, settings.collect, settings.place.root))


def transport(settings: Settings) -> Transport:
    """The configured way out."""
    if settings.delivery.transport == "outbox":
        return OutboxTransport(settings.path(settings.delivery.outbox))
    return Relays(settings.smtp.all_relays)


def limits(settings: Settings) -> Limits:
    """What bounds a send, besides its relays."""
    pacing, delivery = settings.pacing, settings.delivery
    each = DomainLimit(pacing.domain_connections, pacing.domain_per_second)
    domains = {
        name: DomainLimit(one.connections or each.connections, one.per_second or each.per_second)
        for name, one in pacing.domains.items()
    }
    return Limits(each, domains, Threshold(delivery.pause_percent / 100, delivery.pause_least))


def notice_mails(rooms: Mapping[str, Newsroom], links_live: timedelta = LINKS_LIVE) -> dict[str, NoticeMail]:
    """The mails to single readers, composed once per newsletter; the links that confirm live as long as that.

    Raises:
        TemplateFault: a template does not render.
    """
    return {slug: _notice_mail(room, links_live) for slug, room in rooms.items()}


def _notice_mail(room: Newsroom, links_live: timedelta) -> NoticeMail:
    head = room.head
    personal = PersonalNotice(room.keys, room.slug, head.base_url, head.sender, room.newsletter.bounces)

    @cache
    def worded(kind: NoticeName, language: str) -> Composition:
        valid = None if kind == "farewell" else links_live
        return compose_notice(kind, replace(head, language=language), room.templates, valid).composition

    made: dict[str, Composition] = {kind: worded(kind, head.language) for kind in NOTICES}
    translated = cast("Callable[[str, str], Composition]", worded)
    return NoticeMail(personal, made, translated, room.signer, {"correction": _correction(room)}, room.limits)


def correction_mails(rooms: Mapping[str, Newsroom]) -> dict[str, NoticeMail]:
    """The mails that correct an edition, and no others."""
    return {slug: _correction_mail(room) for slug, room in rooms.items()}


def _correction_mail(room: Newsroom) -> NoticeMail:
    head = room.head
    personal = PersonalNotice(room.keys, room.slug, head.base_url, head.sender, room.newsletter.bounces)
    return NoticeMail(
        personal, {}, signer=room.signer, about={"correction": _correction(room)}, limits=room.limits
    )


def _correction(room: Newsroom) -> Callable[[str, str], Composition]:
    """What writes the mail of a correction, by its id and the reader's language, each once."""

    @cache
    def written(about: str, language: str) -> Composition:
        with reading(room.engine) as session:
            day, said = corrections.told(session, int(about))
        head = replace(room.head, language=language or room.head.language)
        return compose_correction(Correction(day, said), head, room.templates).composition

    return written


def sweep(engine: Engine, settings: Settings, clock: Clock) -> None:
    """Forget the wishes that were not confirmed while the link in the mail lived, and what is kept no longer.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    kept = settings.retention
    for forget, page, span in (
        (erasure.forget_unconfirmed, erasure.PAGE, timedelta(hours=settings.signup.confirm_hours)),
        (erasure.forget_trails, 1, _days(kept.consents_days)),
        (forget_originals, 1, _days(kept.raw_days)),
        (prune, 1, _days(kept.deliveries_days)),
    ):
        going = span is not None
        while going and span is not None:
            with writing(engine) as session:  # a page at a time, so that nobody waits for long
                going = forget(session, older_than=span, now=clock()) >= page
    scrub(engine)


def _days(days: int | None) -> timedelta | None:
    return None if days is None else timedelta(days=days)
