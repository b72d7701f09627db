"""Taking up a lab, getting through it, and its end: by the code of its check, by a word, or not at all."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox import Clock, Message, Sandbox
from skills.labs.shelf import Lab, Labs
from skills.library import Library
from tests.conftest import Installed
from tests.journeys.asking import EN, HANT, ask, buttons, last, lines, press, tell, window, windows_text
from tests.journeys.keeping import depths_of, rows_of

LAB = "structured-logging-working"
WORD_LAB = "code-review-expert"
HOUR = dt.timedelta(hours=1)


async def starts(slack: Sandbox, who: str, lab: str = LAB) -> bytes:
    """Somebody starts a lab; the archive that came."""
    before = len(slack.seen_by(who, "@Rung"))
    await ask(slack, who, f"start {lab}", "/lab")
    await slack.wait_for(lambda: len(slack.seen_by(who, "@Rung")) == before + 2 and last(slack, who, "@Rung").files)
    (file,) = last(slack, who, "@Rung").files
    return slack.slack.workspace.files[file["id"]].content


def unpacked(archive: bytes, folder: Path) -> Path:
    """The lab's folder, on somebody's laptop."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(folder)
    (inside,) = folder.iterdir()
    return inside


def checks(folder: Path, *arguments: str) -> str:
    """What `python check.py` prints there."""
    command = [sys.executable, "check.py", *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert not ran.stderr, ran.stderr
    return ran.stdout


def solve(folder: Path, library: Library, lab: str = LAB) -> None:
    """Do the work, as the solution has it."""
    for file in (library.catalogue.labs.by_id[lab].folder / "solution").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())


def code_in(printed: str) -> str:
    return printed.strip().splitlines()[-1].split()[-1]


async def passes(slack: Sandbox, who: str, tmp_path: Path, library: Library) -> str:
    """Somebody starts the lab and does the work; the code they get."""
    folder = unpacked(await starts(slack, who), tmp_path / who)
    solve(folder, library)
    return code_in(checks(folder))


def titled(library: Library, lab: str = LAB, language: str = "en") -> str:
    return library.catalogue.labs.by_id[lab].facts.title.in_(language)


def steps_of(slack: Sandbox, who: str) -> Message:
    """The message with the steps, which stays in the person's own conversation."""
    return slack.seen_by(who, "@Rung")[-2]


async def test_from_the_proposal_to_the_depth(
    slack: Sandbox, installed: Installed, library: Library, tmp_path: Path
) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set structured-logging awareness", "/level")
    read = await ask(slack, "bob", "structured logging", "/lab")
    assert titled(library) in read
    await slack.press("bob", last(slack, "bob"), EN("button-start-lab"))
    await slack.wait_for(lambda: len(slack.seen_by("bob", "@Rung")) == 2)
    assert EN("lab-started", title=titled(library)) in slack.text_of(last(slack, "bob"))
    (file,) = last(slack, "bob", "@Rung").files
    folder = unpacked(slack.slack.workspace.files[file["id"]].content, tmp_path / "laptop")

    untouched = checks(folder)
    assert untouched.count("✗") == 4
    assert "Expected: a JSON object on every line" in untouched
    assert "Found: line 1: got request from mei.lin@example.com" in untouched
    assert "Hint 1 helps: /lab hint 1 in the chat" in untouched
    solve(folder, library)
    met = checks(folder)
    assert met.count("✓") == 4
    assert "All met." in met

    read = await ask(slack, "bob", f"done {code_in(met)}", "/lab")
    assert EN("lab-done-by-code", title=titled(library)) in read
    assert (await depths_of(installed, "bob"))["structured-logging"] == "awareness", "nothing changes by itself"
    read = await press(slack, "bob", EN("button-set-to", depth=EN("depth-working")))
    assert (await depths_of(installed, "bob"))["structured-logging"] == "working"
    assert EN("evidence-lab", depth=EN("depth-working")) in await ask(slack, "bob", "evidence", "/level")
    read = await ask(slack, "bob", "structured logging", "/lab")
    assert EN("lab-against-done") in read


async def test_the_steps_stay_where_they_were_sent(slack: Sandbox, library: Library) -> None:
    await starts(slack, "bob")
    read = slack.text_of(steps_of(slack, "bob"))
    for step in library.catalogue.labs.by_id[LAB].facts.steps:
        assert library.catalogue.labs.by_id[LAB].words("en").steps[step.id].title in read
    assert "python -m pip install structlog" in read
    await slack.press("bob", steps_of(slack, "bob"), EN("button-hint"))
    await slack.settled()
    assert EN("lab-hint-title", number=1, title=titled(library)) in slack.text_of(steps_of(slack, "bob"))
    await slack.press("bob", steps_of(slack, "bob"), EN("button-lab-steps"))
    await slack.settled()
    assert slack.text_of(steps_of(slack, "bob")) == read


