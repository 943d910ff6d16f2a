"""Corrections of editions, mails to readers that are about one, and the sums of rows that are kept no longer."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("mailed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_correction_edition", "correction", ["edition_id"])
    op.create_table(
        "edition_tally",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"]),
        sa.PrimaryKeyConstraint("edition_id", "state"),
    )
    op.add_column("notice", sa.Column("about", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("about")
    op.drop_table("edition_tally")
    op.drop_table("correction")
