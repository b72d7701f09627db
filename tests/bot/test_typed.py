"""What people type of channels and people: Slack's mark-up undone or kept, and the line taken apart."""

from __future__ import annotations

import pytest

from bot.slack.typed import in_command, typed
from bot.subjects.channel_refs import Refs, refs_of

MENTIONS = [
    ("<@U0RUNG000> skill mlflow", "skill mlflow"),
    ("  <@U0RUNG000|rung>   what is kserve?", "what is kserve?"),
    ("<@U0RUNG000>", ""),
    ("", ""),
    ("what is <https://mlflow.org|mlflow>?", "what is mlflow?"),
    ("see <https://mlflow.org>", "see https://mlflow.org"),
    ("write to <mailto:bob@acme.example|bob@acme.example>", "write to bob@acme.example"),
    ("a &lt;tag&gt; &amp; more", "a <tag> & more"),
    ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),  # what was typed as "&lt;" stays so
    ("does <@U0BOB0000> know kserve", "does   know kserve"),
    ("skill <#C0MLPLAT0|ml-platform>", "skill ml-platform"),
    ("請問<#C0MLPLAT0|ml-platform>裡的<https://mlflow.org|MLflow>是什麼", "請問ml-platform裡的MLflow是什麼"),
]  # fmt: skip
ABOUT_CHANNELS = [
    ("<@U0RUNG000> rung share <#C0MLPLAT0|ml-platform> sums", "rung share <#C0MLPLAT0|ml-platform> sums"),
    ("<@U0RUNG000> /progress <#C0MLPLAT0>", "/progress <#C0MLPLAT0>"),
    ("Rung lead <#C0MLPLAT0|> <@U0BOB0000> renew", "Rung lead <#C0MLPLAT0|> <@U0BOB0000> renew"),
    ("rung\N{IDEOGRAPHIC SPACE}分享 <#C0MLPLAT0|ml>", "rung\N{IDEOGRAPHIC SPACE}分享 <#C0MLPLAT0|ml>"),
    ("rung\nshare <#C0MLPLAT0|ml>", "rung\nshare <#C0MLPLAT0|ml>"),
    ("rung share <https://acme.example|acme> &amp; co", "rung share acme & co"),
]
COMMANDS = [
    ("<#C0MLPLAT0|ml-platform> <@U0BOB0000|bob> renew", "<#C0MLPLAT0|ml-platform> <@U0BOB0000|bob> renew"),
    ("lead <#C0MLPLAT0> <@U0BOB0000>", "lead <#C0MLPLAT0> <@U0BOB0000>"),
    ("zone <http://acme.example|acme.example> <https://x.example>", "zone acme.example https://x.example"),
    ("language zh &amp; &lt;en&gt;", "language zh & <en>"),
    ("分享 <#C0MLPLAT0|機器學習> 計入", "分享 <#C0MLPLAT0|機器學習> 計入"),
    ("", ""),
]
REFS = [
    ("<#C0MLPLAT0|ml-platform> <@U0BOB0000|bob> renew", Refs("<#C0MLPLAT0|ml-platform>", "<@U0BOB0000|bob>", "renew")),
    ("<@U0BOB0000> <#C0MLPLAT0>", Refs("<#C0MLPLAT0>", "<@U0BOB0000>", "")),
    ("<#C0MLPLAT0|> sums", Refs("<#C0MLPLAT0|>", "", "sums")),  # Slack keeps a private channel's name to itself
    ("#ml-platform @bob remove", Refs("#ml-platform", "@bob", "remove")),
    ("C0MLPLAT0 U0BOB0000", Refs("C0MLPLAT0", "U0BOB0000", "")),
    ("C0MLPLAT0 @bob", Refs("C0MLPLAT0", "@bob", "")),
    ("<#C0MLPLAT0|ml> U0BOB0000 renew", Refs("<#C0MLPLAT0|ml>", "U0BOB0000", "renew")),
    ("sums #ml-platform", Refs("#ml-platform", "", "sums")),
    ("C0MLPLAT0 category:mlops-engineer/cloud page 2", Refs("C0MLPLAT0", "", "category:mlops-engineer/cloud page 2")),
    ("#ml-platform me tuesday 10:00", Refs("#ml-platform", "", "me tuesday 10:00")),
    ("@bob", Refs("", "@bob", "")),
    ("", Refs("", "", "")),
    ("   ", Refs("", "", "")),
    ("share", Refs("", "", "share")),
    ("# @ named", Refs("", "", "# @ named")),
    ("c++ and C# at CERN", Refs("", "", "c++ and C# at CERN")),  # too short for an id
    ("X-C0MLPLAT0 MYU0BOB0000", Refs("", "", "X-C0MLPLAT0 MYU0BOB0000")),  # not ids of their own
    ("bob@acme.example sums", Refs("", "", "bob@acme.example sums")),  # nobody is called "@acme.example"
]
CHINESE = [
    (
        "請讓<@U0BOB0000|bob>負責<#C0MLPLAT0|ml-platform>",
        Refs("<#C0MLPLAT0|ml-platform>", "<@U0BOB0000|bob>", "請讓 負責"),
    ),
    ("#機器學習平台 計入", Refs("#機器學習平台", "", "計入")),
    ("＃ml-platform ＠bob 續任", Refs("#ml-platform", "@bob", "續任")),
    ("＃机器学习平台\N{IDEOGRAPHIC SPACE}实名", Refs("#机器学习平台", "", "实名")),
    ("計入「#ml-platform」", Refs("#ml-platform", "", "計入")),
    ("#ml-platform，計入", Refs("#ml-platform", "", "計入")),
    ("#ml-platform。", Refs("#ml-platform", "", "")),
    ("請指定@林雅婷，#ml-platform", Refs("#ml-platform", "@林雅婷", "請指定")),
]
PUNCTUATED = [
    ("#ml-platform, sums", Refs("#ml-platform", "", "sums")),
    ("#ml-platform: sums!", Refs("#ml-platform", "", "sums")),
    ("(#ml_platform-2)", Refs("#ml_platform-2", "", "")),
    ("“#ml-platform” please.", Refs("#ml-platform", "", "please")),
    ("#ml-platform @jane.doe.", Refs("#ml-platform", "@jane.doe", "")),
    ("#ml-platform @o'neil, renew", Refs("#ml-platform", "@o'neil", "renew")),
    ("#ml #random", Refs("#ml", "", "#random")),  # the first of each; the rest is for the command to refuse
    ("@bob @chen", Refs("", "@bob", "@chen")),
]


