"""Who takes on a thing to do, and the turns that show it."""

import re
from collections.abc import Sequence

from coach.minutes.commitments import Commitment
from coach.minutes.keywords import stems
from coach.minutes.replies import answers, first_of_turn, says_no, says_yes, takes_it_on
from coach.minutes.speech import Sentence

_I_WORD = re.compile(r"\bik\b", re.IGNORECASE)


def owner_of(found: Commitment, said: Sequence[Sentence]) -> tuple[str, tuple[int, ...]] | None:
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
