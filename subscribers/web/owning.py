"""A reader's own data: seen, taken along, erased. The link comes by mail, to nobody but the reader, and lives shortly."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, Response

from subscribers import erasure, record
from subscribers.models import ConsentMethod
from subscribers.tokens import Claim, Purpose
from subscribers.web.bodies import Token, fields
from subscribers.web.desk import Desk


class Owning:
    """`/data/{token}`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, request: Request, token: Token) -> Response:
        """All that is held; looking at it changes nothing."""
        claim = self._desk.claim(Purpose.DATA, token)
        return self._page(request, claim, 200) if claim else self._desk.bad_link(request)

    def change(
        self, request: Request, token: Token, sent: Annotated[dict[str, str], Depends(fields)]
    ) -> Response:
        """Take the data along as JSON (`do=export`), or have it erased (`do=erase`, with `sure=yes`)."""
        claim = self._desk.claim(Purpose.DATA, token)
        if claim is None:
            return self._desk.bad_link(request)
        if sent.get("do") == "export":
            return self._export(request, claim)
        if sent.get("do") == "erase" and sent.get("sure") == "yes":
            return self._erase(request, claim)
        return self._page(request, claim, 422)

    def _page(self, request: Request, claim: Claim, status: int) -> Response:
        with self._desk.settings.sessions() as session:
            found = record.record(session, claim.subscriber_id)
        if found is None:
            return self._desk.bad_link(request)
        return self._desk.page(
            request,
            "data",
            self._desk.card(claim.newsletter),
            status,
            known_language=found.reader.language,
            held=found,
            unsure=status == 422,
            name_of=lambda slug: self._desk.card(slug).name,
        )

    def _export(self, request: Request, claim: Claim) -> Response:
        with self._desk.settings.sessions() as session:
            found = record.record(session, claim.subscriber_id)
        if found is None:
            return self._desk.bad_link(request)
        last = self._desk.settings.history.last(claim.subscriber_id, None)
        editions = [
            {
                "newsletter": one.newsletter,
                "day": one.day.isoformat(),
                "subject": one.subject,
                "state": one.state,
            }
            for one in last
        ]
        headers = {
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return JSONResponse({**found.as_json(), "editions": editions}, headers=headers)

    def _erase(self, request: Request, claim: Claim) -> Response:
        settings = self._desk.settings
        with settings.sessions() as session:
            done = erasure.erase(
                session, claim.subscriber_id, ConsentMethod.BUTTON, keys=settings.keys, now=self._desk.now()
            )
        if not done:
            return self._desk.bad_link(request)
        settings.after_erasure(claim.subscriber_id)
        return self._desk.page(request, "erased", self._desk.card(claim.newsletter))
