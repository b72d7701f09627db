"""The standard library's sqlite3 on one open connection, with hand-written SQL: what storage is measured against."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from bench.who import NOW, VERSION, WHO
from storage.members import Me

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
MOMENT = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLAlchemy writes it

FIND = """
SELECT m.id, m.workspace_id, m.locale, m.time_zone, m.language, m.role, r.level, m.own_zone
FROM members m JOIN workspaces w ON w.id = m.workspace_id
LEFT JOIN member_roles r ON r.workspace_id = m.workspace_id AND r.member_id = m.id AND r.role = m.role
WHERE w.platform = ? AND w.external_id = ? AND m.external_id = ?
"""
READ = "SELECT skill, depth FROM depths WHERE workspace_id = ? AND member_id = ?"
SET = """
INSERT INTO depths (workspace_id, member_id, skill, depth, catalogue, set_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (workspace_id, member_id, skill) DO UPDATE
SET depth = excluded.depth, catalogue = excluded.catalogue, set_at = excluded.set_at
"""
LAST = "SELECT coalesce(max(batch), 0) FROM changes WHERE workspace_id = ? AND member_id = ?"
NOTE = """
INSERT INTO changes (workspace_id, member_id, batch, subject, before, after, why, catalogue, changed_at)
VALUES (?, ?, ?, ?, ?, ?, 'set', ?, ?)
"""


def opened(path: str) -> sqlite3.Connection:
    """A connection with the settings Rung's own have."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


@dataclass(frozen=True, slots=True)
class Raw:
    """Depths alone: what was said before is overwritten."""

    connection: sqlite3.Connection
    me: Me

    async def find(self) -> Me | None:
        row = self.connection.execute(FIND, (WHO.platform, WHO.workspace, WHO.user)).fetchone()
        return Me(*row) if row is not None else None

    async def read(self) -> Mapping[str, str]:
        return dict(self.connection.execute(READ, (self.me.workspace_id, self.me.id)).fetchall())

    async def set(self, wanted: Mapping[str, str]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self._write(wanted)
        self.connection.execute("COMMIT")

    def _write(self, wanted: Mapping[str, str]) -> None:
        mine = (self.me.workspace_id, self.me.id)
        self.connection.executemany(SET, [(*mine, skill, depth, VERSION, MOMENT) for skill, depth in wanted.items()])


@dataclass(frozen=True, slots=True)
class RawWithHistory(Raw):
    """The same rows as Rung writes: the depths that change, and a batch with what was before and after."""

    async def set(self, wanted: Mapping[str, str]) -> None:
        mine = (self.me.workspace_id, self.me.id)
        self.connection.execute("BEGIN IMMEDIATE")
        before = dict(self.connection.execute(READ, mine).fetchall())
        changed = {skill: depth for skill, depth in wanted.items() if before.get(skill) != depth}
        self._write(changed)
        (last,) = self.connection.execute(LAST, mine).fetchone()
        rows = [(*mine, last + 1, skill, before.get(skill), depth, VERSION, MOMENT) for skill, depth in changed.items()]
        self.connection.executemany(NOTE, rows)
        self.connection.execute("COMMIT")
