"""The same question in a second form: "Waar zat je?" gives "Kun je vertellen waar je zat?"."""

import itertools
import re

from coach.question.lexicon import Lexicon
from coach.question.rewrite_address import Address
from coach.question.rewrite_words import ALIKE, FINITE, FOR_JE

_OPENINGS: dict[Address, str] = {"je": "Kun je vertellen", "u": "Kunt u vertellen", "ge": "Kunt ge vertellen"}
_SUBJECTS = frozenset({"je", "jij", "u", "ge", "hij", "ze", "zij", "het", "dat", "dit", "jullie"})
_VERBAL = re.compile(
    r"(?:\w{0,6}ge\w+(?:t|d|n)|(?:be|ver|ont|her|over)\w+(?:t|d|en)|hebben|gaan|doen|laten|zijn|bereiken)$"
)
_MOST = 11


def told(question: str, address: Address, lexicon: Lexicon) -> str:
    """A direct question with a pronoun as subject, as a clause behind "kun je vertellen"; "" when it has none."""
    words = question.rstrip("?").split(" ")
    finite = FINITE | lexicon.words["present"] | lexicon.words["past"]
    at = next((i for i in range(1, min(4, len(words))) if words[i] in finite), 0)
    if not at or at + 1 >= len(words) or words[at + 1].lower() not in _SUBJECTS or len(words) > _MOST:
        return ""
    asked = [words[0].lower(), *words[1:at]]
    verb, subject, rest = words[at], words[at + 1], words[at + 2 :]
    then = any(a == "toen" and b in _SUBJECTS for a, b in itertools.pairwise(rest))
    if then or {"als", "dat", "die"} & {word.lower() for word in rest}:
        return ""  # a clause behind it: the verb would not stand at its end
    if subject in ("je", "jij"):
        verb = verb if verb in ALIKE or verb.endswith(("t", "d", "s", "e", "g", "n", "k", "p", "m")) else f"{verb}t"
        verb = FOR_JE.get(words[at], verb)
    place = next((i for i, word in enumerate(rest) if _VERBAL.match(word)), len(rest))
    return " ".join([_OPENINGS[address], *asked, subject, *rest[:place], verb, *rest[place:]]) + "?"


def is_told(question: str) -> bool:
    """Whether a question has this form: it may share its words with the one it was made of."""
    return question.startswith(tuple(_OPENINGS.values()))
