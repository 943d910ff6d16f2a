"""Finding the outlets that a text names as its sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.summarize.attribution import named_sources

NAMED = {
    "The war drags on, CNN reports.": ("CNN",),
    "The drills were a response, reports The Washington Post.": ("The Washington Post",),
    "He told The Washington Post that he would stay.": ("The Washington Post",),
    "The talks failed, according to Reuters.": ("Reuters",),
    "The New York Times said on Sunday: the plan is dead.": ("The New York Times",),
    "The bill is stuck, per Axios.": ("Axios",),
    "It is a mistake, said Ada Holm in The Guardian.": ("The Guardian",),
    "It is funny, said Bo Chan in USA Today.": ("USA Today",),
    "The case is weak, Ann Lee said at Politico Magazine.": ("Politico Magazine",),
    "On Monday The Boston Globe reported the arrest.": ("The Boston Globe",),
    "the Los Angeles Times reported the arrest.": ("Los Angeles Times",),
    "That is wrong, said the Boston Globe editorial board.": ("The Boston Globe",),
    "a neighbour has told the BBC.": ("BBC",),
    "CNN's Jane Doe reports that rain is coming.": ("CNN",),
    "The Kansas City Star first reported the deal.": ("The Kansas City Star",),
    "Rain fell, the Port Alder Courier reported on Friday.": ("Port Alder Courier",),
    "In an interview with Der Spiegel, he denied it.": ("Der Spiegel",),
    "He was fired, Bloomberg reported, citing two people.": ("Bloomberg",),
    "The fire spread, Lodestone reports.": ("Lodestone",),
    "He was hurt, according to the Daily Telegraph.": ("The Daily Telegraph",),
    "It cost little, according to the Sioux Falls Argus Leader.": ("Sioux Falls Argus Leader",),
    "He said no, The Times of India. reported.": ("The Times of India",),
    "Rates will fall. (With PTI inputs)": ("PTI",),
    "She told BBC Radio 5 Live that it rained.": ("BBC Radio 5 Live",),
    "The deal is dead, as first reported by Politico.": ("Politico",),
    "The minister resigned, citing a Bloomberg report, on Monday.": ("Bloomberg",),
    "In an interview with the BBC on Tuesday, she denied it.": ("BBC",),
    "She denied it in an interview on CNN.": ("CNN",),
    "The plan is a mess, the Times's Jane Doe writes.": ("The Times",),
    "“It is over,” Ann Lee wrote in The Atlantic.": ("The Atlantic",),
    "“It is over,” writes Ann Lee in The Atlantic.": ("The Atlantic",),
    "The newspaper Volna said the port was closed.": ("Volna",),
    "The port was closed, the Volna news agency said.": ("Volna",),
    "The port was closed, the Sabah newspaper reported.": ("Sabah",),
    "The port was closed, local daily Het Nieuws reported.": ("Het Nieuws",),
    "Germany's Bild newspaper reported that he would go.": ("Bild",),
    "A Reuters witness said the bridge was gone.": ("Reuters",),
    "According to a Washington Post investigation, the money is lost.": ("The Washington Post",),
    "A New York Times investigation found that the money was lost.": ("The New York Times",),
    "A Washington Post-ABC News poll found a tie.": ("The Washington Post",),
    "CNN has obtained a copy of the letter.": ("CNN",),
    "The letter, seen by Reuters, is short.": ("Reuters",),
    "The letter, obtained by The Associated Press, is short.": ("The Associated Press",),
    "AP reported that the dam broke.": ("The Associated Press",),
    "The dam broke, the AP said.": ("The Associated Press",),
    "WSJ reported the talks first.": ("The Wall Street Journal",),
    "He told the FT that rates would fall.": ("Financial Times",),
    "He told the Beeb that rates would fall.": ("BBC",),
    "LONDON (Reuters) - Rates will fall.": ("Reuters",),
    "(CNN) Rates will fall.": ("CNN",),
    "(CNN) -- Rates will fall.": ("CNN",),
    "Delhi, Jul 3 (PTI) Rates will fall.": ("PTI",),
    "Rates will fall. (ANI)": ("ANI",),
    "Rates will fall. PTI KLM ABC": ("PTI",),
    "Rates will fall — Reuters": ("Reuters",),
    "Rates will fall. (With inputs from IANS)": ("IANS",),
    "The Times of London reported it.": ("The Times",),
    "He was quoted as saying by the Interfax news agency.": ("Interfax",),
    "He was quoted by Russia's TASS as saying so.": ("TASS",),
    "State broadcaster NHK said the quake was weak.": ("NHK",),
    "Chinese state news agency Xinhua said the quake was weak.": ("Xinhua",),
    "He did not respond to requests for comment from Reuters.": ("Reuters",),
    "The company did not respond to a CNN request for comment.": ("CNN",),
    "The firm is for sale, Time magazine reported.": ("Time",),
    "The firm is for sale, he told Time.": ("Time",),
    "Speaking on Fox News Sunday, he denied it.": ("Fox News",),
    "He said on CNN's State of the Union that it was over.": ("CNN",),
    "“No,” he said on NBC's “Meet the Press.”": ("NBC",),
    "BBC Sport's Dan Hill said the match was off.": ("BBC Sport",),
    "The Guardian understands that he will go.": ("The Guardian",),
    "Reuters said it had seen the letter.": ("Reuters",),
    "“We will go,” he told a BBC reporter.": ("BBC",),
    "In an op-ed for The Wall Street Journal, he defended the plan.": ("The Wall Street Journal",),
    "In a column published in the Irish Times, she defended it.": ("The Irish Times",),
    "He told CNN anchor Jane Doe that he would go.": ("CNN",),
    "A report in the Hindustan Times said he would go.": ("Hindustan Times",),
    "Reports from Al Jazeera say that he has gone.": ("Al Jazeera",),
    "PM to go: Reuters": ("Reuters",),
    "He will go, Variety reported.": ("Variety",),
    "He will go, according to Variety.": ("Variety",),
    "The Hill reports that he will go.": ("The Hill",),
    "He will go, according to The Week.": ("The Week",),
    "Amanda Marsh of Slate pointed out that he was late.": ("Slate",),
    "Speaking to Jackie Kern of The Daily Beast, he denied it.": ("The Daily Beast",),
    "Reuters could not independently verify the report.": ("Reuters",),
    "CNN's Ann Lee, Bo Chan and Cy Doe contributed to this report.": ("CNN",),
    "The Associated Press contributed to this report.": ("The Associated Press",),
    "Hong Kong (CNN)China says so.": ("CNN",),
    "(The Hollywood Reporter)Good artists borrow.": ("The Hollywood Reporter",),
    "He said so in his CNN interview.": ("CNN",),
    "The film is bad, THR chief film critic Todd Mill writes.": ("The Hollywood Reporter",),
    "He told CNN affiliate KXYZ that it was late.": ("KXYZ",),
    "Police found him, CNN affiliate KXYZ reported.": ("KXYZ",),
    "She told Woman's Day magazine that she was well.": ("Woman's Day",),
    "Two died, Houthi-run Saba news agency said.": ("Saba",),
    "The date moved, Variety said in January.": ("Variety",),
    "As The Herald's correspondent Jo Doe writes, it is late.": ("The Herald",),
    "A BBC journalist said the street was empty.": ("BBC",),
}
NOT_NAMED = (
    "We are ready, said Putin.",
    "Two were hurt, according to police.",
    "The White House said no.",
    "Emily Post said so.",
    "He bought The Washington Post.",
    "CNN president Ann Lee resigned.",
    "She reads The Guardian every day.",
    "The United Nations reported a rise.",
    "Officials told the court that it was late.",
    "The Times of his life were hard, he said.",
    "The Post Office said letters are late.",
    "The Sun rose at six.",
    "Good News, said the preacher.",
    "Poverty is falling, according to the World Bank.",
    "Portraits change, the Royal Mint said.",
    "The Department of Foreign Affairs said it had complained.",
    "The money was shared, according to Vice Chief Larry Marsh.",
    "The bridge at dawn. (ANI Photo)",
    "Regarding CAG reports, he said little.",
    "In a paper published in the journal Scanning, they say no.",
    "An exam conducted by an FAA-designated Medical Examiner showed it.",
    "The Irish Department of Foreign Affairs said no.",
    "NBC chief Bob Hill said he was leaving.",
    "He sued The New York Times.",
    "CNN's parent company said it would cut jobs.",
    "The BBC said it would cut 200 jobs.",
    "The Guardian said in a statement that it was sorry.",
    "A Fox News host said he would not run.",
    "According to police, it was him.",
    "Photo: Reuters",
    "(Photo by AFP)",
    "A picture by Reuters shows the bridge.",
    "An editor at Politico said he was leaving.",
    "He told CNN to stop.",
    "A spokesman for the BBC said no.",
    "He works for Bloomberg.",
    "He bought shares of the Financial Times on Monday.",
    "According to today's figures, it rose.",
    "Time said nothing to her.",
    "Local police said so.",
    "The Independent senator said he would vote no.",
    "The Sun said nothing to the moon, wrote the poet in her book.",
    "The Navajo Nation said it needed water.",
    "The Chief Economist said rates would fall.",
    "The Majority Leader said no.",
    "The World Economic Outlook said growth would slow.",
    "The War Monitor said two died.",
    "Pakistan Tehreek-e-Insaf (PTI) has won.",
    "The PTI chief said no.",
    "CCTV footage showed him, he said.",
    "The World Bank reports.",
    "He was honest, Smith Jones reports.",
    "A French newspaper reported it.",
    "The Andhra Pradesh (AP) Chief Minister said no.",
    "DNA reports were late.",
    "The DNA report said so.",
    "He retweeted a CNN video.",
    "Michael Wolff's book about Fox News said nothing.",
    "The minister called CNN fake.",
    "He wrote for The Guardian for 20 years.",
    "People said it was late.",
    "Mint said to be good for tea.",
    "He told The Washington Post's owner that he was sorry.",
    "Reuters, Bloomberg and CNN were banned from the room.",
    "The Supreme Court Reporter said it.",
    "He told the Cambridge University Press that it was late.",
    "The study was published in the New England Journal of Medicine.",
    "Prime Minister Rao Today said no.",
    "CNN is owned by Warner.",
    "The Washington Post Company said it would sell.",
    "The AP government said so.",
    "She told the Hindu priest that he was late.",
    "The Hindu Mahasabha said so.",
    "Two Guardian Council members said so.",
    "The Economic Times Awards said so.",
    "He read Forbes, she said.",
    "Michael Forbes said he was late.",
    "Fortune told him no.",
    "The Daily Star restaurant said it was open.",
    "NBC Universal said it would cut jobs.",
    "The Bloomberg campaign said it would spend more.",
    "Mayor Bloomberg said no.",
    "Michael Bloomberg told reporters so.",
    "Bloomberg, the former mayor, said no.",
    "Time reported that he would go.",
)


@pytest.mark.parametrize(("text", "sources"), NAMED.items())
def test_an_outlet_with_a_news_verb_is_a_source(text, sources):
    """The phrases by which briefings credit outlets are understood, and the name is given as it is printed."""
    assert named_sources(text) == sources


@pytest.mark.parametrize("text", NOT_NAMED)
def test_people_bodies_and_mere_mentions_are_no_sources(text):
    """Neither a person nor an authority nor an outlet that only is talked about is credited."""
    assert named_sources(text) == ()


def test_order_of_first_mention_and_each_once():
    """A source named again, also by its short form, is not listed twice."""
    text = "It rained, The Washington Post reported. CNN said so too. “Heavily,” the Post said. CNN reports floods."
    assert named_sources(text) == ("The Washington Post", "CNN")


def test_ones_own_sources_are_known_by_name():
    """A name without an outlet's shape counts when it is given as known, and is written as given."""
    text = "Ships slow down, she told the Evening Lantern."
    assert named_sources(text) == ()
    assert named_sources(text, known=("The Evening Lantern",)) == ("The Evening Lantern",)


@given(
    st.text(alphabet=st.sampled_from("The CNN Post said reports told .,’'") | st.characters(), max_size=200)
)
@settings(max_examples=100)
def test_any_text_is_answered(text):
    """No text raises, and no source is empty or named twice."""
    found = named_sources(text, known=("CNN",))
    assert all(found)
    assert len({name.casefold() for name in found}) == len(found)
