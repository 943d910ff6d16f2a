"""The printed text of a story: whole sentences of one article, in its own labelled parts where a lead story has them."""

import re
from collections.abc import Sequence

from digest.compose.content import Passage
from digest.config.settings import WordBudgets
from digest.editorial.candidates import Candidate
from digest.summarize.leads import CHOSEN, Budget, Lead, pick
from digest.summarize.openings import leans_back

_LABEL = re.compile(r"(?:what happened|who said what|what next)\W*\Z", re.IGNORECASE)
LEAST_SHARE = 20
"""Words that a labelled part needs; of more labels than the budget has room for, the last are left out."""


def lead_of(candidate: Candidate, words: int) -> Lead | None:
    """The lead of an article within this many words."""
    return pick(
        candidate.paragraphs,
        Budget(words=words),
        title=candidate.headline or None,
        language=candidate.language,
        chosen=candidate.chosen,
    )


def passages_of(candidate: Candidate, kind: str, budgets: WordBudgets) -> tuple[Passage, ...]:
    """The text of a story in a section of this kind; empty where the article has no sentence to print.

    A lead story keeps its paragraphs, the others are one.
    """
    words = {"lead": budgets.lead, "features": budgets.feature}.get(kind, budgets.story)
    labelled = _labelled(candidate, words) if kind == "lead" and not candidate.chosen else ()
    if labelled:
        return labelled
    lead = _printed(candidate, words)
    if lead is None:
        return ()
    return tuple(Passage(text) for text in (lead.paragraphs if kind == "lead" else (lead.text,)))


def _printed(candidate: Candidate, words: int) -> Lead | None:
    """The lead without the sentence that the headline repeats, unless nothing else can stand without that one."""
    lead = lead_of(candidate, words)
    if lead is None or (lead.reason != CHOSEN and leans_back(lead.text)):
        return pick(candidate.paragraphs, Budget(words=words), language=candidate.language) or lead
    return lead


def is_labelled(candidate: Candidate) -> bool:
    """Whether the article itself is told in parts such as What happened and What next."""
    return len(_parts(candidate)) > 1


def _labelled(candidate: Candidate, words: int) -> tuple[Passage, ...]:
    """A passage under each label that the article has itself, the words shared among them in order."""
    labelled = _parts(candidate)[: words // LEAST_SHARE]
    found: list[Passage] = []
    left = words
    for place, (label, paragraphs) in enumerate(labelled):
        share = Budget(words=left // (len(labelled) - place))
        lead = pick(paragraphs, share, language=candidate.language)
        if lead is not None and lead.words <= left:
            found.append(Passage(lead.text, label))
            left -= lead.words
    return tuple(found) if len(found) > 1 else ()


def _parts(candidate: Candidate) -> list[tuple[str, Sequence[str]]]:
    """The paragraphs under each known label; an unlabelled heading ends the part before it."""
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for kind, text in candidate.blocks:
        if kind == "heading":
            is_open = _LABEL.match(text.strip()) is not None
            found += [(" ".join(text.split()), [])] if is_open else []
        elif is_open and kind != "item":
            found[-1][1].append(text)
    return [(label, paragraphs) for label, paragraphs in found if paragraphs]
