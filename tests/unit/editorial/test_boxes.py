import pytest

from digest.editorial.boxes import Printed
from digest.editorial.figures import figure_of_the_day
from digest.editorial.quotes import quote_of_the_day

SAID = "“Nobody has left this room with all they wanted, except possibly the whales,” said Kwabena Oster, who chaired the talks."


def printed(*articles, text="Another text."):
    """A printed story of these articles."""
    return Printed(articles, text, "The Early Tram")


def quote(article, paragraph, text="Another text."):
    """The quote of the day where this paragraph is all there is."""
    found = quote_of_the_day([printed(article("T", paragraph), text=text)])
    return (found[0].text, found[0].speaker) if found else None


def figure(article, paragraph, text="Another text."):
    """The number of the day where this paragraph is all there is."""
    found = figure_of_the_day([printed(article("T", paragraph), text=text)], None)
    return found.figure if found else None


def test_a_quotation_is_taken_whole_with_its_speaker_and_source(article):
    """The words are the article's; only the comma before the closing mark becomes a full stop."""
    one = article("T", f"It was late. {SAID} He left.")
    quotation, story = quote_of_the_day([printed(one)])
    assert quotation.text == "Nobody has left this room with all they wanted, except possibly the whales."
    assert quotation.speaker == "Kwabena Oster, who chaired the talks"
    assert (quotation.source.name, quotation.source.url) == ("The Wire", one.url)
    assert story.articles == (one,)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "„Wer den Hafen kennt, wartet im Winter auf niemanden“, sagte Greta Holm, die Lotsin.",
            ("Wer den Hafen kennt, wartet im Winter auf niemanden.", "Greta Holm, die Lotsin"),
        ),
        (
            "« Personne ne quitte le port en hiver sans une raison », a déclaré Jean de la Tour.",
            ("Personne ne quitte le port en hiver sans une raison.", "Jean de la Tour"),
        ),
        (
            '"You never finish reading the news, you only stop," said Ada Merrow, its president.',
            ("You never finish reading the news, you only stop.", "Ada Merrow"),
        ),
        (
            "“Vinegar is the difference between soup and hot vegetables,” Rufus Adomako said.",
            ("Vinegar is the difference between soup and hot vegetables.", "Rufus Adomako"),
        ),
    ],
)
def test_quotations_are_known_in_several_languages(article, paragraph, expected):
    """Marks, verbs and roles differ; a role that points elsewhere (`its president`) is left out."""
    assert quote(article, paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Nobody has left this room with all they wanted, except possibly the whales,” she said.",
        "Oster said the talks “left nobody with all they wanted, except possibly the whales,” said Kwabena Oster.",
        "“Too short,” said Kwabena Oster.",
        "“It was because of this that they did not do it to them in there,” said Kwabena Oster.",
        "“Nobody has [ever] left this room with all they wanted, I believe,” said Kwabena Oster.",
        f"“{'Nobody has left this room with all they wanted ' * 5},” said Kwabena Oster.",
        "No one is quoted here at all, and nothing is said.",
    ],
)
def test_what_is_no_good_quotation_is_left_out(article, paragraph):
    """No name, half a sentence, too short or long, words put in, or nothing without what was said before."""
    assert quote(article, paragraph) is None


def test_a_quotation_that_is_printed_already_is_not_repeated(article):
    """The box does not say again what the story says."""
    assert quote(article, SAID, text=f"Talks ended. {SAID}") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nurses who slept for a while made 27% fewer mistakes with medicines.", "27%"),
        ("Half the harbour's traffic, or 51 per cent, now runs on batteries in Port Alder.", "51 per cent"),
        ("A museum in Larkfield paid $1.2 million for a painting of its own front door.", "$1.2 million"),
        ("Brokers in Corn Street put the business lost at 1.9 billion crowns.", "1.9 billion crowns"),
        ("Some 2,300 envelopes have never reached anyone in Lower Sedge.", "2,300"),
        ("Der Hafen von Port Alder braucht 40 Prozent weniger Strom als vorher.", "40 Prozent"),
    ],
)
def test_shares_money_and_large_counts_are_figures(article, sentence, expected):
    """The figure is set large, with its unit, beside its whole sentence."""
    assert figure(article, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour of Port Alder was built in 1924 and has been open since then.",
        "Ada Merrow, 74, has run the harbour of Port Alder for 12 years now.",
        "The talks in Toll go on until 24 November at 9.30 in the morning.",
        "They cut it by 27%, which is what they had said they would do with it.",
        "“Mistakes fell by 27% in the wards of the harbour hospital,” said Ada Merrow.",
        "Only 27% came.",
    ],
)
def test_years_ages_and_sentences_that_lean_on_others_are_none(article, sentence):
    """What is small, or cannot be understood alone, is not the number of the day."""
    assert figure(article, sentence) is None


