"""A heatmap of what a channel can do, drawn as PNG: how it looks is in heat.typ."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.messages.chart import Heat
from bot.pictures.typesetting import typeset

TEMPLATE = Path(__file__).with_name("heat.typ")


def png(heat: Heat, language: str) -> bytes:
    """The picture, 1080 pixels wide and as high as it needs to be; KeyError for a language we do not speak.

    Takes about 130 ms (the first one of a process twice that), so call it in a thread.
    """
    return typeset(TEMPLATE, shown(heat), language)


def shown(heat: Heat) -> dict[str, Any]:
    """What the template lays out."""
    return {
        "title": heat.title,
        "groups": [asdict(group) for group in heat.groups],
        "key": [{"tile": asdict(tile), "means": means} for tile, means in heat.key],
    }
