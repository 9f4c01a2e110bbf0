"""Sentences in which somebody takes something on, is asked to, or is said to."""

import re
from dataclasses import dataclass
from datetime import date

from coach.minutes import dates, verbs
from coach.minutes.clauses import COMMON_START, Way, of_clause
from coach.minutes.people import People
from coach.minutes.speech import Sentence, without_opening

_I = re.IGNORECASE
_SAID = re.compile(r"\b(?:afspraak|afgesproken|we spreken af|spreken we af|actie(?:punt)?|ik beloof|beloofd)\b", _I)
_ROLE_TASK = re.compile(
    r"\b(?:begeleiden|notuleren|inbrengen|voorzitten|voorzitterschap|meeschrijven|in te brengen|"
    r"de leiding)\b",
    _I,
)
_WRITING = re.compile(r"(?:dat|het|die|dit|'t)?\s*(?:opschrijven|noteren|notuleren|vastleggen|neerzetten|opnemen)$", _I)
_DO_IT = re.compile(r"(?:het|dat|dit|'t)\b.{0,30}\b(?:doen|proberen|uitproberen|zeggen|vragen)\b", _I)
_POINTS_BACK = re.compile(r"^(?:dat|die|het|hem|'t|ze|daar)\b", _I)


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something to do that a sentence speaks of. `who` is None when the speaker leaves that open."""

    way: Way
    who: str | None
    what: str
    day: dates.Day | None
    sentence: Sentence
    index: int
    firm: bool  # said as an agreement ("afspraak", "ik beloof"), so its phase does not matter


def commitments(sentence: Sentence, index: int, people: People, meeting: date | None) -> list[Commitment]:
    """The things to do in one sentence. Jokes, orders to the writer, doubt and denial give none."""
    if sentence.joke or sentence.order:
        return []
    found: list[Commitment] = []
    clauses = _clauses(sentence.text, people)
    whole = sentence.text if len(clauses) == 1 else ""  # a day said in one clause is not the day of the next
    for clause in clauses:
        new = of_clause(clause, sentence, people)
        if new is None:
            continue
        way, who, task = new
        if _WRITING.match(task.strip()):
            continue
        day, what = _without_day(task, clause, whole, meeting)
        if what and day and _empty(what) and _DO_IT.match(what):
            what = without_opening(sentence.text).strip(" .!?")
        if what and not _empty(what) and not _ROLE_TASK.search(what):
            if _POINTS_BACK.match(what) and len(what.split()) <= 2 and day is None and what.endswith("meenemen"):
                continue  # "dat neem ik mee": a lesson, no task
            found.append(
                Commitment(way, who, _lower(what, people), day, sentence, index, bool(_SAID.search(sentence.text)))
            )
    return found


def _clauses(text: str, people: People) -> list[str]:
    """A sentence cut where another name or "ik" takes over ("Karin belt hem, Joost mailt en ik regel de zaal")."""
    names = people.called
    actors = rf"(?:ik\b|{names}\b(?!\s*,?\s*(?:wil|kun|kan|zou|jij)))" if names else r"ik\b"
    verb = "|".join(verbs.FIRST)
    parts = re.split(rf"(?:,\s*(?:en\s+)?|\s+en\s+|;\s*)(?={actors}|dan (?:{verb}) ik\b)", text)
    return [without_opening(part) for part in parts if part.strip()]


def _lower(what: str, people: People) -> str:
    """Without a capital in front, unless a name or a whole sentence opens it."""
    first = what.split(" ")[0]
    if (
        people.known(first)
        or first in {"Ik", "We", "Wij"}
        or not first.lower().isalpha()
        or not COMMON_START.match(what)
    ):
        return what
    return what[:1].lower() + what[1:]


def _without_day(task: str, clause: str, whole: str, meeting: date | None) -> tuple[dates.Day | None, str]:
    """The day this clause settles on (after corrections), and the task without days."""
    day = dates.settled(clause, meeting) or dates.settled(whole, meeting)
    if day:
        task = task.replace(day.said, " ")
    for mention in reversed(dates.find(task, meeting)):
        task = task[: mention.start] + task[mention.end :]
    task = re.sub(r"\b(?:op|voor|vóór|uiterlijk|tegen)\s*(?=$|[,.])|\s+,", "", task)
    task = re.sub(r"\s+", " ", task).strip(" ,.;:-–…")
    return day, task


def _empty(what: str) -> bool:
    """Nothing that can be looked back on: a lone verb of thinking, or only small words."""
    words = verbs.main_clause(what).lower().split()
    small = {"het", "dat", "dit", "er", "hem", "haar", "ze", "daar", "hier", "doen", "gaan", "iets", "zo", "'t"}
    if all(word in small for word in words):
        return True
    ends = verbs.infinitives(" ".join(words))[-1:]
    return bool(ends and ends[0] in verbs.VAGUE and "laten" not in words) or len(words) < 2
