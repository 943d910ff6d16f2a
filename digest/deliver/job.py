"""What a run is given, and how it begins and ends in the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from digest import partitions
from digest.compose.message import Composition
from digest.database import count_anew, reading, writing
from digest.deliver import leases, ledger
from digest.deliver.dkim import Signer
from digest.deliver.dots import WireForm, stuffed
from digest.deliver.ledger import Balance
from digest.deliver.limits import OPEN, Limits
from digest.deliver.personal import Personal
from digest.deliver.transport import Mail
from digest.errors import EditionError
from digest.models import SENDABLE_STATES, Edition, EditionState
from subscribers.roster import Recipient

MANY = 1_000  # rows that are due; fewer are sent before a look at the tables has paid
_SOMEBODY = Recipient(1, "reader@example.org", "A Reader", ascii=True)


@dataclass(frozen=True, slots=True)
class Job:
    """A frozen edition on its way out: what the rows say, dressed and personal."""

    edition_id: int
    newsletter: str
    compositions: Mapping[str, Composition]
    personal: Personal
    resend_uncertain: bool = False
    useful: timedelta = timedelta(hours=24)
    signer: Signer | None = None
    limits: Limits = OPEN
    _forms: Mapping[str, WireForm | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms = {key: WireForm.of(composition) for key, composition in self.compositions.items()}
        object.__setattr__(self, "_forms", forms)

    def mail(self, variant: str, reader: Recipient, now: datetime, above: bytes = b"") -> Mail:
        """One reader's mail, below the header lines of `above`.

        Raises:
            EditionError: there are no bytes of this variant, or they have a slot that nothing fills.
        """
        try:
            form, values = self._forms[variant], self.personal.values(reader, now)
            plain = self.compositions[variant]
            wire = form.merge(values, above) if form else stuffed(above + plain.merge(values))
            return Mail(self.personal.envelope(reader), wire)
        except (KeyError, ValueError, OverflowError) as error:
            message = (
                f"edition {self.edition_id} cannot be merged for reader {reader.subscriber_id}: {error!r}"
            )
            raise EditionError(message) from error


@dataclass(slots=True)
class Shift:
    """How one run comes to the ledger and leaves it."""

    engine: Engine
    job: Job
    clock: Callable[[], datetime]
    owner: str = ""

    def __post_init__(self) -> None:
        self.owner = leases.new_owner()

    def begin(self) -> int:
        """Take back what a dead run left, give up what is too late, and count what is due, up to `MANY` and one more.

        Raises:
            EditionError: the edition is not frozen, or its bytes cannot be merged.
        """
        for variant in self.job.compositions:
            self.job.mail(variant, _SOMEBODY, self.clock())
        with writing(self.engine) as session:
            now, key = self.clock(), self.job.edition_id
            edition = self._edition(session)
            if edition.state is EditionState.PAUSED:
                raise EditionError(
                    f"edition {key} is paused: {edition.reason}; `digest resume` lets it go on"
                )
            if edition.state not in SENDABLE_STATES:
                raise EditionError(f"edition {key} is {edition.state}, and only a frozen one can be sent")
            leases.reclaim_lost(session, key, now=now)
            if edition.frozen_at is not None and now > edition.frozen_at + self.job.useful:
                leases.expire(session, key, now=now)
            elif self.job.resend_uncertain:
                leases.resend_uncertain(session, key, now=now)
            self._require_bytes(session)
            found = ledger.due(session, key, now=now, most=MANY + 1)
            if found or edition.state is EditionState.FROZEN:
                edition.state = EditionState.SENDING
            if found > MANY:
                count_anew(
                    session,
                    (
                        partitions.name_of(session.get_bind(), key),
                        "subscription",
                        "subscriber",
                        "suppression",
                    ),
                )
        return found

    def _require_bytes(self, session: Session) -> None:
        missing = ledger.variants(session, self.job.edition_id) - self.job.compositions.keys()
        if missing:
            raise EditionError(f"edition {self.job.edition_id} has no bytes for {', '.join(sorted(missing))}")

    def end(self) -> None:
        """Give back what was claimed and not handed, and close the edition when nothing waits any more."""
        with writing(self.engine) as session:
            now = self.clock()
            leases.give_back(session, self.job.edition_id, owner=self.owner, now=now)
            edition = self._edition(session)
            if ledger.is_open(session, self.job.edition_id):
                edition.state = EditionState.SENDING if edition.state is EditionState.SENT else edition.state
            elif edition.state is EditionState.SENDING:
                edition.state, edition.sent_at = EditionState.SENT, edition.sent_at or now

    def balance(self) -> Balance:
        """Where every reader stands now."""
        with reading(self.engine) as session:
            return ledger.balance(session, session.get_one(Edition, self.job.edition_id))

    def _edition(self, session: Session) -> Edition:
        """The edition, held against a run that begins or ends at the same time."""
        return session.get_one(Edition, self.job.edition_id, with_for_update=True)
