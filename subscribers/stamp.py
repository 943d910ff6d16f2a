"""Pure: a signed note of when a form was shown, and a puzzle that costs its solver a second (ALTCHA)."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import cast

from subscribers.tokens import Keys, mac, macs

LIVES = timedelta(hours=24)
HARDEST = 50_000  # numbers that a browser tries at the most: about a second
_MAC = 12  # bytes


def stamp(keys: Keys, now: datetime) -> str:
    """When a form was shown, in milliseconds; nobody else can write one."""
    at = str(int(now.timestamp() * 1000))
    return f"{at}.{_text(mac(keys, 'form', at))}"


def age(keys: Keys, text: str, now: datetime) -> timedelta | None:
    """How long ago a stamp was made; None for one that is not ours, or more than a day old, or of the future."""
    at, _, signature = text.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) < 16):
        return None
    if not any(
        hmac.compare_digest(_text(made).encode(), signature.encode()) for made in macs(keys, "form", at)
    ):
        return None
    found = now - datetime.fromtimestamp(int(at) / 1000, UTC)
    return found if timedelta(0) <= found <= LIVES else None


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest[:_MAC]).decode()


def puzzle(keys: Keys, now: datetime) -> dict[str, str | int]:
    """A puzzle as ALTCHA's browser part reads it; good for an hour."""
    from altcha.v1 import ChallengeOptions, create_challenge

    options = ChallengeOptions(
        max_number=HARDEST, hmac_key=mac(keys, "puzzle"), expires=now + timedelta(hours=1)
    )
    made: dict[str, str | int] = create_challenge(options).to_dict()
    return made


def solved(keys: Keys, solution: str, now: datetime) -> str | None:
    """The name of the puzzle that a solution (base64 of JSON) solves, good for one use; None where it solves none."""
    from altcha.v1 import PayloadType, verify_solution

    found = _payload(solution)
    if found is None or _expires(str(found.get("salt", ""))) < now.timestamp():
        return None
    try:  # the package takes the fields for what they should be
        good = any(
            verify_solution(cast("PayloadType", found), key, check_expires=False)[0]
            for key in macs(keys, "puzzle")
        )
    except (TypeError, ValueError, AttributeError):
        return None
    return str(found["challenge"])[:40] if good else None


def _payload(solution: str) -> dict[str, object] | None:
    try:
        found = json.loads(base64.b64decode(solution[:2000], validate=True))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _expires(salt: str) -> float:
    for part in salt.partition("?")[2].split("&"):
        name, _, value = part.partition("=")
        if name == "expires" and value.isascii() and value.isdigit() and len(value) < 16:
            return float(value)
    return 0.0
