"""Whether a text can be Dutch. Cautious: a short text is never refused."""

from coach.errors import BadInput
from coach.question.lexicon import Lexicon
from coach.text import words

_ENOUGH_WORDS = 5
_FOREIGN_SHARE = 0.25  # of all words; a Dutch sentence with English jargon stays far below it


def must_be_dutch(text: str, lexicon: Lexicon) -> None:
    """Raises BadInput for a text that is clearly in another language or another script."""
    letters = [c for c in text if c.isalpha()]
    other_script = sum(1 for c in letters if ord(c) > 0x24F)
    said = [word.lower() for word in words(text)]
    foreign = sum(1 for word in said if word in lexicon.foreign)
    dutch = sum(1 for word in said if word in lexicon.dutch)
    is_foreign = len(said) >= _ENOUGH_WORDS and foreign >= max(2, _FOREIGN_SHARE * len(said)) and foreign > 2 * dutch
    if is_foreign or other_script * 2 > len(letters):
        raise BadInput("Ik lees alleen Nederlands. Schrijf de vraag in het Nederlands op.", code="not_dutch")
