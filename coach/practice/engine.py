"""How the simulated presenter reacts: pure, from case, state and judgement to an answer and the next state.

An open question that lands opens the presenter one step and may lay bare a deeper layer; a closed one gets little;
advice meets "ja, maar" and closes a step; a judgement closes two.
"""

from dataclasses import replace

from coach.practice.model import (
    MAX_OPENNESS,
    Answer,
    PracticeCase,
    PracticeState,
    PracticeTurn,
    Reaction,
)
from coach.question.judgement import Judgement, Label
from coach.text import words
from coach.wordlists import any_of

# Steps of openness per reaction: our own choice, so that four open questions in a row reach the core.
STEPS: dict[Reaction, int] = {"open": 1, "exhausted": 1, "guarded": 1, "summary": 1, "advice": -1, "judgement": -2}
_OF_LOAD: dict[str, Reaction] = {"advice": "advice", "judgement": "judgement", "suggestive": "suggestive"}
_OF_LABEL: dict[Label, Reaction] = {"multiple": "multiple", "choice": "choice", "closed": "closed", "open": "open"}
_MIRRORING = {"summary", "feeling_reflection"}
_CAN_STRAY: tuple[Reaction, ...] = ("open", "closed", "choice", "multiple")
_ASKS_INSIDE = {"deepen", "feeling", "norm", "clarify"}
# What answers a question of this sort: a feeling gets a feeling, never a fact. Other sorts only prefer their own.
_ONLY = {"feeling": {"feeling"}, "norm": {"norm"}, "deepen": {"deepen", "feeling", "norm"}, "solution": {"solution"}}
_MEANINGFUL = 5  # letters from which a shared word counts as being about the case


def next_openness(openness: int, reaction: Reaction) -> int:
    """Openness (0 to 5) after a reaction."""
    return max(0, min(MAX_OPENNESS, openness + STEPS.get(reaction, 0)))


def react(case: PracticeCase, state: PracticeState, judgement: Judgement) -> tuple[Answer, PracticeState]:
    """The presenter's answer to a judged contribution, and the state after it. Same input, same answer."""
    topics = _topics(case, judgement.text)
    reaction = _reaction(case, state, judgement, topics)
    answer = _choose(case, state, reaction, topics, judgement.asks_for)
    turn = PracticeTurn(judgement.text, judgement.label, answer.kind, answer.id, state.phase)
    openness = next_openness(state.openness, answer.kind)
    return answer, replace(state, openness=openness, turns=(*state.turns, turn))


def _reaction(case: PracticeCase, state: PracticeState, judgement: Judgement, topics: frozenset[str]) -> Reaction:
    reaction = _of_judgement(judgement)
    inside = judgement.asks_for in _ASKS_INSIDE
    if reaction in _CAN_STRAY and not topics and not inside and not _shares_words(case, state, judgement.text):
        return "off_topic"
    return reaction


def _of_judgement(judgement: Judgement) -> Reaction:
    if judgement.load in _OF_LOAD:
        return _OF_LOAD[judgement.load]
    if judgement.kind in _MIRRORING:
        return "summary"
    if judgement.kind == "why_action":
        return "why"
    return _OF_LABEL.get(judgement.label, "statement")


def _topics(case: PracticeCase, text: str) -> frozenset[str]:
    found = [topic for topic in case.topics if any_of(topic.cues).search(text)]
    return frozenset(topic.id for topic in [one for one in found if not one.general] or found)


def _shares_words(case: PracticeCase, state: PracticeState, text: str) -> bool:
    told = [answer.text for answer_id in state.told if (answer := case.answer(answer_id))]
    known = {word.lower() for part in (case.story, case.question, *told) for word in words(part)}
    return any(len(word) >= _MEANINGFUL and word.lower() in known for word in words(text))


def _choose(
    case: PracticeCase, state: PracticeState, reaction: Reaction, topics: frozenset[str], asks_for: str
) -> Answer:
    """The best untold answer; for open questions only what the openness and the story so far allow."""
    if reaction == "open":
        return _open(case, state, topics, asks_for)
    fitting = [answer for answer in case.answers if answer.kind == reaction and answer.level <= state.openness]
    fresh = [answer for answer in fitting if _about(answer, topics) and answer.id not in state.told]
    if fresh:
        return max(fresh, key=lambda answer: _fit(answer, topics, asks_for))
    return _least_recent([answer for answer in case.answers if answer.kind == reaction], state)


def _open(case: PracticeCase, state: PracticeState, topics: frozenset[str], asks_for: str) -> Answer:
    """What was asked about, of the sort that was asked for. Too early for the inside: a guarded word about that."""
    fresh = [answer for answer in _tellable(case, state) if _suits(answer, asks_for)]
    about = [answer for answer in fresh if _about(answer, topics)]
    # Something of the inside from another corner may do, but only from who already opened up.
    inside = about or [answer for answer in fresh if answer.level > 0 and asks_for in _ONLY]
    if inside:
        return max(inside, key=lambda answer: _fit(answer, topics, asks_for))
    guarded = [answer for answer in case.answers if answer.kind == "guarded" and asks_for in answer.asks]
    if left := [answer for answer in guarded if answer.id not in state.told]:
        return left[0]
    return _from_elsewhere(case, state, asks_for)


def _tellable(case: PracticeCase, state: PracticeState) -> list[Answer]:
    told = set(state.told)
    return [
        answer
        for answer in case.answers
        if answer.kind == "open"
        and answer.level <= state.openness
        and answer.id not in told
        and answer.can_follow(told)
    ]


def _suits(answer: Answer, asks_for: str) -> bool:
    return not answer.asks.isdisjoint(_ONLY[asks_for]) if asks_for in _ONLY else True


def _about(answer: Answer, topics: frozenset[str]) -> bool:
    return not topics or not answer.topics or not topics.isdisjoint(answer.topics)


def _from_elsewhere(case: PracticeCase, state: PracticeState, asks_for: str) -> Answer:
    """Nothing new under this topic: first say so, then let another corner of the story come up."""
    used = [answer.id for answer in case.answers if answer.kind == "exhausted" and answer.id in state.told]
    rest = _tellable(case, state)
    last = case.answer(state.told[-1]) if state.told else None
    if rest and used and last is not None and last.kind == "exhausted":
        return max(rest, key=lambda answer: _fit(answer, frozenset(), asks_for))
    return _least_recent([answer for answer in case.answers if answer.kind == "exhausted"], state)


def _fit(answer: Answer, topics: frozenset[str], asks_for: str) -> float:
    """What was asked about weighs most (an answer's first topic above its others), then what kind, then the depth."""
    shared = topics.intersection(answer.topics)
    main = bool(answer.topics) and answer.topics[0] in topics
    return 3.0 * bool(shared) + len(shared) + 1.5 * main + 2.0 * (asks_for in answer.asks) + 0.6 * answer.level


def _least_recent(answers: list[Answer], state: PracticeState) -> Answer:
    """An answer not given yet, in the order of the file; when all are, the one longest ago."""
    last = {answer_id: number for number, answer_id in enumerate(state.told)}
    return min(answers, key=lambda answer: last.get(answer.id, -1))
