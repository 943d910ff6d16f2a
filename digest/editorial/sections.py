"""Which story goes into which section, and which are left out because a section is full or a source has its share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.config.settings import SectionRule
from digest.editorial.caps import Caps
from digest.editorial.names import same_outlet_key
from digest.editorial.ranking import Ranked
from digest.editorial.rules import desk, matches, whole_words

SAME_DESK = 0.4
"""What a story loses for each one already chosen that has the same kicker, so that no desk fills a section."""
SAME_RUN = 0.8
"""What it loses besides, where the two chosen last have that kicker too."""
SAME_OUTLET = 0.3
"""What a story loses for each one already chosen that the same outlet leads."""
LAST_WORDS = frozenset(
    {"and finally", "the last word", "good news", "und zum schluss", "et pour finir", "y por ultimo"}
)
"""Kickers that close a section, whatever their score."""
SOFT = (
    "feature", "features", "opinion", "comment", "column", "review", "reviews", "recipe", "recipes", "travel", "food", "fashion",
    "lifestyle", "quiz", "crossword", "puzzles", "podcast", "horoscope", "horoscopes", "cartoon", "cartoons", "recommends",
    "meinung", "kommentar", "rezension", "rezept", "reise", "chronique", "critique", "recette", "voyage", "columna", "resena",
    "receta", "viajes",
)  # fmt: skip
"""Desks whose stories are no news: they do not lead an edition that has any."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The stories of one section in printing order."""

    rule: SectionRule
    stories: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A story that is not printed, and why."""

    story: Ranked
    reason: str


def place(
    ranked: Sequence[Ranked], rules: Sequence[SectionRule], caps: Caps | None = None
) -> tuple[list[Placed], list[Left]]:
    """The sections in the order of `rules`, and the stories that are left out.

    The lead is chosen first, of the news where there is any; then features take the stories that they name, then the
    others: a section that names stories and is no lead takes only those. What its own section has no room for may
    go elsewhere, after the stories that belong there. `caps` count through the edition.
    """
    layout = _Layout(ranked, rules, caps or Caps())
    for number in sorted(range(len(rules)), key=lambda n: (layout.turn(n), n)):
        layout.fill(number)
    chosen = layout.chosen
    placed = [Placed(rule, _ordered(chosen[n])) for n, rule in enumerate(rules) if chosen[n]]
    return placed, [Left(ranked[n], layout.why(n)) for n in sorted(layout.left)]


class _Layout:
    """An edition being laid out; stories and rules are known by their places in what was given."""

    def __init__(self, ranked: Sequence[Ranked], rules: Sequence[SectionRule], caps: Caps) -> None:
        self.ranked, self.rules, self.caps = ranked, rules, caps
        self.left = set(range(len(ranked)))
        self.chosen: dict[int, list[Ranked]] = {n: [] for n in range(len(rules))}
        self.desks = [desk(story) for story in ranked]
        self.outlets = [same_outlet_key(story.best.outlet or "") for story in ranked]
        self.named = [
            {n for n, story in enumerate(ranked) if matches(story, rule, caps.sources)} for rule in rules
        ]
        features = (self.named[n] for n, rule in enumerate(rules) if rule.kind == "features")
        self.features: set[int] = set().union(*features)
        self.closing = {n for n, name in enumerate(self.desks) if name in LAST_WORDS}
        self.news = self.left - self.features - self.closing - self._soft()
        self.offered: defaultdict[int, list[int]] = defaultdict(list)
        self.barred: dict[int, str] = {}
        self.last: set[int] = set()

    def turn(self, number: int) -> int:
        """The lead first where there is news, then features, then sections that name stories, then those that take any."""
        rule = self.rules[number]
        if rule.kind == "lead":
            return 0 if self.news else 2
        if rule.kind == "features":
            return 1 if rule.names_stories else 5
        return 3 if rule.names_stories else 4

    def fill(self, number: int) -> None:
        """Choose the stories of one section: pool after pool; a lead section is filled from one pool."""
        rule, taken = self.rules[number], list[int]()
        pools = self._pools(number)
        self.last = last = self._last(number, pools)
        for pool in pools:
            for story in pool:
                self.offered[story].append(number)
            self._choose(number, pool - last, rule.most - len(last), taken)
            if taken and rule.kind == "lead":
                break
        self._choose(number, last, rule.most, taken)

    def why(self, number: int) -> str:
        """Why a story is left out: its source has its share, or the sections that would take it are full."""
        if number in self.barred:
            return self.barred[number]
        full = dict.fromkeys(self.offered[number])
        if not full:
            return "no section takes a story of its kind"
        names = " and ".join(f"“{self.rules[n].name}”" for n in full)
        said = f"{names} {'is' if len(full) == 1 else 'are'} full"
        after = any(story.rank > self.ranked[number].rank for n in full for story in self.chosen[n])
        return f"{said}, and some stories go before it for the mix of desks and sources" if after else said

    def _soft(self) -> set[int]:
        """Features by their desk, and stories of which no text may be printed."""
        pattern = whole_words(SOFT)
        return {
            n
            for n, story in enumerate(self.ranked)
            if not story.lead or (pattern is not None and pattern.search(self.desks[n]))
        }

    def _pools(self, number: int) -> list[set[int]]:
        """The stories that a section may take, best pool first."""
        rule, named = self.rules[number], self.named[number] & self.left
        if rule.kind == "lead":
            light = self.left - self.news
            return [named - self.features, self.news & self.left, light - self.features - self.closing, light]
        if rule.names_stories:
            return [named]
        rest = self.left - self.features
        if rule.kind == "stories" and number != self._last_open():
            rest -= self.closing
        return [rest, self.left & self.features]

    def _last_open(self) -> int | None:
        """The last section of stories that takes any: it closes the news."""
        return max(
            (n for n, rule in enumerate(self.rules) if rule.kind == "stories" and not rule.names_stories),
            default=None,
        )

    def _last(self, number: int, pools: Sequence[set[int]]) -> set[int]:
        """The story that the last place is kept for: the best of those that close a section, where there is room."""
        closing = pools[0] & self.closing
        if number != self._last_open() or self.rules[number].most < 3 or not closing:
            return set()
        return {min(closing, key=lambda n: (-self.ranked[n].score, self.ranked[n].best.identity))}

    def _choose(self, number: int, pool: Iterable[int], most: int, taken: list[int]) -> None:
        """Up to `most` stories; what is like the stories already chosen loses score."""
        waiting = set(pool) & self.left
        while waiting and len(taken) < most:
            best = min(waiting, key=lambda n: (-self._balanced(n, taken), self.ranked[n].best.identity))
            story = self.caps.admit(self.ranked[best])
            if story is None:  # others of the same source wait in vain as well
                waiting -= self._bar(waiting)
                continue
            waiting.remove(best)
            taken.append(best)
            self.left.remove(best)
            self.chosen[number].append(story)

    def _bar(self, waiting: Iterable[int]) -> set[int]:
        """The stories whose sources have their share, each with that as its reason."""
        barred = {n for n in waiting if not self.caps.admits(self.ranked[n])}
        self.barred |= {n: self.caps.said(self.ranked[n]) for n in barred}
        return barred

    def _balanced(self, number: int, taken: Sequence[int]) -> float:
        own, outlet = self.desks[number], self.outlets[number]
        beside = (*taken, *self.last)
        desks = sum(1 for other in beside if own and self.desks[other] == own)
        outlets = sum(1 for other in beside if outlet and self.outlets[other] == outlet)
        run = bool(own) and len(taken) > 1 and all(self.desks[other] == own for other in taken[-2:])
        return self.ranked[number].score - SAME_DESK * desks - SAME_RUN * run - SAME_OUTLET * outlets


def _ordered(stories: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """As chosen, with the stories that are meant to come last at the end."""
    return tuple(sorted(stories, key=lambda story: desk(story) in LAST_WORDS))
