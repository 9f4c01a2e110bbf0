"""The facts about a question beside a story, and what the context model does with them."""

from pathlib import Path

import pytest

from coach.errors import BadData
from coach.question.ask import Ask, Said
from coach.question.axes import Axes, axes_by_rules
from coach.question.content import Cues
from coach.question.context import Told, told_by_presenter
from coach.question.learned.context_facts import context_facts
from coach.question.learned.context_model import DIRECTIONS, ContextModel, direction_of
from coach.question.learned.context_signs import signs_of
from coach.question.learned.model import Chances
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon
from coach.question.statements import Statements
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "question"
WORDS = StoryWords.load(FOLDER)
LEXICON = Lexicon.load(FOLDER)
CUES, STATEMENTS = Cues.load(FOLDER, LEXICON), Statements.load(FOLDER, LEXICON)


def chances(load: str = "advice", form: str = "open", stacked: bool = False) -> Chances:
    loads = dict.fromkeys(("neutral", "advice", "suggestive", "judgement"), 0.05) | {load: 0.85}
    forms = dict.fromkeys(("open", "closed", "choice", "none"), 0.05) | {form: 0.85}
    return Chances({"load": loads, "form": forms, "stacked": {"True": float(stacked), "False": float(not stacked)}})


def read(text: str) -> Axes:
    return axes_by_rules(text, LEXICON, CUES, STATEMENTS)


def told(*turns: str, peer: str = "") -> Told:
    said = tuple(Said("case_presenter", turn) for turn in turns)
    return told_by_presenter(Ask("Wat?", history=((Said("peer", peer), *said) if peer else said)), LEXICON)


def facts(text: str, *turns: str, peer: str = "", load: str = "advice") -> dict[str, float]:
    return context_facts(read(text), told(*turns, peer=peer), chances(load), LEXICON, WORDS)


def test_a_step_in_other_words_is_found_in_the_plan() -> None:
    found = facts("Wat houdt je tegen om haar te bellen?", "Ik ben al weken van plan een telefoontje te plegen.")
    assert found["step:any"] == 1
    assert found["step:new"] == 0


def test_a_step_that_nobody_named_is_new() -> None:
    found = facts("Hoe zou het zijn om een mediator te vragen?", "De sfeer op de gang is ijzig.")
    assert found["step:new"] == 1
    assert found["step:any"] == 0


def test_a_step_of_somebody_else_is_not_planned() -> None:
    found = facts("Wanneer ga je dat rooster schrappen?", "Mijn baas zegt dat ik dat rooster moet schrappen.")
    assert found["step:others"] == 1
    assert found["step:any"] == 0


def test_a_step_that_was_turned_down_is_not_planned() -> None:
    found = facts("Wat let je om aangifte te doen?", "Aangifte, daar begin ik niet aan.")
    assert found["step:refused"] == 1
    assert found["step:any"] == 0


def test_a_step_of_the_group_is_of_the_group() -> None:
    found = facts("Zou een mediator helpen?", "Het gesprek liep vast.", peer="Wij namen toen een mediator.")
    assert found["idea"] == 1


def test_an_own_feeling_is_found_in_another_form() -> None:
    found = facts("Waar zit die schaamte?", "Ik schaamde me voor de hele klas.", load="suggestive")
    assert found["heavy:own"] == found["heavy:last"] == 1
    assert found["heavy:new"] == 0


def test_a_feeling_that_was_not_told_is_new() -> None:
    found = facts("Wat maakte je zo bang?", "Hij gooide de deur dicht.", load="suggestive")
    assert found["heavy:new"] == 1
    assert found["heavy:own"] == 0


def test_a_denied_feeling_of_somebody_else_is_denied() -> None:
    found = facts("Wat maakte je zo boos?", "Nee, boos niet. Meer verbaasd.", load="suggestive")
    assert found["heavy:denied"] == 1


@pytest.mark.parametrize("text", ["Had je niet kunnen wachten?", "Waarom stop je niet gewoon?"])
def test_a_question_that_pushes_is_seen_to_push(text: str) -> None:
    assert facts(text, "Het is druk.")["push"] == 1


def test_an_open_question_with_gewoon_does_not_push() -> None:
    assert facts("Hoe zou het zijn om gewoon te stoppen?", "Het is druk.")["push"] == 0


def test_a_push_takes_away_what_an_own_plan_weighs() -> None:
    plan = "Ik ben van plan te stoppen."
    assert signs_of("step", facts("Wat houdt je tegen om te stoppen?", plan))["planned"] == 1
    assert signs_of("step", facts("Waarom stop je niet gewoon?", plan))["planned"] == 0


def test_a_nudge_keeps_an_own_word_filled_in() -> None:
    own = "Ik was boos."
    assert signs_of("word", facts("Wat maakte je boos?", own, load="suggestive"))["own word"] == 1
    assert signs_of("word", facts("Je was zeker boos?", own, load="suggestive"))["own word"] == 0


