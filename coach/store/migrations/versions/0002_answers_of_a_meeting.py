"""Remembered answers know their meeting, so that erasing it erases them too."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Older answers do not say whose they are and could outlive an erased meeting; they only lived a week anyway.
    op.execute("DELETE FROM answers")
    op.add_column("answers", sa.Column("meeting_id", sa.String(64), nullable=True))
    op.create_index("ix_answers_meeting_id", "answers", ["meeting_id"])
