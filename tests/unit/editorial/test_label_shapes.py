"""Headlines of many shapes, of our own fiction: whatever they are like, their labels have three to six words that read as a phrase."""

import pytest

from digest.editorial.grammar import ENGLISH
from digest.editorial.headlines import bare
from digest.editorial.labels import label_of
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.marks import is_whole, size_of
from digest.editorial.predicates import plain

HEADLINES = """\
The city council of Port Alder has finally agreed to rebuild the old sea wall after months of protest
A number of new ferries will be ordered from a yard in Larkfield next spring
Ada Merrow, the head of the harbour board, is ready to resign over the ferry contract
Kit Oster says the striking crews will be paid in full by the end of the month
Harbour chief Ada Merrow defends the long delay of the new sea gate in court
Piano makers from Tarn Bridge and Larkfield open a joint school for tuners
Velisia's parliament considers a bill that would allow ferries on Sundays
Storm tears the roof off a school in Lower Sedge, leaving hundreds without lessons
Why the tram line to Marram was never finished, and what it would cost today
How to bake a honest loaf of bread in an old ferry boiler
Is the new mayor of Larkfield the most careful spender that the town has ever had?
Should we close the harbour at night to let the seals sleep?
Lantern Line to buy rival Quay Ferries in a deal worth 400 million crowns
Nurses who sleep longer between shifts make fewer mistakes, a large study finds
Gulls, once loved, are now the most hated birds on the whole coast, a survey shows
The bridge that nobody wanted is now the pride of Tarn Bridge
Police officer shot and wounded a man who broke into the tram depot
Three killed as ferry hits the pier in thick fog near Port Alder
According to the harbour board, four in five ferries were late last winter
Opera house reopens; tickets are already sold out until next summer
Sea gate: what the engineers of Marram learned from the flood of last November
Larkfield: bakers and millers at odds over the price of flour
“We will never sell the lighthouse”: the keeper who said no to nine buyers
Merrow and Oster sign pact to keep night trams running until the spring
Farmers in the hills fear that a dry April could ruin the barley again
Old lighthouse keeper who counted 40,000 ships in his life dies at 91
The people of Lower Sedge have voted four times in a year and are tired of it
More than 2,000 oysters were stolen from the royal beds at Marram, police said on Tuesday
Woman with twins rescued from the roof of a tram by a passing baker
Council plans a bridge, takes on debt, and hopes for tourists
UPDATE 2-Quay Ferries posts record loss of 90 million crowns after strike
Opinion | The harbour needs a plan, not another committee of retired captains
‘Nothing like it since the great frost’: Port Alder counts the cost of the storm
Could a small town with one tram teach the capital how to run a railway?
Ten thousand lanterns, one river, and a song that nobody remembers the end of
Marram's beloved but leaking swimming baths to get a new roof in the spring
Ferry captain accused of sleeping at the wheel will face a judge in March
Court orders Lantern Line to pay back fares to 12,000 stranded passengers
City of Larkfield wants trams to be free for everybody under the age of twenty
Experts: honey from the coast may help wounds heal faster than creams do
Velisia, Marram agree to share water of the Tarn for another ten years
The one where the mayor sings, the choir walks out and the tram catches fire
Bakery opens on the pier
Quiet
Snow again
Museum of Clocks moves to former ferry terminal because of rising rents
Millions of crabs march through Lower Sedge and nobody knows the reason
Former minister Kit Oster denies that he asked the shipyard for a favour
No trams will run on New Year's Day unless the drivers get their bonus
Chess club for insomniacs meets at three in the morning above the bakery
Tram drivers vote to accept the offer they had twice refused
Harbour pilots threaten to strike if the board cuts their night pay
Fog
Her brother was the last man to see the ferry before it sank in the bay
They built a lighthouse out of bottles and nobody came to see it
It was the wettest summer that Marram has seen since records began
Down to the last loaf: inside the bakery that feeds a whole island
Exclusive: Lantern Line in secret talks to sell its night ferries to Quay
Minister says he wants to lower the price of bread before the winter
Eight things that you did not know about the trams of Port Alder
School dinners, bus fares, ferry tickets: what will cost more from January
With the harbour frozen and the trams on strike, Larkfield takes to its skates
A team led by researchers from the University of Tarn Bridge has mapped the bay
Trams, explained
Anna Lund, 34, becomes the youngest captain to steer the winter ferry
The strange case of the vanishing milk crates of Quay Street, solved at last
Port Alder Council To Close Its Oldest Library Despite Angry Protests From Readers
How The Smallest Bakery In Marram Became The Talk Of The Whole Coast
Ada Merrow Says She Will Not Run For Mayor Again After Ferry Scandal
Rain, Wind And A Broken Tram: A Night At The Opera In Lower Sedge
""".splitlines()
NAMES = (
    "Port Alder",
    "Tarn Bridge",
    "Lower Sedge",
    "Lantern Line",
    "Quay Ferries",
    "Quay Street",
    "New Year's Day",
)
READ = [
    ("Old lighthouse keeper who counted 40,000 ships in his life dies at 91", "Old lighthouse keeper dies at 91"),
    ("Harbour chief Ada Merrow defends the long delay of the new sea gate in court", "Merrow defends delay of sea gate"),
    ("Ferry captain accused of sleeping at the wheel will face a judge in March", "Ferry captain will face a judge"),
    ("Should we close the harbour at night to let the seals sleep?", "Should we close the harbour?"),
    ("Minister says he wants to lower the price of bread before the winter", "Minister on the price of bread"),
    ("No trams will run on New Year's Day unless the drivers get their bonus", "Trams and New Year's Day"),
    ("Museum of Clocks moves to former ferry terminal because of rising rents", "Museum of Clocks and ferry terminal"),
    ("Quay Ferries posts record loss of 90 million crowns after strike", "Quay Ferries posts record loss"),
    ("A number of new ferries will be ordered from a yard in Larkfield next spring", "Ferries will be ordered from yard"),
    ("Kit Oster says the striking crews will be paid in full by the end of the month", "Oster: striking crews will be paid"),
    ("Quay Ferries sees Lantern Line and Velisia merger as a key for growth on the coast", "Quay Ferries and Lantern Line"),
    ("Harbour board's postponed election of a pilot is slated to be held on March 28", "Harbour board's postponed election of pilot"),
    ("Longtime foes Velisia and Marram now find themselves on the same side of a very old river", "Longtime foes Velisia and Marram"),
    ("Mob pulls ferry owner out of the harbour office and ducks him in the bay", "Mob pulls ferry owner out"),
    ("Lantern Line to send new night ferries to the outer islands in spring", "Lantern Line to send night ferries"),
    ("Council clears draft bill to ban ferries on Sundays", "Council clears draft bill"),
    ("Tram 9's Large Repair Bill Due to Rust in Its Roof, Depot Says Today", "Tram 9's Large Repair Bill"),
    ("What readers learned from the diary of the last lighthouse keeper", "What readers learned from the diary"),
    ("How to mend a leaking ferry boiler using nothing but honest bread", "How to mend leaking ferry boiler"),
    ("Depot quick to mend the broken tram doors before the winter fair", "Depot and the broken tram doors"),
    ("Tram Doors Released: What You Need to Know", "Tram Doors Released"),
    ("The Harbour Review: Who Does the New Mayor Like Best of All?", "The Harbour Review"),
    ("Another sign that night trams are coming to the hills of Larkfield", "Night trams and hills of Larkfield"),
]  # fmt: skip


@pytest.mark.parametrize("headline", HEADLINES)
def test_every_label_has_three_to_six_words_and_ends_where_a_phrase_does(headline):
    """No article, small word, auxiliary or owner stands last, no mark is left open, and no place's name is torn."""
    label = label_of([headline], "en")
    assert min(3, size_of(bare(headline))) <= size_of(label) <= 6
    last = plain(label.split()[-1])
    assert last not in ENGLISH.articles | ENGLISH.prepositions | ENGLISH.conjunctions | AUXILIARIES
    assert not last.endswith("'s")
    assert is_whole(label)
    torn = [
        name for name in NAMES if name in headline and name not in label and name.split()[0] in label.split()
    ]
    assert not torn


@pytest.mark.parametrize(("headline", "label"), READ)
def test_a_long_headline_is_said_shortly_or_names_its_story(headline, label):
    """A clause loses what tells more of its subject or object; where none is short enough, the label says what it is about."""
    assert label_of([headline], "en") == label
