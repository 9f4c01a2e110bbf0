"""Whatever comes in: a draft whose sources exist, or an error that a person can read."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import BadInput
from coach.method.library import MethodLibrary
from coach.minutes.model import Minutes
from coach.minutes.reading import read
from coach.minutes.service import MinutesService
from coach.safety.signs import Concern


class NoSigns:
    """Hears no danger."""

    def look(self, text: str) -> Concern | None:
        return None


SERVICE = MinutesService(NoSigns(), lambda: MethodLibrary({}))
WISH = {
    "record": [
        "vraag",
        "thema's",
        "adviezen",
        "terugblik op de vorige keer",
        "afspraken",
        "leerpunten",
        "evaluatie",
        "volgende keer",
    ]
}
NAMES = st.sampled_from(["Karin", "Joost", "Fatima", "Spreker 7", "Vries, Jan de"])
VOCABULARY = """
ik ga zal bel stuur vrijdag de veertiende over twee weken ja nee doe maar Karin Joost notuleren begeleidt vraag is hoe
afspraak we spreken af dat volgende keer om half acht ? . , mee neem geleerd adviesronde vertel 31 februari zullen wie
mevrouw Dekker haha laat [naam] 06-12345678 😀 مرحبا
"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)
TALKS = st.lists(st.tuples(NAMES, SENTENCES), max_size=25)
QUIET = [HealthCheck.too_slow]


def _sources(value: Any) -> list[int]:
    if isinstance(value, dict):
        own = list(value.get("sources", []))
        return own + [n for key, inner in value.items() if key != "sources" for n in _sources(inner)]
    return [n for inner in value for n in _sources(inner)] if isinstance(value, list) else []


def _holds(minutes: Minutes, turns: int) -> None:
    form = minutes.as_dict()
    assert all(1 <= number <= turns for number in _sources(form))
    assert all(agreement["sources"] for agreement in form["agreements"])
    assert "06-12345678" not in str(form)


def _says(error: BadInput) -> None:
    assert error.message.endswith((".", "?", "]", "}", '"'))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(TALKS, st.booleans())
def test_every_source_exists_in_a_random_talk(talk: list[tuple[str, str]], dated: bool) -> None:
    header = "Datum: 3 november 2026\n" if dated else ""
    data = (header + "\n".join(f"{name}: {text}" for name, text in talk)).encode()
    try:
        turns = len(read(data, "a.txt").turns)
    except BadInput:
        return
    _holds(SERVICE.draft(data, "a.txt", WISH), turns)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.vtt", "a.srt", "a.json", "a"]))
def test_random_text_gives_a_draft_or_a_sentence(text: str, name: str) -> None:
    try:
        minutes = SERVICE.draft(text.encode("utf-8", "ignore"), name, WISH)
    except BadInput as error:
        _says(error)
        return
    _holds(minutes, 10_000)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.vtt", "a.srt", "a.json"]))
def test_random_bytes_give_a_draft_or_a_sentence(data: bytes, name: str) -> None:
    try:
        minutes = SERVICE.draft(data, name)
    except BadInput as error:
        _says(error)
        return
    assert minutes.drafted_by.way == "local"


def test_a_long_line_without_spaces_takes_no_long_time() -> None:
    for text in ("a" * 50_000, "ja " * 20_000, "[" * 20_000, "Ik ga " * 10_000, "1 " * 20_000, "A" * 30_000 + ": x"):
        minutes = SERVICE.draft(f"Karin: {text}\nJoost: ja\nKarin: nee\nJoost: ja".encode(), "a.txt")
        assert minutes.drafted_by.way == "local"
