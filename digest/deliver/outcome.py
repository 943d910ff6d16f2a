"""What became of one mail: refusals are values, faults are exceptions at the edge that become values."""

from dataclasses import dataclass

from digest.models import DeliveryState


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: the code (RFC 5321 §4.2), the enhanced status (RFC 3463) where given, the text."""

    code: int
    status: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state that a mail ends in for now, and the reply that says why.

    `usable` is False when the connection is not any more. `ours` is True where the relay refuses us or this edition
    and not the reader: the next reader would fare no better, so the run stops and nobody is settled for it.
    """

    state: DeliveryState
    reply: Reply | None = None
    usable: bool = True
    ours: bool = False

    @property
    def is_policy(self) -> bool:
        """Refused for good by policy, authentication or content (RFC 3463 §3.8): more often for us than for the reader."""
        reply = self.reply
        return reply is not None and reply.code >= 500 and (reply.status or "").startswith("5.7.")
