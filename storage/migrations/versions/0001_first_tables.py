"""First tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import storage.tables

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('workspaces',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('platform', AutoString(length=16), nullable=False),
    sa.Column('external_id', AutoString(length=64), nullable=False),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('platform', 'external_id'),
    sqlite_autoincrement=True,
    )
    op.create_table('members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('external_id', AutoString(length=64), nullable=False),
    sa.Column('locale', AutoString(length=16), nullable=True),
    sa.Column('time_zone', AutoString(length=64), nullable=True),
    sa.Column('language', AutoString(length=8), nullable=True),
    sa.Column('role', AutoString(length=60), nullable=True),
    sa.Column('level', AutoString(length=60), nullable=True),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('workspace_id', 'external_id'),
    sa.UniqueConstraint('workspace_id', 'id'),
    sqlite_autoincrement=True,
    )
    op.create_table('seen_events',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('event_id', AutoString(length=64), nullable=False),
    sa.Column('seen_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'event_id')
    )
    with op.batch_alter_table('seen_events', schema=None) as batch_op:
        batch_op.create_index('ix_seen_events_seen_at', ['seen_at'], unique=False)

    op.create_table('depths',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('skill', AutoString(length=60), nullable=False),
    sa.Column('depth', AutoString(length=16), nullable=False),
    sa.Column('evidence', AutoString(length=16), nullable=False),
    sa.Column('catalogue', AutoString(length=12), nullable=False),
    sa.Column('set_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'skill')
    )


def downgrade() -> None:
    op.drop_table('depths')
    with op.batch_alter_table('seen_events', schema=None) as batch_op:
        batch_op.drop_index('ix_seen_events_seen_at')

    op.drop_table('seen_events')
    op.drop_table('members')
    op.drop_table('workspaces')
