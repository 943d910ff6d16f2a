"""Compose once: content, letterhead and templates become the bytes that every recipient's mail is merged from."""

from dataclasses import dataclass, replace

from jinja2 import Environment

from digest.compose.content import EditionContent, to_json
from digest.compose.fitting import Limit, cuts, fitted, retimed
from digest.compose.letterhead import Letterhead
from digest.compose.message import Tokens
from digest.compose.render import Frame, Rendered, render_edition
from digest.compose.sheet import Composed, bulk, closed, html_bytes, leavable, opened
from digest.compose.wording import wording

__all__ = ["Composed", "Letterhead", "compose_edition", "compose_test"]


@dataclass(frozen=True, slots=True)
class _Dress:
    """What an edition is dressed with; `campaign` is its kind of mail in the Feedback-ID."""

    head: Letterhead
    env: Environment
    tokens: Tokens
    campaign: str = "briefing"
    banner: str = ""
    limit: Limit | None = None
    text_only: bool = False


def compose_edition(
    content: EditionContent,
    head: Letterhead,
    env: Environment,
    limit: Limit | None = None,
    *,
    text_only: bool = False,
) -> Composed:
    """Dress one variant of an edition; the same content, letterhead and templates give the same bytes.

    One that is over the limit is shortened, and `cuts` says by what. `text_only` has no HTML part.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    return _dressed(content, _Dress(head, env, Tokens.of(to_json(content)), limit=limit, text_only=text_only))


def compose_test(
    content: EditionContent, head: Letterhead, env: Environment, limit: Limit | None = None
) -> Composed:
    """As `compose_edition`, marked as a test: in the subject, in a line above everything, and in the Feedback-ID.

    Its slots are the edition's own: the same tokens, the same values.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    say = wording(env, content.language).say
    marked = replace(content, subject=say("test.subject", subject=content.subject))
    tokens = Tokens.of(to_json(content))
    return _dressed(marked, _Dress(head, env, tokens, "test", say("test.banner"), limit))


def _dressed(whole: EditionContent, dress: _Dress) -> Composed:
    head = dress.head
    content, rendered = _fitted(whole, dress)
    writer = opened(head, content.subject)
    leavable(writer, head)
    bulk(writer, head, f"{content.day:%Y%m%d}:{head.slug}:{dress.campaign}")
    return replace(
        closed(writer, rendered, dress.tokens, text_only=dress.text_only),
        content=content,
        cuts=cuts(whole, content),
    )


def _fitted(whole: EditionContent, dress: _Dress) -> tuple[EditionContent, Rendered]:
    """The edition within the limit, and its rendering; rendered once where it needs no shortening."""
    made: dict[EditionContent, Rendered] = {}
    words = wording(dress.env, whole.language)

    def rendered(content: EditionContent) -> Rendered:
        if content not in made:
            made[content] = render_edition(content, _frame(content, dress), dress.env)
        return made[content]

    def size(content: EditionContent) -> int:
        return html_bytes(rendered(retimed(content, whole.minutes, words)).html, dress.tokens, dress.head)

    content = fitted(whole, dress.limit, size) if dress.limit else whole
    content = retimed(content, whole.minutes, words)
    return content, rendered(content)


def _frame(content: EditionContent, dress: _Dress) -> Frame:
    head, tokens = dress.head, dress.tokens
    return Frame(
        newsletter=head.slug,
        name=head.name,
        tagline=head.tagline,
        postal_address=head.postal_address,
        language=content.language,
        web_url=f"{head.archive_url}/{content.day.isoformat()}",
        archive_url=head.archive_url,
        subscribe_url=head.subscribe_url,
        unsubscribe_url=tokens["unsubscribe_url"],
        preferences_url=tokens["preferences_url"],
        site_url=head.base_url,
        sender_why=wording(dress.env, content.language).say("why", name=head.name, host=head.host),
        banner=dress.banner,
    )
