"""Pure: what a group of readers does without, and which stories of an edition that are."""

from dataclasses import dataclass, replace

from digest.compose.content import EditionContent, Item


@dataclass(frozen=True, slots=True)
class Without:
    """What a group of readers does without: sections by name, sources by name, the HTML; and stories that they have had."""

    sections: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    text_only: bool = False
    told: frozenset[int] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """Whether they get what everyone gets."""
        return not (self.sections or self.sources or self.text_only or self.told)


def felt(content: EditionContent, wish: Without) -> Without:
    """What of a wish makes a difference to this edition."""
    credited = {source.name for item in content.items() for source in item.sources}
    credited |= {box.source.name for box in (content.quote, content.figure) if box}
    names = frozenset(section.name for section in content.sections)
    muted = {name.casefold() for name in wish.sources}
    sources = frozenset(name for name in credited if name.casefold() in muted)
    muted_only = Without(wish.sections & names, sources, wish.text_only)
    numbers = frozenset(item.number for item in content.items())
    return replace(muted_only, told=(wish.told & numbers) - hidden(content, muted_only))


def hidden(content: EditionContent, without: Without) -> frozenset[int]:
    """The numbers of the stories that are left out: had before, of a muted section, or led by a muted source."""
    return frozenset(
        item.number
        for section in content.sections
        for item in section.items
        if item.number in without.told or section.name in without.sections or _led_by(item, without)
    )


def _led_by(item: Item, without: Without) -> bool:
    return bool(item.sources) and item.sources[0].name in without.sources
