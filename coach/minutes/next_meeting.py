"""When the group meets again and who does what then: what was settled, not what was only tried."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach.minutes import dates
from coach.minutes.method_names import named
from coach.minutes.model import NextMeeting
from coach.minutes.people import People
from coach.minutes.replies import first_of_turn, says_no, says_yes, takes_it_on
from coach.minutes.roles import ROLES, role_pattern
from coach.minutes.speech import Sentence
from coach.minutes.times import find_time

_I = re.IGNORECASE
_CUE = re.compile(
    r"\b(?:volgende (?:keer|bijeenkomst|intervisie|afspraak|datum|sessie)|nieuwe datum|de agenda|agenda's|"
    r"datum (?:prikken|voor)|"
    r"(?:zien|spreken|treffen) (?:we|wij) elkaar|(?:we|wij) (?:zien|spreken|treffen) elkaar|wanneer (?:zien|"
    r"komen|zitten) we|"
    r"plan(?:nen)? (?:ik |we |even )*(?:de|een) (?:volgende|nieuwe)|dan de datum|"
    r"we komen (?:weer )?(?:bij elkaar|samen)|komen we weer|volgende staat|bijeenkomst is)\b",
    _I,
)
_PAST_CUE = re.compile(r"\bvorige (?:keer|bijeenkomst)\b", _I)
_TASK = re.compile(r"\b(?:stuur|mail|bel|lees|neem .{0,30} mee|bespreek|vraag|regel|maak)\b", _I)
_TRIED = re.compile(r"\b(?:kan|kunnen|zou|zouden|past|lukt|misschien|of|dacht aan|stel voor|voorstel)\b|\?$", _I)
_MENDS = re.compile(r"^(?:oh?,? )?(?:nee|neen|wacht|sorry|correctie)\b|\bik bedoel\b", _I)
_MOVES = re.compile(
    r"\b(?:liever|toch|verzetten|verschuiven|verplaatsen|schuiven|schuif|maken (?:we )?(?:er|daar)|dan wordt het|"
    r"wordt (?:dan|dus)|in plaats van)\b",
    _I,
)
_TAG = re.compile(r"\b(?:jij|je|u)\b", _I)
_CLAUSES = re.compile(r"\s+en\s+(?=[A-ZÀ-Ý]|ik\b)|,\s+(?:en\s+)?(?=[A-ZÀ-Ý][\w-]+ \w)|;\s*")
_WINDOW = 8
_FROM = 0.5


def find_next(said: Sequence[Sentence], people: People, meeting: date | None) -> NextMeeting:
    """The next meeting as settled in the second half of the talk; what stayed open is null."""
    window = _windows(said)
    found = NextMeeting()
    day, day_turns = _day(said, window, meeting)
    if day:
        found = replace(found, date=day.day, when_said=day.said, sources=day_turns)
    for index in window:
        found = _with_details(found, said, index, people)
    return replace(found, sources=tuple(sorted(set(found.sources))))


def _windows(said: Sequence[Sentence]) -> list[int]:
    """The sentences within a few turns after a cue."""
    last = said[-1].turn if said else 0
    indexes: list[int] = []
    open_until = -1
    for index, sentence in enumerate(said):
        late = sentence.turn > _FROM * last or sentence.phase == "evaluation" or last < 12
        dated = sentence.phase == "evaluation" and sentence.asks and bool(dates.find(sentence.text, None))
        if late and (dated or _CUE.search(sentence.text)) and not _PAST_CUE.search(sentence.text):
            open_until = sentence.turn + _WINDOW
        if sentence.turn <= open_until and not sentence.joke and not sentence.order:
            indexes.append(index)
    return indexes


def _day(said: Sequence[Sentence], window: list[int], meeting: date | None) -> tuple[dates.Day | None, tuple[int, ...]]:
    """The last day that was stated or accepted. A question needs a yes; a no, or a day after "nee", strikes it.

    A date that stands is not moved by the name of a weekday ("is dat een woensdag?" "Donderdag."), unless somebody
    moves it there in so many words.
    """
    best: tuple[dates.Day | None, tuple[int, ...]] = (None, ())
    spoken: list[Sentence] = []  # days named so far: "de achttiende" stays in their month
    for index in window:
        sentence = said[index]
        day = _in_context(sentence, spoken, meeting)
        if day is None or (meeting and (day.day is None or day.day <= meeting)):
            continue
        exact = dates.names_a_date(day.said)
        if not exact and (meeting is None or (_standing(best[0]) and not _MOVES.search(sentence.text))):
            continue
        own_task = _TASK.search(sentence.text) and not _CUE.search(sentence.text)
        if own_task:
            continue
        turns = _accepted(said, index, meeting)
        anchor = spoken[-1].turn if spoken and _depends(sentence, day, meeting) else sentence.turn
        spoken.append(sentence)
        if turns:
            best = (day, (anchor, *turns))
    return best


def _standing(day: dates.Day | None) -> bool:
    return day is not None and dates.names_a_date(day.said)


def _in_context(sentence: Sentence, spoken: list[Sentence], meeting: date | None) -> dates.Day | None:
    """The day of this sentence, read after the last sentence that named one."""
    plain = dates.settled(sentence.text, meeting)
    if plain is None or not spoken:
        return plain
    before = dates.find(spoken[-1].text, meeting)
    later = dates.find(f"{spoken[-1].text} {sentence.text}", meeting)[len(before) :]
    return next((day for day in later if day.said == plain.said), plain)


def _depends(sentence: Sentence, day: dates.Day, meeting: date | None) -> bool:
    return all(day.day != alone.day for alone in dates.find(sentence.text, meeting))


def _accepted(said: Sequence[Sentence], index: int, meeting: date | None) -> tuple[int, ...]:
    """The turns that settle this day, or none when it was refused or stayed a question."""
    sentence = said[index]
    replies = [r for r in first_of_turn(said, index, 4) if r.phase == sentence.phase]
    for reply in replies:
        if says_no(reply.text) or _MENDS.search(reply.text):
            return ()
        if says_yes(reply.text):
            return (sentence.turn, reply.turn)
        if dates.find(reply.text, meeting):
            break
    return () if sentence.asks or _TRIED.search(sentence.text) else (sentence.turn,)


def _with_details(found: NextMeeting, said: Sequence[Sentence], index: int, people: People) -> NextMeeting:
    """Adds time, method and roles from one sentence."""
    sentence = said[index]
    settled = not sentence.asks or bool(_accepted(said, index, None))
    if settled and not re.search(r"\bniet\b", sentence.text, _I):
        time = find_time(sentence.text)
        if time and (dates.find(sentence.text, None) or _CUE.search(sentence.text) or found.when_said):
            found = replace(found, time=time, sources=(*found.sources, sentence.turn))
        method = named(sentence.text)
        if method and (_CUE.search(sentence.text) or re.search(r"\bdan\b", sentence.text, _I)):
            found = replace(found, method=method, sources=(*found.sources, sentence.turn))
    for role in ROLES:
        if role_pattern(role).search(sentence.text):
            who, turns = _who(said, index, people, role)
            if who:
                found = _with_role(found, role, who, turns)
    return found


def _with_role(found: NextMeeting, role: str, who: str, turns: tuple[int, ...]) -> NextMeeting:
    sources = (*found.sources, *turns)
    if role == "facilitator":
        return replace(found, facilitator=who, sources=sources)
    if role == "case_presenter":
        return replace(found, case_presenter=who, sources=sources)
    return replace(found, minutes_taker=who, sources=sources)


def _who(said: Sequence[Sentence], index: int, people: People, role: str) -> tuple[str | None, tuple[int, ...]]:
    """Whoever says they will, is named without refusing, or answers the question.

    "Ans brengt in en Bram, jij zit dan voor hè?" tells of Ans and asks Bram: each clause speaks for itself.
    """
    sentence = said[index]
    clauses = _CLAUSES.split(sentence.text)
    clause = next((part for part in clauses if role_pattern(role).search(part)), sentence.text)
    names = people.mentioned(clause)
    replies = first_of_turn(said, index, 4)
    told = len(clauses) > 1 and len(names) == 1 and not _TAG.search(clause)
    if sentence.asks and not told:
        asked = names[0] if names else None
        if any(reply.speaker == asked for reply in replies):
            replies = [reply for reply in replies if reply.speaker == asked]
        for reply in replies:
            if says_no(reply.text) or reply.speaker is None:
                continue
            if takes_it_on(reply.text) or (reply.speaker == asked and says_yes(reply.text)):
                return reply.speaker, (sentence.turn, reply.turn)
        return None, ()
    if re.search(r"\bik\b", clause, _I) and not names:
        return sentence.speaker, (sentence.turn,)
    refused = any(reply.speaker in names and says_no(reply.text) for reply in replies)
    return (names[0], (sentence.turn,)) if len(names) == 1 and not refused else (None, ())
