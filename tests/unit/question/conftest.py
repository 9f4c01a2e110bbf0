"""The judge on the product's own data, once for all tests of this folder."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.method.library import MethodLibrary
from coach.ports import Helper
from coach.question.ask import Ask, Said
from coach.question.judgement import Judgement
from coach.question.service import JudgeService
from coach.safety.signs import Safety
from coach.settings import ROOT

Judge = Callable[..., Judgement]


def _no_helper() -> Helper:
    raise AssertionError("the local way never builds a helper")


@pytest.fixture(scope="session")
def service() -> JudgeService:
    return JudgeService.load(
        ROOT / "knowledge" / "question",
        safety=Safety.load(ROOT / "knowledge" / "safety.toml"),
        methods=lambda: MethodLibrary.load(ROOT / "knowledge" / "methods"),
        helper=_no_helper,
    )


@pytest.fixture(scope="session")
def judge(service: JudgeService) -> Judge:
    """judge("text", case=…, told="what the presenter said", method=…, phase=…, role=…)."""

    def ask(text: str, told: str = "", **more: Any) -> Judgement:
        history = (Said("case_presenter", told),) if told else ()
        return service.judge(Ask(text, history=history, **more))

    return ask
