"""The addresses, and what the API's description says of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from subscribers.web.bodies import STAMP, TRAP, Accepted, FieldProblems, Puzzle, Refused, SignupBody
from subscribers.web.desk import Desk
from subscribers.web.joining import Joining
from subscribers.web.leaving import Leaving
from subscribers.web.owning import Owning
from subscribers.web.preferring import Preferring
from subscribers.web.settings import RouterSettings

Described: TypeAlias = dict[int | str, dict[str, Any]]  # FastAPI's own type of `responses`

_PAGE = {"content": {"text/html": {"schema": {"type": "string"}, "example": "<!DOCTYPE html>…"}}}
_BROKEN: Described = {  # in the place of FastAPI's own 422, which no page answers
    "default": {
        "description": "Something does not work right now (503), or is not allowed here",
        "content": {
            **_PAGE["content"],
            "application/json": {
                "schema": Refused.model_json_schema(),
                "example": {"detail": "Please try again in a moment."},
            },
        },
    }
}
_BAD_LINK: Described = {404: {"description": "The link is wrong, too old, or for something else", **_PAGE}}
_BAD_FORM: Described = {
    400: {"model": Refused, "description": "The form is broken"},
    413: {"model": Refused, "description": "The body is too long"},
}
_FIELDS = {"email": "ann@example.com", "name": "Ann Lee", "newsletter": "daily"}
_SIGNUP_FORM = {
    "schema": {
        "type": "object",
        "required": ["email"],
        "properties": {name: {"type": "string"} for name in (*_FIELDS, TRAP, STAMP, "altcha")},
    },
    "example": _FIELDS,
}
_SIGNUP: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": SignupBody.model_json_schema(), "example": _FIELDS},
            "application/x-www-form-urlencoded": _SIGNUP_FORM,
            "multipart/form-data": _SIGNUP_FORM,
        },
    }
}
_SIGNUP_ANSWERS: Described = {
    200: {
        "description": "A form that was not filled in here, or too quickly: a page with one button",
        **_PAGE,
    },
    202: {"model": Accepted, "description": "Accepted, whatever the address is to us", **_PAGE},
    **_BAD_FORM,
    **_BROKEN,
    415: {"model": Refused, "description": "Neither a form nor JSON"},
    422: {"model": FieldProblems, "description": "A field cannot be used; a form is shown again", **_PAGE},
    429: {"model": Refused, "description": "Too many signups within an hour", **_PAGE},
}


_ONE_CLICK = {"text/plain": {"schema": {"type": "string"}, "example": "Unsubscribed.\n"}}
_EXPORT = {
    "application/json": {
        "schema": {"type": "object"},
        "example": {
            "email": "ann@example.com",
            "name": "Ann Lee",
            "subscriptions": [{"newsletter": "daily", "state": "confirmed", "frequency": "daily"}],
            "consent": [{"newsletter": "daily", "action": "confirmed", "method": "button"}],
            "editions": [{"newsletter": "daily", "day": "2026-11-24", "state": "sent"}],
        },
    }
}


def _form(example: Mapping[str, str]) -> dict[str, Any]:
    schema = {"type": "object", "properties": {field: {"type": "string"} for field in example}}
    content = {"application/x-www-form-urlencoded": {"schema": schema, "example": dict(example)}}
    return {"requestBody": {"content": content}}


def router(settings: RouterSettings) -> APIRouter:
    """All pages and the signup API, to be included by the host at the root or under a prefix."""
    routes, desk = APIRouter(tags=["subscribers"], default_response_class=HTMLResponse), Desk(settings)
    _join(routes, Joining(desk))
    leaving, preferring, owning = Leaving(desk), Preferring(desk), Owning(desk)
    _page(routes, "/unsubscribe/{token}", leaving.unsubscribe_page, _BAD_LINK)
    _act(routes, "/unsubscribe/{token}", leaving.unsubscribe, {"List-Unsubscribe": "One-Click"}, _ONE_CLICK)
    _page(routes, "/undo/{token}", leaving.undo_page, _BAD_LINK)
    _act(routes, "/undo/{token}", leaving.undo, None)
    _page(routes, "/preferences/{token}", preferring.page, _BAD_LINK)
    _act(routes, "/preferences/{token}", preferring.change, {"do": "save", "frequency": "weekdays"})
    _page(routes, "/receipt/{token}", preferring.receipt, _BAD_LINK)
    _page(routes, "/data/{token}", owning.page, _BAD_LINK)
    _act(routes, "/data/{token}", owning.change, {"do": "export"}, _EXPORT)
    return routes


def _join(routes: APIRouter, joining: Joining) -> None:
    _page(routes, "/subscribe", joining.subscribe_page, {})
    _page(routes, "/embed", joining.embed_page, {})
    routes.add_api_route(
        "/subscribe/puzzle",
        joining.puzzle,
        methods=["GET"],
        response_class=JSONResponse,
        responses={200: {"model": Puzzle, "description": "The puzzle, or null where none is asked"}},
    )
    routes.add_api_route(
        "/subscribe",
        joining.subscribe,
        methods=["POST"],
        status_code=202,
        response_class=JSONResponse,  # the models below are of the JSON answers
        responses=_SIGNUP_ANSWERS,
        openapi_extra=_SIGNUP,
    )
    _page(routes, "/confirm/{token}", joining.confirm_page, _BAD_LINK)
    _act(routes, "/confirm/{token}", joining.confirm, None)


def _page(routes: APIRouter, path: str, endpoint: Callable[..., Response], answers: Described) -> None:
    shown: Described = {200: {"description": "The page", **_PAGE}, **_BROKEN}
    routes.add_api_route(path, endpoint, methods=["GET"], responses={**shown, **answers})
    routes.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def _act(
    routes: APIRouter,
    path: str,
    endpoint: Callable[..., Response],
    body: Mapping[str, str] | None,
    also: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """A POST, answered by a page; `also` are other media of the answer."""
    done = {"description": "Done", "content": {**_PAGE["content"], **also}}
    answers: Described = {200: done, **_BAD_LINK, **_BAD_FORM, **_BROKEN}
    if body is not None and "do" in body:
        answers[422] = {"description": "Something is missing; the page is shown again", **_PAGE}
    extra = _form(body) if body is not None else None
    routes.add_api_route(path, endpoint, methods=["POST"], responses=answers, openapi_extra=extra)
