"""Agreements: what somebody said they will do, or took on when asked; not what was struck, joked or only proposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.minutes.commitments import Commitment, commitments
from coach.minutes.keywords import stems
from coach.minutes.mending import mended, withdrawn
from coach.minutes.model import Agreement, Unsupported
from coach.minutes.owners import owner_of
from coach.minutes.people import People
from coach.minutes.replies import WITHDRAWN
from coach.minutes.settling import answers_who, gift, has_its_place, takes_task
from coach.minutes.speech import Sentence, without_opening
from coach.minutes.topics import topic

_FIRST, _LAST = 20, 5  # turns kept of what is said again and again
_DOES_THAT = re.compile(r"^(?:(?:ja|en|dan|nou)\W+)*(?:dat|het|dit) doe ik\b", re.IGNORECASE)
_POINTS = re.compile(r"(?:het|dat|die|hem|'t|ze)\b(?=\s+\w+$)", re.IGNORECASE)
_NOT_HEARD = "Wie dit zou doen, heeft het niet zelf gezegd of beaamd."
_NO_SPEAKER = "Er staat niet bij wie dit zei, dus ook niet wie het doet."


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
            placed = has_its_place(plan, facilitator, last_turn) or gift(plan, said) or takes_task(plan, said)
            if not placed or answers_who(plan, said) or _dates_the_last(plan, kept):
                continue
            found, asked = _with_topic(plan, said)
            owner = owner_of(found, said)
            if owner is None:
                unheard += found.way == "told" and not _same_as_known(found, kept)
                nobody += found.way == "self" and sentence.speaker is None
            elif not withdrawn(found, owner[0], said):
                owner = owner[0], (*asked, *owner[1])
                _add(kept, mended(_agreement(found, *owner), said, index, meeting), index)
    notes = [Unsupported("agreements", _NOT_HEARD)] * unheard + [Unsupported("agreements", _NO_SPEAKER)] * min(
        nobody, 1
    )
    return tuple(entry.agreement for entry in _without_struck(kept, said)), tuple(notes)


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
