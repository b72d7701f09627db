"""Native charts (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block)."""

from typing import Any

from sandbox.blocks.schema import Check, Problems, anything, array, both, fields, number, string, typed

_POINT = fields({"label": string(20), "value": number})
_SERIES = fields({"name": string(20), "data": array(_POINT, 20)})
_AXES = fields({"categories": array(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})


def _points_match_categories(value: Any, at: str, problems: Problems) -> None:
    try:
        categories = value["axis_config"]["categories"]
        for index, series in enumerate(value["series"]):
            if [point["label"] for point in series["data"]] != categories:
                problems.add("labels must match axis categories", f"{at}/series/{index}/data")
    except (KeyError, TypeError):
        return  # the shape is already complained about


_XY: Check = both(
    fields({"type": anything, "series": array(_SERIES, 12), "axis_config": _AXES}), _points_match_categories
)

DATA_VISUALIZATION = fields(
    {
        "type": anything,
        "title": string(50),
        "chart": typed(
            {
                "pie": fields({"type": anything, "segments": array(_POINT, 12)}),
                "bar": _XY,
                "line": _XY,
                "area": _XY,
            }
        ),
    },
    {"block_id": string(255)},
)
