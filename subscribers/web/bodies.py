"""Request bodies: read up to a bound, as JSON or as a form, before anything is believed."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import HTTPException, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.types import Message

MAX_BODY = 16 * 1024  # bytes; the longest honest one is a multipart form of three fields
TRAP = "referral_page"  # the field that people do not see
STAMP = "shown"  # when the form was shown
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


Token = Annotated[
    str,
    Path(
        description="As it stands in the mail; this one is nobody's.",
        examples=["daily.AAAAEQBppVUAo0pXqfV8vGZt0Xn1tQmBOw"],
    ),
]
"""What a link of a mail ends in."""


class SignupBody(BaseModel):
    """A signup by program; `newsletter` may be left out where there is only one."""

    email: str = Field(max_length=320, examples=["ann@example.com"])
    name: str | None = Field(default=None, max_length=400, examples=["Ann Lee"])
    newsletter: str | None = Field(default=None, max_length=64, examples=["daily"])
    altcha: str | None = Field(
        default=None, max_length=2000, description="The solution of a puzzle, where one is asked"
    )
    referral_page: str | None = Field(default=None, max_length=400, description="Leave it out")


class Accepted(BaseModel):
    """The answer to every signup that could be read, whatever the address is to us."""

    status: str = Field(default="accepted", examples=["accepted"])


class Puzzle(BaseModel):
    """What a program solves before it signs somebody up: ALTCHA's fields, or nothing."""

    puzzle: dict[str, str | int] | None = Field(
        examples=[
            {
                "algorithm": "SHA-256",
                "challenge": "8b1a…",
                "maxNumber": 50_000,
                "salt": "4f…&",
                "signature": "0c…",
            }
        ]
    )


class Refused(BaseModel):
    """Why a request was not taken."""

    detail: str = Field(examples=["Send a form or application/json."])


class FieldProblem(BaseModel):
    """A field of a signup that cannot be used, in FastAPI's own shape."""

    loc: list[str | int] = Field(examples=[["body", "email"]])
    msg: str = Field(examples=["An email address must have an @-sign."])
    type: str = Field(examples=["value_error"])


class FieldProblems(BaseModel):
    """All that is wrong with a signup by program."""

    detail: list[FieldProblem]


@dataclass(frozen=True, slots=True)
class Submission:
    """A signup as sent, nothing checked yet."""

    email: str = ""
    name: str = ""
    newsletter: str = ""
    trap: str = ""
    stamp: str = ""
    altcha: str = ""
    json: bool = False


async def submission(request: Request) -> Submission:
    """The signup in a request: JSON, or a form of either kind. Refuses others (415) and long ones (413)."""
    kind = _kind(request)
    if kind == "application/json":
        body = _parsed(await _bounded(request))
        trap, altcha = body.referral_page or "", body.altcha or ""
        return Submission(
            body.email, body.name or "", body.newsletter or "", trap=trap, altcha=altcha, json=True
        )
    if kind not in _FORMS:
        raise HTTPException(415, "Send a form or application/json.")
    sent = await fields(request)
    get = sent.get
    return Submission(
        get("email", ""),
        get("name", ""),
        get("newsletter", ""),
        trap=get(TRAP, ""),
        stamp=get(STAMP, ""),
        altcha=get("altcha", ""),
    )


async def fields(request: Request) -> dict[str, str]:
    """The text fields of a form (urlencoded or multipart, as RFC 8058 section 3.1 allows both); none of other bodies."""
    sent = await many_fields(request)
    return {name: values[-1] for name, values in sent.values.items()}


@dataclass(frozen=True, slots=True)
class Sent:
    """The text fields of a form, each with all its values."""

    values: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The last value of a field; empty for none."""
        return self.values.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return self.values.get(name, [])


async def many_fields(request: Request) -> Sent:
    """As `fields`, for forms in which a field may stand several times."""
    raw = await _bounded(request)
    if _kind(request) not in _FORMS:
        return Sent({})

    async def again() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    async with Request(request.scope, again).form(max_files=0, max_fields=200) as form:
        found: dict[str, list[str]] = {}
        for key, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(key, []).append(value)
        return Sent(found)


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _bounded(request: Request) -> bytes:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY:
            raise HTTPException(413, f"Send at most {MAX_BODY} bytes.")
    return bytes(raw)


def _parsed(raw: bytes) -> SignupBody:
    try:
        return SignupBody.model_validate_json(raw)
    except ValidationError as problem:
        found = problem.errors(include_url=False, include_context=False, include_input=False)
        errors = [{**error, "loc": ("body", *error["loc"])} for error in found]
        raise RequestValidationError(errors) from problem
