"""Copies among few and among many: MinHash and sampled shingles propose, the full comparison decides."""

import random

import pytest

from digest.editorial.copies import FEW, copy_groups

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "ver", "lin", "to")]


def text(seed, size=160):
    return " ".join(random.Random(seed).choices(WORDS, k=size))


def changed(words, every):
    return " ".join(word if n % every else "altered" for n, word in enumerate(words.split(), 1))


def groups(made):
    """The groups of more than one, as titles."""
    found = [[made[place].title for place in places] for places in copy_groups(made)]
    return sorted(sorted(group) for group in found if len(group) > 1)


@pytest.fixture
def crowd(article):
    """More texts than are compared all with all, each a different one."""
    return [article(f"other{n}", text(n)) for n in range(FEW + 20)]


@pytest.mark.long
def test_copies_are_found_in_a_crowd(article, crowd):
    """A reprint, a corrected text, an excerpt: the same among hundreds as among few."""
    whole = text("whole")
    few = [
        article("whole", whole),
        article("reprint", whole),
        article("corrected", changed(whole, 25)),
        article("excerpt", " ".join(whole.split()[40:75])),
        article("rewritten", changed(whole, 4)),
    ]
    wanted = [["corrected", "excerpt", "reprint", "whole"]]
    assert groups(few) == wanted
    assert groups(crowd + few) == wanted


@pytest.mark.long
def test_a_text_that_hundreds_carry_is_one_group(article):
    """Each outlet has changed a word: nothing is too common to be found, and not all pairs are compared."""
    whole = text("wire", 300).split()
    made = [
        article(f"{n}", " ".join([*whole[:n], f"outlet{'abcdefghij'[n % 10]}", *whole[n + 1 :]]))
        for n in range(FEW + 50)
    ]
    assert len(copy_groups(made)) == 1


@pytest.mark.long
def test_furniture_of_hundreds_makes_no_copies(article, crowd):
    """A standing paragraph under every text joins none of them."""
    standing = text("standing", 60)
    made = [article(one.title, *one.paragraphs, standing) for one in crowd]
    assert groups(made) == []


def test_a_long_headline_without_a_text_is_a_text(article):
    """The same long headline is a copy, a short one and a different one are not, and neither is an article with a text."""
    long = "Ferry line to Gannet Head opens again after two winters"
    made = [
        article(long),
        article(long.upper()),
        article("Business briefs"),
        article("Business briefs"),
        article(long, text(1)),
    ]
    assert sorted(map(len, copy_groups(made))) == [1, 1, 1, 2]
