"""Whether a text can be Dutch. Cautious: a short text is refused only when nothing in it can be Dutch."""

import re

from coach.errors import BadInput
from coach.question.lexicon import Lexicon
from coach.text import words

_ENOUGH_WORDS = 5
# Four keys in a row on a keyboard, or four or more consonants without a vowel: no Dutch word has that. Sounds that
# repeat a letter ("hmmm", "pfff") are left alone.
_KEYS = re.compile("qwer|wert|erty|rtyu|tyui|uiop|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm")
_REPEATS = re.compile(r"(.)\1\1")
_VOWEL = re.compile("[aeiouyàâäáèêëéìîïíòôöóùûüú]")
_ALSO_DUTCH = frozenset({"les", "las", "los", "dans", "pas", "la", "das", "des", "den", "der"})
_FOREIGN_SHARE = 0.25  # of all words; a Dutch sentence with English jargon stays far below it


def must_be_dutch(text: str, lexicon: Lexicon) -> None:
    """Raises BadInput for a text that is clearly in another language or another script."""
    other_script = 0 if text.isascii() else _letters_beyond(0x24F, text)
    said = [word.lower() for word in words(text)]
    foreign = sum(1 for word in said if word in lexicon.foreign)
    dutch = sum(1 for word in said if word in lexicon.dutch)
    is_foreign = len(said) >= _ENOUGH_WORDS and foreign >= max(2, _FOREIGN_SHARE * len(said)) and foreign > 2 * dutch
    if len(said) < _ENOUGH_WORDS and not dutch:
        elsewhere = any(word in lexicon.foreign and word not in _ALSO_DUTCH for word in said)
        is_foreign = elsewhere or (bool(said) and all(_is_noise(word) for word in said))
    if is_foreign or (other_script and other_script * 2 > _letters_beyond(-1, text)):
        raise BadInput("Dit kan ik niet als Nederlands lezen. Schrijf de vraag in het Nederlands op.", code="not_dutch")


def _letters_beyond(last: int, text: str) -> int:
    """How many letters stand after a code point."""
    return sum(1 for c in text if ord(c) > last and c.isalpha())


def _is_noise(word: str) -> bool:
    if _KEYS.search(word):
        return True
    return len(word) >= 4 and not _VOWEL.search(word) and not _REPEATS.search(word)
