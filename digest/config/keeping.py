"""What is written down while it runs, and how long what is stored is kept."""

from typing import Literal

from pydantic import Field

from digest.config.part import Part
from digest.config.values import Number


class LogSettings(Part):
    """How `digest serve` writes its log to stdout."""

    format: Literal["console", "json"] = "console"
    level: Literal["debug", "info", "warning", "error"] = "info"


class RetentionSettings(Part):
    """After how many days something is forgotten; what has no number is kept."""

    raw_days: Number | None = Field(None, ge=1, le=36_500)
    deliveries_days: Number | None = Field(None, ge=7, le=36_500)
    consents_days: Number | None = Field(None, ge=30, le=36_500)
