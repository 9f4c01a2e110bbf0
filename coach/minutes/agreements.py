"""Agreements: what somebody said they will do, or took on when asked; not what was struck, joked or only proposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.minutes import dates, verbs
from coach.minutes.commitments import Commitment, commitments, topic
from coach.minutes.keywords import stems
from coach.minutes.model import Agreement, Unsupported
from coach.minutes.people import People
from coach.minutes.replies import WITHDRAWN, answers, first_at, first_of_turn, following, says_no, says_yes, takes_it_on
from coach.minutes.speech import Sentence, without_opening

_GATHERING = frozenset({"present", "information", "deepening", "analysis", "core", "restate", "advice"})
_MENDS = re.compile(
    r"^(?:oh?,? )?(?:nee|neen|wacht|sorry|correctie)\b|\bik bedoel\b|\bmaak (?:er|daar)\b|\bwordt\b.*\bniet\b",
    re.IGNORECASE,
)
_I_WORD = re.compile(r"\bik\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(r"\bhoeft\b|\bvervalt\b", re.IGNORECASE)
_NEW_TASK = (verbs.SELF_PLAN, verbs.SELF_ACT)
_HALF = 0.5
_FIRST, _LAST = 20, 5  # turns kept of what is said again and again
_DOES_THAT = re.compile(r"^(?:(?:ja|en|dan|nou)\W+)*(?:dat|het|dit) doe ik\b", re.IGNORECASE)
_OTHER_TASK = re.compile(
    r"\b(?:iemand|wie|we|wij)\b.{0,20}\b(?:moet|moeten|kan|kunnen|gaat|zou)\b|"
    r"\bmoet(?:en)? we\b",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"^(?:(?:ja|nou|en|maar|kijk)\W+)*(?:dan|toen|als)\b|\b(?:altijd|meestal|soms|dan weer)\b", re.IGNORECASE
)
_AFTER_TASK = re.compile(
    r"^(?:(?:en|dan|oké|fijn|top|mooi|goed|o ja)\W+)*(?:de|het|dat|die|onze) [^?]{3,50}\?$|"
    r"\bwaar ga je\b[^?]*\?$|\bwat (?:pak|neem|ga|doe) je\b[^?]*\?$|"
    r"\bwie (?:doet|regelt|had|zou|heeft|pakt|neemt|stuurt|mailt|maakt|zorgt|kan|wil)\b[^?]*\?$",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:het|dat|die|hem|'t|ze)\b(?=\s+\w+$)", re.IGNORECASE)
_GIVES = re.compile(r"\b(?:stuur|mail|app|geef|breng|leen)\b.{0,12}\b(?:je|jou|jullie)\b", re.IGNORECASE)
_WHO_HAS_ROLE = re.compile(r"\bwie (?:brengt|begeleidt|notuleert|schrijft|leidt)\b", re.IGNORECASE)
_NOT_HEARD = "Wie dit zou doen, heeft het niet zelf gezegd of beaamd."
_NO_SPEAKER = "Er staat niet bij wie dit zei, dus ook niet wie het doet."
_RUNNING = re.compile(
    r"\b(?:(?:de|een) (?:volgende|nieuwe) (?:datum |keer )?(?:in)?plannen|"
    r"samenvat\w*|afrond\w*|opschrijven|noteren|vragen stellen|doorvragen|luisteren|onderbreken|beginnen|"
    r"(?:naar|verder met) de "
    r"(?:volgende )?\w*(?:fase|ronde)|(?:het )?(?:woord|rondje)\b.*|tijd bewaken|stoppen|(?:jullie|je|"
    r"de groep) (?:meenemen|vragen))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An agreement on its way: where it stands in the talk, and its words as stems."""

    agreement: Agreement
    index: int
    stems: frozenset[str]


