"""Whom the storage bench is about: one member, at one moment, against one version of the catalogue."""

from __future__ import annotations

import datetime as dt

from storage.members import Who

WHO = Who("slack", "T0BENCH", "U0REGULAR")
NOW = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
VERSION = "bench"
