"""Makes proofs, one at a time and only when something has changed; keeps the last good one while a fault is mended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from time import monotonic

from sqlalchemy import URL

from digest import daily, editions
from digest.compose.templates import packaged
from digest.config.newsletter import NewsletterSettings
from digest.config.settings import SourceSettings
from digest.config.theme import ThemeSettings
from digest.deliver.transport import Transport
from digest.errors import DatabaseError, DigestError
from digest.newsroom import Clock, Newsroom
from digest.schedule.remarks import origin
from digest.web.preview import watching
from digest.web.preview.earlier import Earlier, earlier
from digest.web.preview.proof import Proof, proof
from digest.web.preview.watching import Files, StoreMark, own_mark, settled, store_mark

_RETRY_SECONDS = 1.0  # where the configuration or the store cannot be opened: what mends it may be no file


@dataclass(frozen=True, slots=True)
class Bench:
    """What one reading of the configuration gives; `day_at` says which edition is looked at, at a time."""

    room: Newsroom
    transport: Transport
    day_at: Callable[[datetime], date]
    theme: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where templates and styles come from."""
        ours = (packaged() / "email",)
        return ours if self.theme is None else (*ours, self.theme)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What there is to look at: the last proof that could be made, and what stands in the way of a newer one.

    `version` grows with every change.
    """

    version: int
    proof: Proof | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Cause:
    """All that a sheet hangs on, at one moment."""

    files: Files
    day: date | None = None
    store: StoreMark | str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A draft, and what it was made from."""

    cause: _Cause
    brief: "_Brief"
    drafted: editions.Drafted
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class _Brief:
    """What of a configuration the editors go by: from the same articles they make the same edition."""

    store: URL
    slug: str
    newsletter: NewsletterSettings
    sources: Mapping[str, SourceSettings]

    @classmethod
    def of(cls, room: Newsroom) -> "_Brief":
        """The brief of a newsroom; colours and fonts are none of the editors' business."""
        undressed = room.newsletter.model_copy(update={"theme": ThemeSettings()})
        return cls(room.engine.url, room.slug, undressed, room.sources)


class Press:
    """The edition as it is now, made from what `opened` gives and made anew when `look` sees a change."""

    def __init__(self, opened: Callable[[], Bench], configuration: Path, clock: Clock) -> None:
        self._opened, self._configuration, self.clock = opened, configuration, clock
        self._lock = Lock()
        self._bench: Bench | None = None
        self._cause: _Cause | None = None
        self._draft: _Draft | None = None
        self._tried, self._retries = 0.0, False
        self.sheet = Sheet(0)

    def look(self) -> Sheet:
        """The sheet as of now; made anew where anything that it hangs on has changed. A fault is on it, never raised."""
        with self._lock:
            cause = self._seen(settle=False)
            if cause == self._cause and not self._may_retry():
                return self.sheet
            if cause != self._cause:
                cause = self._seen(settle=True)
            try:
                self._renew(cause)
                self._retries = False
            except DigestError as error:
                self._blame(str(error))
                self._retries = self._bench is None or isinstance(error, DatabaseError)
            except Exception as error:  # noqa: BLE001 - a theme can break what nobody foresaw; the page says so and lives on
                self._blame(f"{type(error).__name__}: {error} ({origin(error)})")
            return self.sheet

    def work(self, step: Callable[[Newsroom, editions.Drafted], editions.Drafted]) -> None:
        """Take a step with the edition as it is now; what it gives back is the draft in hand, and not edited once more.

        Raises:
            DigestError: there is no edition yet, or what the step raises.
        """
        proof = self.look().proof
        with self._lock:
            if proof is None or self._bench is None:
                raise DigestError("there is no edition to work on yet")
            before = self._seen(settle=False)
            drafted = step(self._bench.room, proof.drafted)
            after = self._seen(settle=False)
            if self._draft is not None and _same_but(before, after, own_mark(drafted.edition)):
                self._draft = replace(self._draft, cause=_bare(after), drafted=drafted)

    def bench(self) -> Bench:
        """The newsroom in use. Raises DigestError where the configuration cannot be used."""
        if self._bench is None:
            self.look()
        if self._bench is None:
            raise DigestError(self.sheet.fault)
        return self._bench

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._put_away()

    def _seen(self, *, settle: bool) -> _Cause:
        bench = self._bench
        take = settled if settle else watching.files
        found = take(self._configuration, bench.folders if bench else ())
        if bench is None:
            return _Cause(found)
        now = self.clock()
        day = bench.day_at(now)
        try:
            return _Cause(found, day, store_mark(bench.room, day, now))
        except DigestError as error:
            return _Cause(found, day, str(error))

    def _may_retry(self) -> bool:
        return self._retries and monotonic() - self._tried > _RETRY_SECONDS

    def _renew(self, cause: _Cause) -> None:
        before, self._cause, self._tried = self._cause, cause, monotonic()
        if self._bench is None or before is None or cause.files.configuration != before.files.configuration:
            self._put_away()
            self._bench = self._opened()
            self._cause = cause = self._seen(settle=False)
        if self._bench.room.templates.cache is not None:
            self._bench.room.templates.cache.clear()  # a file that is new in the theme hides one that is kept
        made = self._edited(self._bench, cause)
        new = proof(self._bench.room, made.drafted, self.clock(), made.earlier)
        self.sheet = Sheet(self.sheet.version + 1, new)

    def _edited(self, bench: Bench, cause: _Cause) -> _Draft:
        """The draft in hand where only its dress has changed: editing thousands of articles takes its time."""
        kept, bare, brief = self._draft, _bare(cause), _Brief.of(bench.room)
        if kept is None or kept.cause != bare or kept.brief != brief:
            now = self.clock()
            drafted = daily.draft(bench.room, cause.day or bench.day_at(now), clock=self.clock)
            if isinstance(cause.store, StoreMark):  # what the draft itself has written is no news
                self._cause = replace(cause, store=replace(cause.store, own=own_mark(drafted.edition)))
                bare = replace(bare, store=self._cause.store)
            kept = self._draft = _Draft(bare, brief, drafted, earlier(bench.room, drafted.edition.day))
        return kept

    def _blame(self, fault: str) -> None:
        if fault != self.sheet.fault:
            self.sheet = Sheet(self.sheet.version + 1, self.sheet.proof, fault)

    def _put_away(self) -> None:
        if self._bench is not None:
            self._bench.room.engine.dispose()
            self._bench = None


def _bare(cause: _Cause) -> _Cause:
    """What the editors may have seen of a cause; what they take from the configuration is in their brief."""
    return replace(cause, files=replace(cause.files, configuration=(), templates=()))


def _same_but(before: _Cause, after: _Cause, own: watching.Mark) -> bool:
    """Whether nothing but the edition itself has changed, and that is as it was left."""
    if not (isinstance(before.store, StoreMark) and isinstance(after.store, StoreMark)):
        return False
    return after == replace(before, store=replace(before.store, own=own))
