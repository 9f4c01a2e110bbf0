"""A round from start to look back, and the state that travels with the page."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.errors import BadData, BadInput, NotFound, Refused
from coach.practice.cases import load_cases
from coach.practice.model import MAX_TURNS
from coach.practice.service import PracticeService
from coach.question.ask import Ask
from coach.question.judgement import JudgedBy, Judgement, label_of
from coach.safety.signs import Safety

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
CASE = "wijk_dochter"


class SimpleJudge:
    """Open unless the words say otherwise; enough to play a round with, no part of the product."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []
        self._safety = Safety.load(KNOWLEDGE / "safety.toml")

    def judge(self, ask: Ask) -> Judgement:
        self.asked.append(ask)
        load: Any = "advice" if "heb je al" in ask.text.lower() else "neutral"
        form: Any = "open" if re.match(r"(?i)wat|hoe|welk|wie", ask.text) else "closed"
        return Judgement(
            id=None, text=ask.text, form=form, load=load, stacked=False, why_question=False, asks_for="fact",
            kind="open", label=label_of(form, load, False), confidence=0.9, alternatives=(), doubt=None, spans=(),
            phase_fit=None, explanation="", rewrites=(), parts=(), park=False,
            judged_by=JudgedBy("local", "proef", "1", 0.1), help=self._safety.look(ask.text),
        )  # fmt: skip


@pytest.fixture
def judge() -> SimpleJudge:
    return SimpleJudge()


@pytest.fixture
def service(judge: SimpleJudge) -> PracticeService:
    return PracticeService.load(KNOWLEDGE / "cases", judge=judge)


def test_the_case_holds_forty_answers_or_more_and_none_twice(service: PracticeService) -> None:
    for case in service.cases():
        texts = [answer.text for answer in case.answers]
        assert len(texts) == len(set(texts)) >= 40


def test_nothing_in_a_case_looks_like_a_sign_of_danger(service: PracticeService) -> None:
    safety = Safety.load(KNOWLEDGE / "safety.toml")
    for case in service.cases():
        for text in (case.story, case.question, *(answer.text for answer in case.answers)):
            assert safety.look(text) is None


def test_every_reply_says_that_the_presenter_is_simulated(service: PracticeService) -> None:
    reply = service.turn(service.start(CASE), "Wat gebeurde er bij de voordeur?")
    assert "nagespeelde" in reply.simulated


def test_the_judge_gets_the_case_and_what_was_said_before(service: PracticeService, judge: SimpleJudge) -> None:
    first = service.turn(service.start(CASE), "Wat gebeurde er bij de voordeur?")
    service.turn(first.state, "Wat zei ze?")
    ask = judge.asked[-1]
    assert "hartfalen" in ask.case
    assert [said.role for said in ask.history] == ["peer", "case_presenter"]
    assert ask.history[-1].text == first.answer
    assert ask.phase == "information"


def test_a_state_that_travelled_as_json_goes_on_where_it_was(service: PracticeService) -> None:
    state = service.turn(service.start(CASE), "Wat gebeurde er bij de voordeur?").state
    again = service.read_state(CASE, json.dumps(state.as_dict()))
    assert again == state
    assert service.turn(again, "Wat zei ze?") == service.turn(state, "Wat zei ze?")


def test_no_state_starts_afresh(service: PracticeService) -> None:
    assert service.read_state(CASE, None) == service.read_state(CASE, "") == service.start(CASE)


def _no_such_answer(state: dict[str, Any]) -> None:
    state["turns"][0]["answer"] = "verzonnen"


def _more_open(state: dict[str, Any]) -> None:
    state["openness"] = 5


def _other_reaction(state: dict[str, Any]) -> None:
    state["turns"][0]["reaction"] = "summary"


def _too_deep(state: dict[str, Any]) -> None:
    state["turns"][0]["answer"] = "o_vraag_kern"


def _other_phase(state: dict[str, Any]) -> None:
    state["turns"][0]["phase"] = "deepening"


def _other_case(state: dict[str, Any]) -> None:
    state["case"] = "anders"


def _extra(state: dict[str, Any]) -> None:
    state["admin"] = True


def _before_its_time(state: dict[str, Any]) -> None:
    deep = {"question": "Wat?", "label": "open", "reaction": "open", "phase": "information"}
    layers = ["o_deur_feit", "o_deur_gevoel", "o_goede_norm", "o_stem_eigen", "o_dochter_kern"]
    state["turns"] = [
        deep | {"answer": one, "phase": "information" if n < 3 else "deepening"} for n, one in enumerate(layers)
    ]
    state["openness"] = 5


