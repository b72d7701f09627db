"""Whether a status on the platform says that somebody is away: on leave, on holiday or ill, in the words people use."""

# A status is one short line. It is read clause by clause: a word for leave counts unless what stands right before or
# right after it says otherwise ("back from vacation", "PTO policy", "下週休假"). Who merely stepped out is not away.
# To teach it a word, add it to one of these tables, and the status that had it to tests/bot/test_away.py.

from __future__ import annotations

import datetime as dt
import re

from skills.lookup import readable

FOREVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)  # until the status changes
EMOJI = frozenset(
    {
        "palm_tree", "desert_island", "beach_with_umbrella", "umbrella_on_ground", "face_with_thermometer",
        "face_with_head_bandage",
    }
)  # fmt: skip

_KIND = (
    "annual|parental|maternity|paternity|family|sick|medical|personal|bereavement|compassionate|study|paid|unpaid"
    "|adoption"
)
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|tomorrow|next (?:week|month|year)"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
# Means leave, wherever it stands.
SURE = (
    r"\bo\.?o\.?o\b|\booto\b|\bout of (?:the )?office\b|\bvacationing\b|\bp\.?t\.?o\b|\bsabbatical\b",
    r"\bleave of absence\b|\b(?:out|off|home|called in) sick\b|\b(?:taking|have) (?:the|a) (?:day|week) off\b",
    rf"\b(?:on|taking|enjoying) (?:(?:my|a|an|{_KIND}|long|extended|summer|winter|public|bank) )*"
    r"(?:vacation|vacay|holidays?|leave)\b",
    rf"^(?:i'm )?back (?:from (?:(?!since|last)[\w']+ )+)?(?:on |in )?{_DAY}(?!')",
    rf"^out (?:today|all day|all week|this week|for the (?:day|week)|until {_DAY})",
    r"\bim urlaub\b|\bkrankgeschrieben\b|\bin (?:elternzeit|mutterschutz)\b",
    r"休[長长]?假|[請请]假|[年病事婚喪丧]假|[產产][檢检]?假|生理假|公假|公休|育[嬰婴兒儿]假|育[嬰婴]留停|留[職职]停薪|停薪留[職职]",
    r"放[暑寒連连]?假|[暑寒連连]假|假期中|[度渡]假|特休假?|[調调補补輪轮]休|坐月子|家庭照[顧顾]假|侍[親亲]假",
    r"不在[辦办]公室|旅[行遊游]中|生病|[養养]病|(?:今[天日]|本日)休息|休息一[天日]",
)
# Means leave when little else is said: "holiday until Monday", not "holiday readiness". What may stand around it:
ALONE = (
    rf"\b(?:(?:{_KIND}) leave|leave|vacations?|vacay|holidays?|sick|days? off|week off|time off|off)\b",
    r"\b(?:winter|summer|spring) break\b",
    r"\b(?:urlaub|krank|elternzeit|mutterschutz|feiertag)\b",
)
LEADS = (
    r"i'm|i am|im|am|on|at|away|offline|gone|off|out|for|home|my|a|the|some|still|sadly|feeling|status|currently|now",
    r"today|full|half|long|short|family|public|bank|national|summer|winter|spring|autumn|christmas|easter",
    r"bin|ich|leider|heute|noch",
)
TRAILS = (
    r"until|till?|thru|through|in|at(?! \d)|with|mode|time|today|now|all (?:day|week)|weeks?|days?|back|from \d|\d\w*",
    r"for (?:\w+ )?(?:now|days?|weeks?|months?)|this (?:week|month|summer|winter|year)|bis|zu hause|heute|diese woche",
    _DAY,
)
# Right before a word for leave: not, not now, not me, or it is what somebody works on.
BEFORE = (
    r"\bnot(?: (?:currently|really|yet|actually|quite))?|\w+n't|\bnever|\bno (?:longer|more)",
    r"\b(?:going|about) to (?:be|go)",
    r"\b(?:soon|almost|nearly|tomorrow|next week)|\bwish(?: [\w']+){0,3}|\b(?:who|she|he|they)(?:'s|'re| is| are)",
    r"\b(?:before|after|from|until|till?|to)(?: (?:my|our|his|her|their|the|a|being|going|first|long))*",
    r"\b(?:plan|book|approv|review|work|hack|focus|meet|talk|sync|head)\w*(?: down)?|\bcover(?:ing)?(?: [\w']+){1,5}",
    r"\bnicht(?: mehr)?|\bbald|\bab \w+|\bmorgen|\b(?:aus|nach|vor)(?: dem)?",
    r"(?:明[天日年]|[後后]天|下[個个]?(?:[週周月]|星期|[禮礼]拜)[一二三四五六日天]?|即[將将]|準備|准备|打算|[計计][畫劃划]|安排)"
    r"(?:起|[開开]始|再|才|要|可以|能|去|到|[休請请])*",
    r"(?:快|就?要|想|等|期待|倒[數数]|[還还]有.{1,3}|距[離离]?|[沒没]有?人?|有人|不[用必]?|未|[審审][核批]|代理|[結结]束|[銷销]|完)"
    r"(?:再|才|能|去|在|到|了)*",
)
# Right after it: not yet, over, for a moment, or talk about leave.
AFTER = (
    r"tomorrow|next|soon|start(?:s|ing)|begin(?:s|ning)|(?:from|on) (?:tomorrow|next|(?:mon|tues|wednes|thurs|fri)day)",
    r"in (?:\d+|an?|one|two|three|a few) (?:minutes?|hours?|days?|weeks?|months?)|was\b|were\b|ended|is over|over$",
    r"(?:until|till?|at|by) (?:noon|\d{1,2} ?[ap]m|\d{1,2}:\d\d)|hours|of\b|and tired",
    r"(?:for|at|in) (?:an? |the |my )?(?:lunch|coffee|meeting|dentist|doctor|appointment|call|bit)",
    r"(?:polic|request|part(?:y|ies)|plan|track|calend|system|form\b|season|feature|page|approv|cover|photo|freeze)",
    r"(?:readiness|support|app\b|api\b|traffic|code|shift|schedul|bug|ticket|service|model|rota|greet)",
    r"[中後后]?(?:[剛刚才]|已[經经]?)?(?:回[來来]|[歸归]|[結结]束|完(?!全)|[過过][後后了])",
    r"[單单條条表前]|系[統统]|流程|[審审][批核]|政策|[規规][劃划定則则]|[計计][畫劃划]|申[請请]|制度|功能|通知|需求",
    r"的?同[事仁]|[餘余][額额]|[還还]有|快[樂乐]|倒[數数]|[嗎吗]",
)
# Says that somebody works, whatever else it says.
WORKS = (
    r"\bwfh\b|\bwork(?:ing)? (?:from home|remote(?:ly)?)\b|\bhome ?office\b",
    r"在家[工上][作班]|居家[辦办]公|[遠远][端程][工辦办]",
)
# What people do for a moment: then the emoji says nothing.
MOMENT = (
    r"\bmeetings?\b|\blunch|\bcommut|\bfocus|\bbrb\b|\bcoding\b|\bon call\b",
    r"(?<!not )\b(?:working|available)\b",
    r"^(?:i'm )?back\b|\bi'm back\b|\bwieder da\b",
    r"[會会][議议]|[開开][會会]|午餐|午休|吃[飯饭]|通勤|回[來来]了|收假|[銷销]假|[復复]工|(?<![不用])上班|工作",
)


