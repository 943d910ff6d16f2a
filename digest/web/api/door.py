"""Who may come in, and how often a wrong token may be tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from digest.access import ApiMiss
from digest.database import reading, writing
from digest.newsroom import Clock
from digest.web.api.problems import Refusal
from digest.web.api.scopes import Caller, Scope, caller
from subscribers.guard import network_hash
from subscribers.tokens import Keys
from subscribers.web.clients import client_of

MOST_MISSES = 20  # wrong tokens an hour from one network
_KEPT = timedelta(days=2)
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="digest"'}
_BEARER = HTTPBearer(auto_error=False, description="A token of `digest token create`.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


@dataclass(frozen=True, slots=True)
class Door:
    """The API's one entrance."""

    engine: Engine
    keys: Keys
    clock: Clock
    proxies: tuple[str, ...] = ()

    def needs(self, scope: Scope) -> Callable[..., Caller]:
        """A dependency that lets in only who has `scope`."""

        def enter(request: Request, bearer: Bearer) -> Caller:
            found = self._known(request, bearer)
            if scope not in found.scopes:
                raise Refusal(403, f"this token has no scope {scope}; make one that has")
            return found

        return enter

    def _known(self, request: Request, bearer: HTTPAuthorizationCredentials | None) -> Caller:
        """Raises Refusal: 401 for no good token; 429 for too many wrong ones, a good one among them or not."""
        network = network_hash(self.keys, client_of(request, self.proxies))
        with reading(self.engine) as session:
            if self._misses(session, network) >= MOST_MISSES:
                raise Refusal(
                    429,
                    "too many wrong tokens from this network; try again in an hour",
                    {"Retry-After": "3600"},
                )
            found = caller(session, bearer.credentials) if bearer else None
        if found is None:
            if bearer is not None:
                self._count(network)
            raise Refusal(401, "send a good token as Authorization: Bearer", _CHALLENGE)
        return found

    def _misses(self, session: Session, network: str) -> int:
        hour = self.clock().replace(minute=0, second=0, microsecond=0)
        found = session.scalar(
            select(col(ApiMiss.count)).where(col(ApiMiss.network) == network, col(ApiMiss.opened_at) == hour)
        )
        return found or 0

    def _count(self, network: str) -> None:
        now = self.clock()
        hour = now.replace(minute=0, second=0, microsecond=0)
        with writing(self.engine) as session:
            postgres = session.get_bind().dialect.name == "postgresql"
            first = (postgresql if postgres else sqlite).insert(ApiMiss)
            session.execute(
                first.values(network=network, opened_at=hour, count=1).on_conflict_do_update(
                    index_elements=["network", "opened_at"], set_={"count": col(ApiMiss.count) + 1}
                )
            )
            session.execute(delete(ApiMiss).where(col(ApiMiss.opened_at) < now - _KEPT))