def _too_many(state: dict[str, Any]) -> None:
    state["turns"] = state["turns"] * (MAX_TURNS + 1)


@pytest.mark.parametrize(
    "damage",
    [
        _no_such_answer,
        _more_open,
        _other_reaction,
        _too_deep,
        _other_phase,
        _other_case,
        _extra,
        _too_many,
        _before_its_time,
    ],
)
def test_a_state_that_no_round_leads_to_is_refused(
    service: PracticeService, damage: Callable[[dict[str, Any]], None]
) -> None:
    state = json.loads(json.dumps(service.turn(service.start(CASE), "Wat zei ze bij de deur?").state.as_dict()))
    assert service.read_state(CASE, state).turns
    damage(state)
    with pytest.raises(BadInput) as caught:
        service.read_state(CASE, state)
    assert caught.value.code == "state_broken"


@pytest.mark.parametrize("text", ["{", "[]", "null", "12", "[" * 100_000])
def test_a_state_that_is_no_json_object_is_refused(service: PracticeService, text: str) -> None:
    with pytest.raises(BadInput):
        service.read_state(CASE, text)


def test_signs_of_danger_stop_the_round_kindly_and_show_help(service: PracticeService) -> None:
    reply = service.turn(service.start(CASE), "Wat als ik zelf niet meer wil leven?")
    assert reply.help is not None
    assert any("0800-0113" in place.how for place in reply.help.places)
    assert reply.state.stopped
    assert reply.state.turns == ()
    with pytest.raises(Refused) as caught:
        service.turn(reply.state, "Wat gebeurde er?")
    assert caught.value.code == "practice_stopped"


def test_a_round_has_an_end(service: PracticeService) -> None:
    state = service.turn(service.start(CASE), "Wat zei ze?").state
    with pytest.raises(Refused) as caught:
        service.turn(replace(state, turns=state.turns * MAX_TURNS), "Wat zei ze?")
    assert caught.value.code == "practice_full"


def test_an_empty_or_endless_question_is_refused_in_dutch(service: PracticeService) -> None:
    with pytest.raises(BadInput, match="Typ"):
        service.turn(service.start(CASE), " \u200b ")
    with pytest.raises(BadInput, match="te lang"):
        service.turn(service.start(CASE), "wat " * 400)


def test_an_unknown_case_is_not_found(service: PracticeService) -> None:
    with pytest.raises(NotFound):
        service.start("bestaat_niet")


def test_the_look_back_says_per_phase_what_opened_what_and_gives_no_grade(service: PracticeService) -> None:
    state = service.start(CASE)
    for question in (
        "Wat gebeurde er bij de voordeur?",
        "Belt ze vaak?",
        "Heb je al eens met je team gepraat?",
        "Wat raakte je daar?",
    ):
        state = service.turn(state, question).state
    back = service.look_back(state)
    assert [phase.phase for phase in back.phases] == ["information", "deepening"]
    kinds = {kind.name: kind for kind in back.phases[0].kinds}
    assert kinds["open vraag"].opened == ("wat er gebeurde",)
    assert kinds["gesloten vraag"].opened == ()
    assert kinds["advies, ook als vraag"].count == 1
    assert any("één keer" in sentence for sentence in back.sentences)
    shown = " ".join((*back.sentences, *back.opened, back.only_for_you)).lower()
    assert "alleen voor jou" in shown
    assert not re.search(r"score|cijfer|punten|goed gedaan|fout|%", shown)


def test_the_look_back_on_nothing_invites_to_begin(service: PracticeService) -> None:
    back = service.look_back(service.start(CASE))
    assert back.phases == ()
    assert "nog niets gevraagd" in back.sentences[0]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "wijk_dochter"', 'id = "anders"', "wijk_dochter"),
        ('id = "o_deur_feit"', 'id = "o_bellen_feit"', "o_bellen_feit"),
        ('topics = ["meneer"]', 'topics = ["mevrouw"]', "onderwerp"),
        ('layer = "core"', 'layer = "kern"', "laag"),
        ('kind = "why"', 'kind = "closed"', "why"),
        ("level = 4", "level = 9", "level"),
        ('after = ["o_vroeger_kern"]', 'after = ["o_nergens"]', "o_dochter_kern"),
        ('presenter = "Sanne, wijkverpleegkundige"', "", "presenter"),
    ],
)
def test_a_mistake_in_a_case_file_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = (KNOWLEDGE / "cases" / "wijk_dochter.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "wijk_dochter.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadData) as caught:
        load_cases(tmp_path)
    assert caught.value.where is not None
    assert caught.value.where.startswith("wijk_dochter.toml")
    assert named in f"{caught.value.where} {caught.value.message}"


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        load_cases(tmp_path)
