"""What the page may ask for: another reader's mail, a test to an address, a spam score."""

from typing import Annotated

from fastapi import Form
from fastapi.responses import JSONResponse, Response

from digest.errors import DigestError
from digest.web.preview.press import Press
from digest.web.preview.reader import reader_id
from digest.web.preview.screen import HEADERS
from digest.web.preview.spamd import verdict
from digest.web.trial import send_test, tester
from subscribers.errors import AddressError

ADDRESS = Annotated[str, Form(max_length=320)]


class Tools:
    """Answers are JSON: what was asked for, or `message` with what was wrong."""

    def __init__(self, press: Press, spamd: tuple[str, int]) -> None:
        self._press, self._spamd = press, spamd

    def reader(self, address: ADDRESS) -> Response:
        """The id of the reader with an address."""
        try:
            found = reader_id(self._press.bench().room, address)
        except DigestError as error:
            return _refused(str(error))
        return _refused("No reader has this address.") if found is None else _answer(reader=found)

    async def test(self, address: ADDRESS) -> Response:
        """Send the edition, marked as a test, to one address."""
        proof = self._press.sheet.proof
        try:
            bench = self._press.bench()
            if proof is None:
                return _refused("There is no edition to send yet.")
            whom = tester(address.strip())
            said = await send_test(bench.room, proof.drafted, bench.transport, whom, clock=self._press.clock)
        except (DigestError, AddressError) as error:
            return _refused(_sentence(str(error)))
        return _answer(message=_sentence(said))

    async def spam(self) -> Response:
        """What SpamAssassin says of the mail."""
        proof = self._press.sheet.proof
        found = await verdict(proof.mailed().raw, self._spamd) if proof else None
        if found is None:
            return _answer(reachable=False)
        return _answer(reachable=True, score=found.score, limit=found.limit, report=found.report)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _answer(**values: object) -> Response:
    return JSONResponse(values, headers=HEADERS)


def _refused(message: str) -> Response:
    return JSONResponse({"message": message}, 422, HEADERS)
