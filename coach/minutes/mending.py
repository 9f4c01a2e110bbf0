"""What is taken back or corrected in the turns after an agreement."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach.minutes import dates, verbs
from coach.minutes.commitments import Commitment
from coach.minutes.model import Agreement
from coach.minutes.replies import WITHDRAWN, first_at, following
from coach.minutes.speech import Sentence

_MENDS = re.compile(
    r"^(?:oh?,? )?(?:nee|neen|wacht|sorry|correctie)\b|\bik bedoel\b|\bmaak (?:er|daar)\b|\bwordt\b.*\bniet\b",
    re.IGNORECASE,
)
_FOR_OTHERS = re.compile(r"\bhoeft\b|\bvervalt\b", re.IGNORECASE)
_NEW_TASK = (verbs.SELF_PLAN, verbs.SELF_ACT)
_OTHER_TASK = re.compile(
    r"\b(?:iemand|wie|we|wij)\b.{0,20}\b(?:moet|moeten|kan|kunnen|gaat|zou)\b|"
    r"\bmoet(?:en)? we\b",
    re.IGNORECASE,
)


def withdrawn(found: Commitment, who: str, said: Sequence[Sentence]) -> bool:
    """Taken back in the same breath, or within three turns."""
    for other in following(said, found.index, 3):
        if (
            other.speaker == who
            and any(task.search(other.text) for task in _NEW_TASK)
            and not WITHDRAWN.search(other.text)
        ):
            return False  # what is taken back after this is that
        may = other.speaker in {who, found.sentence.speaker} or _FOR_OTHERS.search(other.text)
        if may and WITHDRAWN.search(other.text) and not other.joke:
            # "Iemand moet de bonnen regelen. Of laat maar": that takes back the bonnen
            same_turn = said[first_at(said, other.turn) : first_at(said, other.turn + 1)]
            before = [s for s in same_turn if s.turn != found.sentence.turn]
            return not any(_OTHER_TASK.search(s.text) for s in before if s is not other)
    return False


def mended(agreement: Agreement, said: Sequence[Sentence], index: int, meeting: date | None) -> Agreement:
    """A day corrected within four turns ("Nee, de achttiende") takes the place of the first."""
    for other in following(said, index, 4):
        if agreement.when_said and _MENDS.search(other.text) and not other.joke and not other.asks:
            day = _last_day(f"{agreement.when_said} nee {other.text}", meeting)
            if day and day.said.lower() != agreement.when_said.lower():
                sources = tuple(sorted({*agreement.sources, other.turn}))
                return replace(agreement, when=day.day, when_said=day.said, sources=sources)
    return agreement


def _last_day(text: str, meeting: date | None) -> dates.Day | None:
    days = [day for day in dates.find(text, meeting) if not day.denied]
    return days[-1] if days else None
