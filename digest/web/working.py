"""Settings become the parts of workers: the house, the engine that wakes them, and their hands."""

from collections.abc import Collection, Mapping

from sqlalchemy import Engine

from digest.config import Settings
from digest.deliver.intake import Door, Intake
from digest.deliver.spool import Spool
from digest.deliver.transport import Transport
from digest.engines.embedded import EmbeddedWaker
from digest.engines.port import Kind, Waker
from digest.newsroom import Clock, Newsroom
from digest.schedule.house import House
from digest.web import wiring
from digest.web.deskways import addresses
from digest.work.hands import Hands
from subscribers.tokens import Keys


def house(settings: Settings, rooms: Mapping[str, Newsroom], transport: Transport, clock: Clock) -> House:
    """The newsletters and their way out."""
    engine = next(iter(rooms.values())).engine
    return House(engine, rooms, {}, transport, clock, operator=settings.alerts.to, desks=addresses(settings))


def waker(settings: Settings, engine: Engine) -> Waker:
    """The configured engine.

    Raises:
        ConfigError: it is not installed.
        SchemaError: its tables are missing.
    """
    if settings.workers.engine == "embedded":
        return EmbeddedWaker()
    from digest.engines import schema

    schema.require(engine)
    from digest.engines.procrastinated import ProcrastinateWaker

    return ProcrastinateWaker(engine.url)


def distant(settings: Settings, engine: Engine) -> Waker | None:
    """The engine, where it wakes workers in other processes; None where this process does the work itself."""
    return None if settings.workers.engine == "embedded" else waker(settings, engine)


def intake(settings: Settings, engine: Engine, clock: Clock) -> Door:
    """Where mails that came back are taken: read at once, or kept for a worker."""
    keys, to_workers = Keys.from_secrets(settings.secrets), distant(settings, engine)
    return Intake(engine, keys, clock) if to_workers is None else Spool(engine, to_workers, clock)


def hands(settings: Settings, engine: Engine, clock: Clock, kinds: Collection[Kind]) -> Hands:
    """A worker's hands for these kinds of work.

    Raises:
        ConfigError: the engine is not installed, or a key cannot be read.
        SchemaError: the engine's tables are missing.
        TemplateFault: editions are to be fixed, and the theme's folder is missing.
    """
    rooms = {
        slug: wiring.newsroom(settings, engine, slug, composes=Kind.FREEZE in kinds)
        for slug in settings.newsletters
    }
    return Hands(
        house(settings, rooms, wiring.transport(settings), clock),
        wiring.gathering(settings, engine, clock),
        Intake(engine, Keys.from_secrets(settings.secrets), clock),
        waker(settings, engine),
    )
