"""The reception is tried on the same real PostgreSQL as storage's own tests."""

from __future__ import annotations

from tests.storage.conftest import on_postgresql, postgres, postgres_url

__all__ = ["on_postgresql", "postgres", "postgres_url"]