@pytest.mark.parametrize(("said", "heard"), MENTIONS)
def test_a_message_reads_as_it_was_typed(said: str, heard: str) -> None:
    assert typed(said) == heard


@pytest.mark.parametrize(("said", "heard"), ABOUT_CHANNELS)
def test_a_message_about_channels_keeps_them_as_slack_marks_them(said: str, heard: str) -> None:
    assert typed(said) == heard


@pytest.mark.parametrize(("said", "heard"), COMMANDS)
def test_a_command_that_slack_escapes_keeps_channels_and_people(said: str, heard: str) -> None:
    assert in_command(said) == heard


@pytest.mark.parametrize(("line", "refs"), REFS)
def test_a_line_is_a_channel_a_person_and_the_rest(line: str, refs: Refs) -> None:
    assert refs_of(line) == refs


@pytest.mark.parametrize(("line", "refs"), CHINESE)
def test_a_line_in_chinese_is_taken_apart_as_well(line: str, refs: Refs) -> None:
    assert refs_of(line) == refs


@pytest.mark.parametrize(("line", "refs"), PUNCTUATED)
def test_what_stands_around_a_name_is_not_part_of_it(line: str, refs: Refs) -> None:
    assert refs_of(line) == refs


def test_a_very_long_line_is_read_quickly_and_only_so_far() -> None:
    assert refs_of("#ml-platform @bob " + "@" * 50_000 + "x." * 50_000).channel == "#ml-platform"
