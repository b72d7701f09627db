"""procrastinate in our PostgreSQL: its tables beside ours, and a few connections to them."""

from __future__ import annotations

import re

from procrastinate import PsycopgConnector
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from storage.database import Database, Session, UnusableDatabase

CONNECTIONS = 4  # at most, and one more that listens
PATIENCE = 10.0  # seconds to wait for one of them
_LOCK = 0x72756E68  # "runh", beside the "rung" of our own migrations
_HERE = text(
    "SELECT proname FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
    " WHERE nspname = current_schema() AND starts_with(proname, 'procrastinate_')"
)


async def prepare(database: Database) -> None:
    """Make procrastinate's tables where there are none; safe at every start and from several replicas.

    Its tables bear no version, so they are known by their functions, whose names do: UnusableDatabase is raised when
    this procrastinate calls some that are missing. An upgrade is then done as procrastinate describes it: the files in
    `procrastinate/sql/migrations` (`SchemaManager.get_migrations_path()`) are named by version, and those newer than
    the version that ran before are run in order with psql, in our search_path, "pre" before the new version starts
    and "post" after the old one has gone. Nothing in there is worth keeping, because what is due stands in our ledger.
    """
    async with database.migrating() as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        schema = SchemaManager.get_schema()
        here = await _functions(session)
        missing = sorted(set(re.findall(r"CREATE FUNCTION (\w+)", schema)) - here)
        if not here:
            await session.exec_driver_sql(schema, execution_options={"no_parameters": True})
        elif missing:
            raise UnusableDatabase(
                f"procrastinate's tables are older than the one installed ({missing[0]} is missing);"
                f" run the newer files of {SchemaManager.get_migrations_path()} with psql, then start again"
            )


def connector(database: Database) -> PsycopgConnector:
    """procrastinate's own connections to the same database and search_path; opened by whoever uses them."""
    _, how = database.url.get_dialect()().create_connect_args(database.url)
    return PsycopgConnector(
        kwargs={"connect_timeout": 5, **how}, min_size=0, max_size=CONNECTIONS, timeout=PATIENCE, name="jobs"
    )


async def _functions(session: Session) -> set[str]:
    return {str(name) for name in (await session.execute(_HERE)).scalars()}
