"""What those who run it ask: does it live."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from sqlalchemy import Engine, text

from digest.database import reading
from digest.errors import DatabaseError


def routes(engine: Engine) -> APIRouter:
    """`/healthz`: 200 while the database answers, else 503."""
    made = APIRouter(tags=["ops"])

    def healthz() -> Response:
        """Whether the web app is up and the database answers."""
        try:
            with reading(engine) as session:
                session.execute(text("SELECT 1"))
        except DatabaseError:
            return JSONResponse({"status": "no database"}, 503, {"Cache-Control": "no-store"})
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    made.add_api_route("/healthz", healthz, methods=["GET"])
    made.add_api_route("/healthz", healthz, methods=["HEAD"], include_in_schema=False)
    return made
