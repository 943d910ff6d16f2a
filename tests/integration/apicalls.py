"""Calls of the admin API: a token for them, and what a refusal must look like."""

from digest.database import writing
from digest.web.api import scopes


def token(engine, now, *which):
    """A new token with these scopes."""
    with writing(engine) as session:
        return scopes.create(session, "a program", list(which), now)


def problem(answer, status):
    """What the problem says that an answer is."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    return answer.json()["detail"]
