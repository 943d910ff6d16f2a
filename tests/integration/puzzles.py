"""The signup's puzzle, solved as the page's script does it."""

import base64
import hashlib
import json


def solution(puzzle):
    """What the page's script finds."""
    number = next(
        n
        for n in range(puzzle["maxNumber"] + 1)
        if hashlib.sha256(f"{puzzle['salt']}{n}".encode()).hexdigest() == puzzle["challenge"]
    )
    found = {key: puzzle[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": number}
    return base64.b64encode(json.dumps(found).encode()).decode()
