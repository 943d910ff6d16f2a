"""What a provider reports of a mail is kept for a worker, as a mail that came back is."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("returned_mail", sa.Column("event", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("returned_mail", "event")
