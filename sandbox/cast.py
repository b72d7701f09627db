"""The cast: five people, three channels and one workspace that every sandbox starts with."""

from sandbox.conversations import Conversation
from sandbox.people import Person

TEAM_ID = "T0ACME000"
TEAM_NAME = "Acme AI"
TEAM_DOMAIN = "acme-ai"
APP_ID = "A0RUNG000"
BOT_ID = "B0RUNG000"
BOT_USER_ID = "U0RUNG000"

ALICE = "U0ALICE00"
BOB = "U0BOB0000"
CHEN = "U0CHEN000"
DANA = "U0DANA000"
EMIL = "U0EMIL000"

ML_PLATFORM = "C0MLPLAT0"
RANDOM = "C0RANDOM0"
SERVING_TEAM = "C0SERVING"

BEGINNING = 1_700_000_000
"""When the workspace was made (Unix seconds); channels and the app's membership date from then."""


_CAST = (
    # id, handle, real name, title, locale, time zone, colour of the initials
    (ALICE, "alice", "Alice Lin 林雅婷", "MLOps engineer", "zh-TW", "Asia/Taipei", "2b7a4b"),
    (BOB, "bob", "Bob Miller", "Backend engineer", "en-US", "America/Los_Angeles", "1d6fa5"),
    (CHEN, "chen", "Chen Wei 陈伟", "ML engineer", "zh-CN", "Asia/Shanghai", "b0413e"),
    (DANA, "dana", "Dana Okafor", "Team lead", "en-GB", "Europe/London", "8d4bab"),
    (EMIL, "emil", "Emil Novak", "SRE", "de-DE", "Europe/Berlin", "a8620c"),
)
_ADMINS = {DANA}


def people() -> list[Person]:
    """Fresh copies of the cast."""
    return [
        Person(
            id=id_,
            name=name,
            real_name=real_name,
            display_name=" ".join(real_name.split()[:2]),
            title=title,
            locale=locale,
            tz=tz,
            is_admin=id_ in _ADMINS,
            color=color,
            email=f"{name}@acme-ai.example",
        )
        for id_, name, real_name, title, locale, tz, color in _CAST
    ]


def channels() -> list[Conversation]:
    """Fresh copies of the channels; the app is a member of #ml-platform only."""
    everybody = [ALICE, BOB, CHEN, DANA, EMIL]
    return [
        Conversation(
            id=ML_PLATFORM,
            name="ml-platform",
            kind="channel",
            members=[*everybody, BOT_USER_ID],
            creator=DANA,
            topic="Training, serving and everything between",
            created=BEGINNING,
        ),
        Conversation(
            id=RANDOM,
            name="random",
            kind="channel",
            members=list(everybody),
            creator=DANA,
            topic="Lunch, links and leftovers",
            created=BEGINNING,
        ),
        Conversation(
            id=SERVING_TEAM,
            name="serving-team",
            kind="group",
            members=[ALICE, DANA],
            creator=DANA,
            topic="Model serving on-call",
            created=BEGINNING,
        ),
    ]
