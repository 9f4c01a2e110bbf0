"""What the presenter told: whose plan, whose word, turned down or kept silent."""

import pytest

from coach.question.ask import Ask, Said
from coach.question.context import told_by_presenter
from coach.question.learned.story import Heard, story_of
from coach.question.learned.story_words import StoryWords, root
from coach.question.lexicon import Lexicon
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "question"
WORDS = StoryWords.load(FOLDER)
LEXICON = Lexicon.load(FOLDER)


def heard(text: str) -> tuple[Heard, ...]:
    told = told_by_presenter(Ask("Wat?", history=(Said("case_presenter", text),)), LEXICON)
    return story_of(told, WORDS).heard


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gebeld", "telefoontje"),
        ("belletje", "opgebeld"),
        ("gemeld", "melding"),
        ("aanspreken", "gesprek"),
        ("mailtje", "appje"),
        ("ophouden", "stoppen"),
        ("teruggegeven", "teruggeven"),
        ("voorgelezen", "voorlezen"),
        ("schaamte", "schaamde"),
        ("machteloosheid", "machteloos"),
        ("woedend", "kwaad"),
        ("laffe", "lafheid"),
        ("splitsing", "gesplitst"),
        ("tekende", "ondertekenen"),
        ("uitstelverzoek", "uitstel"),
    ],
)
def test_forms_and_other_words_for_the_same_step_or_feeling_are_kin(one: str, other: str) -> None:
    assert WORDS.kin(one) & WORDS.kin(other)


@pytest.mark.parametrize(("one", "other"), [("bellen", "stoppen"), ("boos", "bang"), ("melden", "mailen")])
def test_other_steps_and_feelings_are_no_kin(one: str, other: str) -> None:
    assert not WORDS.kin(one) & WORDS.kin(other)


def test_a_separable_verb_around_te_is_read_as_one_word() -> None:
    assert WORDS.kin("stoppen") & heard("Ik speel met het idee om ermee op te houden.")[0].kin


@pytest.mark.parametrize("word", ["gebeld", "bellen", "belde", "belletje"])
def test_forms_of_one_verb_have_one_root(word: str) -> None:
    assert root(word) == "bel"


def test_a_feeling_and_a_verdict_are_heavy_and_a_step_is_not() -> None:
    assert WORDS.names("angst") == "feeling"
    assert WORDS.names("slordigheid") == "verdict"
    assert WORDS.names("bellen") == ""


def test_a_wish_of_the_presenter_is_a_plan_and_reaches_the_sentence_beside_it() -> None:
    wish, step = heard("Ik wil al een maand naar hem toe. Gewoon op de stoep staan.")
    assert wish.plan
    assert step.plan


def test_a_story_without_a_wish_holds_no_plan() -> None:
    assert not any(sentence.plan for sentence in heard("De vergadering begon om negen uur. Iedereen was er."))


@pytest.mark.parametrize(
    "text",
    ["Daar begin ik niet aan.", "Ik ga haar niet mailen.", "Dat zou ik nooit doen.", "Voor mij is dat uitgesloten."],
)
def test_a_step_that_is_turned_down_is_heard_as_such(text: str) -> None:
    assert heard(text)[0].refused


@pytest.mark.parametrize("text", ["Ik durf het niet.", "Ik heb het nog niet gedaan.", "Ik ga, maar het lukt niet."])
def test_a_step_that_did_not_come_off_is_not_turned_down(text: str) -> None:
    assert not heard(text)[0].refused


def test_a_refusal_in_the_next_sentence_turns_the_step_down() -> None:
    assert heard("Een rooster met kleuren. Daar begin ik niet aan.")[0].refused


@pytest.mark.parametrize("text", ["Mijn chef zegt dat ik moet stoppen.", "Mijn zus wil graag dat ik haar uitnodig."])
def test_a_plan_that_somebody_else_has_for_the_presenter_is_not_an_own_plan(text: str) -> None:
    assert heard(text)[0].others
    assert not heard(text)[0].plan


def test_what_the_presenter_says_or_finds_is_their_own() -> None:
    assert not heard("Ik vind dat ik moet stoppen.")[0].others


def test_silence_is_heard() -> None:
    assert heard("Ik heb er niets over gezegd.")[0].silent
    assert heard("Ik hield mijn mond.")[0].silent
    assert not heard("Ik heb het haar gezegd.")[0].silent


def test_what_was_done_is_told_from_what_was_not() -> None:
    assert heard("Ik heb de apotheek gebeld.")[0].done
    assert not heard("Ik heb de apotheek niet gebeld.")[0].done


def test_only_the_last_turn_of_the_presenter_counts_as_last() -> None:
    ask = Ask("Wat?", case="Het rooster is vol.", history=(Said("peer", "En nu?"), Said("case_presenter", "Ik wacht.")))
    assert [s.last for s in story_of(told_by_presenter(ask, LEXICON), WORDS).heard] == [False, True]


def test_what_the_group_named_is_kept_apart() -> None:
    ask = Ask("Wat?", case="Het rooster is vol.", history=(Said("peer", "Ik zou een mediator vragen."),))
    story = story_of(told_by_presenter(ask, LEXICON), WORDS)
    assert WORDS.kin("mediator") & story.ideas[0].kin
    assert not any(WORDS.kin("mediator") & sentence.kin for sentence in story.heard)


@pytest.mark.parametrize(
    ("answer", "refused", "taken"),
    [("Mwah. Dat is niks voor ons.", True, False), ("Ja, precies dat.", False, True), ("Ze is vrij.", False, False)],
)
def test_what_the_presenter_says_to_an_idea_is_heard(answer: str, refused: bool, taken: bool) -> None:
    turns = (Said("peer", "Ik zou een mediator vragen."), Said("case_presenter", answer))
    idea = story_of(told_by_presenter(Ask("Wat?", history=turns), LEXICON), WORDS).ideas[0]
    assert (idea.refused, idea.taken) == (refused, taken)


def test_who_felt_it_is_heard_by_clause() -> None:
    theirs, own = heard("De huurder was woest, ik stond erbij.")
    assert not theirs.own
    assert own.own
    assert heard("Die brief maakte me kwaad.")[0].own


def test_only_what_stands_beside_a_negation_is_denied() -> None:
    clause = heard("Ik was bang en niet echt boos")[0]
    assert WORDS.kin("boosheid") & clause.negated
    assert heard("Ik sliep niet omdat ik zo verschrikkelijk kwaad was")[0].negated.isdisjoint(WORDS.kin("kwaad"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Ik wil het er met haar over hebben.", "gesprek"),
        ("Ik zakte door de grond.", "schaamte"),
        ("Ik zat te janken op de fiets.", "verdriet"),
        ("Ik was stikjaloers.", "jaloezie"),
    ],
)
def test_an_expression_or_an_image_is_kin_to_what_it_means(said: str, meant: str) -> None:
    assert WORDS.kin(meant) & heard(said)[0].kin


def test_an_image_in_a_question_names_no_feeling_yet() -> None:
    assert WORDS.names("trillen") == ""
    assert WORDS.names("moeten") == ""
