"""Channels: who leads them, who shares what there, what was published, and who looked."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import storage.tables

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('channels',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('external_id', AutoString(length=64), nullable=False),
    sa.Column('name', AutoString(length=120), nullable=False),
    sa.Column('followed_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('workspace_id', 'external_id'),
    sa.UniqueConstraint('workspace_id', 'id'),
    sqlite_autoincrement=True
    )
    op.create_table('crowds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.Column('anew_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('workspace_id', 'id'),
    sqlite_autoincrement=True
    )
    op.create_table('channel_deliveries',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('week', AutoString(length=8), nullable=False),
    sa.Column('place', AutoString(length=8), nullable=False),
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
    sa.Column('sent_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id', 'week')
    )
    with op.batch_alter_table('channel_deliveries', schema=None) as batch_op:
        batch_op.create_index('ix_channel_deliveries_state', ['state'], unique=False)

    op.create_table('channel_digests',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('place', AutoString(length=8), nullable=False),
    sa.Column('zone', AutoString(length=64), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('minute', sa.Integer(), nullable=False),
    sa.Column('next_due', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id')
    )
    with op.batch_alter_table('channel_digests', schema=None) as batch_op:
        batch_op.create_index('ix_channel_digests_next_due', ['next_due'], unique=False)

    op.create_table('channel_leads',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('named_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('until', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id')
    )
    op.create_table('channel_looks',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('looked_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('what', AutoString(length=8), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id', 'looked_at')
    )
    with op.batch_alter_table('channel_looks', schema=None) as batch_op:
        batch_op.create_index('ix_channel_looks_of_channel', ['workspace_id', 'channel_id', 'looked_at'], unique=False)

    op.create_table('channel_members',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id')
    )
    op.create_table('channel_pictures',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('digest', AutoString(length=64), nullable=False),
    sa.Column('file', AutoString(length=64), nullable=False),
    sa.Column('made_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id')
    )
    op.create_table('channel_shares',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('choice', AutoString(length=8), nullable=False),
    sa.Column('shown_as', AutoString(length=80), nullable=True),
    sa.Column('chosen_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'channel_id', 'member_id')
    )
    op.create_table('contributions',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('crowd_id', sa.Integer(), nullable=False),
    sa.Column('what', AutoString(), nullable=False),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.Column('counted_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'crowd_id'], ['crowds.workspace_id', 'crowds.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id')
    )
    with op.batch_alter_table('contributions', schema=None) as batch_op:
        batch_op.create_index('ix_contributions_of_crowd', ['workspace_id', 'crowd_id'], unique=False)

    op.create_table('publications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=False),
    sa.Column('week', AutoString(length=8), nullable=False),
    sa.Column('looked_week', AutoString(length=8), nullable=False),
    sa.Column('content', AutoString(), nullable=True),
    sa.Column('catalogue', AutoString(length=12), nullable=False),
    sa.Column('made_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'channel_id'], ['channels.workspace_id', 'channels.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('workspace_id', 'channel_id', 'week'),
    sa.UniqueConstraint('workspace_id', 'id'),
    sqlite_autoincrement=True
    )
    op.create_table('published_crowds',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('crowd_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'crowd_id'], ['crowds.workspace_id', 'crowds.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'publication_id'], ['publications.workspace_id', 'publications.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'publication_id', 'crowd_id')
    )
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.add_column(sa.Column('named_at', storage.tables.UtcTime(timezone=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_column('named_at')

    op.drop_table('published_crowds')
    op.drop_table('publications')
    with op.batch_alter_table('contributions', schema=None) as batch_op:
        batch_op.drop_index('ix_contributions_of_crowd')

    op.drop_table('contributions')
    op.drop_table('channel_shares')
    op.drop_table('channel_pictures')
    op.drop_table('channel_members')
    with op.batch_alter_table('channel_looks', schema=None) as batch_op:
        batch_op.drop_index('ix_channel_looks_of_channel')

    op.drop_table('channel_looks')
    op.drop_table('channel_leads')
    with op.batch_alter_table('channel_digests', schema=None) as batch_op:
        batch_op.drop_index('ix_channel_digests_next_due')

    op.drop_table('channel_digests')
    with op.batch_alter_table('channel_deliveries', schema=None) as batch_op:
        batch_op.drop_index('ix_channel_deliveries_state')

    op.drop_table('channel_deliveries')
    op.drop_table('crowds')
    op.drop_table('channels')
