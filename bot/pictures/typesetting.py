"""Sets a template with what it is to show, in the one font we ship.

Fonts of the machine and those inside typst are left out, so a picture is the same wherever it is drawn.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from typst import Fonts

# One Han character has a shape for each region; the region also places the punctuation.
FACES: Mapping[str, Mapping[str, str]] = {
    "en": {"font": "Noto Sans CJK SC", "lang": "en", "region": "US"},
    "zh-Hant": {"font": "Noto Sans CJK TC", "lang": "zh", "region": "TW"},
    "zh-Hans": {"font": "Noto Sans CJK SC", "lang": "zh", "region": "CN"},
}
PIXELS_PER_POINT = 3  # phones show a card about one CSS pixel to the point and have three of their own in it


def typeset(
    template: Path, shown: Mapping[str, Any], language: str, form: Literal["png", "svg", "pdf"] = "png"
) -> bytes:  # fmt: skip
    """`template` with `shown`, which it finds as JSON in `sys.inputs.shown`; the same bytes for the same.

    One page, or as PDF as many as the template makes.

    Whatever text `shown` holds stays text: it travels as data, and typst reads markup only in the template. Works on
    any thread and lets the other threads run meanwhile. Raises KeyError for a language without a face, and
    typst.TypstError for a template that does not fit.
    """
    import typst

    return typst.compile(
        template,
        format=form,
        ppi=72 * PIXELS_PER_POINT,
        font_paths=_fonts(),
        sys_inputs={"shown": json.dumps(shown), **FACES[language]},
    )


@functools.cache
def _fonts() -> Fonts:
    from typst import Fonts

    folder = str(files("noto_cjk_sans_otc"))
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
