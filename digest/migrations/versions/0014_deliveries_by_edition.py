"""Part the ledger by edition on PostgreSQL, keep its counts by triggers, and its index small; SQLite keeps the plain table.

The rows are moved, an edition at a time: while this runs, the database needs room for the ledger twice. There is no foreign key to
the editions any more, which are never deleted: with one, each new partition would wait for whoever is writing to an edition.
`delivery_count` is no model: it is made of the ledger, and no backup needs it. Each connection counts in rows of its own (`slot`),
so that nobody waits for another.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = (
    "edition_id, subscriber_id, variant, state, not_before, attempts, lease_owner, lease_until, "
    "reply_code, reply_status, reply_text, changed_at"
)
DUE = "(edition_id, state, not_before, subscriber_id)"
COUNT = (
    "CREATE TABLE delivery_count (edition_id integer, state varchar(16), slot integer, readers bigint NOT NULL, "
    "PRIMARY KEY (edition_id, state, slot)) WITH (fillfactor = 50)"
)
PARTED = (
    "ALTER TABLE delivery RENAME TO delivery_whole",
    "ALTER INDEX delivery_pkey RENAME TO delivery_whole_pkey",
    "ALTER INDEX ix_delivery_due RENAME TO ix_delivery_whole_due",
    "CREATE TABLE delivery (LIKE delivery_whole) PARTITION BY LIST (edition_id)",
    "ALTER TABLE delivery ADD CONSTRAINT delivery_pkey PRIMARY KEY (edition_id, subscriber_id)",
    f"CREATE INDEX ix_delivery_due ON delivery {DUE} WHERE state <> 'sent'",
    COUNT,
)
_ADDED = "SELECT edition_id, state, 1 AS one FROM added"
_TAKEN = "SELECT edition_id, state, -1 AS one FROM taken"
WAYS = {
    "insert": ("NEW TABLE AS added", _ADDED),
    "update": ("NEW TABLE AS added OLD TABLE AS taken", f"{_ADDED} UNION ALL {_TAKEN}"),
    "delete": ("OLD TABLE AS taken", _TAKEN),
}
WHOLE = (
    f"CREATE TABLE delivery_whole AS SELECT {COLUMNS} FROM delivery",  # noqa: S608 - names of columns
    "DROP TABLE delivery",
    "DROP TABLE delivery_count",
    "ALTER TABLE delivery_whole RENAME TO delivery",
    *(
        f"ALTER TABLE delivery ALTER COLUMN {name} SET NOT NULL"
        for name in ("variant", "state", "not_before", "attempts", "changed_at")
    ),
    "ALTER TABLE delivery ADD CONSTRAINT delivery_pkey PRIMARY KEY (edition_id, subscriber_id)",
    "ALTER TABLE delivery ADD CONSTRAINT delivery_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition (id)",
    f"CREATE INDEX ix_delivery_due ON delivery {DUE}",
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for statement in PARTED:
        op.execute(statement)
    _move()
    for way, (seen, rows) in WAYS.items():
        op.execute(_counting(way, rows))
        op.execute(
            f"CREATE TRIGGER delivery_counted_{way} AFTER {way} ON delivery REFERENCING {seen} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION count_delivery_{way}()"
        )


def _move() -> None:
    """Each edition's rows into a table of its own, which is indexed when it is full."""
    keys = op.get_bind().exec_driver_sql("SELECT DISTINCT edition_id FROM delivery_whole ORDER BY 1")
    for key in keys.scalars().all():
        name = f"delivery_{key}"
        op.execute(f"CREATE TABLE {name} (LIKE delivery)")
        op.execute(
            f"INSERT INTO {name} ({COLUMNS}) SELECT {COLUMNS} FROM delivery_whole WHERE edition_id = {key}"  # noqa: S608 - a number of ours
        )
        op.execute(f"ALTER TABLE delivery ATTACH PARTITION {name} FOR VALUES IN ({key})")
        op.execute(f"ANALYZE {name}")
    op.execute(
        "INSERT INTO delivery_count SELECT edition_id, state, 0, count(*) FROM delivery_whole GROUP BY edition_id, state"
    )
    op.execute("DROP TABLE delivery_whole")


def _counting(way: str, rows: str) -> str:
    return f"""CREATE FUNCTION count_delivery_{way}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO delivery_count
        SELECT edition_id, state, pg_backend_pid(), sum(one) FROM ({rows}) moved
        GROUP BY edition_id, state HAVING sum(one) <> 0
        ON CONFLICT (edition_id, state, slot) DO UPDATE SET readers = delivery_count.readers + excluded.readers;
        RETURN NULL;
    END $$"""  # noqa: S608 - names of columns, no values


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for statement in WHOLE:
        op.execute(statement)
    for way in WAYS:
        op.execute(f"DROP FUNCTION count_delivery_{way}()")
