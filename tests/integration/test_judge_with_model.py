"""The product's own judge with a model behind it: better when it answers, local and honest when it does not."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.container import Container
from coach.errors import ModelUnavailable
from coach.question.ask import Ask
from coach.question.judgement import Judgement
from coach.settings import load_settings
from tests.endpoints import URL, completion, endpoint, model_settings, router
from tests.fakes.chat_model import FakeChatModel

ASK = Ask(text="Heb je al eens overwogen om Kwinten gewoon te bellen?", phase="deepening")
ANSWER: dict[str, Any] = {
    "wants_to_know": "Wat de inbrenger al overwoog.",
    "form": "closed",
    "load": "advice",
    "stacked": False,
    "why_question": False,
    "asks_for": "solution",
    "kind": "disguised_advice",
    "confidence": 0.93,
    "second_label": None,
    "doubt": None,
    "marks": [{"quote": "gewoon te bellen", "because": "dit is het plan van de vrager"}],
    "explanation": "Met 'overwogen om' en 'gewoon' ligt er al een stap klaar.",
    "rewrites": ["Bel Kwinten toch gewoon?", "Wat heb je tot nu toe overwogen?"],
    "parts": [],
}


def judged(var: Path, *replies: str | ModelUnavailable, ask: Ask = ASK) -> tuple[Judgement, FakeChatModel]:
    model = FakeChatModel(*replies, name="klein")
    parts = Container(load_settings(var=var, model=model_settings()), chat_model=model)
    return parts.judge.judge(ask, way="model"), model


def test_a_model_that_answers_judges_and_the_local_rules_weed_its_rewrites(tmp_path: Path) -> None:
    judgement, model = judged(tmp_path, json.dumps(ANSWER))
    assert (judgement.label, judgement.judged_by.way, judgement.judged_by.name) == (
        "disguised_advice",
        "model",
        "klein",
    )
    assert judgement.judged_by.fallback is None
    assert judgement.rewrites == ("Wat heb je tot nu toe overwogen?",)
    assert judgement.phase_fit is not None
    assert judgement.phase_fit.violation == "disguised_advice"
    assert "Kwinten" not in model.sent


def test_a_wrong_value_is_repaired_once(tmp_path: Path) -> None:
    judgement, model = judged(tmp_path, json.dumps(ANSWER | {"load": "advies"}), json.dumps(ANSWER))
    assert judgement.judged_by.way == "model"
    assert len(model.requests) == 2


@pytest.mark.parametrize(
    "replies",
    [
        ("geen json", "weer geen json"),
        (ModelUnavailable("Afgebroken.", code="truncated"),),
        (ModelUnavailable("Te laat.", code="timeout"),),
        (),
    ],
)
def test_without_a_usable_answer_the_local_judgement_stands_in_and_says_so(
    tmp_path: Path, replies: tuple[str | ModelUnavailable, ...]
) -> None:
    judgement, _ = judged(tmp_path, *replies)
    local = Container(load_settings(var=tmp_path)).judge.judge(ASK)
    assert judgement.judged_by.way == "local"
    assert judgement.judged_by.fallback
    assert (judgement.label, judgement.spans, judgement.rewrites) == (local.label, local.spans, local.rewrites)


def test_off_by_default_the_local_judgement_says_that_nothing_left(tmp_path: Path) -> None:
    model = FakeChatModel(json.dumps(ANSWER))
    judgement = Container(load_settings(var=tmp_path), chat_model=model).judge.judge(ASK, way="model")
    assert model.requests == []
    assert judgement.judged_by.way == "local"
    assert "Alles blijft op deze computer" in (judgement.judged_by.fallback or "")


def test_the_local_way_never_asks_a_model(tmp_path: Path) -> None:
    model = FakeChatModel(json.dumps(ANSWER))
    parts = Container(load_settings(var=tmp_path, model=model_settings()), chat_model=model)
    assert parts.judge.judge(ASK).judged_by.way == "local"
    assert model.requests == []


def test_words_with_a_sign_of_danger_stay_here(tmp_path: Path) -> None:
    ask = Ask(text="Wil je soms niet meer leven?")
    judgement, model = judged(tmp_path, json.dumps(ANSWER), ask=ask)
    assert judgement.help is not None
    assert model.requests == []


def test_a_stalled_endpoint_costs_the_deadline_and_no_more(tmp_path: Path) -> None:
    async def stalled(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200, json=completion(json.dumps(ANSWER)))

    routes = router()
    routes.post(URL).mock(side_effect=stalled)
    settings = load_settings(var=tmp_path, model=model_settings(deadline_seconds=0.3))
    parts = Container(settings, chat_model=endpoint(routes))
    began = time.monotonic()
    judgement = parts.judge.judge(ASK, way="model")
    assert time.monotonic() - began < 20, "waited for the endpoint (30 s) instead of the deadline (0.3 s)"
    assert judgement.label == "disguised_advice"
    assert "niet op tijd" in (judgement.judged_by.fallback or "")
    parts.close()
