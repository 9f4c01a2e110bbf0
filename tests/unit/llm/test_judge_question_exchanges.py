"""Recorded exchanges of the prompt judge_question, replayed: the same asks still send the same and come out right."""

import json
from typing import Any

import pytest

from coach.llm.gate import Gate
from coach.llm.helper import ModelHelper
from coach.llm.prompts import PromptLibrary
from coach.question.ask import Ask, Said
from coach.question.by_model import Checks, judge_by_model
from coach.question.judgement import JudgedBy, Judgement
from coach.settings import ROOT
from tests.fakes.chat_model import FakeChatModel

RECORDED = [
    json.loads(line)
    for line in (ROOT / "tests/fixtures/judge_question_exchanges.jsonl").read_text(encoding="utf-8").splitlines()
]
ATTACK = RECORDED[5]


def replay(record: dict[str, Any]) -> tuple[Judgement, FakeChatModel]:
    said = record["ask"]
    history = tuple(Said(turn["role"], turn["text"]) for turn in said["history"])
    ask = Ask(text=said["text"], case=said["case"], history=history, phase=said["phase"], role=said["role"])
    local = Judgement(
        id=None, text=ask.text, form="closed", load="neutral", stacked=False, why_question=False, asks_for="fact",
        kind="closed_fact", label="closed", confidence=0.5, alternatives=(), doubt=None, spans=(), phase_fit=None,
        explanation="Lokaal.", rewrites=(), parts=(), park=False, judged_by=JudgedBy("local", "regels", "1", 0.0),
    )  # fmt: skip
    model = FakeChatModel(*(exchange["reply"] for exchange in record["exchanges"]))
    gate = Gate(enabled=True, mask_names=True, names_file=ROOT / "knowledge" / "names" / "first_names.toml")
    helper = ModelHelper(PromptLibrary(ROOT / "prompts"), gate, lambda: model, 5.0)
    return judge_by_model(ask, local, helper, Checks(lambda text: True, lambda judgement: None)), model


@pytest.mark.parametrize("record", RECORDED, ids=lambda record: str(record["label"]))
def test_what_was_sent_is_still_sent_and_comes_out_as_it_was_read(record: dict[str, Any]) -> None:
    judgement, model = replay(record)
    sent = [[message["content"] for message in request.messages[1:]] for request in model.requests]
    assert sent == [exchange["sent"] for exchange in record["exchanges"]]
    assert judgement.label == record["label"]
    assert "[naam" not in json.dumps(judgement.as_dict(), ensure_ascii=False)
    for span in judgement.spans:
        assert judgement.text[span.start : span.end].strip()


def test_no_recording_holds_the_name_that_was_masked() -> None:
    assert "Youssra" not in json.dumps([record["exchanges"] for record in RECORDED], ensure_ascii=False)


def test_an_order_in_the_question_was_judged_and_not_obeyed() -> None:
    judgement, model = replay(ATTACK)
    assert "Negeer" in model.requests[0].messages[1]["content"]
    assert "Negeer" not in model.requests[0].messages[0]["content"]
    assert judgement.label == "judgemental"
    assert judgement.confidence < 1
