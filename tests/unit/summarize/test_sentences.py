"""Splitting text into sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.summarize import sentences

# Each row is one text whose parts are its sentences; the name says what is hard about it.
HARD = {
    "plain": ["The council met.", "It voted."],
    "title before a name": ["Dr. Amara Okafor spoke.", "Mr. Lind did not."],
    "two titles": ["Lt. Gov. Ruth Hale signed it.", "Sen. Park objected."],
    "initials": ["J. R. Holm wrote it.", "W.E.B. Stone read it."],
    "middle initial": ["John F. Marsh won.", "Nobody was surprised."],
    "U.S. before a name": ["The U.S. Senate voted.", "It was close."],
    "U.S. at the end": ["He moved to the U.S.", "She stayed."],
    "U.S. before a small letter": ["The U.S. and China talked.", "No deal came."],
    "D.C. in a sentence": ["A court in Washington, D.C., ruled.", "They appealed."],
    "a.m. in a sentence": ["It closed at 4 a.m. on Friday.", "It opened at 9 p.m. Monday."],
    "p.m. at the end": ["They left at 5 p.m.", "The hall was empty."],
    "a.m. with a time zone": ["The launch is at 7 a.m. Eastern time.", "Rain is likely."],
    "month and day": ["The riot of Jan. 6 is remembered.", "So is Oct. 7 now."],
    "numbered thing": ["Read No. 10 first.", "Then see p. 45 and Fig. 3."],
    "no as an answer": ["She said no.", "He said yes."],
    "decimal": ["It rose 3.5 percent.", "Then it fell 0.2."],
    "money": ["It cost $1.5 million.", "$2 million was lent."],
    "company": ["Harrow Inc. said so.", "Its rival, Tolland Corp., agreed."],
    "company at the end": ["He left Harrow Inc.", "The shares fell."],
    "Jr. in a sentence": ["Robert Marsh Jr. resigned.", "His deputy took over."],
    "saint": ["They met in St. Olave.", "It rained in St. Ives."],
    "versus": ["The case is Hale vs. Stone.", "It began in May."],
    "e.g. and i.e.": ["Some fruit, e.g. Apples, stays fresh.", "Others, i.e. Pears, do not."],
    "et al.": ["The study by Lund et al. was small.", "It was also old."],
    "degree": ["Ann Lee, Ph.D., led it.", "She has an M.D. too."],
    "quotation closed after the stop": ['"It is late."', "He went home."],
    "curly quotation": ["“It is late.”", "He went home."],
    "quotation with a speaker": ['"It is late," he said.', '"Go home."'],
    "question in a quotation": ['"Why now?" she asked.', "Nobody knew."],
    "question with a named speaker": ['"Why now?" Ann Lee asked.', "Nobody knew."],
    "exclamation in a quotation": ["“Never!” shouted the crowd.", "Then it left."],
    "question then sentence": ["What is next?", "A vote, they say."],
    "question and exclamation": ["He did what?!", "He sold it."],
    "ellipsis inside": ["Military cooperation ... occupies a place.", "It grows."],
    "ellipsis that trails off": ["Sooner or later...", "The tide is here."],
    "four dots": ["He waited....", "Nothing came."],
    "ellipsis sign before a small letter": ["You can’t always… but you try.", "So try."],
    "sentence in brackets": ["He ran.", "(She walked.)", "They met."],
    "sentence inside a sentence's brackets": ["The mayor (he is new. He won in May) spoke.", "Few came."],
    "brackets at the end": ["They won (again).", "It was late."],
    "bracketed editor's word": ["“[It] works.”", "Few agreed."],
    "item numbers": ["1. Talks go on.", "2. The strike ends."],
    "web address": ["See lantern.example for more.", "It is free."],
    "file name": ["It runs on Node.js today.", "It ran on paper."],
    "time with a point": ["It began at 8.10 p.m. and ended at 9.", "All slept."],
    "name with an exclamation mark": ["She joined Yahoo! in May.", "She left in June."],
    "brand that begins small": ["He dropped it.", "iPhone sales fell."],
    "abbreviation before a number": ["The firm, est. 1890, is old.", "It sells approx. 10 kinds."],
    "sentence that begins with a number": ["Few remain.", "27 were sold."],
    "dash after a stop": ["It ended.", "— So they say."],
    "glued sentences": ["The order was made on social media.", "The union was forced to retreat."],
    "plan B": ["They need a Plan B.", "The first one failed."],
    "you and I": ["It is between you and I.", "But nobody asked."],
    "nested quotes": ["“He said ‘stop.’”", "Nobody did."],
    "paragraph without a mark": ["A heading\n\n", "The text begins."],
    "Spanish": ["¿Qué pasa?", "¡Nada!", "Vamos."],
    "French quotes": ["« C'est tard. »", "Il est parti."],
    "Chinese": ["他来了。", "她走了。"],
    "Japanese with a quotation": ["「行こう。」", "彼は言った。"],
    "etc. at the end": ["They sold pens, ink, etc.", "The shop is shut."],
    "etc. in a sentence": ["Pens, ink, etc. were sold.", "All of it went."],
}
NO_SPACE = {"Chinese", "Japanese with a quotation", "paragraph without a mark"}
GLUED = {"glued sentences"}


@pytest.mark.parametrize("name", HARD)
def test_hard_case(name):
    """Each kind of difficulty is split where a reader would split it."""
    wanted = HARD[name]
    text = ("" if name in NO_SPACE | GLUED else " ").join(wanted)
    assert [part.strip() for part in sentences.split(text)] == [part.strip() for part in wanted]


@given(st.text(alphabet=st.sampled_from("aB .!?…\"“”'’()[]\n1。「」") | st.characters(), max_size=200))
@settings(max_examples=200)
def test_joined_sentences_are_the_text(text):
    """No character is lost, added or moved, whatever the text is."""
    assert "".join(sentences.split(text)) == text


@given(st.text(alphabet=st.sampled_from('aB .!?…"“”()\n1。'), max_size=120))
@settings(max_examples=100)
def test_spans_cover_the_text_without_empty_ones(text):
    """Spans touch one another from the first character to the last, and each holds something."""
    spans = sentences.spans(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)
    assert not text or spans[-1][1] == len(text)


def test_a_long_text_without_an_end_is_one_sentence():
    """A text of words alone is one sentence, and is split in linear time."""
    text = "word (" * 20_000
    started = time.perf_counter()
    assert len(sentences.split(text)) == 1
    assert time.perf_counter() - started < 2


def test_open_brackets_do_not_make_it_quadratic():
    """Many brackets that are never closed cost no more than others."""
    text = "He (came. She left. " * 3_000
    started = time.perf_counter()
    sentences.split(text)
    assert time.perf_counter() - started < 2