def away_until(text: str, emoji: str, expires: int, now: dt.datetime) -> dt.datetime | None:
    """Until when somebody with this status is away, FOREVER if it does not say; None when they are not.

    `text` and `emoji` (":palm_tree:") are the status as the platform has it; `expires` is in Unix seconds, 0 for never.
    """
    if not _says_away(text, emoji):
        return None
    until = _moment(expires) if expires > 0 else FOREVER
    return until if until > now else None


def _says_away(text: str, emoji: str) -> bool:
    said = _read(text)
    if said is None:
        name = _SKIN.sub("", emoji.strip()).strip(":")
        # Workspaces draw their own: ":ooo:", ":on-vacation:".
        said = name in EMOJI or _read(re.sub("[_-]", " ", name))
    return said is True


def _read(text: str) -> bool | None:
    """Whether words say that somebody is away; None when they say neither."""
    plain = readable(text).casefold().replace("’", "'")
    if _WORKS.search(plain):
        return False
    clauses = (_HYPHEN.sub(" ", each).strip() for each in _BREAK.split(_CODE.sub(",", plain)))
    said = {_clause(each) for each in clauses}
    return True if True in said else False if False in said else None


def _clause(clause: str) -> bool | None:
    counted = [_counts(clause, leave) for leave in _SURE.finditer(clause)]
    counted += [_counts(clause, leave) and _stands_alone(clause, leave) for leave in _ALONE.finditer(clause)]
    if any(counted):
        return True
    return False if counted or _MOMENT.search(clause) else None


def _counts(clause: str, leave: re.Match[str]) -> bool:
    before, after = _around(clause, leave)
    return not _BEFORE.search(before) and not _AFTER.match(after)


def _stands_alone(clause: str, leave: re.Match[str]) -> bool:
    before, after = _around(clause, leave)
    return bool(_LEADS.fullmatch(before)) and (not after or bool(_TRAILS.match(after)))


def _around(clause: str, leave: re.Match[str]) -> tuple[str, str]:
    return clause[: leave.start()].rstrip(), clause[leave.end() :].lstrip()


def _moment(seconds: int) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, ValueError, OSError):  # after the year 9999
        return FOREVER


def _compiled(table: tuple[str, ...], around: str = "{}") -> re.Pattern[str]:
    # ASCII, so that a Latin word ends where Chinese begins.
    return re.compile(around.format("(?:" + "|".join(table) + ")"), re.ASCII)


_SURE, _ALONE, _WORKS, _MOMENT = _compiled(SURE), _compiled(ALONE), _compiled(WORKS), _compiled(MOMENT)
_BEFORE, _AFTER = _compiled(BEFORE, "{}$"), _compiled(AFTER)
_LEADS, _TRAILS = _compiled(LEADS, "(?:{}(?: |$))*"), _compiled(TRAILS, r"{}(?!\w)")
_CODE = re.compile(r":[a-z0-9_+'-]+:(?!\d)")  # an emoji in the text
_SKIN = re.compile(r":+skin-tone-\d:?$")
_BREAK = re.compile(r"(?<!\d)[^\w\s'.-]+|[^\w\s'.-]+(?!\d)|\.(?=\s|$)|\s-+\s|--+")  # but 14:30 and 12/24 stay whole
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
