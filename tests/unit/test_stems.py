"""Stems: the same in eight threads as in one, and no word of anybody stays behind."""

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest

from coach import stems
from coach.guidance.lexicon import FieldWords, Lexicon
from coach.guidance.lexicon import stem as desk_stem
from coach.minutes.keywords import stem as minutes_stem

WORDS = [
    "verantwoordelijkheden", "leidinggevenden", "bijeenkomsten", "inbrengvragen", "deelnemers", "gevoelens",
    "vertrouwelijkheid", "intervisiegroepen", "methodes", "adviezen", "luisterde", "herformuleringen", "afspraken",
]  # fmt: skip
FIELD = FieldWords(frozenset(), frozenset(), frozenset(), ())


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that give way to each other after a microsecond, so that a shared state is hit at once."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("stem", [desk_stem, minutes_stem])
@pytest.mark.usefixtures("hasty_threads")
def test_eight_threads_find_the_same_stems_as_one(stem: Callable[[str], str]) -> None:
    alone = [stem(word) for word in WORDS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: [stem(word) for word in WORDS], range(160)))
    assert [found for found in together if found != alone] == []


def _words_in(thing: object, depth: int = 4) -> set[str]:
    """Every text that can be reached from an object, also in the memory of a cached function."""
    found: set[str] = set()
    for inner in gc.get_referents(thing) if depth else ():
        if isinstance(inner, str):
            found.add(inner)
        elif not isinstance(inner, type | ModuleType) and inner is not globals():
            found |= _words_in(inner, depth - 1)
    return found


def test_a_word_of_a_question_or_a_transcript_is_not_kept() -> None:
    lexicon = Lexicon(FIELD, ["de notulist schrijft afspraken op"])
    asked = "".join(["kwartel", "zuchtig"])  # not a constant of this function
    lexicon.query(f"wat doet {asked}")
    minutes_stem(asked)
    assert "notulist" in _words_in(lexicon), "this looks at nothing"
    for owner in (lexicon, stems.__dict__, vars(desk_stem), vars(minutes_stem), desk_stem, minutes_stem):
        assert asked not in _words_in(owner, 3)


def test_inside_kept_a_word_is_stemmed_once_and_afterwards_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counting:
        def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's own name
            asked.append(word)
            return word

    monkeypatch.setitem(stems._STEMMERS, "dutch", Counting())
    with stems.kept():
        assert {stems.snowball("fietsen", "dutch") for _ in range(3)} == {"fietsen"}
    stems.snowball("fietsen", "dutch")
    assert asked == ["fietsen", "fietsen"]
