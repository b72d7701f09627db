"""What people write into their status, in the words they use, and whether the weekly message waits for them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.away import FOREVER, away_until

NOW = dt.datetime(2026, 12, 18, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

AWAY = (
    # Slack's own suggestions, then everybody's own words
    "Vacationing", "Out sick", "度假中", "請病假", "病假", "休假", "Im Urlaub", "On vacation", "on vacation!",
    "VACATION", "Vacation until 5 Jan", "Vacation 12/20 – 1/3", "Summer vacation", "🌴 vacation 🌴",
    "On vacation :palm_tree:", "on holiday", "Holiday", "Holidays!", "On my long summer holiday", "public holiday",
    "Bank holiday today", "On holiday in Crete, back on the 4th", "Away on holiday", "away for the holidays",
    "holiday mode", "OOO", "ooo until Monday", "O.O.O.", "OOO: vacation", "OOO - back Monday",
    "OOO, back in the office on 4 Jan", "OOO (ask Bob)", "Out of office", "out-of-office",
    "Out of the office until 5 January", "OOO this week", "PTO", "P.T.O.", "PTO today", "On PTO, please ask Dana",
    "taking the day off", "day off", "Day off today", "Off today", "Off until Monday", "I’m off this week",
    "Out today", "Out this week", "out until Monday", "on leave", "On parental leave", "Parental leave until March",
    "annual leave", "Maternity leave", "paternity leave", "sick leave", "medical leave", "Leave of absence",
    "on unpaid leave", "on sabbatical", "Bereavement leave", "Winter break", "sick", "Sick today", "I'm sick",
    "Home sick", "off sick", "sick at home", "Sick day", "still sick", "feeling sick", "ＯＯＯ",
    "ｏｎ ｖａｃａｔｉｏｎ", "On  vacation\u200b", "On vacation; no meetings please", "Vacation, back Monday",
    "On vacation over Christmas", "Back on Monday", "Back Jan 5", "I'm back next week",
    "Back from vacation on Monday", "On holiday in a cabin in the woods", "on leave, Bob is covering for me",
    "Not working: on vacation",
    # Traditional Chinese
    "休假中", "休假到週五，下週一回來", "今天請假", "請假一天", "請年假", "特休", "特休中，1/5 回來", "產假",
    "陪產假", "育嬰假", "育嬰留停", "留職停薪", "放假", "放假中～", "放暑假", "連假", "度假", "渡假去", "調休",
    "補休半天", "生病在家", "生病了", "身體不適，請假一天", "今天休息", "出國旅遊中", "事假", "婚假", "喪假",
    "生理假", "家庭照顧假", "坐月子", "不在辦公室", "🌴休假中🌴", "休長假", "今天PTO", "OOO休假", "休假不開會",
    "休假中 週一回來", "假期中", "放假過年", "陪產檢假", "特休假",
    # Simplified Chinese
    "请假", "今天请假", "请假中，有事找陈伟", "年假", "休年假到下周三", "产假中", "陪产假", "育婴假", "育儿假",
    "病假一天", "调休", "补休", "丧假", "旅游中", "养病", "不在办公室", "放寒假", "停薪留职中",
    "明天回来，今天休假", "度假，有急事打电话",
    # German
    "Urlaub", "Im Urlaub bis 5.1.", "Urlaub bis Montag", "krank", "Bin krank", "leider krank", "krankgeschrieben",
    "Elternzeit",
)  # fmt: skip
HERE = (
    "", " ", "In a meeting", "Commuting", "Working remotely", "Lunch", "out for lunch", "Out for a walk",
    "Focus time", "BRB", "AFK", "Reading about MLflow", "Shipping Kubeflow", "On call", "on call this holiday",
    "Holiday on-call", "back from vacation", "Back from vacation!", "I'm back from my long holiday",
    "Just back from parental leave", "Back in the office after two weeks of vacation", "Recovering from vacation",
    "Back from vacation since Monday", "back from being OOO", "I'm back, vacation was great", "Back",
    "I'm back on track", "planning my holiday party", "Planning my vacation", "Holiday party committee",
    "Happy holidays", "holiday readiness", "Working on holiday readiness", "Holiday freeze", "holiday traffic",
    "Vacation tracker v2", "vacation-planner", "PTO policy", "Approving PTO requests",
    "Reviewing sick leave requests", "Working on parental leave policy", "Annual leave calendar", "OOO tomorrow",
    "OOO next week", "Vacation next week", "vacation starts Friday", "On vacation from Monday",
    "on vacation in 3 days", "Day off tomorrow", "going to be OOO", "Almost on vacation", "3 days until vacation",
    "Counting the days to my vacation", "I need a vacation", "I wish I was on vacation", "Ready for vacation",
    "No more vacation", "Not on vacation", "I'm not OOO", "isn't on vacation", "No longer on leave",
    "Covering for Alice while she's on vacation", "Covering for Bob on leave", "Last day before vacation",
    "sick of meetings", "I'm sick of YAML", "Sick and tired", "That beat is sick", "sick-leave service on fire",
    "Please leave a message", "Leave me alone", "leaving early", "leave at 5", "Off at 5", "Off to lunch",
    "off until 3pm", "Camera off", "Offsite", "Off-by-one errors", "Offline for a bit",
    "Kicking the day off with coffee", "Out of office hours", "Out of office for lunch",
    "Out of office, working from home", "WFH", "Home office", "Out of memory", "Booooo", "Oooh", "ptotic",
    "leaves are falling", "Holidaying the README", "On vacations.py", "Vacation is over", "vacation soon!",
    "Holiday code freeze", "back from sick leave",
    # Chinese, both scripts
    "休假回來了", "休假回来了", "休完年假", "年假結束", "放假结束了，上班", "假期結束", "病假完", "度假歸來",
    "剛放假回來", "收假", "銷假上班", "不在位子上", "不在座位", "開會中", "会议中", "吃飯", "午休", "通勤中", "出差",
    "在家工作", "居家办公", "遠端工作", "远程办公", "今天不在辦公室，在家工作", "外出", "忙", "專心寫程式",
    "準備休假", "准备休假", "想放假", "好想休假", "快放假了", "還沒放假", "不放假", "没有休假", "明天請假",
    "明天休假", "下週休假", "下周一开始休假", "即將休假", "休假前的最後一天", "請假系統開發中", "开发请假流程",
    "审核请假单", "請假單", "代理休假同事", "休假同事的代理人", "年假政策", "放假通知", "等放假", "計畫休假",
    "休假計畫", "年假餘額查詢", "特休假制度", "明年休假", "下個月休產假", "還有三天放假", "距离放假还有3天",
    "放假倒數", "不用請假", "有人請假嗎",
    # German
    "zurück aus dem Urlaub", "Urlaubsplanung", "Urlaubsantrag", "nicht mehr krank", "Krankenhaus-Projekt",
    "ab Montag Urlaub",
)  # fmt: skip


def away(text: str, emoji: str = "", expires: int = 0) -> dt.datetime | None:
    """Until when somebody with this status is away."""
    return away_until(text, emoji, expires, NOW)


@pytest.mark.parametrize("text", AWAY)
def test_who_says_so_is_away(text: str) -> None:
    assert away(text) == FOREVER


@pytest.mark.parametrize("text", HERE)
def test_who_says_something_else_is_here(text: str) -> None:
    assert away(text) is None


@pytest.mark.parametrize(
    "emoji",
    [":palm_tree:", ":desert_island:", ":beach_with_umbrella:", ":umbrella_on_ground:", ":face_with_thermometer:",
     ":face_with_head_bandage::skin-tone-2:", "palm_tree", ":ooo:", ":pto:", ":on-vacation:", ":out_of_office:",
     ":sick:", ":休假:"],
)  # fmt: skip
def test_an_emoji_says_it_without_words_and_beside_words_that_say_nothing_of_it(emoji: str) -> None:
    assert away("", emoji) == FOREVER
    assert away("Hawaii", emoji) == FOREVER
    assert away("京都", emoji) == FOREVER
    assert away("Not available", emoji) == FOREVER


@pytest.mark.parametrize("emoji", ["", ":house_with_garden:", ":bus:", ":calendar:", ":coffee:", ":christmas_tree:",
                                   ":palms_up_together:", ":not-ooo:", ":vacation-planner:", "::", ":"])  # fmt: skip
def test_any_other_emoji_says_nothing(emoji: str) -> None:
    assert away("", emoji) is None
    assert away("Deploying", emoji) is None
    assert away("On leave", emoji) == FOREVER


@pytest.mark.parametrize(
    "text",
    ["Working from Lisbon", "Back from vacation", "In a meeting", "Lunch on the beach", "Planning my holiday",
     "I'm back!", "休假回來了", "开会中", "在家工作", "下週休假"],
)  # fmt: skip
def test_words_outrank_the_emoji(text: str) -> None:
    assert away(text, ":palm_tree:") is None


def test_a_status_that_ends_says_until_when() -> None:
    monday = dt.datetime(2026, 12, 21, 9, tzinfo=dt.UTC)
    assert away("OOO", expires=int(monday.timestamp())) == monday
    assert away("", ":palm_tree:", int(monday.timestamp())) == monday
    assert away("Commuting", ":bus:", int(monday.timestamp())) is None


def test_a_status_that_is_over_says_nothing() -> None:
    assert away("OOO", expires=int((NOW - DAY).timestamp())) is None
    assert away("OOO", expires=int(NOW.timestamp())) is None
    assert away("OOO", expires=int(NOW.timestamp()) + 1) == NOW + dt.timedelta(seconds=1)


@pytest.mark.parametrize("expires", [0, -1, 10**12, 10**30])
def test_no_end_and_an_end_nobody_lives_to_see_are_forever(expires: int) -> None:
    assert away("OOO", expires=expires) == FOREVER


def test_forever_fits_into_every_database() -> None:
    assert dt.datetime(9999, 1, 1, tzinfo=dt.UTC) == FOREVER


@pytest.mark.parametrize(
    "text", ["\x00\ud800", "(((((", "*" * 5_000, "a " * 5_000, "cover " * 2_000, "back from " * 999]
)
def test_nonsense_is_no_reason_to_stumble(text: str) -> None:
    assert away(text, text) is None
