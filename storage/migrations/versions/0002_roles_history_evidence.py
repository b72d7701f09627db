"""Several roles, history, evidence and wishes; what was known becomes the first entries of the history."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import storage.tables

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('batch', sa.Integer(), nullable=False),
    sa.Column('subject', AutoString(length=66), nullable=False),
    sa.Column('before', AutoString(length=60), nullable=True),
    sa.Column('after', AutoString(length=60), nullable=True),
    sa.Column('why', AutoString(length=16), nullable=False),
    sa.Column('catalogue', AutoString(length=12), nullable=False),
    sa.Column('changed_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('undone_at', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('changes', schema=None) as batch_op:
        batch_op.create_index('ix_changes_of_member', ['workspace_id', 'member_id', 'batch'], unique=False)

    op.create_table('confirmations',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('skill', AutoString(length=60), nullable=False),
    sa.Column('depth', AutoString(length=16), nullable=False),
    sa.Column('code', AutoString(length=12), nullable=False),
    sa.Column('catalogue', AutoString(length=12), nullable=False),
    sa.Column('asked_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'skill'),
    sa.UniqueConstraint('workspace_id', 'code')
    )
    op.create_table('evidence',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('skill', AutoString(length=60), nullable=False),
    sa.Column('kind', AutoString(length=8), nullable=False),
    sa.Column('depth', AutoString(length=16), nullable=False),
    sa.Column('by_member_id', sa.Integer(), nullable=True),
    sa.Column('catalogue', AutoString(length=12), nullable=False),
    sa.Column('shown_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_member_id'], ['members.id'], ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'skill', 'kind')
    )
    op.create_table('member_roles',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('role', AutoString(length=60), nullable=False),
    sa.Column('level', AutoString(length=60), nullable=True),
    sa.Column('set_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'role')
    )
    op.create_table('pictures',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('digest', AutoString(length=64), nullable=False),
    sa.Column('file', AutoString(length=64), nullable=False),
    sa.Column('made_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id')
    )
    op.create_table('snapshots',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('batch', sa.Integer(), nullable=True),
    sa.Column('content', AutoString(), nullable=False),
    sa.Column('taken_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'number')
    )
    op.create_table('wishes',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('skill', AutoString(length=60), nullable=False),
    sa.Column('wish', AutoString(length=8), nullable=False),
    sa.Column('until', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.Column('wished_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'member_id'], ['members.workspace_id', 'members.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workspace_id', 'member_id', 'skill')
    )
    op.execute("""
        INSERT INTO member_roles (workspace_id, member_id, role, level, set_at)
        SELECT workspace_id, id, role, level, created_at FROM members WHERE role IS NOT NULL
    """)
    op.execute("""
        INSERT INTO changes (workspace_id, member_id, batch, subject, before, after, why, catalogue, changed_at)
        SELECT workspace_id, member_id,
               row_number() OVER (PARTITION BY workspace_id, member_id ORDER BY set_at, skill),
               skill, NULL, depth, 'set', catalogue, set_at
        FROM depths ORDER BY workspace_id, member_id, set_at, skill
    """)
    for subject, after in (("'role:' || role", "coalesce(level, '')"), ("'role'", "role")):
        op.execute(f"""
            INSERT INTO changes (workspace_id, member_id, batch, subject, before, after, why, catalogue, changed_at)
            SELECT workspace_id, id, 0, {subject}, NULL, {after}, 'role', '', created_at
            FROM members WHERE role IS NOT NULL
        """)
    # Never recreate: a table built anew on SQLite forgets which ids it has given out.
    with op.batch_alter_table('depths', schema=None, recreate='never') as batch_op:
        batch_op.drop_column('evidence')

    with op.batch_alter_table('members', schema=None, recreate='never') as batch_op:
        batch_op.add_column(sa.Column('own_zone', AutoString(length=64), nullable=True))
        batch_op.add_column(sa.Column('home_at', storage.tables.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('asked_at', storage.tables.UtcTime(timezone=True), nullable=True))
        batch_op.drop_column('level')


def downgrade() -> None:
    with op.batch_alter_table('members', schema=None, recreate='never') as batch_op:
        batch_op.add_column(sa.Column('level', AutoString(length=60), nullable=True))
        batch_op.drop_column('asked_at')
        batch_op.drop_column('home_at')
        batch_op.drop_column('own_zone')

    op.execute("""
        UPDATE members SET level = (SELECT level FROM member_roles AS kept
        WHERE kept.workspace_id = members.workspace_id AND kept.member_id = members.id AND kept.role = members.role)
    """)
    with op.batch_alter_table('depths', schema=None, recreate='never') as batch_op:
        batch_op.add_column(sa.Column('evidence', AutoString(length=16), nullable=False, server_default='self'))

    op.drop_table('wishes')
    op.drop_table('snapshots')
    op.drop_table('pictures')
    op.drop_table('member_roles')
    op.drop_table('evidence')
    op.drop_table('confirmations')
    with op.batch_alter_table('changes', schema=None) as batch_op:
        batch_op.drop_index('ix_changes_of_member')

    op.drop_table('changes')
