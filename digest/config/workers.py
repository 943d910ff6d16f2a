"""What wakes the workers, where there are several."""

from typing import Literal

from digest.config.part import Part


class WorkerSettings(Part):
    """`embedded` needs nothing else; `procrastinate` carries the work to any number of machines, over PostgreSQL."""

    engine: Literal["embedded", "procrastinate"] = "embedded"
