"""The addresses, and what the API's description says of them."""

from collections.abc import Callable
from typing import Any, TypeAlias

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from subscribers.web.bodies import TRAP, Accepted, FieldProblems, Refused, SignupBody
from subscribers.web.desk import Desk
from subscribers.web.joining import Joining
from subscribers.web.leaving import Leaving
from subscribers.web.settings import RouterSettings

Described: TypeAlias = dict[int | str, dict[str, Any]]  # FastAPI's own type of `responses`

_PAGE = {"content": {"text/html": {"schema": {"type": "string"}}}}
_BAD_LINK: Described = {404: {"description": "The link is wrong, too old, or for something else", **_PAGE}}
_FIELDS = {"email": "ann@example.com", "name": "Ann Lee", "newsletter": "daily"}
_SIGNUP_FORM = {
    "schema": {
        "type": "object",
        "required": ["email"],
        "properties": {name: {"type": "string"} for name in (*_FIELDS, TRAP)},
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
    202: {"model": Accepted, "description": "Accepted, whatever the address is to us", **_PAGE},
    400: {"model": Refused, "description": "The form is broken"},
    413: {"model": Refused, "description": "The body is too long"},
    415: {"model": Refused, "description": "Neither a form nor JSON"},
    422: {"model": FieldProblems, "description": "A field cannot be used; a form is shown again", **_PAGE},
    429: {"model": Refused, "description": "Too many signups from this network within an hour", **_PAGE},
}


def _form(field: str, example: str) -> dict[str, Any]:
    schema = {"type": "object", "properties": {field: {"type": "string"}}}
    content = {"application/x-www-form-urlencoded": {"schema": schema, "example": {field: example}}}
    return {"requestBody": {"content": content}}


def router(settings: RouterSettings) -> APIRouter:
    """All pages and the signup API, to be included by the host at the root or under a prefix."""
    routes = APIRouter(tags=["subscribers"], default_response_class=HTMLResponse)
    desk = Desk(settings)
    joining, leaving = Joining(desk), Leaving(desk)
    _page(routes, "/subscribe", joining.subscribe_page, {})
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
    _page(routes, "/unsubscribe/{token}", leaving.unsubscribe_page, _BAD_LINK)
    _act(routes, "/unsubscribe/{token}", leaving.unsubscribe, _form("List-Unsubscribe", "One-Click"))
    _page(routes, "/undo/{token}", leaving.undo_page, _BAD_LINK)
    _act(routes, "/undo/{token}", leaving.undo, None)
    _page(routes, "/preferences/{token}", leaving.preferences_page, _BAD_LINK)
    _act(routes, "/preferences/{token}", leaving.preferences, _form("leave", "daily"))
    return routes


def _page(routes: APIRouter, path: str, endpoint: Callable[..., Response], answers: Described) -> None:
    routes.add_api_route(path, endpoint, methods=["GET"], responses=answers)
    routes.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def _act(
    routes: APIRouter, path: str, endpoint: Callable[..., Response], body: dict[str, Any] | None
) -> None:
    routes.add_api_route(path, endpoint, methods=["POST"], responses=_BAD_LINK, openapi_extra=body)
