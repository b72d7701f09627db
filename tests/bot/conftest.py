"""The reception is tried on the same real PostgreSQL as storage's own tests."""

from __future__ import annotations

from tests.storage.conftest import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]
