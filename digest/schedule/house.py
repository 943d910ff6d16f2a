"""The newsletters of an installation and their ways out: what the schedule is handed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine

from digest.config.mailbox import Mailbox
from digest.deliver.notices import NoticeMail
from digest.deliver.transport import Transport
from digest.engines.port import Waker
from digest.newsroom import Clock, Newsroom
from digest.schedule.making import Here, Maker
from digest.schedule.pulse import Pulse


@dataclass(frozen=True, slots=True)
class House:
    """The newsletters of an installation and their ways out."""

    engine: Engine
    rooms: Mapping[str, Newsroom]
    notices: Mapping[str, NoticeMail]
    transport: Transport
    clock: Clock
    sweep: Callable[[], None] = lambda: None  # forgets what is not kept
    postbox: Callable[[], int] | None = None  # reads the mails that came back
    operator: Mailbox | None = None
    desks: Mapping[str, str] = field(default_factory=dict)  # where each newsletter's desk is
    pulse: Pulse = field(default_factory=Pulse)
    waker: Waker | None = None  # where workers freeze and send
    lacking: Callable[[], str | None] = lambda: None  # that there are not enough of them
    maker: Maker = field(default_factory=Here)
