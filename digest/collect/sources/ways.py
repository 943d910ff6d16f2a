"""How a run reaches the web and the store: known long before anything that collects is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from digest.config.sources import CollectSettings

if TYPE_CHECKING:
    from digest.collect.fetch.network import Resolve

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Ways:
    """How a run reaches the web and the store; relative folders count from `root`. Once it is `stopped`, nothing more is asked."""

    engine: Engine
    clock: Clock
    settings: CollectSettings
    root: Path
    resolve: "Resolve | None" = None  # the system's, unless another is given
    stopped: Callable[[], bool] = lambda: False
