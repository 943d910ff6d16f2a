"""What a label may be, and what each way to one costs."""

from dataclasses import dataclass

from digest.editorial.grammar import ENGLISH, FRENCH, Grammar

LEAST, MOST = 3, 6
LATER_HEADLINE, LATER_PART = 1.2, 0.7
"""What a label costs more for each headline, or part of one, that stands before it."""
WITHOUT_SPEAKER, WITHOUT_VERB, TOPIC_ONLY, AS_COLON, BEFORE_COMMA = 3.0, 1.2, 4.5, 0.3, 1.6
MERE_NAME, POINTING, CALL, CLAIM_ALONE = 3.6, 2.5, 3.0, 4.9
"""What a label costs more that is a person's name and nothing else, or that points at somebody whom it does not name."""
LOOSE, KERNEL, TO_COMMA, TOO_WEAK, HALF_QUOTED = 3.6, 2.6, 3.9, 7.2, 0.8
WITHOUT_PREDICATE = 3.8
"""From this cost on, a label only names the subject: harder ways are tried before."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The language's small words, the articles' own text, and how far a headline may be shortened.

    `hard`: words that say little go, too; `topics`: it is enough to name what a headline is about.
    """

    grammar: Grammar
    text: str
    hard: bool = False
    topics: bool = False

    @property
    def colon(self) -> str:
        """What stands between a speaker and what is said."""
        return " : " if self.grammar is FRENCH else ": "

    @property
    def english(self) -> bool:
        """Whether the verbs of the language are known."""
        return self.grammar is ENGLISH
