"""What all tables of the configuration have in common."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A table whose keys are all known and whose values stay as they were read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
