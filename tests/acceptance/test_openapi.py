"""The web app against its own description: whatever is asked, no fault and no answer that the document does not have."""

import os

import pytest
import schemathesis
from apicalls import token
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from digest.web.api.scopes import Scope
from digest.web.app import create_app

EXAMPLES = 5 if os.environ.get("SMOKE") else 100
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


DOORS = ("", "/api")  # the pages' own document, and that of the admin API


def described(grounds, engine, door):
    """The operations of a door, and the headers that open it."""
    wide = {"per_network": 100_000, "per_newsletter": 1_000_000, "in_all": 1_000_000}
    app = create_app(grounds.settings(signup=wide), engine, clock=grounds.clock(), with_scheduler=False)
    bearer = {"Authorization": f"Bearer {token(engine, grounds.now, *Scope)}"} if door else {}
    return schemathesis.openapi.from_asgi(f"{door}/openapi.json", app).get_all_operations(), bearer


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # schemathesis' own
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("door", DOORS)
def test_the_document_holds(grounds, engine, mode, door):
    """Sound and unsound requests of every operation are answered as the document says."""
    operations, bearer = described(grounds, engine, door)
    asked = 0
    for found in operations:
        operation = found.ok()

        @seed(20261124)
        @settings(
            max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )
        @given(operation.as_strategy(generation_mode=mode))
        def holds(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS, headers=bearer)

        try:
            holds()
        except Unsatisfiable:  # an operation of which nothing can be wrong
            assert mode is GenerationMode.NEGATIVE
    assert asked > 5 * EXAMPLES