def find_agreements(
    said: Sequence[Sentence], people: People, meeting: date | None, facilitator: str | None
) -> tuple[tuple[Agreement, ...], tuple[Unsupported, ...]]:
    """Agreements in the order in which they were made, and what was left out because nobody took it on."""
    kept: list[_Kept] = []
    unheard = 0
    nobody = 0
    last_turn = said[-1].turn if said else 0
    for index, sentence in enumerate(said):
        for plan in commitments(sentence, index, people, meeting):
            placed = _has_its_place(plan, facilitator, last_turn) or _gift(plan, said) or _takes_task(plan, said)
            if not placed or _answers_who(plan, said) or _dates_the_last(plan, kept):
                continue
            found, asked = _with_topic(plan, said)
            owner = _owner(found, said)
            if owner is None:
                unheard += found.way == "told" and not _same_as_known(found, kept)
                nobody += found.way == "self" and sentence.speaker is None
            elif not _withdrawn(found, owner[0], said):
                owner = owner[0], (*asked, *owner[1])
                _add(kept, _mended(_agreement(found, *owner), said, index, meeting), index)
    notes = [Unsupported("agreements", _NOT_HEARD)] * unheard + [Unsupported("agreements", _NO_SPEAKER)] * min(
        nobody, 1
    )
    return tuple(entry.agreement for entry in _without_struck(kept, said)), tuple(notes)


def _has_its_place(found: Commitment, facilitator: str | None, last_turn: int) -> bool:
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


def _takes_task(found: Commitment, said: Sequence[Sentence]) -> bool:
    """An answer to a question after a task: "En de zaal?" "Die regel ik wel." """
    if found.way != "self" or found.sentence.turn < _HALF * said[-1].turn:
        return False
    asked = [s for s in said[max(0, found.index - 6) : found.index] if 0 < found.sentence.turn - s.turn <= 2]
    return any(_AFTER_TASK.search(s.text) and s.speaker != found.sentence.speaker for s in asked)


def _with_topic(found: Commitment, said: Sequence[Sentence]) -> tuple[Commitment, tuple[int, ...]]:
    """ "Ik mail het rond" names no thing: the words just before do ("Dat artikel, wie had dat?"), with their turn.

    Where they do not, the whole sentence stands.
    """
    match = _POINTS.match(found.what)
    if not match:
        return found, ()
    for earlier in reversed(said[max(0, found.index - 8) : found.index]):
        if found.way != "self" or found.sentence.turn - earlier.turn > 2:
            break
        thing = topic(earlier.text)
        person = match.group(0).lower() in {"hem", "ze"}  # a thing only where the same verb was said of it
        if person and found.what.split()[-1] not in earlier.text.lower():
            continue
        if thing and not earlier.joke and not _POINTS.match(f"{thing} doen"):
            return replace(found, what=f"{thing} {found.what[match.end() :].strip()}"), (earlier.turn,)
    return replace(found, what=without_opening(found.sentence.text).strip(" .!?")), ()


def _dates_the_last(found: Commitment, kept: list[_Kept]) -> bool:
    """ "Dat doe ik volgende week" gives its day to what the same person just took on."""
    last = kept[-1] if kept else None
    if last is None or found.day is None or not _DOES_THAT.search(found.sentence.text):
        return False
    old = last.agreement
    if old.who != found.sentence.speaker or old.when_said or found.sentence.turn not in old.sources:
        return False
    kept[-1] = replace(last, agreement=replace(old, when=found.day.day, when_said=found.day.said))
    return True


def _gift(found: Commitment, said: Sequence[Sentence]) -> bool:
    """ "Ik stuur je dat filmpje" in any phase, when the other says yes to it."""
    if found.way != "self" or not _GIVES.search(found.sentence.text):
        return False
    replies = first_of_turn(said, found.index, 1)
    return bool(replies) and says_yes(replies[0].text)


def _answers_who(found: Commitment, said: Sequence[Sentence]) -> bool:
    """An answer to "wie brengt er dan in?" gives a role, no task."""
    earlier = [s for s in said[max(0, found.index - 4) : found.index] if found.sentence.turn - s.turn in {1, 2}]
    return any(s.asks and _WHO_HAS_ROLE.search(s.text) for s in earlier) and found.way == "self"


def _owner(found: Commitment, said: Sequence[Sentence]) -> tuple[str, tuple[int, ...]] | None:
    """Who does it and the turns that show it; None when nobody took it on."""
    here = found.sentence.turn
    replies = first_of_turn(said, found.index, 4)
    if found.way == "open":
        replies = [reply for reply in answers(said, found.index, 4) if reply in replies or takes_it_on(reply.text)]
    if found.way == "self":
        return (found.who, (here,)) if found.who else None
    if found.way == "offer":
        accepted = next((r for r in replies[:2] if says_yes(r.text) or says_no(r.text)), None)
        return (found.who, (here, accepted.turn)) if found.who and accepted and says_yes(accepted.text) else None
    if found.way == "group":
        return _group_agrees(found, replies)
    for reply in replies:
        if reply.speaker is None or says_no(reply.text):
            if reply.speaker == found.who:
                return None
            continue
        takes = takes_it_on(reply.text) if found.who is None or found.way == "open" else says_yes(reply.text)
        if takes and found.who in {None, reply.speaker}:
            return reply.speaker, (here, reply.turn)
    return _said_it_before(found, said)


