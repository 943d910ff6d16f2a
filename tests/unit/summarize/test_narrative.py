"""Articles that open with a scene are led by the paragraph that says what they are about."""

import pytest

from digest.summarize.leads import NO_LIMIT, NUT, TELLING_OF_THE_REST, Budget, pick

RIVER = (
    "When Ada Holm first saw the river rise, she was standing in her bakery with flour on her hands.",
    "She looked up. The water stood at the door, and she thought of her father, who had built the oven.",
    "“I knew it would come,” she says.",
    "About 4,000 people on both banks will have to leave their homes under a flood plan that the council announced on Monday.",
    "The plan would give 900 hectares of the Tarn banks back to the river by 2031.",
)
HALLS = (
    "The kettle in Orne village hall has not boiled since March. Dust lies on the piano, and a child's glove hangs on the radiator.",
    "Miriam Tasker, 71, turned the key for the last time herself. She had danced there as a girl, and married in it.",
    "“You could hear the whole village breathe in here,” she says, looking up at the rafters.",
    "Orne's hall is one of 312 that have closed in two years, according to a survey published this week by the Rural Rooms Trust, as insurance costs have trebled.",
    "The trust says that a third of the country's remaining 9,000 halls could follow by 2030.",
)
NETS = (
    "I was nine when my grandmother taught me to mend a net.",
    "We sat on the wall by the slip, and she never once looked at her hands. I can still smell the tar.",
    "I have thought of her often this winter.",
    "Net menders are dying out on the coast: only 14 are left of the 600 who worked in 1970, the fisheries ministry said last week, and nine of those are over 70.",
    "The ministry plans a school for the craft in Toll, with places for 20 apprentices a year.",
)
FLUSS = (
    "Als Ada Holm den Fluss steigen sah, stand sie in ihrer Backstube, Mehl an den Händen.",
    "Sie schaute auf. Das Wasser stand in der Tür, und sie dachte an ihren Vater, der den Ofen gebaut hatte.",
    "„Ich wusste, dass es kommt“, sagt sie.",
    "Rund 4000 Menschen an beiden Ufern der Tarn müssen nach einem Hochwasserplan, den der Rat am Montag beschlossen hat, ihre Häuser verlassen.",
    "Der Plan gibt dem Fluss bis 2031 rund 900 Hektar Ufer zurück.",
)
FLEUVE = (
    "C’était un matin froid de mars. Ada Holm regardait le fleuve par la fenêtre de sa boulangerie.",
    "Elle se souvient de son père, qui avait construit le four.",
    "« Je savais que l’eau viendrait », dit-elle.",
    "Près de 4 000 habitants des deux rives de la Tarn devront quitter leurs maisons selon un plan contre les crues annoncé lundi par le conseil.",
    "Le plan rendra 900 hectares au fleuve d’ici 2031.",
)
RIO = (
    "Era una mañana fría de marzo. Ada Holm miraba el río desde la ventana de su panadería.",
    "Ella recuerda a su padre, que construyó el horno.",
    "«Yo sabía que el agua vendría», dice.",
    "Cerca de 4.000 habitantes de las dos orillas del Tarn tendrán que dejar sus casas según un plan contra las crecidas que anunció el lunes el consejo.",
    "El plan devolverá 900 hectáreas al río hasta 2031.",
)


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (RIVER, "Council gives the river its banks back: 4,000 must move"),
        (HALLS, "Why village halls are closing"),
        (NETS, "The last who can mend a net"),
        (FLUSS, "Hochwasserplan: 4000 Menschen müssen gehen"),
        (FLEUVE, "Crues : 4 000 habitants devront partir"),
        (RIO, "Crecidas: 4.000 habitantes tendrán que irse"),
    ],
    ids=["english", "still life", "first person", "german", "french", "spanish"],
)
def test_a_scene_gives_way_to_the_nut_paragraph(article, title):
    """Person, place and weather open the article; the lead begins where it says why anybody reads it."""
    lead = pick(article, Budget(words=60), title=title)
    assert lead is not None
    assert lead.sentences[0] == article[3]
    assert lead.reason == NUT


def test_a_number_of_sentences_is_taken_from_there_on_too():
    """One sentence of a feature is one that tells, not one of its scene."""
    lead = pick(RIVER, Budget(words=NO_LIMIT, sentences=1))
    assert lead is not None
    assert lead.text == RIVER[3]
    assert lead.reason == TELLING_OF_THE_REST


NEWS = (
    "The council voted on Monday to close the Tarn bridge for six weeks.",
    "Engineers had found rust in four of its cables, the mayor, Ada Holm, told reporters. She stood by the water as she spoke.",
    "She said that a ferry would run from Friday. She promised that it would be free.",
    "Shopkeepers on both banks said that the closing of the bridge would ruin them, according to a survey of the Tarn traders.",
    "The bridge was opened in 1934 and was last closed in 1951.",
)


def test_news_stays_first():
    """An opening that tells who did what and when is the lead, whatever is told below it."""
    lead = pick(NEWS, Budget(words=60), title="Council closes the bridge")
    assert lead is not None
    assert lead.sentences[0] == NEWS[0]


@pytest.mark.parametrize(
    "nut",
    [
        "But about 4,000 people on both banks will have to leave their homes under a flood plan, the council announced on Monday.",
        "They are among 4,000 people who will have to leave their homes under a flood plan, the council announced on Monday.",
        "Holm is among 4,000 people who will have to leave their homes under a flood plan that the council announced on Monday.",
        "Will 4,000 people have to leave their homes under the flood plan that the council announced on Monday?",
    ],
)
def test_a_paragraph_that_cannot_stand_alone_is_no_nut(nut):
    """Rather the scene than a sentence that hangs in the air."""
    lead = pick(
        (*RIVER[:3], nut, "It rained."), Budget(words=60), title="4,000 people must leave their homes"
    )
    assert lead is not None
    assert lead.sentences[0] == RIVER[0]


def test_a_nut_longer_than_the_budget_does_not_lead():
    """The scene fits where the paragraph that tells would be over the budget."""
    lead = pick(RIVER, Budget(words=20), title="Council gives the river its banks back: 4,000 must move")
    assert lead is not None
    assert lead.sentences[0] == RIVER[0]


def test_in_a_language_without_rules_the_opening_stays():
    """Where only shapes are known nothing is taken for a scene."""
    lead = pick(RIVER, Budget(words=60), language="nl")
    assert lead is not None
    assert lead.sentences[0] == RIVER[0]
