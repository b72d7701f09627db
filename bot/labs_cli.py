"""The labs on the command line: `rung labs check | list | show | get | verify | losses`."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.opening import opened_labs, opened_library, with_database

if TYPE_CHECKING:
    from skills.labs.shelf import Lab, Labs
    from storage.database import Database

app = typer.Typer(no_args_is_help=True, help="The labs under seeds/labs/.")
Language = Annotated[str, typer.Option(help="en, zh-Hant or zh-Hans.")]


@app.command()
def check(ids: Annotated[list[str] | None, typer.Argument(help="Only tell of these.")] = None) -> None:
    """Read every lab and name every problem: file, property, value."""
    from skills.folding import read_fold_table
    from skills.labs.linting import lint
    from skills.reading import SEEDS

    labs, library = opened_labs(*ids or ()), opened_library()
    for id_ in ids or ():
        _lab(labs, id_)
    problems = sorted(set(lint(labs, library.catalogue, read_fold_table(SEEDS / "fold.json"))))
    for problem in problems:
        typer.echo(f"  {problem}", err=True)
    if problems:
        typer.echo(f"The labs have {len(problems)} problem(s).", err=True)
        raise typer.Exit(1)
    typer.echo(f"The labs are well: {len(labs)}, {sum(lab.checked for lab in labs)} of them with a check.")


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False) -> None:
    """Print every lab that people are sent to."""
    catalogue = opened_library().catalogue
    rows = [_row(lab, catalogue[lab.facts.skill].name) for lab in opened_labs() if lab.facts.retired is None]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        mark = "checked" if row["checked"] else ""
        typer.echo(f"{row['id']:<44} {row['from']} → {row['to']:<9} {row['minutes']:>3} min  {mark}".rstrip())


def _row(lab: Lab, skill: str) -> dict[str, object]:
    from skills.labs.lab_files import LANGUAGES

    return {
        "id": lab.id,
        "skill": skill,
        "from": lab.facts.from_,
        "to": lab.facts.to,
        "minutes": lab.facts.minutes,
        "checked": lab.checked,
        "languages": [each for each in LANGUAGES if (lab.folder / f"{each}.yml").is_file()],
        "tools": [f"{tool.name} {tool.version}" for tool in lab.facts.tools],
    }


@app.command()
def show(id_: Annotated[str, typer.Argument(metavar="ID")], language: Language = "en") -> None:
    """Print a lab's page as its README.md has it."""
    from skills.labs.reading_page import page

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    typer.echo(page(_lab(opened_labs(id_), id_), _spoken(language)))


@app.command()
def get(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    language: Language = "en",
    into: Annotated[Path, typer.Option(help="The folder to unpack it in.")] = Path(),
) -> None:
    """Unpack a lab's folder here: the steps as README.md, its files and its check."""
    from skills.labs.packing import files_of

    lab = _lab(opened_labs(id_), id_)
    target = into / lab.id
    if target.exists():
        _end(
            f"{target} is there already; nothing was overwritten. Remove it first, or choose another place with --into."
        )
    for name, content in files_of(lab, _spoken(language)).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    typer.echo(f"{target}/README.md has the steps.")


@app.command()
def verify(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every lab with a check.")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="Those that changed since they were last proven.")] = False,
    share: Annotated[int, typer.Option(help="And this many more, others each day.")] = 0,
) -> None:
    """Prove checks: the solution passes, the start and every near miss fail as they should."""
    from skills.labs.proven import changed_since, note_proven, share_of
    from skills.labs.proving import CannotProve, offline, prove
    from skills.reading import BrokenSeeds

    labs = opened_labs(*([] if every or changed else ids or []))
    with_check = [lab for lab in labs if lab.checked]
    wanted = {lab.id: lab for lab in ([_lab(labs, id_) for id_ in ids or []] + (with_check if every else []))}
    if changed:
        wanted |= {lab.id: lab for lab in changed_since(with_check)}
        wanted |= {lab.id: lab for lab in share_of(with_check, share, dt.datetime.now(dt.UTC).date())}
    if not (ids or every or changed):
        _end("Write: rung labs verify ID, or --changed, or --all.")
    if not offline():
        typer.echo("This system cannot switch the network off; the checks run with it.", err=True)
    failed = 0
    for lab in wanted.values():
        if not lab.checked:
            typer.echo(f"{lab.id}: has no check; it is done by word")
            continue
        try:
            trials = list(prove(lab))
        except (CannotProve, BrokenSeeds) as error:
            typer.echo(f"{lab.id}: cannot be proven: {error}")
            failed += 1
            continue
        wrong = [trial for trial in trials if trial.wrong]
        failed += bool(wrong)
        typer.echo(f"{lab.id}: {len(trials) - len(wrong)} of {len(trials)} trials as they should be")
        for trial in wrong:
            typer.echo(f"  {trial.name}: {trial.wrong}")
        if not wrong:
            note_proven(lab)
    typer.echo(f"{len(wanted) - failed} passed, {failed} failed")
    if failed:
        raise typer.Exit(1)


@app.command()
def losses() -> None:
    """List the steps at which three people or more were stuck, left, or reported something; nobody is named."""
    from storage import lab_counts

    async def look(database: Database) -> None:
        async with database.reading() as session:
            found, resting = await lab_counts.losses(session), await lab_counts.paused(session)
        for loss in found:
            told = ", ".join(f"{kind} {people}" for kind, people in loss.troubles)
            typer.echo(f"{loss.lab} v{loss.version} {loss.step or '(the whole)'}: {told}; taken up by {loss.started}")
        for lab, version in sorted(resting):
            why = "two people or more say that its check is wrong. Mend it, and raise its version."
            typer.echo(f"{lab} v{version} is paused: {why}")
        if not found and not resting:
            typer.echo("No step at which three people or more had trouble.")

    with_database(look)


def _lab(labs: Labs, id_: str) -> Lab:
    from difflib import get_close_matches

    lab = labs.get(id_)
    if lab is None:
        near = get_close_matches(id_, [each.id for each in opened_labs()], 3)
        _end(f"There is no lab {id_!r}." + (f" Near it: {', '.join(near)}." if near else " See `rung labs list`."))
    return lab


def _spoken(language: str) -> str:
    from skills.labs.lab_files import LANGUAGES

    if language not in LANGUAGES:
        _end(f"{language!r} is not one of {', '.join(LANGUAGES)}.")
    return language


def _end(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(2)
