"""People keep where they stand: a snapshot stays as it was, whatever the catalogue says later."""

from __future__ import annotations

import json
import shutil

import pytest

from sandbox import Sandbox
from skills.library import Library, open_library
from skills.reading import SEEDS
from tests.conftest import Installed
from tests.journeys.asking import ask, last
from tests.journeys.keeping import rows_of


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/level")


async def test_a_snapshot_is_byte_for_byte_the_same_in_a_catalogue_that_changed(
    installed: Installed, tomorrow: Library
) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker working, mlflow advanced")
    await level(slack, "check model-serving=1 docker=2 save")
    await level(slack, "snapshot")
    kept = [await blocks_of(slack, f"snapshot {number}") for number in (1, 2)]
    assert "Puts a model behind KServe" in kept[0]
    stood = await blocks_of(slack, "")

    start_again(installed, tomorrow)

    assert [await blocks_of(slack, f"snapshot {number}") for number in (1, 2)] == kept
    stands = await blocks_of(slack, "")
    assert stands != stood
    assert "Docker Engine" in stands
    assert "Hides a model behind KServe" in await blocks_of(slack, "check model-serving=1")


async def blocks_of(slack: Sandbox, text: str) -> str:
    """What Bob is shown, to the last byte."""
    await level(slack, text)
    shown = last(slack, "bob")
    return json.dumps([shown.text, [{**block, "block_id": ""} for block in shown.blocks]], ensure_ascii=False)


@pytest.fixture(scope="module")
def tomorrow(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The catalogue after somebody renamed a skill and rewrote a sentence."""
    seeds = tmp_path_factory.mktemp("tomorrow") / "seeds"
    shutil.copytree(SEEDS, seeds)
    for skill, old, new in (
        ("docker", "en: Docker", "en: Docker Engine"),
        ("model-serving", "Puts a model behind", "Hides a model behind"),
    ):
        file = seeds / "skills" / f"{skill}.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return open_library(seeds)


def start_again(installed: Installed, library: Library) -> None:
    """Rung is started again with this catalogue, on the same database."""
    reception = installed.rung.slack.reception
    assert reception.catalogue.version != library.catalogue.version
    reception.catalogue, reception.lookup = library.catalogue, library.lookup


async def test_a_snapshot_taken_by_hand_goes_on_saying_what_was(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker working")
    await level(slack, "snapshot")
    await level(slack, "set docker expert")
    await level(slack, "role llm engineer lead")
    said = await level(slack, "snapshot 1")
    assert "*Docker*: Working" in said
    assert "*Role*: MLOps Engineer" in said
    assert "no snapshot “2”" in await level(slack, "snapshot 2")
    assert "no snapshot “1”" in await level(slack, "snapshot 1", "dana")


async def test_undoing_a_self_check_takes_its_snapshot_along(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "check docker=2 save")
    assert len((await rows_of(installed, "bob"))["snapshots"]) == 1
    await level(slack, "undo")
    kept = await rows_of(installed, "bob")
    assert ([row["content"] for row in kept["snapshots"]], kept["depths"]) == ([""], [])
    assert "You have no snapshot “1”" in await level(slack, "snapshot 1")

    await level(slack, "set terraform expert")
    assert "Snapshot 2" in await level(slack, "snapshot")  # the number is not given out again
    assert "You have no snapshot “1”" in await level(slack, "snapshot 1")
