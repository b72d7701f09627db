"""The weekly message: who wants it when, and the ledger of what was sent or why not; away, quiet and gone people."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import storage.tables

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('nudge_slots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('zone', AutoString(length=64), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('minute', sa.Integer(), nullable=False),
    sa.Column('next_due', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('zone', 'weekday', 'minute')
    )
    with op.batch_alter_table('nudge_slots', schema=None) as batch_op:
        batch_op.create_index('ix_nudge_slots_next_due', ['next_due'], unique=False)

    op.create_table('deliveries',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('week', AutoString(length=8), nullable=False),
    sa.Column('state', AutoString(length=8), nullable=False),
    sa.Column('reason', AutoString(length=32), nullable=True),
    sa.Column('due_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('not_before', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('until', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('owner', AutoString(length=36), nullable=True),
    sa.Column('lease_until', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('tried_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.Column('conversation', AutoString(length=64), nullable=True),
    sa.Column('message', AutoString(length=64), nullable=True),
    sa.Column('kind', AutoString(length=8), nullable=True),
    sa.Column('skill', AutoString(length=60), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('passed', AutoString(length=700), nullable=True),
    sa.Column('outcome', AutoString(length=8), nullable=True),
    sa.Column('answered_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.Column('planned_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('sent_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'week')
    )
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.create_index('ix_deliveries_open', ['workspace_id', 'not_before'], unique=False, sqlite_where=sa.text("state IN ('planned', 'sending')"), postgresql_where=sa.text("state IN ('planned', 'sending')"))

    op.create_table('nudge_choices',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('state', AutoString(length=8), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=True),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('minute', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('snoozed_until', AutoString(length=10), nullable=True),
    sa.Column('holidays', AutoString(length=8), nullable=True),
    sa.Column('ignored', sa.Integer(), nullable=False),
    sa.Column('resting_until', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.Column('chosen_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['slot_id'], ['nudge_slots.id'], ),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id')
    )
    with op.batch_alter_table('nudge_choices', schema=None) as batch_op:
        batch_op.create_index('ix_nudge_choices_slot', ['slot_id', 'member_id'], unique=False)

    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.add_column(sa.Column('away_until', storage.tables.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('quiet_from', storage.tables.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('quiet_until', storage.tables.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('gone_at', storage.tables.UtcTime(timezone=True), nullable=True))

    with op.batch_alter_table('workspaces', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gone_at', storage.tables.UtcTime(timezone=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('workspaces', schema=None) as batch_op:
        batch_op.drop_column('gone_at')

    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_column('gone_at')
        batch_op.drop_column('quiet_until')
        batch_op.drop_column('quiet_from')
        batch_op.drop_column('away_until')

    op.drop_table('nudge_choices')
    op.drop_table('deliveries')
    op.drop_table('nudge_slots')
