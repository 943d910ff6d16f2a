"""Every refusal as `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from digest.errors import DigestError

MEDIA = "application/problem+json"
Described: TypeAlias = dict[int | str, dict[str, Any]]  # FastAPI's own type of `responses`


class Problem(BaseModel):
    """What was wrong; `errors` says it of each field."""

    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A call that is refused."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(
    status: int,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer to a call that is refused."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(body.model_dump(exclude_none=True), status, kept, media_type=MEDIA)


def described(*statuses: int) -> Described:
    """The refusals of an endpoint, for the API's description."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {
                MEDIA: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": {
                        "title": HTTPStatus(status).phrase,
                        "status": status,
                        "detail": "what to do next",
                    },
                }
            },
        }
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Answer every refusal and fault of this app as a problem."""

    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 - it is registered for no other
        return problem(error.status, error.detail, headers=error.headers)

    async def wrong(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
        errors = [
            {"field": ".".join(map(str, one["loc"])), "problem": str(one["msg"])} for one in error.errors()
        ]
        return problem(422, "some fields cannot be used", errors=errors)

    async def missing(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - as above
        return problem(error.status_code, str(error.detail), headers=error.headers)

    async def broken(_request: Request, error: Exception) -> Response:
        assert isinstance(error, DigestError)  # noqa: S101 - as above
        return problem(503, "please try again in a moment", headers={"Retry-After": "30"})

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(DigestError, broken)
