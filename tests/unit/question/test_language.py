"""What can be Dutch is judged; what cannot is said kindly, also when it is short."""

from pathlib import Path

import pytest

from coach.errors import BadInput
from coach.question.language import must_be_dutch
from coach.question.lexicon import Lexicon
from coach.settings import ROOT

LEXICON = Lexicon.load(Path(ROOT) / "knowledge" / "question")


@pytest.mark.parametrize("text", ["What happened?", "What do you think?", "Why did you?", "asdf qwer zxcv", "hjkl"])
def test_short_english_and_keyboard_noise_are_not_read_as_dutch(text: str) -> None:
    with pytest.raises(BadInput, match="als Nederlands") as caught:
        must_be_dutch(text, LEXICON)
    assert caught.value.code == "not_dutch"


@pytest.mark.parametrize(
    "text",
    ["Waarom?", "Hmmm.", "Pfff", "Hoezo?", "Of les?", "Las hij mee?", "Pas gebeurd?", "Gewerkt?", "Was je bang?"],
)
def test_short_dutch_is_read(text: str) -> None:
    must_be_dutch(text, LEXICON)
