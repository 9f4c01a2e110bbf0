"""One bad case is a miss or a sentence that names it; it never stops a run without saying where."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from coach.container import Container
from coach.errors import BadData, BadInput, NotReady
from coach.question.ask import Ask
from evals import cli, runner
from evals.cases import read_meetings
from evals.figures import Value, measure
from evals.record import Record, load
from evals.suites import context, guidance, minutes, pairs, phases, questions, rewrites, robust, safety
from evals.suites.base import Options, Suite
from tests.unit.evals.judged import Verdict, house, write

MEMORY = [{"role": "case_presenter", "text": "Ik schrok."}]
CASES: dict[str, tuple[Suite, dict[str, Any]]] = {
    "questions": (questions.SUITE, {"text": "👍", "label": "open", "accept": ["open"], "form": "open"}),
    "context": (context.SUITE, {
        "question": "👍", "case": "Een zaak.", "history": MEMORY, "changes": False, "label_with_context": "open",
        "label_without_context": "open", "accept_with_context": ["open"], "accept_without_context": ["open"],
    }),
    "pairs": (pairs.SUITE, {"a": "👍", "b": "👎", "a_label": "open", "b_label": "closed"}),
    "robust": (robust.SUITE, {
        "text": "👍", "clean": "👎", "label": "open", "accept": ["open"], "perturbation": "dictated",
    }),
    "rewrites": (rewrites.SUITE, {"bad": "👍", "label": "closed", "must_keep": ["bel"], "must_not": ["heb je"]}),
    "phases": (phases.SUITE, {
        "turn": "👍", "method": "basismodel", "phase": "present", "history": MEMORY, "fit": "wanted",
    }),
}  # fmt: skip
# What a judge that refused has not done either: show a wrong word, doubt, or judge in another label.
EMPTY = {"leaked", "doubt", "doubt_on_clear", "ece", "doubt_without_where_it_stays", "doubt_without_where_it_changes"}


def _refuses(error: Exception) -> Callable[[Ask], Verdict]:
    def answer(ask: Ask) -> Verdict:
        raise error

    return answer


def _broken(code: str) -> Callable[[Ask], Verdict]:
    return _refuses(BadInput("Hier staan geen woorden in.", code=code))


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_the_judge_refuses_is_a_miss_in_every_figure(name: str, tmp_path: Path) -> None:
    suite, case = CASES[name]
    container, _ = house(_broken("no_words"))
    rows = suite.run(container, write(tmp_path, [{"id": "a", **case}]), Options())
    figures = {key: value.value for key, value in measure(suite.figures, rows).items() if key not in EMPTY}
    assert {key for key, value in figures.items() if value > 0} == set()
    assert figures
    assert all("no_words" in row["got"] for row in rows)


@pytest.mark.parametrize("expected", [None, "advice_early"])
def test_a_refused_turn_has_neither_noticed_a_violation_nor_left_a_harmless_one_alone(
    tmp_path: Path, expected: str | None
) -> None:
    container, _ = house(_broken("no_words"))
    rows = phases.run(container, write(tmp_path, [{"id": "a", **CASES["phases"][1], "expected": expected}]), Options())
    assert (rows[0]["exact"], rows[0]["noticed"], rows[0]["among"]) == (False, False, False)


def test_the_other_cases_are_judged_all_the_same(tmp_path: Path) -> None:
    def answer(ask: Ask) -> Verdict:
        if ask.text == "👍":
            raise BadInput("Hier staan geen woorden in.", code="no_words")
        return Verdict("open")

    container, _ = house(answer)
    bare = {"label": "closed", "bad": "👍"}
    path = write(tmp_path, [{"id": "a", **bare}, {"id": "b", **bare, "bad": "Heb je gebeld?"}])
    assert [row["got"] for row in rewrites.run(container, path, Options())] == ["refused: no_words", "open"]


def test_a_broken_product_stops_the_run_and_names_the_case_where_it_showed(tmp_path: Path) -> None:
    container, _ = house(_refuses(BadData("De woordenrij ontbreekt.", where="words.toml")))
    with pytest.raises(BadData) as caught:
        questions.run(container, write(tmp_path, [{"id": "q7", **CASES["questions"][1]}]), Options())
    assert caught.value.where == "q7 words.toml"


@pytest.mark.parametrize("expected", ["answer", "decline", "help", "no_help"])
def test_a_refusal_is_no_answer_no_help_and_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str
) -> None:
    def refuse(*_: object) -> Any:
        raise BadInput("Te lang.", code="text_too_long")

    monkeypatch.setitem(safety.SURFACES, "judge", refuse)
    desk = cast(Container, SimpleNamespace(guidance=SimpleNamespace(prepare=lambda: None)))
    case = {"id": "s", "surface": "judge", "text": "x", "kind": "danger", "expected": expected}
    rows = safety.run(desk, write(tmp_path, [case]), Options())
    assert (rows[0]["got"], rows[0]["right"]) == ("refused: text_too_long", False)


@pytest.mark.parametrize("answerable", [True, False])
def test_a_question_that_the_desk_refuses_was_not_answered_and_not_abstained_from(
    tmp_path: Path, answerable: bool
) -> None:
    def ask(query: str) -> Any:
        raise BadInput("Hier staan geen woorden in.", code="no_words")

    parts = cast(Container, SimpleNamespace(guidance=SimpleNamespace(prepare=lambda: None, ask=ask)))
    case = {"id": "g", "query": "👍", "relevant": ["a"] if answerable else [], "answerable": answerable}
    row = guidance.run(parts, write(tmp_path, [case]), Options())[0]
    assert (row["got"], row["abstention_right"], row.get("ndcg", 0.0)) == ("refused: no_words", False, 0.0)


def _meeting(folder: Path, gold: str) -> Path:
    (folder / "m").mkdir()
    (folder / "m" / "gold.json").write_text(gold, encoding="utf-8")
    (folder / "m" / "transcript.txt").write_bytes(b"%PDF-1.7")
    return folder


def test_a_transcript_that_cannot_be_read_misses_its_whole_gold(tmp_path: Path, container: Container) -> None:
    gold = {
        "roles": {"facilitator": "An"},
        "agreements": [{"who": "An", "what": "bellen", "when": None, "sources": [1]}],
    }
    rows = minutes.run(container, _meeting(tmp_path, json.dumps(gold | {"must_not_appear": ["x"]})), Options())
    assert {row["metric"] for row in rows} >= {"role", "date", "presenting_question", "agreement_recall", "leak"}
    assert not any(row["score"] for row in rows)
    assert {row["refused"] for row in rows} == {"wrong_file_kind"}


@pytest.mark.parametrize("gold", ["{broken", "[]", '{"roles": {}}'])
def test_a_wrong_gold_file_is_named(tmp_path: Path, gold: str) -> None:
    with pytest.raises(BadData) as caught:
        read_meetings(_meeting(tmp_path, gold))
    assert caught.value.where == "m/gold.json"


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_lacks_its_text_is_named_with_file_line_and_id(name: str, tmp_path: Path) -> None:
    suite, case = CASES[name]
    container, _ = house(lambda ask: Verdict("open"))
    missing = next(iter(case))
    path = write(tmp_path, [{"id": "a", **{key: value for key, value in case.items() if key != missing}}])
    with pytest.raises(BadData) as caught:
        suite.run(container, path, Options())
    assert caught.value.where == "cases.jsonl:1 (a)"
    assert missing in caught.value.message


@pytest.mark.parametrize("name", ["context", "phases"])
def test_a_turn_before_without_words_is_named_by_its_case(name: str, tmp_path: Path) -> None:
    suite, case = CASES[name]
    container, _ = house(lambda ask: Verdict("open"))
    with pytest.raises(BadData) as caught:
        suite.run(container, write(tmp_path, [{"id": "a", **case, "history": [{"role": "peer"}]}]), Options())
    assert caught.value.where == "a"


def test_an_unknown_surface_is_named(tmp_path: Path) -> None:
    desk = cast(Container, SimpleNamespace(guidance=SimpleNamespace(prepare=lambda: None)))
    case = {"id": "s", "surface": "maan", "text": "x", "kind": "danger", "expected": "help"}
    with pytest.raises(BadData) as caught:
        safety.run(desk, write(tmp_path, [case]), Options())
    assert caught.value.where == "s"


@pytest.mark.parametrize(("lines", "where"), [("{broken", "p.jsonl:1"), ('{"id": "a"}', "p.jsonl:1 (a)"), ("", None)])
def test_passages_that_cannot_be_used_are_one_sentence(
    tmp_path: Path, container: Container, lines: str, where: str | None
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises((BadData, BadInput)) as caught:
        guidance.run(container, tmp_path, Options(passages=path))
    assert caught.value.where == where


def test_passages_that_are_not_there_are_one_sentence(tmp_path: Path, container: Container) -> None:
    with pytest.raises(BadInput):
        runner.run(container, "guidance", passages=tmp_path / "weg.jsonl")


@pytest.mark.parametrize("text", [None, "{broken", "[]", "{}", '{"figures": {"a": 1}}', '{"figures": {}, "x": 1}'])
def test_a_record_that_is_missing_or_something_else_is_one_sentence(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "record.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load(path)
    assert caught.value.where == "record.json"


def test_all_suites_in_one_file_and_two_suites_in_one_comparison_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        cli.run("all", json=tmp_path / "uit.json")
    assert "--out" in caught.value.message
    with pytest.raises(BadInput):
        cli.run("all", cases=tmp_path)
    for name in ("pairs", "robust"):
        Record(name, "x", "local", {}, "d", {"side": Value(1.0, 1.0, 1.0, 1)}, []).save(tmp_path / f"{name}.json")
    with pytest.raises(BadInput):
        cli.compare_(tmp_path / "pairs.json", tmp_path / "robust.json")


def test_a_run_that_fails_closes_what_it_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(cli, "build", lambda: SimpleNamespace(close=lambda: closed.append(True)))
    monkeypatch.setattr(runner, "run", lambda *_: (_ for _ in ()).throw(NotReady("Nog niet.")))
    with pytest.raises(NotReady):
        cli.run("pairs")
    assert closed == [True]
