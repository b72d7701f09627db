"""My data to read: every row as a sentence in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.messages.nudge_settings import standing
from bot.messages.past import snapshot
from bot.messages.plain import as_text
from bot.messages.saved import subject, value_of
from bot.messages.weeks import said
from bot.when import day, moment, weekly
from bot.words import Words
from skills.catalogue import Catalogue
from storage.history import ROLE, Change
from storage.labs import DONE
from storage.members import Me
from storage.nudges import Choice
from storage.received import Week
from storage.snapshots import Snapshot

Row = Mapping[str, Any]


class Reader:
    """Says rows of the export in words; what the catalogue no longer has is said by its id."""

    def __init__(self, words: Words, catalogue: Catalogue, me: Me) -> None:
        self._words, self._catalogue, self._me = words, catalogue, me
        self._says: Mapping[str, Callable[[Row], str]] = {
            "member_roles": self._role, "depths": self._depth, "changes": self._change, "snapshots": self._snapshot,
            "evidence": self._evidence, "confirmations": self._confirmation, "wishes": self._wish,
            "confirmed": self._confirmed, "nudge_choices": self._nudges, "deliveries": self._week,
            "lab_starts": self._lab, "lab_troubles": self._trouble,
            "channel_members": self._channel, "channel_leads": self._led, "channel_shares": self._shared,
            "channel_looks": self._look, "channel_pictures": self._picture, "channel_digests": self._digest,
            "channel_deliveries": self._delivered, "contributions": self._contribution,
        }  # fmt: skip

    def lines(self, rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
        """A title per table with how many rows it has, then the rows."""
        for name, each in rows.items():
            yield ""
            yield self._words(f"table-{name}") + self._words("colon") + str(len(each))
            for row in each:
                yield "  - " + self._says.get(name, self._plain)(row)

    def _plain(self, row: Row) -> str:
        return self._words.listed([f"{key} = {value}" for key, value in row.items() if value is not None])

    def _role(self, row: Row) -> str:
        return self._named(f"{ROLE}:{row['role']}", row["level"] or "")

    def _depth(self, row: Row) -> str:
        return f"{self._named(row['skill'], row['depth'])} · {self._day(row['set_at'])}"

    def _change(self, row: Row) -> str:
        change = Change(row["subject"], row["before"], row["after"])
        sides = [value_of(self._words, self._catalogue, change, each) for each in (change.before, change.after)]
        span = self._words("gaps-span", have=sides[0], to=sides[1])
        said = subject(self._words, self._catalogue, change) + self._words("colon") + span
        at = moment(self._words, self._me.zone, dt.datetime.fromisoformat(row["changed_at"]))
        return self._words("history-undone", batch=f"{at} · {said}") if row["undone_at"] else f"{at} · {said}"

    def _snapshot(self, row: Row) -> str:
        if not row["content"]:
            return str(row["number"])
        kept = Snapshot(row["number"], dt.datetime.fromisoformat(row["taken_at"]), row["content"])
        return as_text(snapshot(self._words, self._me, kept)).replace("\n", "\n    ")

    def _evidence(self, row: Row) -> str:
        kind = self._words(f"evidence-{row['kind']}", depth=self._words(f"depth-{row['depth']}"))
        by = self._words("evidence-by") + f"@{row['by']}" if row["by"] else ""
        return f"{self._skill(row['skill'])}{self._words('colon')}{kind} · {self._day(row['shown_at'])}{by}"

    def _confirmation(self, row: Row) -> str:
        return f"{self._named(row['skill'], row['depth'])} · {row['code']} · {self._day(row['asked_at'])}"

    def _wish(self, row: Row) -> str:
        return self._skill(row["skill"]) + self._words("colon") + self._words(f"reason-{row['wish']}")

    def _confirmed(self, row: Row) -> str:
        return f"{self._skill(row['skill'])} · {self._day(row['confirmed_at'])}"

    def _nudges(self, row: Row) -> str:
        snoozed = dt.date.fromisoformat(row["snoozed_until"]) if row["snoozed_until"] else None
        choice = Choice(row["state"], row["weekday"], row["minute"], row["minutes"], snoozed, row["holidays"])
        return standing(self._words, self._me, choice, None)

    def _week(self, row: Row) -> str:
        due, sent = (dt.datetime.fromisoformat(row[at]) if row[at] else None for at in ("due_at", "sent_at"))
        assert due is not None, "every week has its moment"
        facts = (row["kind"], row["skill"], row["minutes"], row["outcome"])
        week = Week(row["week"], row["state"], row["reason"], due, sent, *facts)
        return week.week + self._words("colon") + said(self._words, self._catalogue, self._me, week)

    def _lab(self, row: Row) -> str:
        state = row["by"] if row["state"] == DONE else row["state"]
        at = self._day(row["ended_at"] or row["started_at"])
        took = " · " + self._words("lab-took-about", minutes=str(row["minutes"])) if row["minutes"] else ""
        return self._titled(row) + self._words("colon") + self._words(f"lab-state-{state}", day=at) + took

    def _trouble(self, row: Row) -> str:
        step = f" ({row['step']})" if row["step"] else ""
        told = self._words(f"lab-trouble-{row['kind']}")
        return f"{self._titled(row)}{step}{self._words('colon')}{told} · {self._day(row['said_at'])}"

    def _channel(self, row: Row) -> str:
        return f"#{row['channel']}"

    def _led(self, row: Row) -> str:
        return f"#{row['channel']} · {self._words('lead-until', day=self._day(row['until']))}"

    def _shared(self, row: Row) -> str:
        said = self._words(f"share-short-{row['choice']}")
        name = f" ({row['shown_as']})" if row["shown_as"] else ""
        return f"#{row['channel']}{self._words('colon')}{said}{name} · {self._day(row['chosen_at'])}"

    def _look(self, row: Row) -> str:
        at = moment(self._words, self._me.zone, dt.datetime.fromisoformat(row["looked_at"]))
        return f"{at} · #{row['channel']}" + self._words(f"looked-{row['what']}")

    def _picture(self, row: Row) -> str:
        return f"#{row['channel']} · {self._day(row['made_at'])}"

    def _digest(self, row: Row) -> str:
        at = weekly(self._words, row["weekday"], row["minute"])
        return f"#{row['channel']}" + self._words("colon") + self._words(f"digest-is-{row['place']}", moment=at)

    def _delivered(self, row: Row) -> str:
        state = row["state"] + (f" ({row['reason']})" if row["reason"] else "")
        return f"{row['week']} · #{row['channel']}{self._words('colon')}{state}"

    def _contribution(self, row: Row) -> str:
        skills = [each for each in row["what"].split(",") if each and not each.startswith("lab:")]
        named = self._words.listed([self._skill(each) for each in skills]) if skills else "–"
        return f"{self._day(row['counted_at'])}{self._words('colon')}{named}"

    def _titled(self, row: Row) -> str:
        lab = self._catalogue.labs.get(row["lab"])
        return lab.facts.title.in_(self._words.language) if lab else str(row["lab"])

    def _named(self, about: str, value: str) -> str:
        change = Change(about, None, value)
        named = subject(self._words, self._catalogue, change)
        return named + self._words("colon") + value_of(self._words, self._catalogue, change, value)

    def _skill(self, skill: str) -> str:
        return subject(self._words, self._catalogue, Change(skill, None, None))

    def _day(self, at: str) -> str:
        return day(self._words, self._me.zone, dt.datetime.fromisoformat(at))