@pytest.mark.parametrize(
    ("who", "language"), [("alice", "zh-Hant"), ("chen", "zh-Hans")], ids=["Taiwan", "the mainland"]
)
async def test_a_lab_speaks_its_readers_language(
    slack: Sandbox, library: Library, tmp_path: Path, who: str, language: str
) -> None:
    folder = unpacked(await starts(slack, who), tmp_path / "laptop")
    assert titled(library, LAB, language) in slack.text_of(steps_of(slack, who))
    assert (folder / "README.md").read_text(encoding="utf-8").startswith(f"# {titled(library, LAB, language)}")
    spoken = library.catalogue.labs.by_id[LAB].words(language)
    printed = checks(folder)
    assert spoken.steps["mask"].must["no-email"] in printed
    assert spoken.says["not-json"].expected in printed
    assert checks(folder, "--hint", "2").strip() == spoken.hints[1]


async def test_a_code_is_good_once(slack: Sandbox, tmp_path: Path, library: Library) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    assert EN("lab-done-by-code", title=titled(library)) in await ask(slack, "bob", f"done {code}", "/lab")
    read = await ask(slack, "bob", f"done {code.lower()}", "/lab")
    assert EN("sorry-code-used", day="X").partition("X")[0] in read


async def test_a_code_of_somebody_else_is_refused(slack: Sandbox, tmp_path: Path, library: Library) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    await starts(slack, "dana")
    assert EN("sorry-code-not-yours") in await ask(slack, "dana", f"done {code}", "/lab")
    assert EN("lab-done-by-code", title=titled(library)) in await ask(slack, "bob", f"done {code}", "/lab")


async def test_a_code_whose_letters_changed_is_refused(slack: Sandbox, tmp_path: Path, library: Library) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    altered = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert EN("sorry-code-altered") in await ask(slack, "bob", f"done {altered}", "/lab")
    moved_on = "".join(sorted(code.replace("-", "")[:4], reverse=True)) + code[4:]
    read = await ask(slack, "bob", f"done {moved_on}", "/lab")
    assert EN("sorry-code-altered") in read or EN("sorry-code-not-yours") in read or moved_on == code
    assert EN("sorry-code-shape") in await ask(slack, "bob", f"done {code[:-1]}", "/lab")


async def test_a_code_lives_for_a_day(slack: Sandbox, clock: Clock, tmp_path: Path, library: Library) -> None:
    clock.set(dt.datetime.now(dt.UTC))
    code = await passes(slack, "bob", tmp_path, library)
    clock.set(dt.datetime.now(dt.UTC) + 25 * HOUR)
    assert EN("sorry-code-old", hours=24) in await ask(slack, "bob", f"done {code}", "/lab")
    clock.set(dt.datetime.now(dt.UTC) - 3 * HOUR)
    assert EN("sorry-code-early") in await ask(slack, "bob", f"done {code}", "/lab")
    clock.set(dt.datetime.now(dt.UTC) + 23 * HOUR)
    assert EN("lab-done-by-code", title=titled(library)) in await ask(slack, "bob", f"done {code}", "/lab")


async def test_sent_again_a_lab_keeps_its_code(slack: Sandbox, tmp_path: Path, library: Library) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    await starts(slack, "bob")
    assert EN("lab-done-by-code", title=titled(library)) in await ask(slack, "bob", f"done {code}", "/lab")


async def test_a_word_is_taken_and_kept_as_one(slack: Sandbox, installed: Installed, library: Library) -> None:
    await starts(slack, "bob", WORD_LAB)
    read = await ask(slack, "bob", "done", "/lab")
    assert EN("lab-done-by-word", title=titled(library, WORD_LAB)) in read
    assert EN("evidence-word", depth=EN("depth-expert")) in await ask(slack, "bob", "evidence", "/level")
    (row,) = (await rows_of(installed, "bob"))["lab_starts"]
    assert (row["state"], row["by"]) == ("done", "word")


async def test_of_a_lab_with_a_check_its_code_is_asked_for_first(
    slack: Sandbox, tmp_path: Path, library: Library
) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    read = await ask(slack, "bob", "done", "/lab")
    assert EN("lab-done-code") in read
    await slack.press("bob", last(slack, "bob"), EN("button-by-word"))
    await slack.settled()
    assert EN("lab-done-by-word", title=titled(library)) in slack.text_of(last(slack, "bob"))
    read = await ask(slack, "bob", f"done {code}", "/lab")
    assert EN("lab-done-by-code", title=titled(library)) in read, "a check says more than a word"


