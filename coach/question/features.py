"""What is said inside one question: who is addressed, what is denied, which words push, and which action is named."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from coach.question.heads import Head
from coach.question.lexicon import Lexicon


class Action(NamedTuple):
    """Something to do that the question names: its word, its group (words.toml) and its place among the words."""

    word: str
    group: str
    at: int


@dataclass(frozen=True, slots=True)
class Features:
    """Facts about one head, counted over its own words."""

    head: Head
    verb: str
    to_you: bool
    negated: bool
    pushes: tuple[str, ...]
    light_pushes: tuple[str, ...]
    action: Action | None
    feeling: str | None
    evaluative: str | None
    past: bool
    in_story: bool


def features_of(head: Head, lexicon: Lexicon) -> Features:
    """Reads one head."""
    words, k = head.words, lexicon.words
    verb = head.sentence.lows[head.verb] if head.verb is not None and head.verb < len(head.sentence.lows) else ""
    middle = words[1:]
    return Features(
        head=head,
        verb=verb,
        to_you=addresses(words, k["you"], k["person"]),
        negated=any(word in k["negation"] for word in middle),
        pushes=tuple(word for word in middle if word in k["push"]),
        light_pushes=tuple(word for word in middle if word in k["push_light"]),
        action=find_action(words, lexicon),
        feeling=_first_in(words, k["feeling"]),
        evaluative=_first_in(words, k["evaluative"]),
        past=verb in k["past"],
        in_story=any(word in k["story_time"] for word in middle),
    )


def _first_in(words: tuple[str, ...], group: frozenset[str]) -> str | None:
    return next((word for word in words if word in group), None)


def addresses(words: tuple[str, ...], you: frozenset[str], person: frozenset[str]) -> bool:
    """Whether "je/u" is the subject near the front: "kan je collega" has another subject."""
    for i, word in enumerate(words[:4]):
        if word in you:
            return not (word in ("je", "u") and i + 1 < len(words) and words[i + 1] in person)
    return False


def find_action(words: tuple[str, ...], lexicon: Lexicon, start: int = 0) -> Action | None:
    """The first action named at or after word `start`: a known one, or else whatever follows "te" that is no state."""
    state = lexicon.words["state_verb"]
    for i in range(start, len(words)):
        word = words[i]
        if (group := lexicon.actions.get(word)) and (word not in lexicon.weak_actions or _meant(words, i)):
            return Action(word, group, i)
        if word == "te" and i + 1 < len(words) and words[i + 1].endswith("n") and words[i + 1] not in state:
            return Action(words[i + 1], lexicon.actions.get(words[i + 1], "plan"), i + 1)
    return None


def _meant(words: tuple[str, ...], i: int) -> bool:
    """A common word such as "gaan" counts as an action after "te", or as the infinitive that closes the question."""
    if i > 0 and words[i - 1] == "te":
        return True
    return i == len(words) - 1 and i > 1 and words[i].endswith("en")


_PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}|(?:be|ver|ont|over|her)\w{3,})(?:d|t|en)$")


def done(words: tuple[str, ...], lexicon: Lexicon) -> Action | None:
    """A past participle of doing something, known or not; none of feeling or experience."""
    k = lexicon.words
    for i in range(len(words) - 1, 1, -1):
        word = words[i]
        if word in k["experience"] or word in k["feeling"] or word in k["state_verb"]:
            return None
        if _PARTICIPLE.match(word) and word not in k["person"]:
            return Action(word, lexicon.actions.get(word, "plan"), i)
    return None


def to_do(words: tuple[str, ...], lexicon: Lexicon) -> Action | None:
    """An infinitive that follows a modal verb: a common action anywhere, or any verb at the end."""
    for i in range(1, len(words)):
        if words[i] in lexicon.weak_actions and words[i].endswith("en"):
            return Action(words[i], lexicon.actions[words[i]], i)
    last = words[-1]
    if last.endswith("en") and last not in lexicon.words["state_verb"] and last not in lexicon.words["person"]:
        return Action(last, lexicon.actions.get(last, "plan"), len(words) - 1)
    return None


def closing_action(words: tuple[str, ...], lexicon: Lexicon) -> Action | None:
    """For "als je …": the verb that closes the clause, unless it is a state ("als je boos was")."""
    if not words or words[-1] in lexicon.words["state_verb"] or words[-1] in lexicon.words["feeling"]:
        return None
    if words[-1] in lexicon.words["push"] or words[-1] in ("niet", "was", "bent"):
        return None
    return Action(words[-1], lexicon.actions.get(words[-1], "plan"), len(words) - 1)
