"""Whether what somebody says they will do is settled where they say it, or belongs to the story of the case."""

import re
from collections.abc import Sequence

from coach.minutes.commitments import Commitment
from coach.minutes.replies import first_of_turn, says_yes
from coach.minutes.speech import Sentence

_GATHERING = frozenset({"present", "information", "deepening", "analysis", "core", "restate", "advice"})
_HALF = 0.5
_STORY = re.compile(
    r"^(?:(?:ja|nou|en|maar|kijk)\W+)*(?:dan|toen|als)\b|\b(?:altijd|meestal|soms|dan weer)\b", re.IGNORECASE
)
_AFTER_TASK = re.compile(
    r"^(?:(?:en|dan|oké|fijn|top|mooi|goed|o ja)\W+)*(?:de|het|dat|die|onze) [^?]{3,50}\?$|"
    r"\bwaar ga je\b[^?]*\?$|\bwat (?:pak|neem|ga|doe) je\b[^?]*\?$|"
    r"\bwie (?:doet|regelt|had|zou|heeft|pakt|neemt|stuurt|mailt|maakt|zorgt|kan|wil)\b[^?]*\?$",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\b(?:stuur|mail|app|geef|breng|leen)\b.{0,12}\b(?:je|jou|jullie)\b", re.IGNORECASE)
_WHO_HAS_ROLE = re.compile(r"\bwie (?:brengt|begeleidt|notuleert|schrijft|leidt)\b", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:(?:de|een) (?:volgende|nieuwe) (?:datum |keer )?(?:in)?plannen|"
    r"samenvat\w*|afrond\w*|opschrijven|noteren|vragen stellen|doorvragen|luisteren|onderbreken|beginnen|"
    r"(?:naar|verder met) de "
    r"(?:volgende )?\w*(?:fase|ronde)|(?:het )?(?:woord|rondje)\b.*|tijd bewaken|stoppen|(?:jullie|je|"
    r"de groep) (?:meenemen|vragen))\b",
    re.IGNORECASE,
)


def has_its_place(found: Commitment, facilitator: str | None, last_turn: int) -> bool:
    """Inside the case "dan bel ik haar" is story; there only firm words or an accepted request make an agreement."""
    phase, closing = found.sentence.phase, found.sentence.turn > 0.75 * last_turn
    dated = found.day is not None and not re.search(r"vandaag|vanmiddag", found.day.said)
    if _RUNNING.search(found.what) and not dated:
        return False
    if found.firm or found.way in {"request", "open"} or (phase is None and found.way != "self"):
        return True
    if found.sentence.speaker == facilitator and found.way == "self" and not dated and not closing:
        return False
    if phase in _GATHERING:
        return _own_plan(found, last_turn, dated)
    if phase in {None, "preparation", "check_in", "choose_case"}:
        return dated or closing
    return True


def _own_plan(found: Commitment, last_turn: int, dated: bool) -> bool:
    """The phase is a guess, so it only weighs: while the case is told a plan needs its day and the end of the talk.

    From the advice on people say what they themselves will do, as those who advise say "ik zou". "Dan bel ik haar" may
    still be story there, and needs its day.
    """
    late = found.sentence.turn > _HALF * last_turn
    if found.sentence.phase in {"present", "information"}:
        return late and dated
    return late and (dated or (found.sentence.phase == "advice" and not _STORY.search(found.sentence.text)))


def takes_task(found: Commitment, said: Sequence[Sentence]) -> bool:
    """An answer to a question after a task: "En de zaal?" "Die regel ik wel." """
    if found.way != "self" or found.sentence.turn < _HALF * said[-1].turn:
        return False
    asked = [s for s in said[max(0, found.index - 6) : found.index] if 0 < found.sentence.turn - s.turn <= 2]
    return any(_AFTER_TASK.search(s.text) and s.speaker != found.sentence.speaker for s in asked)


def gift(found: Commitment, said: Sequence[Sentence]) -> bool:
    """ "Ik stuur je dat filmpje" in any phase, when the other says yes to it."""
    if found.way != "self" or not _GIVES.search(found.sentence.text):
        return False
    replies = first_of_turn(said, found.index, 1)
    return bool(replies) and says_yes(replies[0].text)


def answers_who(found: Commitment, said: Sequence[Sentence]) -> bool:
    """An answer to "wie brengt er dan in?" gives a role, no task."""
    earlier = [s for s in said[max(0, found.index - 4) : found.index] if found.sentence.turn - s.turn in {1, 2}]
    return any(s.asks and _WHO_HAS_ROLE.search(s.text) for s in earlier) and found.way == "self"
