"""Why something could not be fetched, in words for the editor who has to mend the source."""

from datetime import timedelta

from digest.errors import DigestError


class FetchError(DigestError):
    """An address that gave nothing; `wait` is how long it asked to be left alone, `status` what an HTTP answer had."""

    def __init__(self, reason: str, *, wait: timedelta | None = None, status: int | None = None) -> None:
        super().__init__(reason)
        self.wait, self.status = wait, status

    @property
    def is_lasting(self) -> bool:
        """Whether asking again soon is of no use: the address is refused or leads nowhere."""
        return self.status is not None and 400 <= self.status < 500 and self.status not in {408, 425, 429}

    @property
    def is_final(self) -> bool:
        """Whether nothing will ever come from there again."""
        return self.status == 410


class ForbiddenHostError(FetchError):
    """The address leads into a private network."""


class NotAllowedError(FetchError):
    """A host keeps robots from the address."""

    @property
    def is_lasting(self) -> bool:
        """Its owner meant it."""
        return True
