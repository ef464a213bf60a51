"""Outages that orders follow, broadcasts, emergencies, hazards."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "emergencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name=op.f("fk_emergencies_ended_by_id")),
        sa.ForeignKeyConstraint(["head_id"], ["people.id"], name=op.f("fk_emergencies_head_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["people.id"], name=op.f("fk_emergencies_opened_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_emergencies_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergencies")),
    )
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.create_index(
            "uq_emergencies_open",
            ["unit_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "emergency_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_emergency_plans_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_plans")),
    )
    with op.batch_alter_table("emergency_plans", schema=None) as batch_op:
        batch_op.create_index("uq_emergency_plans_unit_id_kind", ["unit_id", "kind"], unique=True)

    op.create_table(
        "hazards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("photo", sa.String(length=200), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("dealt_with_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dealt_with_by_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=300), nullable=True),
        sa.Column("draft_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_hazards_area_id")),
        sa.ForeignKeyConstraint(["dealt_with_by_id"], ["people.id"], name=op.f("fk_hazards_dealt_with_by_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["people.id"], name=op.f("fk_hazards_reported_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_hazards_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazards")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_hazards_draft_id")),
    )
    with op.batch_alter_table("hazards", schema=None) as batch_op:
        batch_op.create_index("ix_hazards_unit_id_dealt_with_at", ["unit_id", "dealt_with_at"], unique=False)

    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("cause_text", sa.String(length=200), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expected_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_update_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft_id", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_outages_area_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["outages.id"], name=op.f("fk_outages_merged_into_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["people.id"], name=op.f("fk_outages_opened_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_outages_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_outages_draft_id")),
    )
    with op.batch_alter_table("outages", schema=None) as batch_op:
        batch_op.create_index("ix_outages_unit_id_status", ["unit_id", "status"], unique=False)

    op.create_table(
        "power_alarms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(length=300), nullable=True),
        sa.Column("draft_id", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_power_alarms_area_id")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["people.id"], name=op.f("fk_power_alarms_raised_by_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["people.id"], name=op.f("fk_power_alarms_technician_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_power_alarms_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_alarms")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_power_alarms_draft_id")),
    )
    with op.batch_alter_table("power_alarms", schema=None) as batch_op:
        batch_op.create_index("ix_power_alarms_unit_id_ended_at", ["unit_id", "ended_at"], unique=False)

    op.create_table(
        "clock_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_clock_pauses_order_id")),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_clock_pauses_outage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_pauses")),
    )
    with op.batch_alter_table("clock_pauses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_pauses_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            "uq_clock_pauses_open",
            ["order_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "held_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outage_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("release", sa.String(length=40), nullable=True),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["people.id"], name=op.f("fk_held_orders_customer_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_held_orders_order_id")),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_held_orders_outage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_orders")),
        sa.UniqueConstraint("outage_id", "order_id", name=op.f("uq_held_orders_outage_id_order_id")),
    )
    with op.batch_alter_table("held_orders", schema=None) as batch_op:
        batch_op.create_index("ix_held_orders_outage_id", ["outage_id"], unique=False)
        batch_op.create_index(
            "uq_held_orders_asked",
            ["customer_id"],
            unique=True,
            sqlite_where=sa.text("question = 'open'"),
            postgresql_where=sa.text("question = 'open'"),
        )
        batch_op.create_index(
            "uq_held_orders_held",
            ["order_id"],
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )

    op.create_table(
        "hotline_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outage_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_hotline_feed_outage_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_hotline_feed_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_feed")),
    )
    with op.batch_alter_table("hotline_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_feed_next_try_at"), ["next_try_at"], unique=False)
        batch_op.create_index("ix_hotline_feed_outage_id", ["outage_id"], unique=False)

    op.create_table(
        "loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lent_by_id", sa.Integer(), nullable=False),
        sa.Column("lent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_loans_area_id")),
        sa.ForeignKeyConstraint(["lent_by_id"], ["people.id"], name=op.f("fk_loans_lent_by_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technicians.person_id"], name=op.f("fk_loans_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
    )
    with op.batch_alter_table("loans", schema=None) as batch_op:
        batch_op.create_index("ix_loans_area_id_ends_at", ["area_id", "ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_loans_technician_id"), ["technician_id"], unique=False)

    op.create_table(
        "outage_suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("order_ids", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_outage_suggestions_area_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_outage_suggestions_decided_by_id")),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_outage_suggestions_outage_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_outage_suggestions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_suggestions")),
    )
    with op.batch_alter_table("outage_suggestions", schema=None) as batch_op:
        batch_op.create_index(
            "uq_outage_suggestions_open",
            ["area_id", "why"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "outage_watchers",
        sa.Column("outage_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_outage_watchers_outage_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outage_watchers_person_id")),
        sa.PrimaryKeyConstraint("outage_id", "person_id", name=op.f("pk_outage_watchers")),
    )
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("wrong", sa.JSON(), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=False),
        sa.Column("without_chat", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("composed_by_id", sa.Integer(), nullable=True),
        sa.Column("composed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("last_person_id", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["people.id"], name=op.f("fk_broadcasts_approved_by_id")),
        sa.ForeignKeyConstraint(["composed_by_id"], ["people.id"], name=op.f("fk_broadcasts_composed_by_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["people.id"], name=op.f("fk_broadcasts_confirmed_by_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["broadcasts.id"], name=op.f("fk_broadcasts_corrects_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_broadcasts_event_id")),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_broadcasts_outage_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_broadcasts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_broadcasts_draft_id")),
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index("ix_broadcasts_outage_id", ["outage_id"], unique=False)
        batch_op.create_index("ix_broadcasts_status", ["status"], unique=False)

    op.create_table(
        "call_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("resting", sa.Boolean(), nullable=False),
        sa.Column("lone_id", sa.Integer(), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_call_rounds_outage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_rounds")),
        sa.UniqueConstraint("subject", name=op.f("uq_call_rounds_subject")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_tasks_round_id"), ["round_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_tasks_round_id"), "call_rounds", ["round_id"], ["id"])

    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plant_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_addresses_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_addresses_plant_id"), ["plant_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_addresses_plant_id"), "areas", ["plant_id"], ["id"])

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outage_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_events_outage_id_id", ["outage_id", "id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_events_outage_id"), "outages", ["outage_id"], ["id"])

    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broadcast_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("thread", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("manner", sa.String(length=40), nullable=False, server_default="new"))
        batch_op.add_column(sa.Column("edition", sa.Integer(), nullable=True))
        batch_op.drop_index(
            "ix_notifications_due",
            sqlite_where=sa.text("status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("status IN ('pending', 'claimed')"),
        )
        batch_op.create_index(
            "ix_notifications_due",
            ["urgency", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("broadcast_id IS NULL AND status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("broadcast_id IS NULL AND status IN ('pending', 'claimed')"),
        )
        batch_op.create_index(
            "ix_notifications_broadcast",
            ["broadcast_id", "id"],
            unique=False,
            sqlite_where=sa.text("broadcast_id IS NOT NULL AND status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("broadcast_id IS NOT NULL AND status IN ('pending', 'claimed')"),
        )
        batch_op.create_index(
            "ix_notifications_thread",
            ["recipient_id", "thread"],
            unique=False,
            sqlite_where=sa.text("thread IS NOT NULL"),
            postgresql_where=sa.text("thread IS NOT NULL"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_notifications_broadcast_id"), "broadcasts", ["broadcast_id"], ["id"])

    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plant_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_orders_area_id_status", ["area_id", "status"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_orders_plant_id"), "areas", ["plant_id"], ["id"])

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outage_news", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.create_index("ix_people_tier_id", ["tier", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index("ix_people_tier_id")
        batch_op.drop_column("outage_news")

    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_orders_plant_id"), type_="foreignkey")
        batch_op.drop_index("ix_orders_area_id_status")
        batch_op.drop_column("plant_id")

    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_notifications_broadcast_id"), type_="foreignkey")
        batch_op.drop_index(
            "ix_notifications_due",
            sqlite_where=sa.text("broadcast_id IS NULL AND status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("broadcast_id IS NULL AND status IN ('pending', 'claimed')"),
        )
        batch_op.create_index(
            "ix_notifications_due",
            ["urgency", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("status IN ('pending', 'claimed')"),
        )
        batch_op.drop_index(
            "ix_notifications_thread",
            sqlite_where=sa.text("thread IS NOT NULL"),
            postgresql_where=sa.text("thread IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_notifications_broadcast",
            sqlite_where=sa.text("broadcast_id IS NOT NULL AND status IN ('pending', 'claimed')"),
            postgresql_where=sa.text("broadcast_id IS NOT NULL AND status IN ('pending', 'claimed')"),
        )
        batch_op.drop_column("edition")
        batch_op.drop_column("manner")
        batch_op.drop_column("thread")
        batch_op.drop_column("broadcast_id")

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_events_outage_id"), type_="foreignkey")
        batch_op.drop_index("ix_events_outage_id_id")
        batch_op.drop_column("outage_id")

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_tasks_round_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_tasks_round_id"))
        batch_op.drop_column("round_id")
        batch_op.drop_column("taken_at")

    op.drop_table("call_rounds")
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_addresses_plant_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_addresses_plant_id"))
        batch_op.drop_index(batch_op.f("ix_addresses_area_id"))
        batch_op.drop_column("plant_id")

    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcasts_status")
        batch_op.drop_index("ix_broadcasts_outage_id")

    op.drop_table("broadcasts")
    op.drop_table("outage_watchers")
    with op.batch_alter_table("outage_suggestions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_outage_suggestions_open",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.drop_table("outage_suggestions")
    with op.batch_alter_table("loans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loans_technician_id"))
        batch_op.drop_index("ix_loans_area_id_ends_at")

    op.drop_table("loans")
    with op.batch_alter_table("hotline_feed", schema=None) as batch_op:
        batch_op.drop_index("ix_hotline_feed_outage_id")
        batch_op.drop_index(batch_op.f("ix_hotline_feed_next_try_at"))

    op.drop_table("hotline_feed")
    with op.batch_alter_table("held_orders", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_held_orders_held",
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_held_orders_asked",
            sqlite_where=sa.text("question = 'open'"),
            postgresql_where=sa.text("question = 'open'"),
        )
        batch_op.drop_index("ix_held_orders_outage_id")

    op.drop_table("held_orders")
    with op.batch_alter_table("clock_pauses", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_clock_pauses_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_clock_pauses_order_id"))

    op.drop_table("clock_pauses")
    with op.batch_alter_table("power_alarms", schema=None) as batch_op:
        batch_op.drop_index("ix_power_alarms_unit_id_ended_at")

    op.drop_table("power_alarms")
    with op.batch_alter_table("outages", schema=None) as batch_op:
        batch_op.drop_index("ix_outages_unit_id_status")

    op.drop_table("outages")
    with op.batch_alter_table("hazards", schema=None) as batch_op:
        batch_op.drop_index("ix_hazards_unit_id_dealt_with_at")

    op.drop_table("hazards")
    with op.batch_alter_table("emergency_plans", schema=None) as batch_op:
        batch_op.drop_index("uq_emergency_plans_unit_id_kind")

    op.drop_table("emergency_plans")
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_emergencies_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("emergencies")
