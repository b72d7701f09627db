"""The labs that people took up, and where they had trouble with them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import storage.tables

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lab_starts',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('lab', AutoString(length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('skill', AutoString(length=60), nullable=False),
    sa.Column('depth', AutoString(length=16), nullable=False),
    sa.Column('key', AutoString(length=32), nullable=False),
    sa.Column('state', AutoString(length=8), nullable=False),
    sa.Column('by', AutoString(length=8), nullable=True),
    sa.Column('hints', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('started_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('ended_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'number')
    )
    with op.batch_alter_table('lab_starts', schema=None) as batch_op:
        batch_op.create_index('ix_lab_starts_lab', ['lab', 'version'], unique=False)

    op.create_table('lab_troubles',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('lab', AutoString(length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('step', AutoString(length=60), nullable=False),
    sa.Column('kind', AutoString(length=8), nullable=False),
    sa.Column('said_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'lab', 'version', 'step', 'kind')
    )
    with op.batch_alter_table('lab_troubles', schema=None) as batch_op:
        batch_op.create_index('ix_lab_troubles_lab', ['lab', 'version', 'kind'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('lab_troubles', schema=None) as batch_op:
        batch_op.drop_index('ix_lab_troubles_lab')

    op.drop_table('lab_troubles')
    with op.batch_alter_table('lab_starts', schema=None) as batch_op:
        batch_op.drop_index('ix_lab_starts_lab')

    op.drop_table('lab_starts')
