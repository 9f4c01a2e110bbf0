"""Signs of danger stop the method wherever they stand, and then nothing goes to a model."""

from typing import cast

import pytest

from coach.method.library import MethodLibrary
from coach.ports import Helper
from coach.question.ask import Ask, Said
from coach.question.service import READ_BACK, JudgeService
from coach.safety.signs import Safety
from coach.settings import ROOT

DANGER = "Ik wil niet meer leven."
EARLIER = (Said("case_presenter", DANGER), Said("peer", "Wat bedoel je daarmee?"))


class Asked:
    """A helper that says it was asked."""

    def ask(self, *_: object) -> object:
        raise AssertionError("the words went to a model")


@pytest.fixture(scope="module")
def with_model() -> JudgeService:
    knowledge = ROOT / "knowledge"
    return JudgeService.load(
        knowledge / "question",
        safety=Safety.load(knowledge / "safety.toml"),
        methods=lambda: MethodLibrary.load(knowledge / "methods"),
        helper=lambda: cast(Helper, Asked()),
    )


@pytest.mark.parametrize(
    "ask",
    [
        Ask(f"{DANGER} Wat nu?"),
        Ask("Wat zag je?", case=DANGER),
        Ask("Wat zag je?", history=EARLIER),
        Ask(f"I have not been feeling well for a very long time and nobody notices this. {DANGER}"),
    ],
)
def test_danger_anywhere_gives_help_and_stays_here(ask: Ask, with_model: JudgeService) -> None:
    judgement = with_model.judge(ask, way="model")
    assert judgement.help is not None
    assert judgement.explanation == judgement.help.message
    assert (judgement.judged_by.way, judgement.judged_by.fallback, judgement.rewrites) == ("local", None, ())


def test_more_is_read_back_than_a_model_is_sent(with_model: JudgeService) -> None:
    between = tuple(Said("peer", "Wat gebeurde er toen?" * 20) for _ in range(30))
    assert 4_000 < sum(len(said.text) for said in between) < READ_BACK
    assert with_model.judge(Ask("Wat zag je?", history=(EARLIER[0], *between))).help is not None
    far = tuple(Said("peer", "Wat gebeurde er toen?" * 20) for _ in range(100))
    assert with_model.judge(Ask("Wat zag je?", history=(EARLIER[0], *far))).help is None
