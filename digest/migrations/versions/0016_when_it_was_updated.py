"""When an article was updated by its own word, and whether a source's pages were fetched."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("updated", sqlmodel.UTCDateTime(), nullable=True))
    op.add_column(
        "source_state", sa.Column("full_text", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("source_state", "full_text")
    op.drop_column("article", "updated")
