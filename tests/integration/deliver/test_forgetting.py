"""What mail servers said of a reader goes without a look at all the others."""

import pytest
from press import Press
from sqlalchemy import event

from digest.deliver.forgetting import forget_replies


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reader_is_forgotten_by_key(engine, now):
    """One look into the key for each edition, however many readers the ledger has."""
    Press(engine, now).print("ann", "bob")
    plans = []

    @event.listens_for(engine, "before_cursor_execute")
    def _explain(connection, _cursor, statement, parameters, *_rest):
        if statement.startswith("UPDATE delivery"):
            asked = connection.connection.cursor()
            plans.extend(row[3] for row in asked.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    forget_replies(engine, 1)
    assert any("SEARCH delivery USING" in plan and "subscriber_id=?" in plan for plan in plans), plans
    assert not any(plan.startswith("SCAN delivery") for plan in plans), plans
