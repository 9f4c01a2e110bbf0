"""People, groups and what hangs on them; a meeting says whose it is."""

import sqlalchemy as sa
from alembic import op

from coach.store.tables import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _records()
    # By hand: Alembic would copy the table on SQLite and drop the old one, which takes its events along.
    for column, table in (("group_id", "groups"), ("owner_id", "people")):
        op.execute(
            f"ALTER TABLE meetings ADD COLUMN {column} VARCHAR(64) "
            f"CONSTRAINT fk_meetings_{column} REFERENCES {table} (id) ON DELETE CASCADE"
        )
        op.create_index(f"ix_meetings_{column}", "meetings", [column])


def _records() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("zone", sa.String(length=255), nullable=False),
        sa.Column("secrecy", sa.Boolean(), nullable=False),
        sa.Column("set_up", sa.Text(), nullable=False),
        sa.Column("timekeeper", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("what", sa.String(length=255), nullable=False),
        sa.Column("why", sa.String(length=255), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("elsewhere", sa.Text(), nullable=False),
        sa.Column("group_id", sa.String(length=255), nullable=True),
        sa.Column("person_id", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
    )
    op.create_table(
        "contract_versions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clauses", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=255), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("in_force_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_contract_versions_group_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_contract_versions"),
        sa.UniqueConstraint("group_id", "version", name="uq_contract_versions_once"),
    )
    op.create_index("ix_contract_versions_group_id", "contract_versions", ["group_id"], unique=False)
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=255), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_devices_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_devices_person_id", "devices", ["person_id"], unique=False)
    op.create_table(
        "invites",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=255), nullable=False),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("made_by", sa.String(length=255), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_invites_group_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sa.UniqueConstraint("code_hash"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_invites_group_id", "invites", ["group_id"], unique=False)
    op.create_table(
        "look_backs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("done_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_look_backs_group_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_look_backs"),
    )
    op.create_index("ix_look_backs_group_id", "look_backs", ["group_id"], unique=False)
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_members_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_members_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
    )
    op.create_index("ix_members_group_id", "members", ["group_id"], unique=False)
    op.create_index("ix_members_person_id", "members", ["person_id"], unique=False)
    op.create_table(
        "passes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("token_hash", sa.String(length=255), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_passes_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_passes"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_passes_person_id", "passes", ["person_id"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_recovery_codes_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"], unique=False)
    op.create_table(
        "accesses",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=True),
        sa.Column("act", sa.String(length=255), nullable=False),
        sa.Column("thing", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_accesses_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_accesses_member_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_accesses"),
    )
    op.create_index("ix_accesses_group_id", "accesses", ["group_id"], unique=False)
    op.create_index("ix_accesses_member_id", "accesses", ["member_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("meeting_id", sa.String(length=64), nullable=False),
        sa.Column("seat_id", sa.String(length=255), nullable=False),
        sa.Column("what", sa.String(length=255), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_consents_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_consents_meeting_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_group_id", "consents", ["group_id"], unique=False)
    op.create_index("ix_consents_meeting_id", "consents", ["meeting_id"], unique=False)
    op.create_table(
        "contract_agreements",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agreed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_contract_agreements_group_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_contract_agreements_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contract_agreements"),
        sa.UniqueConstraint("group_id", "version", "member_id", name="uq_contract_agreements_once"),
    )
    op.create_index("ix_contract_agreements_group_id", "contract_agreements", ["group_id"], unique=False)
    op.create_index("ix_contract_agreements_member_id", "contract_agreements", ["member_id"], unique=False)
    op.create_table(
        "fits",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("about_id", sa.String(length=255), nullable=True),
        sa.Column("relation", sa.String(length=255), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_fits_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_fits_member_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_fits"),
    )
    op.create_index("ix_fits_group_id", "fits", ["group_id"], unique=False)
    op.create_index("ix_fits_member_id", "fits", ["member_id"], unique=False)
    op.create_table(
        "meeting_dates",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("local", sa.String(length=255), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("meeting_id", sa.String(length=64), nullable=True),
        sa.Column("by_hand", sa.JSON(), nullable=False),
        sa.Column("series_id", sa.String(length=255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_meeting_dates_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_dates_meeting_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_dates"),
    )
    op.create_index("ix_meeting_dates_group_id", "meeting_dates", ["group_id"], unique=False)
    op.create_index("ix_meeting_dates_meeting_id", "meeting_dates", ["meeting_id"], unique=False)
    op.create_table(
        "seats",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("meeting_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=255), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=True),
        sa.Column("guest_name", sa.Text(), nullable=True),
        sa.Column("token_hash", sa.String(length=255), nullable=True),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_seats_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_seats_meeting_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_seats_member_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_seats"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_seats_group_id", "seats", ["group_id"], unique=False)
    op.create_index("ix_seats_meeting_id", "seats", ["meeting_id"], unique=False)
    op.create_index("ix_seats_member_id", "seats", ["member_id"], unique=False)
    op.create_table(
        "calendar_addresses",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=255), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("with_name", sa.Boolean(), nullable=False),
        sa.Column("with_place", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_calendar_addresses_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_calendar_addresses_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_addresses"),
        sa.UniqueConstraint("token_hash"),
        sa.UniqueConstraint("group_id", "member_id", name="uq_calendar_addresses_once"),
    )
    op.create_index("ix_calendar_addresses_group_id", "calendar_addresses", ["group_id"], unique=False)
    op.create_index("ix_calendar_addresses_member_id", "calendar_addresses", ["member_id"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("date_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["date_id"], ["meeting_dates.id"], name="fk_attendances_date_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_attendances_group_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_attendances_member_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attendances"),
        sa.UniqueConstraint("date_id", "member_id", name="uq_attendances_once"),
    )
    op.create_index("ix_attendances_date_id", "attendances", ["date_id"], unique=False)
    op.create_index("ix_attendances_group_id", "attendances", ["group_id"], unique=False)
    op.create_index("ix_attendances_member_id", "attendances", ["member_id"], unique=False)
