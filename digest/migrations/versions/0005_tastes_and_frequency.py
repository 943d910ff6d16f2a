"""Keep with a subscription what its reader wants of it, and how often."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taste", sa.String(length=4000), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "frequency",
                sa.Enum("daily", "weekdays", "weekly", name="frequency", native_enum=False, length=16),
                nullable=False,
                server_default="daily",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_column("frequency")
        batch_op.drop_column("taste")