async def test_the_code_may_go_into_a_form(slack: Sandbox, tmp_path: Path, library: Library) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    await ask(slack, "bob", "done", "/lab")
    await slack.press("bob", last(slack, "bob"), EN("button-enter-code"))
    await slack.settled()
    await slack.submit("bob", window(slack, "bob"), {"code": code})
    assert EN("lab-done-by-code", title=titled(library)) in windows_text(slack, "bob")


async def test_nobody_stays_stuck(slack: Sandbox, library: Library) -> None:
    await starts(slack, "bob")
    words = library.catalogue.labs.by_id[LAB].words("en")
    assert EN("lab-which-step") in await ask(slack, "bob", "stuck", "/lab")
    read = await press(slack, "bob", f"4. {words.steps['bind-once'].title}")
    assert words.steps["bind-once"].look in read
    assert words.mistake in read
    read = await press(slack, "bob", EN("button-hint-next", number=1))
    assert words.hints[0] in read
    assert words.hints[1] in await ask(slack, "bob", "hint", "/lab")
    assert words.hints[2] in await ask(slack, "bob", "hint", "/lab")
    assert EN("lab-hint-last") in slack.text_of(last(slack, "bob"))
    assert HANT("lab-hint-last") in await ask(slack, "bob", "提示 3", "/lab")


async def test_leaving_is_fine_and_the_step_is_only_counted(slack: Sandbox, installed: Installed) -> None:
    await starts(slack, "bob")
    read = await ask(slack, "bob", "skip", "/lab")
    assert EN("lab-left") in read
    await slack.press("bob", last(slack, "bob"), "5. Pick the level")
    await slack.settled()
    assert EN("lab-left-noted") in slack.text_of(last(slack, "bob"))
    kept = await rows_of(installed, "bob")
    assert [(row["step"], row["kind"]) for row in kept["lab_troubles"]] == [("levels", "left")]
    assert kept["lab_starts"][0]["state"] == "skipped"


async def test_a_check_that_two_people_found_wrong_is_paused(slack: Sandbox, library: Library) -> None:
    for who in ("bob", "dana"):
        assert titled(library) in await ask(slack, who, "structured logging", "/lab")
        await starts(slack, who)
    for who in ("bob", "bob", "dana"):
        await ask(slack, "emil", "structured logging", "/lab")
        assert f"lab start {LAB}" in str(last(slack, "emil").blocks), "one person alone pauses nothing"
        await ask(slack, who, "report", "/lab")
        await slack.press(who, last(slack, who), EN("lab-report-check"))
        await slack.settled()
        assert EN("lab-reported") in slack.text_of(last(slack, who))
    await ask(slack, "emil", "structured logging", "/lab")
    assert f"lab start {LAB}" not in str(last(slack, "emil").blocks)
    assert EN("sorry-lab-paused", title=titled(library)) in await ask(slack, "emil", f"start {LAB}", "/lab")
    await starts(slack, "bob")  # who is at it goes on


async def test_how_long_it_took_is_told_from_five_people_on(slack: Sandbox, library: Library) -> None:
    told = EN("lab-others-took", minutes="40", people=5)
    for number, who in enumerate(("alice", "bob", "chen", "dana", "emil")):
        assert told not in await ask(slack, "bob", WORD_LAB, "/lab"), "four people are too few to tell of"
        await starts(slack, who, WORD_LAB)
        await ask(slack, who, "done", "/lab")
        await ask(slack, who, f"took 1 {(20, 40, 60)[number % 3]}", "/lab")
    assert told in await ask(slack, "bob", WORD_LAB, "/lab")


async def test_the_time_is_one_press(slack: Sandbox, installed: Installed) -> None:
    await starts(slack, "bob", WORD_LAB)
    await ask(slack, "bob", "done", "/lab")
    assert EN("lab-took-thanks") in await press(slack, "bob", EN("lab-took-about", minutes="60+"))
    assert (await rows_of(installed, "bob"))["lab_starts"][0]["minutes"] == 60
    assert EN("sorry-lab-took") in await ask(slack, "bob", "took 1 55", "/lab")
    assert EN("sorry-lab-took") in await ask(slack, "bob", "took 9 40", "/lab")


async def test_without_a_lab_under_way_the_words_for_one_say_so(slack: Sandbox) -> None:
    for typed in ("done", "hint", "stuck 2", "skip", "report", "start", "steps"):
        assert EN("sorry-lab-none") in await ask(slack, "bob", typed, "/lab")
    assert EN("sorry-lab-unknown", typed="no-such-lab") in await ask(slack, "bob", "start no-such-lab", "/lab")
    read = await ask(slack, "bob", f"hint {LAB}", "/lab")
    assert "You have not taken up" in read


