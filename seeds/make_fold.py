"""Makes seeds/fold.json: what the look-up needs to know of Chinese; `make fold` runs it after names changed."""

from __future__ import annotations

import json
from pathlib import Path

import opencc
from pypinyin import lazy_pinyin

from skills.folding import FoldTable, has_chinese
from skills.reading import SEEDS, read_seeds
from skills.shapes import Text


def dictionary(name: str) -> dict[str, list[str]]:
    """One of OpenCC's word lists: a key and its conversions, the usual one first."""
    folder = Path(opencc.__file__).parent / "dictionary"
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line)
    return {key: values.split(" ") for key, values in rows}


def main() -> None:
    """Write the table for the catalogue as it is now."""
    traditional = {key: to[0] for key, to in dictionary("TSCharacters").items() if len(key) == 1 and to[0] != key}
    # 乾 and 著 are written in both scripts for some words; the simplified form still serves as a key.
    taiwanese = {form for forms in dictionary("TWVariants").values() for form in forms}
    simplified = {key: to for key, to in dictionary("STCharacters").items() if len(key) == 1}
    only = sorted(key for key, to in simplified.items() if key not in to and key not in taiwanese)
    terms = read_seeds().terms.terms
    table = FoldTable({ord(key): to for key, to in traditional.items()}, frozenset(only), {})
    wording = {
        table.fold(regional): table.fold(term.zh_hans) for term in terms for regional in (term.zh_hant, *term.also)
    }
    wording = {key: to for key, to in wording.items() if key != to}
    table = FoldTable(
        table.simplified, table.simplified_only, dict(sorted(wording.items(), key=lambda at: -len(at[0])))
    )
    named = {table.fold(name) for name in chinese_names()}
    pinyin = {name: "".join(lazy_pinyin(name)) for name in sorted(named)}
    content = {
        "simplified": sorted(key + to for key, to in traditional.items()),
        "simplified_only": "".join(only),
        "terms": table.terms,
        "pinyin": pinyin,
    }
    (SEEDS / "fold.json").write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"fold.json: {len(traditional)} characters, {len(wording)} wordings, {len(pinyin)} names in pinyin")


def chinese_names() -> list[str]:
    """Every Chinese name and alias of the catalogue's skills and roles."""
    seeds = read_seeds()
    found: list[str] = []
    for file in [*seeds.skills.values(), *seeds.roles.values(), *seeds.paths.values()]:
        names: Text = file.names
        found += [names.zh_hant, names.zh_hans, *file.aliases]
    found += seeds.shared.shared
    return [name for name in found if has_chinese(name)]


if __name__ == "__main__":
    main()
