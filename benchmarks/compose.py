"""Composing an edition of 15 stories, and merging it for a reader.

Yardstick: premailer alone, as it comes, on the same HTML in the same run.
"""

import logging
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from measure import interleaved, report
from premailer import Premailer

from digest.cli.start import PLACEHOLDER
from digest.collect import files
from digest.collect.identity import identity
from digest.compose import render
from digest.compose.composer import Letterhead, compose_edition
from digest.compose.content import EditionContent, to_json
from digest.compose.inline import inline
from digest.compose.message import Part, Tokens, Writer, write_alternative
from digest.compose.templates import environment
from digest.compose.wording import wording
from digest.config import NewsletterSettings, SectionRule
from digest.config.mailbox import parse_mailbox
from digest.deliver.personal import Personal
from digest.editorial.assemble import Plan, assemble
from digest.editorial.candidates import Candidate
from digest.sample.library import write_articles
from subscribers.roster import Recipient
from subscribers.tokens import Keys

STORIES = 15
READERS = 2_000
ROUNDS = 15
NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
logging.getLogger("CSSUTILS").setLevel(logging.CRITICAL)


def newsletter() -> NewsletterSettings:
    return NewsletterSettings(
        name=PLACEHOLDER.name,
        sender=parse_mailbox("The Briefing <briefing@news.example.org>"),
        postal_address=PLACEHOLDER.postal_address,
        tagline=PLACEHOLDER.tagline,
        sections=(
            SectionRule(name="The big story", kind="lead", most=1),
            SectionRule(name="What else to know", kind="stories", most=STORIES - 1),
        ),
    )


def content() -> EditionContent:
    """An edition of 15 stories out of the sample articles."""
    with tempfile.TemporaryDirectory() as folder:
        found = files.read(write_articles(Path(folder), NOW))
        extracts = [one.extract for one in found if isinstance(one, files.Found)]
    settings = newsletter()
    candidates = [
        Candidate(
            article_id=number,
            identity=identity(extract),
            title=extract.title or "",
            stored_at=NOW,
            blocks=tuple((block.kind, block.text) for block in extract.blocks),
            kicker=extract.kicker,
            section=extract.section,
            source=extract.source,
            url=extract.url,
            published=extract.published,
        )
        for number, extract in enumerate(extracts, 1)
    ]
    say = wording(environment(), "en").say
    made = assemble(candidates, Plan("briefing", settings, NOW.date(), 1, say)).content
    assert made is not None
    assert len(list(made.items())) == STORIES
    return made


def uninlined(edition: EditionContent, head: Letterhead) -> str:
    """The HTML as it goes into premailer."""
    caught: list[str] = []
    render.inline = lambda html: caught.append(html) or html
    try:
        compose_edition(edition, head, environment())
    finally:
        render.inline = inline
    return caught[0]


def mime(rendered: render.Rendered, tokens: Tokens) -> None:
    writer = Writer()
    write_alternative(writer, (Part("plain", rendered.text), Part("html", rendered.html)), tokens)
    writer.close()


def main() -> None:
    edition, env = content(), environment()
    head = Letterhead.of("briefing", newsletter(), "https://news.example.org")
    raw = uninlined(edition, head)
    composed = compose_edition(edition, head, env)
    tokens = Tokens.of(to_json(edition))
    rendered = render.Rendered(composed.html, composed.text, composed.subject)
    keys = Keys.from_secrets(["a secret for the benchmark"])
    personal = Personal(keys, "briefing", 1, head.base_url, head.sender, newsletter().bounces)
    readers = [Recipient(n, f"reader{n}@example.org", f"Reader {n}", True) for n in range(1, READERS + 1)]

    def merge_all() -> None:
        for reader in readers:
            composed.composition.merge(personal.values(reader, NOW))

    taken = interleaved(
        {
            "premailer": lambda: Premailer(
                raw, allow_network=False, cssutils_logging_level="CRITICAL"
            ).transform(),
            "compose": lambda: compose_edition(edition, head, env),
            "inline": lambda: inline(raw),
            "mime": lambda: mime(rendered, tokens),
            "merge": merge_all,
        },
        rounds=ROUNDS,
    )
    merge = taken["merge"] / READERS
    size = len(composed.html.encode())
    ratio = taken["compose"] / taken["premailer"]
    report(
        [
            ("stories", f"{STORIES}"),
            ("HTML", f"{size / 1000:.1f} KB"),
            ("premailer alone (yardstick)", f"{taken['premailer'] * 1000:.1f} ms"),
            ("compose: render + inline + MIME", f"{taken['compose'] * 1000:.1f} ms"),
            ("  of which inline", f"{taken['inline'] * 1000:.1f} ms"),
            ("  of which MIME", f"{taken['mime'] * 1000:.1f} ms"),
            ("compose / premailer", f"{ratio:.2f}"),
            ("merge per reader", f"{merge * 1e6:.1f} us"),
        ],
        {
            "bench": "compose",
            "stories": STORIES,
            "html_bytes": size,
            "premailer_ms": round(taken["premailer"] * 1000, 2),
            "compose_ms": round(taken["compose"] * 1000, 2),
            "inline_ms": round(taken["inline"] * 1000, 2),
            "mime_ms": round(taken["mime"] * 1000, 2),
            "ratio": round(ratio, 3),
            "merge_us": round(merge * 1e6, 2),
        },
    )


if __name__ == "__main__":
    main()