LEANING = [
    "Another 27% of nurses in Port Alder slept for a while on night shifts.",
    "Meanwhile 27% of nurses in Port Alder slept for a while on night shifts.",
    "The canal will move 27% of boats out of Port Alder before the winter.",
    "By 2030 such boats will be 27% of all that leave Port Alder.",
    "Oster was fined 27% of a month of pay by a court in Port Alder.",
    "He told Port Alder that 27% of all boats leak in a storm.",
    "Of our boats in Port Alder some 27% leak in a storm.",
]


@pytest.mark.parametrize("sentence", LEANING)
def test_a_sentence_that_needs_the_one_before_it_is_no_figure(article, sentence):
    """`the canal`, `such boats`, `another`, a surname that was introduced earlier: the box would raise a question."""
    found = figure_of_the_day([printed(article("T", "Kwabena Oster owns a boat.", sentence))], None)
    assert found is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kwabena Oster chaired the talks.", "Kwabena Oster"),
        ("Kwabena Oster and Ada Oster chaired the talks.", None),
        ("Nobody else is named here.", None),
    ],
)
def test_a_surname_is_given_in_full_where_the_article_knows_one_such_person(article, text, speaker):
    """Two people of one name, or nobody: then nobody is quoted."""
    said = "“A bridge is only as strong as the people who walk on it,” Oster told reporters."
    found = quote_of_the_day([printed(article("T", text, said))])
    assert (found[0].speaker if found else None) == speaker


@pytest.mark.parametrize(
    "words",
    [
        "They never told anybody why a bridge was closed for nine years",
        "Terry never told anybody why a bridge was closed for nine years",
        "Nobody at a bridge like that was ever told why it was closed",
        "We are very pleased with a bridge that everybody can walk on",
        "Every bridge (and tunnel) is only as strong as its weakest stone",
        "A severed bridge and its mutilated corpses are never a pretty thing",
    ],
)
def test_words_that_need_others_or_say_nothing_are_not_quoted(article, words):
    """A pronoun, half a name, a bracket, a courtesy and gore are all passed over."""
    found = quote_of_the_day(
        [printed(article("T", "John Terry was there.", f"“{words},” said Kwabena Oster."))]
    )
    assert found is None


def test_a_role_that_a_full_stop_cuts_is_left_out(article):
    """`a doctor at the U.` is no role."""
    said = "“A bridge is only as strong as the people who walk on it,” said Kwabena Oster, a doctor at the U.S. Hospital."
    assert quote(article, said) == (
        "A bridge is only as strong as the people who walk on it.",
        "Kwabena Oster",
    )


def test_a_figure_that_is_printed_already_is_not_repeated(article):
    """The sentence of the lead is not set again."""
    sentence = "Nurses who slept for a while made 27% fewer mistakes with medicines."
    assert figure(article, sentence, text=sentence) is None


def test_quote_and_figure_come_from_two_stories_where_they_can(article):
    """Of equal figures the one from another story than the quote's is taken."""
    sentence = "Nurses who slept for a while made {} fewer mistakes with medicines."
    quoted = printed(article("A", SAID, sentence.format("27%")))
    other = printed(article("B", sentence.format("31%")))
    assert figure_of_the_day([quoted, other], quoted).figure == "31%"
    assert figure_of_the_day([quoted], quoted).figure == "27%"


def test_what_is_no_sentence_or_stands_between_two_quotations_is_not_quoted(article):
    """Words without a verb say nothing, and between a closing mark and the next opening one the reporter speaks."""
    assert (
        quote(article, "“Careless or hopeless handling of lanterns by a harbour master,” said Kit Oster.")
        is None
    )
    between = 'Oster sat down. "Ferries are late." " Nobody in the whole town had ever asked him that before," said Kit Oster.'
    assert quote(article, between) is None


@pytest.mark.parametrize(
    ("paragraph", "spoiled"),
    [
        (
            "Shares of all northern harbours rose 68% on Monday, the largest step of the Merrow exchange.",
            " .NHIX0000",
        ),
        (
            "Shares of all northern harbours rose 68% on Monday, the largest step of the Merrow exchange.",
            " MEBc1",
        ),
        (
            "Some 30,000 people of Merrow Harbour live in boats all the year round, as others do in houses.",
            "-40,000",
        ),
        (
            "The harbour took in 4.2 million tonnes of herring in the whole of last year, Merrow Fish said.",
            "\ufffd",
        ),
    ],
)
def test_no_figure_with_an_agencys_codes_or_from_half_a_range(article, paragraph, spoiled):
    """Nobody prints the codes of shares, one end of a range, or a name with a lost letter in a box of its own."""
    place = paragraph.index("30,000") + 6 if spoiled[0] == "-" else paragraph.index("harbour") + 8
    assert figure(article, paragraph) is not None
    assert figure(article, paragraph[:place].rstrip() + spoiled + paragraph[place:]) is None