def test_contact_with_somebody_new_is_told_from_contact_that_was_made() -> None:
    text = "Heb je met de wijkagent gesproken?"
    new = facts(text, "De overlast begint elke nacht om twee uur.", load="neutral")
    made = facts(text, "Ik heb de wijkagent gesproken.", load="neutral")
    assert signs_of("plain", new)["contacted, new"] == 1
    assert signs_of("plain", made)["contacted, new"] == 0
    assert signs_of("plain", made)["contacted, done"] == 1


@pytest.mark.parametrize(
    ("load", "form", "stacked", "direction"),
    [
        ("advice", "open", False, "step"),
        ("suggestive", "closed", False, "word"),
        ("judgement", "closed", False, "word"),
        ("neutral", "closed", False, "plain"),
        ("neutral", "choice", False, None),
        ("neutral", "none", False, None),
        ("neutral", "open", True, None),
    ],
)
def test_each_question_comes_to_its_own_decision(load: str, form: str, stacked: bool, direction: str | None) -> None:
    assert direction_of(chances(load, form, stacked)) == direction


def weights(**signs: float) -> dict[str, dict[str, dict[str, float]]]:
    """The same weights for neutral in every direction, against nothing."""
    own = {"loaded": {"bias": 0.0}, "neutral": {"bias": -1.0, **signs}}
    plain = {"neutral": {"bias": 2.0}, "advice": {"bias": 0.0}, "suggestive": {"bias": -2.0}}
    return {name: plain if name == "plain" else own for name in DIRECTIONS}


def test_an_own_plan_takes_the_advice_away_and_nothing_else_does() -> None:
    model = ContextModel(weights(planned=4.0), WORDS)
    text = "Wat houdt je tegen om haar te bellen?"
    own = model.shifted(chances(), read(text), told("Ik wil haar al weken bellen."), LEXICON)
    other = model.shifted(chances(), read(text), told("De vergadering liep uit."), LEXICON)
    assert own.best("load") == "neutral"
    assert other.best("load") == "advice"
    assert sum(own.of["load"].values()) == pytest.approx(1)


def test_what_is_a_choice_or_no_question_stays_as_it_was() -> None:
    model = ContextModel(weights(), WORDS)
    before = chances("neutral", "choice")
    assert model.shifted(before, read("Was je moe of boos?"), told("Ik was moe."), LEXICON) is before


def test_weights_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        ContextModel.load(tmp_path)
    assert "context.json" in str(caught.value)


def test_a_choice_that_gives_back_the_presenters_own_roads_is_a_closed_check() -> None:
    model = ContextModel(weights(), WORDS)
    own = told("Ik kan het melden of ik kan het laten rusten.")
    plain, check = "Ga je het melden of laat je het rusten?", "Dus het is melden of laten rusten?"
    assert model.shifted(chances("neutral", "choice"), read(plain), own, LEXICON).best("form") == "choice"
    assert model.shifted(chances("neutral", "choice"), read(check), own, LEXICON).best("form") == "closed"
    other = told("De vergadering liep uit.")
    assert model.shifted(chances("neutral", "choice"), read(check), other, LEXICON).best("form") == "choice"


def test_an_idea_of_the_group_that_was_turned_down_is_known() -> None:
    turns = (Said("peer", "Kun je geen tolk vragen?"), Said("case_presenter", "Nee, dat werkt daar niet."))
    story = told_by_presenter(Ask("Wat?", history=turns), LEXICON)
    found = context_facts(read("Wat zou een tolk veranderen?"), story, chances("neutral"), LEXICON, WORDS)
    assert found["idea"] == found["idea:refused"] == 1
    assert signs_of("plain", found)["of the group, turned down"] == 1


def test_what_a_question_takes_as_given_is_held_beside_the_story() -> None:
    found = facts("Wat zei hij toen je hem belde?", "De deur bleef dicht.", load="neutral")
    assert found["given"] == found["held"] == found["held:new"] == 1
    assert facts("Wat zei hij toen je hem belde?", "Ik heb hem gebeld.", load="neutral")["held:new"] == 0


def test_a_feeling_of_somebody_else_is_theirs() -> None:
    found = facts("Wat maakte je zo boos?", "De buurman was boos, ik keek toe.", load="suggestive")
    assert found["heavy:theirs"] == 1
    assert found["heavy:own"] == 0


def test_being_angry_with_somebody_is_not_being_angry_with_oneself() -> None:
    text = "Hoe boos was je op jezelf?"
    assert facts(text, "Ik was boos op de arts.", load="suggestive")["heavy:own"] == 0
    assert facts(text, "Ik was boos op mezelf.", load="suggestive")["heavy:own"] == 1
