"""Which question is offered next, and which never."""

from pathlib import Path

import pytest

from coach.errors import BadData, BadInput
from coach.live.deepening import DeepenAsk, Deepening, DeepeningService
from coach.method.library import MethodLibrary
from coach.question.ask import Said
from coach.safety.signs import Safety

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
CASE = "Ik werk in de wijk. De dochter van mevrouw belt altijd. Ik vind vertrouwen belangrijk."
FACTS = (
    Said("peer", "Wie was erbij?"),
    Said("case_presenter", "De dochter en ik."),
    Said("peer", "Wat gebeurde er precies?"),
    Said("case_presenter", "Ze riep iets en toen was ik machteloos."),
)


def _methods() -> MethodLibrary:
    return MethodLibrary.load(KNOWLEDGE / "methods")


@pytest.fixture(scope="module")
def service() -> DeepeningService:
    return DeepeningService.load(KNOWLEDGE / "deepening", _methods, Safety.load(KNOWLEDGE / "safety.toml"))


def _texts(deepening: Deepening) -> list[str]:
    return [suggestion.text for suggestion in deepening.suggestions]


def test_the_library_holds_at_least_sixty_different_questions_of_sixteen_families(service: DeepeningService) -> None:
    texts = {question.text for question in service.questions}
    assert len(texts) == len(service.questions) >= 60
    assert len({question.family for question in service.questions}) == 16


def test_no_question_of_the_library_asks_why_offers_a_choice_or_starts_with_a_verb(service: DeepeningService) -> None:
    for question in service.questions:
        text = question.text.lower()
        assert "waarom" not in text
        assert "zou je niet" not in text
        assert "heb je al" not in text
        assert not text.startswith(("is ", "heb ", "ben ", "was ", "kun ", "zou ", "moet "))


@pytest.mark.parametrize("phase", ["present", "advice", "response"])
def test_a_phase_without_questions_gets_none_and_a_reason(service: DeepeningService, phase: str) -> None:
    deepening = service.suggest(DeepenAsk(case=CASE, history=FACTS, phase=phase))
    assert deepening.suggestions == ()
    assert deepening.reason


@pytest.mark.parametrize(
    "phase",
    ["preparation", "check_in", "choose_case", "information", "deepening", "analysis", "core", "restate", "harvest"],
)
def test_every_other_phase_gets_three_questions_with_a_reason(service: DeepeningService, phase: str) -> None:
    deepening = service.suggest(DeepenAsk(case=CASE, phase=phase))
    assert len(deepening.suggestions) == 3
    assert deepening.reason is None
    assert all(len(suggestion.because) > 10 for suggestion in deepening.suggestions)


def test_after_questions_about_facts_feelings_and_norms_are_offered(service: DeepeningService) -> None:
    dimensions = [s.dimension for s in service.suggest(DeepenAsk(case=CASE, history=FACTS)).suggestions]
    assert "feelings" in dimensions
    assert "norms" in dimensions
    assert "facts" not in dimensions


def test_after_questions_about_feelings_the_first_offer_is_something_else(service: DeepeningService) -> None:
    history = (Said("peer", "Wat voelde je toen?"), Said("case_presenter", "Veel."), Said("peer", "Wat raakte je?"))
    assert service.suggest(DeepenAsk(history=history)).suggestions[0].dimension != "feelings"


def test_what_is_untouched_is_said_in_the_reason(service: DeepeningService) -> None:
    history = (Said("peer", "Wie waren erbij?"), Said("peer", "Wanneer was dat?"))
    offered = service.suggest(DeepenAsk(history=history), 6).suggestions
    assert any("beleving is nog niet gevraagd" in suggestion.because for suggestion in offered)


def test_a_word_of_the_presenter_is_given_back_literally(service: DeepeningService) -> None:
    texts = _texts(service.suggest(DeepenAsk(case=CASE, history=FACTS)))
    assert any("'machteloos'" in text for text in texts)


def test_a_word_of_somebody_else_is_never_put_in_the_presenters_mouth(service: DeepeningService) -> None:
    history = (Said("peer", "Ik zou machteloos zijn."), Said("case_presenter", "Zo ging het."))
    assert not any("machteloos" in text for text in _texts(service.suggest(DeepenAsk(history=history), 10)))


def test_a_denied_word_is_given_back_with_its_denial(service: DeepeningService) -> None:
    history = (Said("case_presenter", "Ik was niet bang of zo."),)
    texts = _texts(service.suggest(DeepenAsk(history=history), 10))
    assert any("'niet bang'" in text for text in texts)
    assert not any("'bang'" in text for text in texts)


def test_no_slot_is_left_open_and_no_quote_is_longer_than_four_words(service: DeepeningService) -> None:
    for text in _texts(service.suggest(DeepenAsk(case=CASE, history=FACTS), 10)):
        assert "{" not in text
        for quote in text.split("'")[1::2]:
            assert len(quote.split()) <= 4


