"""What the presenter told, made ready to lay a question beside: per sentence its kin and whose plan or word it is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from coach.question.context import Told
from coach.question.learned.story_words import StoryWords
from coach.question.reading import Sentence

_SELF = frozenset({"ik", "mij", "me", "mezelf", "mijzelf", "mijn", "m'n", "wij", "we"})
_NOT = frozenset({"niet", "geen", "niks", "nooit", "nee", "niets"})


_NO = r"(?:niet|nooit|geen|niks|weinig)\b"
_REFUSED = re.compile(
    rf"\b(?:dat|daar)\b(?: \w+)? (?:wil|ga|doe|begin|sta|zou|zie|moet|zit|hoef|past|voelt)\b.*\b{_NO}"
    rf"|\b(?:ik|we) (?:wil|ga|zou|wou|zie|hoef|begin|stap|sta|doe) (?:[\w-]+ ){{0,6}}{_NO}"
    r"|\b(?:wil|ga|zou|stap|begin|zie) (?:ik|we) (?:\w+ ){0,4}(?:niet|nooit)\b"
    r"|\bvind ik (?:\w+ ){0,3}(?:niks|niets|raar)\b|\bniks aan\b|\bgaat het (?:\w+ ){0,3}niet om\b"
    r"|\b(?:uitgesloten|weiger|afkeer|doei|opbergen|onder geen beding|klaar mee|klaar wat mij betreft)\b"
    r"|\bniet (?:zitten|aan denken|goed|nog eens|weer|bij mij)\b|\bgeen plan\b|\bvoelt niet\b|\bligt me niet\b"
)


class Heard(NamedTuple):
    """One sentence of the presenter: what its words are kin to, and what the sentence does."""

    kin: frozenset[str]
    own: bool  # in the first person, and nobody else is speaking in it
    plan: bool  # an own plan, wish or attempt is spoken of, here or in the sentence beside it
    refused: bool  # turned down, here or in the sentence after it
    others: bool  # somebody else speaks
    denied: bool  # holds a negation
    silent: bool  # the presenter kept silent or told nobody
    done: bool  # in the first person, about something that was done
    last: bool  # of the last turn


class Story(NamedTuple):
    """All that was heard, and what the other people of the group named."""

    heard: tuple[Heard, ...]
    group: frozenset[str]


def story_of(told: Told, words: StoryWords) -> Story:
    """Reads the turns of the presenter and, apart from them, what the group said."""
    heard: list[Heard] = []
    for number, turn in enumerate(told.turns):
        heard += _turn(turn, number == len(told.turns) - 1, words)
    return Story(tuple(heard), _kin((word for s in told.others for word in s.lows), words))


def _turn(turn: tuple[Sentence, ...], last: bool, words: StoryWords) -> list[Heard]:
    others = [_others(sentence, words) for sentence in turn]
    refused = [_refused(sentence, words) for sentence in turn]
    plan = [not (others[i] or refused[i]) and _plan(sentence, words) for i, sentence in enumerate(turn)]
    return [
        Heard(
            kin=_kin(words.joined(sentence.lows), words),
            own=not others[i] and bool(_SELF.intersection(sentence.lows)),
            plan=any(plan[max(i - 1, 0) : i + 2]) and not others[i],
            refused=any(refused[i : i + 2]),
            others=others[i],
            denied=bool(_NOT.intersection(sentence.lows)),
            silent=_silent(sentence, words),
            done=not others[i] and _done(sentence),
            last=last,
        )
        for i, sentence in enumerate(turn)
    ]


def _kin(lows: Iterable[str], words: StoryWords) -> frozenset[str]:
    return frozenset().union(*(words.kin(low) for low in lows if low not in words.small))


def _plan(sentence: Sentence, words: StoryWords) -> bool:
    said = set(sentence.lows)
    return bool(words.plan & said) or bool(words.weak & said and "ik" in said)


def _silent(sentence: Sentence, words: StoryWords) -> bool:
    """ "Ik heb er niets van gezegd", "ik heb mijn mond gehouden"."""
    said = set(sentence.lows)
    return "mond" in said or (bool(said & _NOT) and bool(_kin(sentence.lows, words) & words.contact))


def _done(sentence: Sentence) -> bool:
    """ "Ik heb haar gebeld", and not "ik heb nog niets gezegd"."""
    said = set(sentence.lows)
    return "ik" in said and bool(said & {"heb", "ben", "had"}) and not said & _NOT


def _refused(sentence: Sentence, words: StoryWords) -> bool:
    """ "Dat doe ik niet", "daar begin ik niet aan"; "ik durf het niet" and "het is er nog niet van gekomen" are not."""
    if words.not_yet.intersection(sentence.lows):
        return False
    return _REFUSED.search(" ".join(sentence.lows)) is not None


def _others(sentence: Sentence, words: StoryWords) -> bool:
    """Whether a verb of saying in it goes with somebody other than "ik", or somebody wants something of "ik"."""
    lows = sentence.lows
    for i, low in enumerate(lows):
        if low in words.others and "ik" not in lows[max(i - 1, 0) : i + 2]:
            return True
        if low == "wil" and "dat" in lows[i + 1 : i + 5] and "ik" not in lows[max(i - 1, 0) : i + 2]:
            return True  # "mijn baas wil dat ik bel"
    return False
