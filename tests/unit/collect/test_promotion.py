"""Telling offers, walls, notices and buttons from news."""

import pytest

from digest.collect import promotion
from digest.collect.lines import Line

NOT_THE_ARTICLE = {
    "Sign up for our free daily newsletter": "promotion",
    "From our morning briefing to a weekly letter, get the best of Tarn delivered directly to your inbox.": "promotion",
    "One free daily email: everything that Tarn talks about, in time for your breakfast": "promotion",
    "Already a subscriber? Log in": "promotion",
    "To continue reading this article, create a free account.": "promotion",
    "You have reached your limit of free articles. Subscribe for unlimited access.": "promotion",
    "Subscribe for £1 a week and cancel anytime.": "promotion",
    "Unlock this story and read all our journalism for just $4 a month.": "promotion",
    "Support independent journalism: become a member today.": "promotion",
    "Download our app from the App Store or Google Play.": "promotion",
    "Follow us on Facebook and Twitter for more stories.": "promotion",
    "Escape the noise. Get the facts behind your news in ten minutes.": "promotion",
    "Like what you read? Buy us a coffee.": "promotion",
    "Got a tip? Email us at news@tarn.example.": "promotion",
    "You are now subscribed": "notice",
    "Ann, your sign-up was successful!": "notice",
    "By submitting your information you agree to the Terms & Conditions and are aged 16 or over.": "notice",
    "© 2026 The Tarn Courier. All rights reserved.": "notice",
    "We use cookies to improve your visit.": "notice",
    "We may earn a commission if you buy something through our links.": "notice",
    "This article was originally published by The Tarn Courier.": "notice",
    "Your email address will not be published.": "notice",
    "Article continues below": "notice",
    "Can't see the pictures? Read it in your browser": "notice",
    "ADVERTISEMENT": "navigation",
    "Read more": "navigation",
    "Share on Facebook": "navigation",
    "Share Copy link Print Save for later": "navigation",
    "https://tarn.example/pictures/bridge.jpg": "link",
}
NEWS = (
    "The streaming firm said on Tuesday that it had lost 200,000 subscribers, its first fall in ten years.",
    "Voters who register by Friday can cast a ballot in the May election, the commission said.",
    "“Sign up now and you will be paid in gold,” the advertisement had promised, according to the court.",
    "He was free.",
    "Members of the council signed the accord late on Monday.",
    "The newsletter that he founded in 1990 closed last week.",
    "Police asked witnesses to come forward and share what they saw.",
    "She opened her inbox on Monday and found 4,000 letters.",
    "The bank will offer loans at 3.5 percent from June, twice what its members paid last year.",
    "Take two kilos of quinces. Wash them and cut them up.",
    "You cannot see the river from here, but you hear it at night.",
    "Our sister was born that winter, and we moved to the north bank.",
)


@pytest.mark.parametrize(("text", "why"), NOT_THE_ARTICLE.items())
def test_what_a_page_says_for_itself_is_known(text, why):
    """Each line is recognised alone, with no other article of its source at hand."""
    assert promotion.reason(Line(text, 0)) == why


@pytest.mark.parametrize("text", NEWS)
def test_news_that_uses_the_same_words_is_kept(text):
    """A report about newsletters, members or offers is no offer."""
    assert promotion.reason(Line(text, 0)) is None


def test_marked_up_text_needs_stronger_signs():
    """A paragraph that the page's markup has shown to be the article's is dropped only for a clear offer."""
    text = "If you only want the films, you can sign up for a free trial, and afterwards you pay six crowns per month for all of them."
    assert promotion.reason(Line(text, 0)) == "promotion"
    assert promotion.reason(Line(text, 0, "paragraph")) is None
