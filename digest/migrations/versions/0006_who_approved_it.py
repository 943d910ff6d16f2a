"""Keep with an edition who approved it, and when."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("approved_at", sqlmodel.UTCDateTime(), nullable=True))
    op.add_column("edition", sa.Column("approved_by", sa.String(length=100), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("edition") as table:
        table.drop_column("approved_by")
        table.drop_column("approved_at")