async def test_a_step_or_a_hint_that_is_not_there(slack: Sandbox) -> None:
    await starts(slack, "bob")
    assert EN("sorry-lab-hint") in await ask(slack, "bob", "hint 4", "/lab")
    assert EN("sorry-lab-step", most=6) in await ask(slack, "bob", "stuck 7", "/lab")


async def test_what_is_under_way_comes_first(slack: Sandbox, library: Library) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await starts(slack, "bob")
    assert EN("lab-open-title", title=titled(library)) in await ask(slack, "bob", "", "/lab")
    assert f"lab done {LAB}" in lines(last(slack, "bob"))
    assert EN("lab-mine-title") in await ask(slack, "bob", "mine", "/lab")
    await slack.open_home("bob")
    await slack.settled()
    home = slack.home_of("bob")
    assert home is not None
    assert EN("home-lab-open", title=titled(library)) in slack.text_of(home)


async def test_without_a_role_a_skill_is_enough(slack: Sandbox, library: Library) -> None:
    assert EN("lab-no-role") in await ask(slack, "bob", "", "/lab")
    assert titled(library) in await ask(slack, "bob", "structured logging", "/lab")
    assert EN("button-start-lab") in buttons(last(slack, "bob"))


async def test_a_message_to_rung_does_the_same(slack: Sandbox, library: Library) -> None:
    assert titled(library) in await tell(slack, "bob", "lab structured logging")


async def test_whoever_leaves_takes_the_labs_along(slack: Sandbox, installed: Installed) -> None:
    await starts(slack, "bob")
    await ask(slack, "bob", "stuck 2", "/lab")
    await ask(slack, "bob", "export", "/rung")
    assert "key" not in (await rows_of(installed, "bob"))["lab_starts"][0]
    await ask(slack, "bob", "delete me for good", "/rung")
    assert EN("sorry-lab-none") in await ask(slack, "bob", "hint", "/lab")


def without(installed: Installed, library: Library, **changes: object) -> None:
    """The lab changes between start and done, or is gone when nothing is said of how."""
    lab = library.catalogue.labs.by_id[LAB]
    changed = Lab(lab.folder, lab.facts.model_copy(update=changes))
    others = Labs({LAB: changed} if changes else {})
    installed.rung.slack.reception.catalogue = replace(library.catalogue, labs=others)


async def test_a_lab_retired_meanwhile_counts_all_the_same(
    slack: Sandbox, installed: Installed, tmp_path: Path, library: Library
) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    without(installed, library, retired=dt.date(2026, 1, 1))
    read = await ask(slack, "bob", f"done {code}", "/lab")
    assert EN("lab-done-by-code", title=titled(library)) in read
    assert EN("lab-done-retired") in read
    assert EN("sorry-lab-retired", title=titled(library)) in await ask(slack, "bob", f"start {LAB}", "/lab")
    assert EN("sorry-lab-of-skill", skill="Structured Logging") in await ask(slack, "bob", "structured logging", "/lab")


async def test_a_lab_that_moved_on_takes_the_code_of_the_version_that_was_started(
    slack: Sandbox, installed: Installed, tmp_path: Path, library: Library
) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    without(installed, library, version=2)
    assert EN("lab-done-by-code", title=titled(library)) in await ask(slack, "bob", f"done {code}", "/lab")


async def test_even_a_lab_that_is_gone_takes_its_code(
    slack: Sandbox, installed: Installed, tmp_path: Path, library: Library
) -> None:
    code = await passes(slack, "bob", tmp_path, library)
    without(installed, library)
    assert EN("lab-done-by-code", title=LAB) in await ask(slack, "bob", f"done {code}", "/lab")
    assert LAB in await ask(slack, "bob", "mine", "/lab")
    assert EN("sorry-lab-none") in await ask(slack, "bob", "steps", "/lab")


async def test_files_that_cannot_be_sent_are_owned_up_to(slack: Sandbox) -> None:
    scopes = slack.installation.manifest.scopes - {"files:write"}
    slack.installation.manifest = replace(slack.installation.manifest, scopes=scopes)
    await ask(slack, "bob", f"start {LAB}", "/lab")
    await slack.wait_for(lambda: len(slack.seen_by("bob", "@Rung")) == 2)
    assert "python -m pip install structlog" in slack.text_of(steps_of(slack, "bob"))
    assert "went wrong on my side" in slack.text_of(last(slack, "bob", "@Rung"))
