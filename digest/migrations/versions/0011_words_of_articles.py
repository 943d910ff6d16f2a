"""Index the words of articles, kept by triggers, and let an article be withdrawn.

SQLite has a virtual table (FTS5, without a copy of the text), PostgreSQL a tsvector beside each article. Neither is a model: both are made of the articles, and no backup needs them. A later migration that has
SQLite copy the table `article` (batch_alter_table) has to make the triggers again.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = "title, dek, byline, body"


def upgrade() -> None:
    op.add_column("article", sa.Column("withdrawn_at", sqlmodel.UTCDateTime(), nullable=True))
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    made = ("ai", "ad", "au") if op.get_bind().dialect.name == "sqlite" else ()
    for name in made:
        op.execute(f"DROP TRIGGER article_words_{name}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION keep_article_words() CASCADE")
    op.execute("DROP TABLE article_words")
    op.drop_column("article", "withdrawn_at")


def _text(row: str) -> str:
    body = f"(SELECT group_concat(json_extract(value, '$.text'), char(10)) FROM json_each({row}blocks))"  # noqa: S608
    return f"{row}id, {row}title, {row}dek, {row}byline, {body}"


_ADD = f"INSERT INTO article_words (rowid, {COLUMNS}) VALUES ({_text('new.')});"  # noqa: S608 - names of columns, no values
_REMOVE = f"INSERT INTO article_words (article_words, rowid, {COLUMNS}) VALUES ('delete', {_text('old.')});"  # noqa: S608
_CHANGE = "UPDATE OF title, dek, byline, blocks"
SQLITE = (
    f"CREATE VIRTUAL TABLE article_words USING fts5({COLUMNS}, content='', tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER article_words_ai AFTER INSERT ON article BEGIN {_ADD} END",
    f"CREATE TRIGGER article_words_ad AFTER DELETE ON article BEGIN {_REMOVE} END",
    f"CREATE TRIGGER article_words_au AFTER {_CHANGE} ON article BEGIN {_REMOVE} {_ADD} END",
    f"INSERT INTO article_words (rowid, {COLUMNS}) SELECT {_text('')} FROM article",  # noqa: S608
)

MOST = 150_000
"""Letters of a body that are indexed: PostgreSQL refuses a vector of more than a megabyte."""


def _vector(row: str) -> str:
    body = f"(SELECT string_agg(block->>'text', ' ') FROM json_array_elements({row}blocks) block)"  # noqa: S608
    parts = (f"{row}title", f"concat_ws(' ', {row}dek, {row}byline)", f"left({body}, {MOST})")
    weighed = (
        f"setweight(to_tsvector('simple', coalesce({part}, '')), '{weight}')"
        for part, weight in zip(parts, "ABC", strict=True)
    )
    return " || ".join(weighed)


_KEEP = f"""CREATE FUNCTION keep_article_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM article_words WHERE article_id = OLD.id;
            RETURN OLD;
        END IF;
        INSERT INTO article_words VALUES (NEW.id, {_vector("NEW.")})
        ON CONFLICT (article_id) DO UPDATE SET words = excluded.words;
        RETURN NEW;
    END $$"""  # noqa: S608 - names of columns, no values
_TRIGGER = f"CREATE TRIGGER article_words_kept AFTER INSERT OR DELETE OR {_CHANGE} ON article"
POSTGRESQL = (
    "CREATE TABLE article_words (article_id integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_article_words ON article_words USING gin (words)",
    _KEEP,
    f"{_TRIGGER} FOR EACH ROW EXECUTE FUNCTION keep_article_words()",
    f"INSERT INTO article_words SELECT id, {_vector('article.')} FROM article",  # noqa: S608
)
