"""What was told, made ready to lay a question beside: by clause its kin, and whose plan, feeling or word it is."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coach.question.context import Told, Turn
from coach.question.learned.story_words import StoryWords
from coach.question.reading import Sentence

_ME = frozenset({"ik", "mij", "me", "mezelf", "mijzelf", "mijn", "m'n", "wij", "we", "'k", "k"})
_SELF = frozenset({"mezelf", "mijzelf"})
_I = frozenset({"ik", "'k", "k", "we", "wij"})
_TOUCHES = frozenset({"maakt", "maakte", "maken", "raakt", "raakte", "geeft", "gaf", "deed", "doet", "stak", "steekt"})
_ARTICLES = frozenset({"de", "een", "zijn", "haar", "onze", "die"})
_THEY = frozenset({"hij", "zij", "ze", "iedereen", "men", "jullie", "anderen", "niemand"})
_NOT = frozenset({"niet", "geen", "niks", "nooit", "nee", "niets", "neen", "zonder", "amper", "nauwelijks"})
_JOINS = frozenset({"maar", "want", "terwijl"})
_NO = frozenset({"nee", "neen", "mwah", "nah", "nooit", "niet", "bah", "pff"})
_YES = frozenset({"ja", "klopt", "precies", "inderdaad", "juist", "absoluut", "jawel", "zeker"})
_FILLERS = frozenset({"nou", "ach", "tja", "o", "oh", "eh", "ehm", "euh", "ja", "maar", "hm", "hmm", "goh", "pff"})

_N = r"(?:niet|nooit|geen|niks|weinig|niets)\b"
_REFUSED = re.compile(
    rf"\b(?:dat|daar|die|het|zoiets|haar|hem)\b(?: \w+)? "
    rf"(?:wil|ga|doe|begin|sta|zou|zie|moet|zit|hoef|past|voelt|vind|geloof)\b.*\b{_N}"
    rf"|\b(?:ik|we) (?:wil(?! dat)|ga|zou|wou|zie|hoef|begin|stap|sta|doe|neem|vind) (?:[\w-]+ ){{0,6}}{_N}"
    r"|\b(?:wil|ga|zou|stap|begin|zie) (?:ik|we) (?:\w+ ){0,5}(?:niet|nooit|geen)\b"
    r"|\bvind ik (?:\w+ ){0,3}(?:niks|niets|raar|te|onzin|zinloos)\b|\bniks aan\b|\bgaat het (?:\w+ ){0,3}niet om\b"
    r"|\b(?:uitgesloten|weiger|afkeer|doei|opbergen|afgevallen|onder geen beding)\b"
    r"|\b(?:ik (?:\w+ ){0,2}klaar mee|klaar wat mij betreft)\b"
    r"|\b(?:valt|viel|is|al) af\b|\bgeen (?:optie|zin|plan|behoefte|sprake|trek|heil)\b|\bstation is gepasseerd\b"
    r"|\bniet (?:zitten|aan denken|goed|nog eens|weer|bij mij|doen|voor mij|mijn ding|van plan|aan de orde|nodig)\b"
    r"|\bvoelt niet\b|\bligt me niet\b|\b(?:gaat|ging) (?:me|mij) te ver\b|\bpas ik voor\b|\bbedank ik voor\b"
)


class Heard(NamedTuple):
    """One clause of the presenter: what its words are kin to, and what it does."""

    kin: frozenset[str]
    own: bool  # about the presenter: "ik" in it, or nobody else
    plan: bool  # an own plan, wish or attempt is spoken of, in its sentence or the one beside it
    refused: bool  # turned down, in its sentence or the one after it
    others: bool  # somebody else speaks or wants
    denied: bool  # holds a negation
    negated: frozenset[str]  # the kin of what stands right beside it
    silent: bool  # the presenter kept silent or told nobody
    done: bool  # in the first person, about something that was done
    last: bool  # of the presenter's last turn
    oneself: bool  # "mezelf" in it


class Idea(NamedTuple):
    """What somebody of the group said, and whether the presenter took it up."""

    kin: frozenset[str]
    refused: bool
    taken: bool


class Story(NamedTuple):
    """All that was heard, and what the other people of the group named."""

    heard: tuple[Heard, ...]
    ideas: tuple[Idea, ...]


def story_of(told: Told, words: StoryWords) -> Story:
    """Reads the turns of the presenter and, apart from them, what the group said."""
    own = [number for number, turn in enumerate(told.turns) if turn.own]
    last = own[-1] if own else -1
    heard: list[Heard] = []
    for number in own:
        heard += _turn(told.turns[number], number == last, words)
    return Story(tuple(heard), tuple(_ideas(told, words)))


def _ideas(told: Told, words: StoryWords) -> Iterator[Idea]:
    for turn, after in zip(told.turns, (*told.turns[1:], None), strict=True):
        if not turn.own:
            kin = kin_of((low for s in turn.sentences for low in words.joined(s.lows)), words)
            answer = after.sentences if after is not None and after.own else ()
            yield Idea(kin, _says_no(answer, words), _begins(answer, _YES))


def _says_no(answer: tuple[Sentence, ...], words: StoryWords) -> bool:
    return _begins(answer, _NO) or any(_refused(sentence, words) for sentence in answer[:2])


def _begins(answer: tuple[Sentence, ...], group: frozenset[str]) -> bool:
    if not answer:
        return False
    lows = answer[0].lows
    first = next((low for low in lows if low not in _FILLERS or low in group), "")
    return first in group


def _turn(turn: Turn, last: bool, words: StoryWords) -> Iterator[Heard]:
    said = turn.sentences
    parts = [_parts(sentence, words) for sentence in said]
    refused = [_refused(sentence, words) for sentence in said]
    plan = [
        not refused[i] and any(_plan(clause, words) for clause, others in part if not others)
        for i, part in enumerate(parts)
    ]
    for i, sentence in enumerate(said):
        no_after = i + 1 < len(said) and said[i + 1].lows[0] in _NO
        silent, done = _silent(sentence, words), _done(sentence)
        planned = any(plan[max(i - 1, 0) : i + 2])
        for clause, others in parts[i]:
            pool = set(clause)
            yield Heard(
                kin=kin_of(words.joined(clause), words),
                own=_own(clause, pool, words) and not others,
                plan=planned and not others,
                refused=any(refused[i : i + 2]),
                others=others,
                denied=bool(_NOT & pool) or no_after,
                negated=kin_of(clause, words) if no_after else _negated(clause, words),
                silent=silent,
                done=done and not others,
                last=last,
                oneself=bool(_SELF & pool),
            )


def _parts(sentence: Sentence, words: StoryWords) -> list[tuple[tuple[str, ...], bool]]:
    """The clauses, each with whether somebody else speaks or wants in it; that lasts until "ik" comes in."""
    found: list[tuple[tuple[str, ...], bool]] = []
    for clause in _clauses(sentence):
        lasting = bool(found) and found[-1][1] and not _I & set(clause)
        found.append((clause, lasting or _others(clause, words)))
    return found


def _own(clause: tuple[str, ...], pool: set[str], words: StoryWords) -> bool:
    """Whether a clause is about the presenter: "ik" is in it, or nobody else is its subject."""
    if pool & _I:
        return True
    if clause[0] in _THEY or clause[0] in _ARTICLES or clause[0] in words.people:
        return bool(pool & _ME) and bool(pool & _TOUCHES)  # "de toon raakte me"
    return bool(pool & _ME) or not pool & (_THEY | words.people)


def _negated(clause: tuple[str, ...], words: StoryWords) -> frozenset[str]:
    """The kin of the words right beside a negation: "boos niet", "geen angst", "niet echt bang"."""
    near: set[str] = set()
    for i, low in enumerate(clause):
        if low in _NOT:
            near.update(clause[max(i - 1, 0) : i + 4])
    return kin_of(near, words)


def _clauses(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """The parts between commas and before "maar" and "want"; a single word stays with what goes before it."""
    begin = 0
    for i, word in enumerate(sentence.words):
        if i - begin > 1 and (word.after_comma or word.low in _JOINS):
            yield sentence.lows[begin:i]
            begin = i
    yield sentence.lows[begin:]


def kin_of(lows: Iterable[str], words: StoryWords) -> frozenset[str]:
    """The kin of all words that are not small."""
    return frozenset().union(*(words.kin(low) for low in lows if low not in words.small))


def _plan(clause: tuple[str, ...], words: StoryWords) -> bool:
    said = set(clause)
    if not said & _ME and said & (_THEY | words.people):
        return False
    return bool(words.plan & said) or bool(words.weak & said and "ik" in said)


def _silent(sentence: Sentence, words: StoryWords) -> bool:
    """ "Ik heb er niets van gezegd", "ik heb mijn mond gehouden"."""
    said = set(sentence.lows)
    return "mond" in said or (bool(said & _NOT) and bool(kin_of(sentence.lows, words) & words.contact))


def _done(sentence: Sentence) -> bool:
    """ "Ik heb haar gebeld", and not "ik heb nog niets gezegd"."""
    said = set(sentence.lows)
    return "ik" in said and bool(said & {"heb", "ben", "had"}) and not said & _NOT


def _refused(sentence: Sentence, words: StoryWords) -> bool:
    """ "Dat doe ik niet", "daar begin ik niet aan"; "ik durf het niet" and "het is er nog niet van gekomen" are not."""
    if words.not_yet.intersection(sentence.lows):
        return False
    return _REFUSED.search(" ".join(sentence.lows)) is not None


def _others(lows: tuple[str, ...], words: StoryWords) -> bool:
    """Whether a verb of saying in it goes with somebody other than "ik", or somebody else wants something."""
    for i, low in enumerate(lows):
        if low in words.others and "ik" not in lows[max(i - 1, 0) : i + 2]:
            return True
        if low in ("wil", "vraagt", "vroeg") and not _I & set(lows[: i + 2]):
            return True  # "mijn baas wil dat ik bel", "zijn zus wil aangifte doen"
    return False
