"""The gate that every signup passes, whichever door it came by."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from subscribers import address, guard, signup, stamp
from subscribers.address import Address
from subscribers.errors import AddressError
from subscribers.guard import Attempt, Verdict
from subscribers.models import ConsentMethod
from subscribers.signup import Join
from subscribers.web.bodies import Submission
from subscribers.web.desk import Desk

WORDING = "signup-1"  # change it with the sentence of consent in web/subscribe.html
BUSY: Final = "There were many signups from your network. Please try again in an hour."
CHOOSE: Final = "Choose one of the newsletters."
THROWAWAY: Final = (
    "Addresses of this domain are not taken. Please use one that you will still read next month."
)
UNSOLVED: Final = "Your browser did not solve the puzzle in time. Please press the button once more."
SAID = (
    BUSY,
    CHOOSE,
    THROWAWAY,
    UNSOLVED,
    # the commonest slips, in the words of `email-validator` and `address`
    "An email address must have an @-sign.",
    "There must be something before the @-sign.",
    "There must be something after the @-sign.",
    "The part after the @-sign is not valid. It should have a period.",
    "An email address cannot have two periods in a row.",
    "An email address cannot end with a period.",
    "The email address contains invalid characters before the @-sign: SPACE.",
    "The part after the @-sign contains invalid characters: SPACE.",
    "A display name and angle brackets around the email address are not permitted here.",
    "A name cannot hold a web address.",
)
"""What readers may be told, for the translators."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a signup cannot be taken; `field` is empty when no field is at fault."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form carries: when it was shown, and the puzzle that its page solves."""

    stamp: str
    puzzle: dict[str, str | int] | None


class Door:
    """Judges what was sent and takes it in."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._gate = desk, desk.settings.gate

    def carried(self) -> Carried:
        """What a form that is shown now carries."""
        return Carried(stamp.stamp(self._desk.settings.keys, self._desk.now()), self.puzzle())

    def puzzle(self) -> dict[str, str | int] | None:
        """A puzzle, where one is asked."""
        return stamp.puzzle(self._desk.settings.keys, self._desk.now()) if self._gate.puzzle else None

    def was_filled_in(self, sent: Submission) -> bool:
        """Whether a form of ours was shown, and for as long as a person needs."""
        shown = stamp.age(self._desk.settings.keys, sent.stamp, self._desk.now())
        return shown is not None and shown >= self._gate.fill_time

    def wish(self, sent: Submission, client: str | None, language: str | None) -> Join | Problem:
        """What was asked for, in so far as it can be."""
        card = self._desk.offered(sent.newsletter)
        if card is None:
            return Problem("newsletter", CHOOSE)
        try:
            parsed = address.parse(sent.email)
        except AddressError as problem:
            return Problem("email", str(problem))
        try:
            name = address.parse_name(sent.name)
        except AddressError as problem:
            return Problem("name", str(problem))
        if self._is_throwaway(parsed):
            return Problem("email", THROWAWAY)
        method = ConsentMethod.API if sent.json else ConsentMethod.FORM
        network = guard.network_hash(self._desk.settings.keys, client)
        return Join(
            parsed,
            card.slug,
            name,
            method,
            f"{WORDING}.{language}",
            network,
            None if language == card.language else language,
        )

    def take(self, sent: Submission, wish: Join, client: str | None) -> Verdict | Problem:
        """Count a wish, and note it where it may pass."""
        keys, now = self._desk.settings.keys, self._desk.now()
        attempt = Attempt(client, sent.trap, wish.newsletter, wish.address.key)
        with self._desk.settings.sessions() as session:
            verdict = guard.check(session, attempt, keys=keys, now=now, limits=self._gate.limits)
            if verdict is Verdict.PASS and self._is_unsolved(session, sent):
                return Problem("altcha", UNSOLVED)
            if verdict is Verdict.PASS:
                signup.join(session, wish, keys=keys, now=now)
        return verdict

    def _is_unsolved(self, session: Session, sent: Submission) -> bool:
        """Whether a puzzle is asked that was not solved, or whose solution was used before."""
        if not self._gate.puzzle:
            return False
        now = self._desk.now()
        solution = stamp.solved(self._desk.settings.keys, sent.altcha, now)
        return solution is None or guard.used_before(session, solution, now)

    def _is_throwaway(self, parsed: Address) -> bool:
        labels = parsed.key.rpartition("@")[2].split(".")
        return any(".".join(labels[start:]) in self._gate.refused_domains for start in range(len(labels)))