def test_what_was_asked_is_not_offered_again(service: DeepeningService) -> None:
    first = service.suggest(DeepenAsk(case=CASE)).suggestions[0].text
    again = service.suggest(DeepenAsk(case=CASE, history=(Said("peer", first),)), 10)
    assert first not in _texts(again)


def test_asking_everything_ends_in_silence_with_a_reason(service: DeepeningService) -> None:
    history = tuple(Said("peer", question.text) for question in service.questions if not question.slot)
    deepening = service.suggest(DeepenAsk(history=history, phase="harvest"))
    assert deepening.suggestions == ()
    assert deepening.reason is not None
    assert "Stilte" in deepening.reason


def test_depth_grows_with_the_number_of_turns(service: DeepeningService) -> None:
    early = service.suggest(DeepenAsk(case="Een les.", phase="deepening")).suggestions
    turns = tuple(Said("peer", f"Vertel eens over dag {number}.") for number in range(8))
    late = service.suggest(DeepenAsk(case="Een les.", history=turns, phase="deepening")).suggestions
    assert sum(s.depth for s in late) > sum(s.depth for s in early)


def test_questions_that_need_permission_wait_until_there_is_some_trust(service: DeepeningService) -> None:
    early = service.suggest(DeepenAsk(case=CASE, phase="deepening"), 10).suggestions
    assert not any(suggestion.needs_permission for suggestion in early)
    turns = tuple(Said("peer", f"Wie zag je op dag {number}?") for number in range(8))
    late = service.suggest(DeepenAsk(case=CASE, history=turns, phase="deepening"), 10).suggestions
    assert any(suggestion.needs_permission for suggestion in late)


def test_a_family_of_one_method_stays_with_that_method(service: DeepeningService) -> None:
    socratic = service.suggest(DeepenAsk(phase="deepening", method="socratisch_gesprek"), 10).suggestions
    assert any(suggestion.family == "socratisch" for suggestion in socratic)
    other = service.suggest(DeepenAsk(phase="deepening", method="basismodel"), 10).suggestions
    assert not any(suggestion.family == "socratisch" for suggestion in other)


def test_the_same_ask_gets_the_same_answer(service: DeepeningService) -> None:
    ask = DeepenAsk(case=CASE, history=FACTS, phase="informatie", method="basismodel")
    assert service.suggest(ask) == service.suggest(ask)


def test_a_phase_of_a_method_is_known_by_its_id(service: DeepeningService) -> None:
    assert service.suggest(DeepenAsk(case=CASE, phase="informatie", method="basismodel")).suggestions
    assert service.suggest(DeepenAsk(case=CASE, phase="advies", method="basismodel")).suggestions == ()


def test_an_unknown_phase_or_method_is_an_error_with_a_code(service: DeepeningService) -> None:
    with pytest.raises(BadInput) as caught:
        service.suggest(DeepenAsk(phase="pauze"))
    assert caught.value.code == "unknown_phase"
    with pytest.raises(BadInput) as caught:
        service.suggest(DeepenAsk(phase="pauze", method="verzonnen"))
    assert caught.value.code == "unknown_method"


def test_signs_of_danger_stop_the_asking_and_show_help(service: DeepeningService) -> None:
    deepening = service.suggest(DeepenAsk(history=(Said("case_presenter", "Mijn cliënt wil niet meer leven."),)))
    assert deepening.suggestions == ()
    assert deepening.help is not None
    assert deepening.help.kind == "despair"


WORDS = '[dimensions]\nfacts = ["wie"]\nfeelings = ["voel*"]\nnorms = ["hoort"]\n[slots]\nvague = ["lastig"]\n'
FAMILY = """
family = "proef"
phases = ["deepening"]
[[questions]]
text = "Wat zag je daar?"
dimension = "facts"
depth = 1
because = "Omdat het helpt."
"""


@pytest.mark.parametrize(
    ("words", "family", "named"),
    [
        (WORDS, FAMILY.replace("depth = 1", "depth = 6"), "depth"),
        (WORDS, FAMILY.replace('phases = ["deepening"]', 'phases = ["pauze"]'), "phases"),
        (WORDS, FAMILY.replace("je daar", "je {woord}"), "slot"),
        (WORDS, FAMILY.replace("je daar", "je {woord}") + 'slot = "onbekend"\n', "onbekend"),
        (WORDS.replace('"lastig"', '"een heel erg lang citaat"'), FAMILY, "vier woorden"),
        (WORDS.replace('norms = ["hoort"]\n', ""), FAMILY, "norms"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, words: str, family: str, named: str) -> None:
    (tmp_path / "woorden.toml").write_text(words, encoding="utf-8")
    (tmp_path / "proef.toml").write_text(family, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        DeepeningService.load(tmp_path, _methods, Safety.load(KNOWLEDGE / "safety.toml"))
    assert named in f"{caught.value.where} {caught.value.message}"


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "woorden.toml").write_text(WORDS, encoding="utf-8")
    with pytest.raises(BadData):
        DeepeningService.load(tmp_path, _methods, Safety.load(KNOWLEDGE / "safety.toml"))
