"""Bars of where somebody stands, drawn as PNG: how they look is in bars.typ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.messages.chart import Bars, Cell
from bot.pictures.typesetting import typeset

TEMPLATE = Path(__file__).with_name("bars.typ")


def png(bars: Bars, language: str) -> bytes:
    """The picture, 1080 pixels wide and as high as it needs to be; KeyError for a language we do not speak.

    Takes some tens of milliseconds (the first one of a process twice that), so call it in a thread.
    """
    return typeset(TEMPLATE, shown(bars), language)


def shown(bars: Bars) -> dict[str, Any]:
    """What the template lays out."""
    return {
        "title": bars.title,
        "bars": [{"label": bar.label, "cells": [*map(_cell, bar.cells)], "said": bar.said} for bar in bars.bars],
        "key": [{"cell": _cell(cell), "means": means} for cell, means in bars.key],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"have": cell.have, "met": cell.met}
