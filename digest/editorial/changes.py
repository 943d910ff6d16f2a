"""What an editor changed at the desk, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Changes:
    """An editor's changes to one edition. A story is meant by the id of any of its articles.

    `pinned` stories are printed whatever their score, `dropped` ones are not; `moved` gives a story's section, `order`
    the stories of all sections in the order wanted; `headlines` and `leads` replace words of the article that has the
    id, and make it lead its story. A text that is empty is made by the room.
    """

    pinned: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    moved: Mapping[int, str] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    headlines: Mapping[int, str] = field(default_factory=dict)
    leads: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    subject: str = ""
    preheader: str = ""
    greeting: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


NONE = Changes()
STEPS = 50
"""How many steps back an editor may go."""
_STEPS = TypeAdapter(tuple[Changes, ...])


def steps_to_json(steps: Sequence[Changes]) -> str:
    """What was changed, step by step, as it is kept with an edition: the last step counts, the oldest are forgotten."""
    return _STEPS.dump_json(tuple(steps[-STEPS:])).decode()


def steps_from_json(text: str | None) -> tuple[Changes, ...]:
    """The steps that were kept. Raises ValueError where the text is none of ours."""
    return _STEPS.validate_json(text) if text else ()


def changes_of(text: str | None) -> Changes:
    """What holds after the last step that was kept."""
    return next(reversed(steps_from_json(text)), NONE)
