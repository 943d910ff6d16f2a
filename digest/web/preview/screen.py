"""What the browser is shown: the page, the mail in every look, its other parts, styles and scripts."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from digest.compose.templates import environment, packaged
from digest.errors import DigestError
from digest.web.archive import RULES
from digest.web.pages import Pages
from digest.web.preview.desk import DeskView, desk_view
from digest.web.preview.looks import Look, inert, opening_beside, shown
from digest.web.preview.page import CLIPPED, view
from digest.web.preview.press import Press, Sheet
from digest.web.preview.proof import Mailed, Proof
from digest.web.preview.reader import Reader, reader, some_addresses

SCRIPTS = ("switches", "keys", "live", "desk")
_PAGE_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # the address holds the token, and the mail's links lead elsewhere
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def static_file(name: str) -> str:
    """A style sheet or a script of the page."""
    return (packaged() / "web" / "preview" / name).read_text(encoding="utf-8")


class Screen:
    """Everything that is looked at; `reader` in an address is a subscriber's id."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._pages = Pages(environment())  # not in the theme: it may be the theme that is broken

    def page(self, reader: int = 0) -> Response:
        """The page itself, as of now."""
        sheet = self._press.look()
        who = self._reader(reader) if sheet.proof else None
        html = render(self._pages, sheet, Beside(who, self._offered(), self._desk(sheet)))
        headers = {**HEADERS, "Content-Security-Policy": _PAGE_RULES, "X-Frame-Options": "DENY"}
        return HTMLResponse(html, 200 if sheet.proof else 500, headers)

    def mail(self, reader: int = 0) -> Response:
        """The HTML part as it is."""
        return self._framed(None, reader)

    def look(self, name: str, reader: int = 0) -> Response:
        """The HTML part as a client would show it."""
        look = Look.named(name)
        return _missing() if look is None else self._framed(look, reader)

    def earlier(self) -> Response:
        """The HTML part of the edition before."""
        proof = self._proof()
        if isinstance(proof, Response):
            return proof
        return _missing() if proof.earlier is None else _mail(opening_beside(proof.earlier.html))

    def text(self, reader: int = 0) -> Response:
        """The text part."""
        proof = self._proof()
        if isinstance(proof, Response):
            return proof
        return PlainTextResponse(_mailed(proof, self._reader(reader)).text, headers=HEADERS)

    def eml(self, reader: int = 0) -> Response:
        """The whole mail, as a file."""
        proof = self._proof()
        if isinstance(proof, Response):
            return proof
        edition = proof.drafted.edition
        name = f'attachment; filename="{edition.newsletter}-{edition.day}.eml"'
        raw = _mailed(proof, self._reader(reader)).raw
        return Response(raw, 200, {**HEADERS, "Content-Disposition": name}, "message/rfc822")

    def style(self) -> Response:
        """The page's style sheet."""
        return Response(static_file("preview.css"), 200, HEADERS, "text/css")

    def script(self, name: str) -> Response:
        """One of the page's scripts."""
        if name not in SCRIPTS:
            return _missing()
        return Response(static_file(f"{name}.js"), 200, HEADERS, "text/javascript")

    def _framed(self, look: Look | None, subscriber: int) -> Response:
        proof = self._proof()
        if isinstance(proof, Response):
            return proof
        who = self._reader(subscriber)
        mailed = _mailed(proof, who)
        html = inert(mailed.html, mailed.own_links) if who else mailed.html
        return _mail(opening_beside(shown(html, look) if look else html))

    def _proof(self) -> Proof | Response:
        sheet = self._press.sheet if self._press.sheet.version else self._press.look()
        if sheet.proof is not None:
            return sheet.proof
        return PlainTextResponse(f"{sheet.fault}\n", 500, HEADERS)

    def _reader(self, subscriber: int) -> Reader | None:
        if not subscriber:
            return None
        try:
            bench = self._press.bench()
            return reader(bench.room, subscriber, self._press.clock)
        except DigestError:
            return None  # the page says why

    def _desk(self, sheet: Sheet) -> DeskView | None:
        if sheet.proof is None:
            return None
        try:
            return desk_view(self._press.bench().room, sheet.proof.drafted, sheet.proof.content)
        except DigestError:
            return None  # the page says why

    def _offered(self) -> tuple[str, ...]:
        try:
            return some_addresses(self._press.bench().room)
        except DigestError:
            return ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the mail: who it is shown to, whose addresses are offered, and the editor's desk."""

    who: Reader | None = None
    addresses: tuple[str, ...] = ()
    desk: DeskView | None = None


def render(pages: Pages, sheet: Sheet, beside: Beside, *, static: bool = False) -> str:
    """The page of a sheet; `static` leaves out what needs a server."""
    return pages.render(
        "web/preview/page.html",
        sheet=sheet,
        view=view(sheet.proof, beside.who) if sheet.proof else None,
        desk=beside.desk,
        addresses=beside.addresses,
        clipped=CLIPPED,
        static=static,
        scripts=SCRIPTS[:2] if static else SCRIPTS,
    )


def _mailed(proof: Proof, who: Reader | None) -> Mailed:
    return proof.mailed(who.recipient) if who else proof.mailed()


def _mail(html: str) -> Response:
    return HTMLResponse(html, headers={**HEADERS, "Content-Security-Policy": RULES})


def _missing() -> Response:
    return PlainTextResponse("There is no such page.\n", 404, HEADERS)
