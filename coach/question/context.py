"""What the case and the earlier turns change: whose is the plan, whose is the feeling (DESIGN idea 3)."""

from dataclasses import replace
from typing import NamedTuple

from coach.question.ask import Ask
from coach.question.findings import Finding
from coach.question.lexicon import Lexicon
from coach.question.reading import Sentence, fold, sentences

_NOT_MENTIONED = 0.22  # how much surer advice is when the story is known and the step is not in it
_SELF = frozenset({"ik", "mij", "me", "mezelf", "mijn", "m'n"})


class Told(NamedTuple):
    """What the presenter said, by sentence; empty when neither case nor presenter's turns are known."""

    sentences: tuple[Sentence, ...]

    @property
    def known(self) -> bool:
        return bool(self.sentences)


def told_by_presenter(ask: Ask, lexicon: Lexicon) -> Told:
    """The case and the presenter's own turns, read."""
    texts = [ask.case, *(said.text for said in ask.history if said.role == "case_presenter")]
    return Told(tuple(s for text in texts if text for s in sentences(fold(text), lexicon)))


def settle(findings: list[Finding], told: Told, lexicon: Lexicon) -> list[Finding]:
    """Findings in the light of what was told: dropped when plan or feeling is the presenter's own, else surer."""
    if not told.known:
        return findings
    settled = [_settled(finding, told, lexicon) for finding in findings]
    return [finding for finding in settled if finding is not None]


def _settled(finding: Finding, told: Told, lexicon: Lexicon) -> Finding | None:
    if finding.load == "advice" and finding.action is not None:
        if own_plan(finding.action.word, told, lexicon):
            return None
        if finding.depends == "plan":
            return replace(finding, strength=min(finding.strength + _NOT_MENTIONED, 0.93), depends="")
    if finding.family == "feeling" and finding.depends == "feeling":
        if _names_feeling(finding, told):
            return None
        return replace(finding, strength=min(finding.strength + 0.12, 0.93), depends="")
    return finding


def own_plan(action: str, told: Told, lexicon: Lexicon) -> bool:
    """Whether the presenter named this step as a plan of their own and did not turn it down."""
    for sentence in told.sentences:
        said = set(sentence.lows)
        mentions = any(_same(action, word, lexicon) for word in sentence.lows)
        if mentions and said & _SELF and said & lexicon.own_plan and not _turned_down(sentence, lexicon):
            return True
    return False


def _turned_down(sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "Ik ga haar niet bellen", "bellen wil ik nooit meer"; "ik durf niet te bellen" still is a plan."""
    lows = sentence.lows
    if set(lows) & lexicon.rejected:
        return True
    held_back = set(lows) & {"durf", "durfde", "lukt", "lukte", "nog", "toe"}
    return "niet" in lows and not held_back


def _same(action: str, word: str, lexicon: Lexicon) -> bool:
    if action == word:
        return True
    group = lexicon.synonyms.get(action)
    if group is not None and lexicon.synonyms.get(word) == group:
        return True
    return len(action) > 5 and len(word) > 5 and action[:5] == word[:5]


def _names_feeling(finding: Finding, told: Told) -> bool:
    said = {word for sentence in told.sentences for word in sentence.lows}
    return finding.word in said or any(len(w) > 4 and w[:5] == finding.word[:5] for w in said)
