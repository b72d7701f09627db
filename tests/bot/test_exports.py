"""My path and matrix as files: each format is read back and says what the cards say, and no cell is code or markup."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.exports import pdf
from bot.exports.document import Document, Sheet
from bot.exports.personal import personal
from bot.exports.writing import FORMATS, readable, write
from bot.messages.elements import Buttons, Message
from bot.messages.gaps import counts, title
from bot.messages.reasons import reasons
from bot.pictures.typesetting import typeset
from bot.request import Request, Sorry
from bot.subjects import exporting
from bot.words import LANGUAGES, Language, words_in
from skills.catalogue import Catalogue, reading
from skills.gaps import NextRung, next_rung
from skills.library import Library
from skills.shelving import shelves, skills_of
from storage import depths, members
from storage.database import Database, Session
from storage.depths import Said
from storage.evidence import Evidence
from storage.members import Me, Who
from storage.migrate import migrate
from tests.bot.pdf_text import BOX, pages

ROLE = "mlops-engineer"
NOW = dt.datetime(2026, 11, 21, 20, tzinfo=dt.UTC)  # the next day in Taipei
ALICE = Me(7, 1, role=ROLE, level="middle", own_zone="Asia/Taipei")
DEPTHS = {
    "docker": "awareness", "kubernetes-core": "none", "mlflow": "working", "helm": "skip", "postgresql": "expert",
    "argocd": "working", "feast": "working",
}  # fmt: skip
SAID = {skill: Said(depth, NOW - dt.timedelta(days=100)) for skill, depth in DEPTHS.items()}
WISHED = {"mlflow": "goal"}
FOUND = [
    Evidence("docker", "peer", "awareness", NOW, "v", "U777"),
    Evidence("docker", "lab", "working", NOW, "v", None),
]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

NASTY = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("https://a.b")', "a|b", "a\\|b\\",
    "`c`", "<script>alert(1)</script>", "<r><t>x</t></r>", "[a](https://a.b)", "https://a.b", "www.a.b",
    "*b* _i_ ~~s~~", "# h", "- a", "= =", "---", "&lt;b&gt; & c", "#panic(1)", "$x$", "_x0041_", 'a,"b"', "a\nb\r\nc",
    "{{0}} %s", "𠮷野家", "🦖👩‍🔬", "שלום", "مرحبا", "\u202egnp", "\ue000", "\x00\x0b\x1b", "\ud800", "\ufffe", "龘𪚥",
    "W" * 90, "", "'quoted'",
]  # fmt: skip


def alices(
    catalogue: Catalogue, language: Language = "en", me: Me = ALICE, said: Mapping[str, Said] = SAID
) -> Document:
    return personal(words_in(language), catalogue, me, said, FOUND, WISHED, NOW)


def rung_of(catalogue: Catalogue) -> NextRung:
    return next_rung(catalogue, ROLE, "middle", DEPTHS, WISHED)


def nasty() -> Document:
    rows = tuple((str(number), each, each) for number, each in enumerate(NASTY))
    return Document(
        "file", NASTY[12], tuple(NASTY), "Catalogue & 1", (Sheet(NASTY[0], ("#", "=a", "b|c"), rows, 1),), "en"
    )


# Reading back


def xlsx(content: bytes) -> dict[str, list[list[str]]]:
    """Each worksheet's name and rows, as Excel reads them; a cell that is not text is an error."""
    book = zipfile.ZipFile(io.BytesIO(content))
    strings = ["".join(each.itertext()) for each in _xml(book, "xl/sharedStrings.xml").iter(f"{MAIN}si")]
    names = [each.attrib["name"] for each in _xml(book, "xl/workbook.xml").iter(f"{MAIN}sheet")]
    return {name: _rows(_xml(book, f"xl/worksheets/sheet{at}.xml"), strings) for at, name in enumerate(names, 1)}


