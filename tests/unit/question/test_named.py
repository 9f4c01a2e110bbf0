"""What a question names, for words that no weight knows."""

import pytest

from coach.question.axes import axes_by_rules
from coach.question.content import Cues
from coach.question.learned.named import named_facts
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon
from coach.question.statements import Statements
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "question"
WORDS, LEXICON = StoryWords.load(FOLDER), Lexicon.load(FOLDER)
CUES, STATEMENTS = Cues.load(FOLDER, LEXICON), Statements.load(FOLDER, LEXICON)


def named(text: str) -> set[str]:
    return set(named_facts(text, axes_by_rules(text, LEXICON, CUES, STATEMENTS), WORDS))


@pytest.mark.parametrize("feeling", ["schaamte", "wanhoop", "wroeging"])
def test_a_feeling_with_a_pointing_word_is_named_whatever_feeling_it_is(feeling: str) -> None:
    found = named(f"Waar zit die {feeling}?")
    assert "feeling/wh/that" in found


def test_a_word_given_back_is_told_from_a_word_filled_in() -> None:
    assert "verdict/verb" in named("Was je laf?")
    assert "verdict/wh/said" in named("Wat bedoel je met “laf”?")


def test_a_step_after_om_te_and_a_clause_with_je_are_seen() -> None:
    assert "om/wat" in named("Wat heb je nodig om de sleutel terug te brengen?")
    assert "als/wat" in named("Wat gebeurt er als je het contract verbreekt?")
    assert named("Wie was erbij?") == set()
