"""Keep how sources fare, which of their items were read, and what articles were before they changed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_state",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("url", sa.String(length=2100), nullable=False),
        sa.Column("found_url", sa.String(length=2100), nullable=True),
        sa.Column("etag", sa.String(length=500), nullable=True),
        sa.Column("modified", sa.String(length=100), nullable=True),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("checked_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("due_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("good_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("new_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "announced",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("etag", sa.String(length=500), nullable=True),
        sa.Column("modified", sa.String(length=100), nullable=True),
        sa.Column("read_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "key"),
    )
    op.create_table(
        "article_version",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("raw_kind", sa.String(length=16), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("raw_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("article_id", "replaced_at"),
    )


def downgrade() -> None:
    for table in ("article_version", "announced", "source_state"):
        op.drop_table(table)