def _rows(sheet: ElementTree.Element, strings: list[str]) -> list[list[str]]:
    assert list(sheet.iter(f"{MAIN}f")) == []
    found = []
    for row in sheet.iter(f"{MAIN}row"):
        cells = [cell for cell in row if cell.find(f"{MAIN}v") is not None]
        assert {cell.get("t") for cell in cells} <= {"s"}
        found.append([strings[int(cell.findtext(f"{MAIN}v") or "")] if cell in cells else "" for cell in row])
    return found


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def tables(content: bytes) -> list[list[list[str]]]:
    """The rows of each table of a Markdown text, its header first, as GitHub would show them."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(content.decode()):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and token.level > 3:
            kinds = {child.type for child in token.children or []} - {"text_special"}
            assert kinds <= {"text", "html_inline"}, token.content
            assert {child.content for child in token.children or [] if child.type == "html_inline"} <= {"<br>"}
            said = (child.content.replace("<br>", "\n") for child in token.children or [])
            found[-1][-1].append("".join(said))
    return found


def copied(content: bytes) -> str:
    return "".join(pages(content))


def bare(text: str) -> str:
    return "".join(text.split())


# What it says


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_path_has_the_gaps_of_slash_gaps_in_their_order(language: Language, library: Library) -> None:
    catalogue, words = library.catalogue, words_in(language)
    rung = rung_of(catalogue)
    document = alices(catalogue, language)
    assert [(row[0], row[2], row[3]) for row in document.sheets[0].rows] == [
        (str(number), words(f"depth-{gap.have}"), words(f"depth-{gap.to}")) for number, gap in enumerate(rung.gaps, 1)
    ]
    assert [row[1] for row in document.sheets[0].rows] == [
        catalogue[gap.skill].names.in_(language) for gap in rung.gaps
    ]
    assert rung.gaps[0].skill == "mlflow"  # the goal
    assert [row[4].split("\n") for row in document.sheets[0].rows] == [
        reasons(words, catalogue, rung, gap) or [words("reason-only-expected")] for gap in rung.gaps
    ]
    assert title(words, catalogue, rung) + words("dash") + counts(words, rung) in document.about


def test_the_matrix_has_every_skill_in_the_documents_groups_with_every_level(library: Library) -> None:
    catalogue, words = library.catalogue, words_in("en")
    sheet = alices(catalogue).sheets[1]
    assert sheet.columns[:7] == ("Group", "Skill", "Junior", "Middle", "Senior", "Lead / Staff", "Principal")
    of_role = [(shelf.names.en, skill) for shelf in shelves(catalogue, ROLE) for skill in shelf.skills]
    assert [row[:2] for row in sheet.rows] == [
        *((group, catalogue[skill].name) for group, skill in of_role), ("Beyond this role", "Feast"),
    ]  # fmt: skip
    levels = [rung.id for rung in catalogue.roles[ROLE].schemes[0].levels]
    for (_, skill), row in zip(of_role, sheet.rows, strict=False):
        cells = [reading(catalogue, ROLE, level, skill) for level in levels]
        assert list(row[2:7]) == [words(f"depth-{cell.depth}") if cell else "–" for cell in cells]
    assert set(sheet.rows[-1][2:7]) == {"–"}


def test_what_was_never_said_is_not_set_and_not_zero(library: Library) -> None:
    rows = {row[1]: row[7:] for row in alices(library.catalogue).sheets[1].rows}
    assert rows["Kubernetes Core"][0] == "Not yet"
    assert rows["Helm"][0] == "Not for my job"
    assert rows["Terraform"] == ("not set yet", "", "")
    assert rows["Docker"] == (
        "Awareness", "14 August 2026",
        "confirmed by a colleague (Awareness) · 22 November 2026\nlab passed (Working) · 22 November 2026",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_has_the_catalogue_the_day_and_every_cell(language: Language, library: Library) -> None:
    document = alices(library.catalogue, language)
    day = {"en": "22 November 2026", "zh-Hant": "2026 年 11 月 22 日", "zh-Hans": "2026年11月22日"}[language]
    stamp = f"{words_in(language)('card-version', version=library.catalogue.version)} · {day}"
    assert document.stamp == stamp
    files = {form: write(document, form) for form in FORMATS}
    assert [file.name for file in files.values()] == [f"rung-2026-11-22.{form}" for form in FORMATS]

    path, matrix = document.sheets
    worksheets = xlsx(files["xlsx"].content)
    for sheet in (path, matrix):
        rows = worksheets[sheet.title]
        assert rows[: len(sheet.rows) + 1] == [[*sheet.columns], *map(list, sheet.rows)]
        assert rows[-1] == [stamp]

    filled = [[cell for cell in row if cell] for row in lines(files["csv"].content)]
    for row in (
        path.columns,
        *path.rows,
        matrix.columns,
        *matrix.rows,
        (stamp,),
        *((each,) for each in document.about),
    ):
        assert [cell for cell in row if cell] in filled

    assert tables(files["md"].content) == [[[*sheet.columns], *map(list, sheet.rows)] for sheet in (path, matrix)]
    assert files["md"].content.decode().rstrip().endswith(stamp)

    sides = pages(files["pdf"].content)
    assert len(sides) > 3
    for number, side in enumerate(sides, 1):
        assert bare(stamp) in side
        assert f"{number}/{len(sides)}" in side
    said = "".join(sides)
    for row in path.rows:
        assert bare("".join(row[:2])) in said
    for line in document.about:
        assert bare(line) in said


def test_a_row_on_paper_reads_from_the_skill_to_what_was_set_to_what_is_asked(library: Library) -> None:
    said = copied(write(alices(library.catalogue), "pdf").content)
    assert "DockerAwareness14August2026AwarenessWorkingAdvancedExpertExpertconfirmedbyacolleague(Awareness)" in said
    assert "1MLflowWorkingAdvancedOneofyourgoals." in said


def test_the_header_stands_on_every_page_of_a_table(library: Library) -> None:
    sides = pages(write(alices(library.catalogue), "pdf").content)
    assert all("SkillYourdepthSetonJuniorMiddleSenior" in side for side in sides[-3:])


def test_a_group_of_the_matrix_is_a_heading_on_paper_once(library: Library) -> None:
    said = copied(write(alices(library.catalogue), "pdf").content)
    assert said.count("DatabaseManagement") == 1


def test_a_colleague_s_id_does_not_leave_with_the_file(library: Library) -> None:
    assert "U777" not in repr(alices(library.catalogue))


def test_the_bot_starts_without_what_writes_files() -> None:
    said = (
        "import sys, bot.subjects.exporting; print([each for each in ('typst', 'xlsxwriter') if each in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.strip() == "[]"


# Other roles, and none


def test_without_a_role_there_is_only_what_was_set(library: Library) -> None:
    document = alices(library.catalogue, me=Me(7, 1))
    (sheet,) = document.sheets
    assert sheet.columns == ("Skill", "Your depth", "Set on", "Evidence")
    names = [library.catalogue[skill].name for skill in DEPTHS]
    assert [row[0] for row in sheet.rows] == sorted(names, key=str.casefold)
    assert document.about[0] == "Role: not set yet"
    for form in FORMATS:
        assert write(document, form).content


def test_who_said_nothing_yet_gets_files_that_are_empty_but_whole(library: Library) -> None:
    document = personal(words_in("en"), library.catalogue, Me(7, 1), {}, [], {}, NOW)
    assert document.sheets[0].rows == ()
    assert tables(write(document, "md").content) == []
    assert bare(document.stamp) in copied(write(document, "pdf").content)
    assert xlsx(write(document, "xlsx").content)["Matrix"][0] == ["Skill", "Your depth", "Set on", "Evidence"]
    assert ["Skill", "Your depth", "Set on", "Evidence"] in lines(write(document, "csv").content)


def test_a_role_without_a_matrix_has_its_groups_and_what_its_document_asks(library: Library) -> None:
    catalogue = library.catalogue
    role = "ai-full-stack-engineer"
    level = catalogue.roles[role].schemes[0].levels[0].id
    skill = skills_of(catalogue, role)[0]
    path, matrix = alices(catalogue, me=Me(7, 1, role=role, level=level), said={skill: SAID["docker"]}).sheets
    assert path.columns == ("No.", "What is asked for", "Your depth")
    assert len(path.rows) == 3
    assert matrix.columns == ("Group", "Skill", "Your depth", "Set on", "Evidence")
    assert [row[2] for row in matrix.rows[: len(skills_of(catalogue, role))]].count("not set yet") == len(
        skills_of(catalogue, role)
    ) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_level_can_be_written(language: Language, library: Library) -> None:
    catalogue = library.catalogue
    for role, file in catalogue.roles.items():
        for level in [None, *(rung.id for scheme in file.schemes for rung in scheme.levels)]:
            document = alices(catalogue, language, Me(7, 1, role=role, level=level))
            assert len(document.sheets) == 2
            for sheet in document.sheets:
                assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}
            for form in ("xlsx", "csv", "md"):
                assert write(document, form).content


# Asking for it


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    database = Database(f"sqlite:///{tmp_path}/rung.db")
    await migrate(database)
    async with database.writing() as opened:
        yield opened
    await database.close()


async def asked_by_bob(session: Session, library: Library, form: str) -> Message:
    """Somebody with a role and one depth, who asks for a file."""
    words = words_in("en")
    me = await members.greet(session, Who("slack", "T1", "UBOB"), NOW, "en-US", "Asia/Taipei")
    await depths.set_mine(session, me, {"docker": "working"}, "set", library.catalogue.version, NOW)
    me = replace(me, role=ROLE, level="junior")
    return await exporting.personal(Request("", session, me, words, library.catalogue, library.lookup, NOW), form)


@pytest.mark.parametrize("asked", ["pdf", "XLSX", "Excel", "csv", "markdown"])
async def test_the_file_comes_as_the_document_says(asked: str, session: Session, library: Library) -> None:
    message = await asked_by_bob(session, library, asked)
    (file,) = message.files
    form = {"Excel": "xlsx", "markdown": "md"}.get(asked, asked.lower())
    me = Me(7, 1, role=ROLE, level="junior", own_zone="Asia/Taipei")
    said = {"docker": Said("working", NOW)}
    assert file == write(personal(words_in("en"), library.catalogue, me, said, [], {}, NOW), form)
    assert file.name in message.summary
    assert not message.public
    others = [f"progress export {each}" for each in FORMATS if each != form]
    assert [each.line for part in message.elements if isinstance(part, Buttons) for each in part.buttons] == others


async def test_without_a_format_each_is_a_tap(session: Session, library: Library) -> None:
    message = await asked_by_bob(session, library, "")
    assert message.files == ()
    (ways,) = (part for part in message.elements if isinstance(part, Buttons))
    assert [each.line for each in ways.buttons] == [f"progress export {form}" for form in FORMATS]


async def test_a_format_we_do_not_write_is_said_back(session: Session, library: Library) -> None:
    with pytest.raises(Sorry) as sorry:
        await asked_by_bob(session, library, "docx <!channel>")
    assert "docx ‹!channel›" in words_in("en")(sorry.value.sentence, **sorry.value.facts)
    assert sorry.value.lines[0] == "progress export pdf"


# Bytes


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_bytes(form: str, library: Library) -> None:
    one, other = alices(library.catalogue), alices(library.catalogue)
    write(nasty(), "pdf")  # something else in between
    assert write(one, form) == write(other, form)
    assert write(one, form) != write(replace(one, stamp="another"), form)


def test_a_file_says_nothing_of_when_it_was_made() -> None:
    content = write(nasty(), "pdf").content
    assert b"CreationDate" not in content
    assert b"CreateDate" not in content
    book = zipfile.ZipFile(io.BytesIO(write(nasty(), "xlsx").content))
    assert {each.date_time[0] for each in book.infolist()} == {1980}
    assert b"2000-01-01" in book.read("docProps/core.xml")


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError, match="docx"):
        write(nasty(), "docx")


# Cells are words


def cells() -> list[str]:
    return [row[1] for row in readable(nasty()).sheets[0].rows]


def test_no_cell_of_a_workbook_is_more_than_text() -> None:
    content = write(nasty(), "xlsx").content
    rows = next(iter(xlsx(content).values()))
    said = [_unescaped(row[1]) for row in rows[1 : len(NASTY) + 1]]
    assert [each.removesuffix(" ") if each.startswith("<r>") else each for each in said] == cells()
    book = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in book.namelist() if "external" in name.lower() or name.endswith("sheet1.xml.rels")]
    assert b'state="frozen"' in book.read("xl/worksheets/sheet1.xml")
    assert b"Catalogue &amp;&amp; 1" in book.read("xl/worksheets/sheet1.xml")


def _unescaped(text: str) -> str:
    return text.replace("_x005F_x", "_x")  # how Excel writes an underscore that is no escape


def test_no_field_of_a_csv_is_a_formula() -> None:
    content = write(nasty(), "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") > len(NASTY)
    read = lines(content)
    assert {len(row) for row in read} == {3}
    assert not [cell for row in read for cell in row if cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell]
    said = [row[1] for row in read[-len(NASTY) :]]
    assert [each[1:] if each != cell else each for each, cell in zip(said, cells(), strict=True)] == cells()
    assert said[:7] == [f"'{cell}" for cell in cells()[:7]]


def test_no_cell_of_markdown_is_markup_or_breaks_its_row() -> None:
    (table,) = tables(write(nasty(), "md").content)
    shown = [row[1] for row in table[1:]]
    assert shown == [cell.replace("\t", " ").strip(" ") for cell in cells()]
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(write(nasty(), "md").content.decode())
    for tag in ("<script", "<a ", "<em", "<strong", "<s>", "<code", "<ul", "<ol", "<pre"):
        assert tag not in page
    assert page.count("<h1") == page.count("<h2") == page.count("<hr") == 1


def test_no_cell_of_a_pdf_is_markup_and_all_of_it_can_be_copied() -> None:
    said = copied(write(nasty(), "pdf").content)
    latin = [cell for cell in cells() if cell.isascii() and "\x00" not in cell]
    assert len(latin) > 20
    for cell in latin:
        assert bare(cell) in said
    assert "𠮷野家" in said
    assert said.count(BOX * 4) >= 3  # the Hebrew word, in a paragraph and in two cells


def test_a_character_no_font_of_ours_has_is_a_box_and_nothing_worse() -> None:
    """The box takes room, so that nobody reads a name without a letter it has."""
    sheet = Sheet("a", ("b",), (("[🦖]",), ("[]",)))
    svg = typeset(pdf.TEMPLATE, pdf.shown(Document("n", "t", (), "s", (sheet,), "en")), "en", "svg").decode()
    nothing = replace(sheet, rows=(("[]",), ("[]",)))
    without = typeset(pdf.TEMPLATE, pdf.shown(Document("n", "t", (), "s", (nothing,), "en")), "en", "svg").decode()
    assert svg.count("<use") == without.count("<use") + 1
    assert svg.count("<symbol") == without.count("<symbol") + 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=8)), max_size=4), st.text(max_size=40))
def test_any_text_at_all_can_be_written(rows: list[tuple[str, str]], name: str) -> None:
    document = Document(
        "file", name, (name,), name, (Sheet(name, (name, "b"), tuple(rows)), Sheet(name, ("c",), ())), "en"
    )
    for form in FORMATS:
        assert write(document, form).content
    worksheets = xlsx(write(document, "xlsx").content)
    assert len(worksheets) == 2
    assert all(0 < len(each.encode("utf-16-le")) <= 62 for each in worksheets)


@pytest.mark.parametrize("title", ["a/b:c*d?[e]\\f", "History", "", "'", "𠮷" * 40, "x" * 31, "Path"])
def test_two_worksheets_of_one_title_have_two_legal_names(title: str) -> None:
    sheet = Sheet(title, ("a",), (("1",),))
    names = list(xlsx(write(Document("file", "t", (), "s", (sheet, sheet), "en"), "xlsx").content))
    assert len({name.casefold() for name in names}) == 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name.casefold() != "history"


def test_a_cell_longer_than_excel_takes_is_cut_with_a_mark() -> None:
    document = Document("file", "t", (), "s", (Sheet("a", ("b",), (("𠮷" * 20_000,),)),), "en")
    (cell,) = xlsx(write(document, "xlsx").content)["a"][1]
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.endswith("𠮷…")


def test_a_cell_longer_than_a_page_goes_on_over_the_next() -> None:
    text = "word " * 1500
    document = Document("file", "t", (), "s", (Sheet("a", ("b", "c"), (("1", text), ("2", "end"))),), "en")
    said = copied(write(document, "pdf").content)
    assert said.count("word") == 1500
    assert len(pages(write(document, "pdf").content)) > 2


# On paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_a4_and_its_letters_are_large_enough_for_a_phone(language: Language, library: Library) -> None:
    content = write(alices(library.catalogue, language), "pdf").content
    assert content.count(b"/MediaBox[0 0 595.2756 841.8898]") == len(pages(content))
    drawn = cast(Any, typeset(pdf.TEMPLATE, pdf.shown(alices(library.catalogue, language)), language, "png"))
    assert len(drawn) == len(pages(content))  # the picture of each page