def _said_it_before(found: Commitment, said: Sequence[Sentence]) -> tuple[str, tuple[int, ...]] | None:
    """A summary ("dus Karin belt hem") counts when Karin spoke of the same thing shortly before."""
    words = stems(found.what)
    for earlier in reversed(said[max(0, found.index - 60) : found.index]):
        own = earlier.speaker == found.who and found.who and _I_WORD.search(earlier.text)
        if own and len(words & stems(earlier.text)) >= 2 and not says_no(earlier.text) and not earlier.joke:
            return str(found.who), (earlier.turn, found.sentence.turn)
    return None


def _group_agrees(found: Commitment, replies: Sequence[Sentence]) -> tuple[str, tuple[int, ...]] | None:
    """ "Allen" needs assent: of two others, or of one when it was stated as an agreement; nobody refuses."""
    if any(says_no(reply.text) for reply in replies):
        return None
    assent = [reply for reply in replies if says_yes(reply.text)]
    needed = 1 if found.firm else 2
    if len({reply.speaker for reply in assent}) < needed:
        return None
    return "allen", (found.sentence.turn, *dict.fromkeys(reply.turn for reply in assent))


def _withdrawn(found: Commitment, who: str, said: Sequence[Sentence]) -> bool:
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


def _without_struck(kept: list[_Kept], said: Sequence[Sentence]) -> list[_Kept]:
    """Later words can strike an agreement when they speak of the same thing."""
    strikes = [
        (index, stems(other.text))
        for index, other in enumerate(said)
        if not other.joke and not other.asks and WITHDRAWN.search(other.text)
    ]
    return [entry for entry in kept if not any(_struck(entry, index, words) for index, words in strikes)]


def _struck(entry: _Kept, index: int, words: frozenset[str]) -> bool:
    return index > entry.index and len(entry.stems & words) >= min(2, len(entry.stems))


def _agreement(found: Commitment, who: str, sources: tuple[int, ...]) -> Agreement:
    day = found.day
    return Agreement(who, found.what, day.day if day else None, day.said if day else None, tuple(sorted(set(sources))))


def _mended(agreement: Agreement, said: Sequence[Sentence], index: int, meeting: date | None) -> Agreement:
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


def _same_as_known(found: Commitment, kept: Sequence[_Kept]) -> bool:
    """Said again by whoever writes it down, perhaps in other words but for the same day."""
    said = found.day.said.lower() if found.day else None
    if _same(kept, found.who or "", stems(found.what)) is not None:
        return True
    return said is not None and any(
        entry.agreement.who == found.who and (entry.agreement.when_said or "").lower() == said for entry in kept
    )


def _add(kept: list[_Kept], new: Agreement, index: int) -> None:
    """The same agreement said again adds its turns and, when it names one, its day; the fuller wording stays."""
    words = stems(new.what)
    at = _same(kept, new.who, words)
    if at is None:
        kept.append(_Kept(new, index, words))
        return
    old = kept[at].agreement
    later = new if new.when_said else old
    what = new.what if len(words) > len(kept[at].stems) else old.what
    sources = tuple(sorted({*old.sources[:_FIRST], *old.sources[-_LAST:], *new.sources}))
    merged = Agreement(old.who, what, later.when, later.when_said, sources)
    kept[at] = _Kept(merged, index, kept[at].stems | words)


def _same(kept: Sequence[_Kept], who: str, words: frozenset[str]) -> int | None:
    """Where the same person's agreement with at least half of the words stands; in one pass, as there may be many."""
    return next(
        (
            at
            for at, entry in enumerate(kept)
            if entry.agreement.who == who
            and not words.isdisjoint(entry.stems)
            and 2 * len(words & entry.stems) >= min(len(words), len(entry.stems))
        ),
        None,
    )
