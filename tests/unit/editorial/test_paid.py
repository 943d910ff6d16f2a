"""An article that says that somebody paid for it is no news."""

import pytest

from digest.editorial.assemble import assemble
from digest.editorial.paid import is_paid_for

NEWS = "The harbour board of Port Alder voted on Monday to open the Tarn line in the spring, its chair said. Tickets cost four crowns."


@pytest.mark.parametrize(
    "text",
    [
        f"This post is sponsored by Lantern Quay Outfitters. {NEWS}",
        f"This is a sponsored conversation written by me. {NEWS}",
        f"Sponsored by the Marrow Mattress Company. {NEWS}",
        f"{NEWS} All opinions are mine alone. #ad",
        f"I was compensated for my time by the makers of Tarn tea. {NEWS}",
        f"This story was brought to you by the Port Alder Credit Union. {NEWS}",
    ],
)
def test_what_says_that_it_is_paid_for_is_not_printed(article, plan, text):
    """Said at the beginning or the end, it keeps the article out, and the decision says so."""
    one = article("A quiet walk along the quay", text)
    made = assemble([one], plan())
    assert made.content is None
    assert [decision.verdict for decision in made.decisions] == ["advertisement"]


@pytest.mark.parametrize(
    "label", [{"kicker": "Sponsored content"}, {"section": "ANZEIGE"}, {"tags": ("rail", "advertorial")}]
)
def test_labels_say_it_too(article, label):
    """A kicker, a section or a tag that names an advertisement is enough."""
    assert is_paid_for(article("A quiet walk along the quay", NEWS, **label))


@pytest.mark.parametrize(
    "text",
    [
        f"A bill sponsored by Senator Ruth Hale passed on Monday. {NEWS}",
        f"The team, sponsored by a brewery, won. {NEWS}",
        f"{NEWS} The advertisement was withdrawn. The watchdog said that this advert misled readers.",
        f"I was paid by the hour, the driver said. {NEWS}",
        f"The content of the letter, which was written in partnership with the board, was not disclosed. {NEWS}",
        "The #adele concert moved. " + NEWS,
    ],
)
def test_news_about_sponsors_is_news(article, text):
    """Bills, teams and advertisements that a text tells about do not make it one."""
    assert not is_paid_for(article("Advertising watchdog fines a brewery", text, kicker="Advertising"))
