"""Jobs run on the same two real databases as storage's own tests."""

from __future__ import annotations

from tests.storage.conftest import database, empty, on_postgresql, postgres, postgres_url, sqlite_url, url

__all__ = ["database", "empty", "on_postgresql", "postgres", "postgres_url", "sqlite_url", "url"]
