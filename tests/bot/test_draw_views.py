"""Drawing views for Slack: forms with their fields and menus, Homes with their bars, answers in a modal."""

from __future__ import annotations

from bot.messages.chart import Bar, Bars, Cell
from bot.messages.elements import Button, Buttons, Divider, Field, Form, Heading, Item, Person, Pick, Strong, Text
from bot.messages.forms import invitation
from bot.slack import draw
from bot.words import words_in
from sandbox.blocks.check import view_problems
from tests.bot.test_draw import drawn, message_of


def test_a_view_has_room_for_a_hundred_blocks() -> None:
    message = message_of(*(Divider() for _ in range(150)))
    assert len(drawn(message)) == 50
    assert len(draw.home_view(message)["blocks"]) == 100
    assert len(draw.answer_view(message, "Rung", "Close")["blocks"]) == 100


def test_a_form_asks_and_carries_its_line_out_of_sight() -> None:
    field = Field("asked", "What?", "for example mlflow")
    form = Form("Look up", "skill", (field,), "Go", "Cancel", "skill", ("Try it",))
    view = draw.form_view(form)
    assert view_problems(view, kind="modal") == []
    assert view["private_metadata"] == "skill"
    assert [block["type"] for block in view["blocks"]] == ["section", "input"]
    assert view["blocks"][1]["block_id"] == "asked"
    assert view["blocks"][1]["element"]["focus_on_load"] is True


def test_only_the_first_field_of_a_form_has_the_cursor() -> None:
    fields = (Field("one", "One"), Field("two", "Two", longest=2_000))
    view = draw.form_view(Form("x" * 40, "level set", fields, "y" * 40, "z" * 40, "level set"))
    assert view_problems(view, kind="modal") == []
    assert [block["element"]["focus_on_load"] for block in view["blocks"]] == [True, False]


def test_a_menu_of_a_form_shows_first_what_is_chosen_and_may_be_left_alone() -> None:
    options = (("working", "Working"), ("expert", "Expert"))
    chosen = Pick("docker", "Docker", options, "expert", "Not assessed")
    empty = Pick("mlflow", "MLflow", options, None, "Not assessed")
    form = Form("Depths", "level form save", (Heading("Platform"), chosen, empty), "Save", "Cancel", "level form 1")
    view = draw.form_view(form)
    assert view_problems(view, kind="modal") == []
    title, docker, mlflow = view["blocks"]
    assert title["text"]["text"] == "Platform"
    assert docker["element"]["initial_option"]["value"] == "expert"
    assert docker["optional"] is mlflow["optional"] is True
    assert "initial_option" not in mlflow["element"]
    assert mlflow["element"]["placeholder"]["text"] == "Not assessed"


def test_a_form_where_none_can_open_becomes_a_button_that_opens_it() -> None:
    fields = (Field("asked", "What?"),)
    message = invitation(
        words_in("en"), Form("Depths", "level form save", fields, "Save", "Cancel", "level form 1", ("Why",))
    )
    heading, intro, row = drawn(message)
    assert (heading["text"]["text"], intro["text"]["text"]) == ("Depths", "Why")
    assert [button["value"] for button in row["elements"]] == ["level form 1"]


def test_a_paragraph_has_its_choices_in_a_menu_beside_it() -> None:
    choices = tuple(Button(f"Choice {number}", f"gaps why skill-{number}") for number in range(5))
    (block,) = drawn(message_of(Item(("Docker", Strong("Working")), choices)))
    assert block["accessory"]["type"] == "overflow"
    assert [each["value"] for each in block["accessory"]["options"]] == [each.line for each in choices]


def test_a_colleague_is_named_by_the_platform_and_nobody_else_can_be() -> None:
    (block,) = drawn(message_of(Text.of(Person("U0BOB0000"), " <@U0DANA000>")))
    assert block["text"]["text"] == "<@U0BOB0000> &lt;@U0DANA000&gt;"


BARS = Bars(
    "MLOps Engineer",
    (Bar("Platform", (Cell(3, 2), Cell(1, 2), Cell(None, 2), Cell(2, None)), "1 / 4"), Bar("Security", (), "0 / 0")),
    ((Cell(2, 2), "reaches Senior"),),
    "Platform: 1 of 4",
)


def test_bars_are_a_picture_in_a_home_that_has_one_and_text_everywhere_else() -> None:
    message = message_of(BARS)
    (picture,) = draw.home_view(message, "F0123")["blocks"]
    assert picture == {"type": "image", "slack_file": {"id": "F0123"}, "alt_text": "Platform: 1 of 4"}
    for blocks in (drawn(message), draw.home_view(message)["blocks"], draw.answer_view(message, "x", "y")["blocks"]):
        (text,) = blocks
        title, platform, security = text["text"]["text"].splitlines()
        assert title == "*MLOps Engineer*"
        assert platform.startswith("●◐○◐ Platform")
        assert platform.endswith("1 / 4")
        assert "Security" in security


def test_a_modal_drops_only_the_button_that_shares() -> None:
    row = Buttons((Button("Share", "skill share mlflow"), Button("Browse", "skill browse")))
    (block,) = draw.answer_view(message_of(row), "Rung", "Close")["blocks"]
    assert [element["value"] for element in block["elements"]] == ["skill browse"]


def test_a_row_that_held_only_the_button_that_shares_is_gone() -> None:
    row = Buttons((Button("Share", "skill share mlflow"),))
    view = draw.answer_view(message_of(Text.of("Here"), row), "Rung", "Close")
    assert view_problems(view, kind="modal") == []
