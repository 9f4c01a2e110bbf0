"""Jobs may belong to one machine: every machine builds its own index."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("machine", sa.String(64), nullable=False, server_default=""))
