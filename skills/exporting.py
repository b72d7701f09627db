"""The catalogue as plain data, one object an entry, for other programs."""

from __future__ import annotations

from typing import Any

from skills.catalogue import Catalogue, Entry


def exported(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Every entry: id, name, names by language, aliases, kind, tools, parents, matrix, sources.

    `tools` and `parents` are names. `sources` are {"document", "place"} in document order.
    """
    return [_exported(catalogue, entry) for entry in catalogue.entries.values()]


def _exported(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "names": {"en": entry.names.en, "zh-Hant": entry.names.zh_hant, "zh-Hans": entry.names.zh_hans},
        "aliases": list(entry.aliases),
        "kind": entry.kind,
        "tools": [catalogue[tool].name for tool in entry.tools],
        "parents": [catalogue[parent].name for parent in entry.parents],
        "matrix": entry.matrix,
        "sources": [{"document": at.document, "place": at.place} for at in entry.places],
    }
