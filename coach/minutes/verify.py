"""Looks every line up again in the turns it names. What cannot be backed is taken out and said so, not repeated."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from coach.minutes import dates
from coach.minutes.keywords import stem, stems
from coach.minutes.model import (
    Agreement,
    LearnedByPeer,
    Line,
    Minutes,
    NextMeeting,
    RoleChange,
    Transcript,
    Unsupported,
)
from coach.minutes.people import People
from coach.minutes.private import MARK, NAME_MARK, Private
from coach.minutes.speech import is_order, tidy
from coach.minutes.times import find_time
from coach.minutes.verbs import FIRST, THIRD

_NO_SOURCE = "Deze regel noemt geen bijdrage waarop hij rust."
_WRONG_SOURCE = "Deze regel verwijst naar een bijdrage die er niet is."
_WORDS = "De woorden van deze regel staan niet in de bijdragen waarnaar hij verwijst."
_NUMBER = "Een getal in deze regel staat niet in de bijdragen waarnaar hij verwijst."
_PERSON = "Wie hier genoemd wordt, komt in die bijdragen niet voor."
_DAY = "De datum volgt niet uit wat in die bijdragen is gezegd."
_LEAK = "Hierin stond iets wat niet in het verslag hoort."
_ORDER = "Deze regel rust alleen op een opdracht aan wie het verslag maakt."
_OWN = frozenset(stems("allen begeleider inbrenger notulist deelnemer naam weggelaten"))
_ENOUGH = 0.6

Item = TypeVar("Item", Line, LearnedByPeer, Agreement, RoleChange)


class Verifier:
    """Checks lines against one transcript."""

    def __init__(self, transcript: Transcript, people: People, private: Private, meeting: date | None) -> None:
        self._turns = {turn.number: turn for turn in transcript.turns}
        self._people, self._private, self._meeting = people, private, meeting
        self._notes = transcript.kind == "notes"
        self._forms: dict[int, frozenset[str]] = {}

    def check(self, minutes: Minutes) -> Minutes:
        """The minutes with what fails moved to `unsupported`."""
        failed: list[Unsupported] = []
        keep = _Keeper(failed)
        checked = replace(
            minutes,
            presenting_question=keep.one("presenting_question", minutes.presenting_question, self.line),
            restated_question=keep.one("restated_question", minutes.restated_question, self.line),
            themes=keep.all("themes", minutes.themes, self.line),
            advice_keywords=keep.all("advice_keywords", minutes.advice_keywords, self.line),
            look_back=keep.all("look_back", minutes.look_back, self.line),
            agreements=keep.all("agreements", minutes.agreements, self.agreement),
            learned_by_presenter=keep.all("learned_by_presenter", minutes.learned_by_presenter, self.line),
            learned_by_peers=keep.all("learned_by_peers", minutes.learned_by_peers, self.learned),
            evaluation=keep.all("evaluation", minutes.evaluation, self.line),
            role_changes=keep.all("role_changes", minutes.role_changes, self.role_change),
        )
        why = self.next_meeting(checked.next_meeting)
        if why:
            failed.append(Unsupported("next_meeting", why))
            checked = replace(checked, next_meeting=NextMeeting())
        return replace(checked, unsupported=(*minutes.unsupported, *failed))

    def line(self, line: Line) -> str | None:
        """Why this line cannot stand, or None."""
        return self._sources(line.sources) or self._text(line.text, line.sources)

    def learned(self, line: LearnedByPeer) -> str | None:
        """The same, and who learned it is among those who spoke."""
        return self.line(Line(line.text, line.sources)) or self._who(line.who, line.sources)

    def agreement(self, agreement: Agreement) -> str | None:
        """The same, and the day follows from its words, which were said there."""
        sources = agreement.sources
        why = self._sources(sources) or self._text(agreement.what, sources)
        return why or self._who(agreement.who, sources) or self._day(agreement)

    def role_change(self, change: RoleChange) -> str | None:
        """The new holder speaks or is named there."""
        return self._sources(change.sources) or self._who(change.after, change.sources)

    def next_meeting(self, following: NextMeeting) -> str | None:
        """Day and time follow from the turns; whoever gets a role speaks or is named there."""
        people = (following.facilitator, following.case_presenter, following.minutes_taker)
        if following == NextMeeting():
            return None
        why = self._sources(following.sources)
        if why:
            return why
        texts = [self._turns[number].text for number in following.sources]
        days = list(self._days(" ".join(texts)))
        if following.date and following.date not in {day.day for day in days}:
            return _DAY
        if following.when_said and not any(_same_words(following.when_said, text) for text in texts):
            return _DAY
        if following.time and not any(following.time == time for text in texts for time in _times(text)):
            return _NUMBER
        return next((why for who in people if (why := self._who(who, following.sources))), None)

    def _sources(self, sources: Sequence[int]) -> str | None:
        if not sources:
            return _NO_SOURCE
        if any(number not in self._turns for number in sources):
            return _WRONG_SOURCE
        return _ORDER if all(is_order(self._turns[number].text) for number in sources) else None

    def _text(self, text: str, sources: Sequence[int]) -> str | None:
        if self._private.leaks(text):
            return _LEAK
        there = self._joined(sources)
        bare = text.replace(NAME_MARK, " ").replace(MARK, " ")
        if not set(re.findall(r"\d+", bare)) <= set(re.findall(r"\d+", there)):
            return _NUMBER
        if any(not self._present(name, sources) for name in self._people.mentioned(bare)):
            return _PERSON
        wanted = stems(bare) - _OWN
        forms = self._forms_of(sources)
        found = {word for word in wanted if word in there or any(_kin(_plain(word), other) for other in forms)}
        return None if len(found) >= _ENOUGH * len(wanted) else _WORDS

    def _who(self, who: str | None, sources: Sequence[int]) -> str | None:
        if who is None or who in {"begeleider", "inbrenger", "notulist", "deelnemer"}:
            return None
        if who == "allen":
            speakers = {self._turns[number].speaker for number in sources}
            return None if self._notes or len(speakers) > 1 else _PERSON
        return None if self._present(who, sources) else _PERSON

    def _present(self, who: str, sources: Sequence[int]) -> bool:
        return any(
            self._turns[number].speaker == who or who in self._people.mentioned(self._turns[number].text)
            for number in sources
        )

    def _day(self, agreement: Agreement) -> str | None:
        if agreement.when_said is None:
            return None if agreement.when is None else _DAY
        there = " ".join(self._turns[number].text for number in agreement.sources)
        said = {(day.said.lower(), day.day) for day in self._days(there)}
        return None if (agreement.when_said.lower(), agreement.when) in said else _DAY

    def _days(self, text: str) -> Iterable[dates.Day]:
        return dates.find(tidy(text), self._meeting)

    def _joined(self, sources: Sequence[int]) -> str:
        return " ".join(self._turns[number].text for number in sources).lower()

    def _forms_of(self, sources: Sequence[int]) -> frozenset[str]:
        """The forms of these turns. Those of one turn are kept: many lines may rest on it."""
        for number in sources:
            if number not in self._forms:
                self._forms[number] = frozenset(map(_plain, _forms(self._turns[number].text.lower())))
        return frozenset().union(*(self._forms[number] for number in sources))


class _Keeper:
    """Keeps what passes and notes why the rest does not."""

    def __init__(self, failed: list[Unsupported]) -> None:
        self._failed = failed

    def all(self, where: str, items: Sequence[Item], why_not: Callable[[Item], str | None]) -> tuple[Item, ...]:
        kept = []
        for item in items:
            why = why_not(item)
            if why:
                self._failed.append(Unsupported(where, why))
            else:
                kept.append(item)
        return tuple(kept)

    def one(self, where: str, line: Line | None, why_not: Callable[[Line], str | None]) -> Line | None:
        return next(iter(self.all(where, (line,), why_not)), None) if line else None


def _same_words(said: str, text: str) -> bool:
    return said.lower() in tidy(text).lower()


def _times(text: str) -> Iterable[str]:
    """Every time of day, read sentence by sentence as the draft does."""
    return filter(None, (find_time(part) for part in [text, *re.split(r"(?<=[.!?])\s+", text)]))


def _forms(text: str) -> frozenset[str]:
    """The stems of a text, with those of the infinitives of its verbs ("stuurt" stands for "sturen")."""
    verbs = (THIRD.get(word) or FIRST.get(word) for word in re.findall(r"[a-zà-ÿ]+", text))
    return stems(text) | frozenset(stem(verb) for verb in verbs if verb)


def _kin(word: str, other: str) -> bool:
    """One word in another form: an ending more or less, or a particle in front ("rondsturen", "stuur … rond").

    Both come without doubled letters.
    """
    if len(other) >= 3 and word.endswith(other):
        return True
    shared = min(len(word), len(other))
    return shared >= 4 and abs(len(word) - len(other)) <= 2 and word[:shared] == other[:shared]


def _plain(stem: str) -> str:
    """Without doubled letters: the stems of "regelen" and "regelt" differ in them."""
    return re.sub(r"(\w)\1", r"\1", stem)
