"""Text as it comes in: what clean takes away, and that nothing is left to take away after it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("3 \u017feptember", "3 september"),
        ("d\u0130nsdag", "dInsdag"),
        ("I\u0307 en \u0130\u0307", "I en I"),
        ("a\ud800b\udfffc", "abc"),
        ("e\u200b\u0301\u00e9n", "\u00e9\u00e9n"),
    ],
)
def test_lookalikes_half_signs_and_parted_accents_are_put_right(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(st.sampled_from("aIis \u0130\u017f\u0307\u0301\u0323\u200b\u034f\ud800\r\n\x00")))
def test_a_clean_text_is_in_nfc_can_be_written_and_stays_as_it_is(raw: str) -> None:
    once = clean(raw)
    assert unicodedata.is_normalized("NFC", once)
    assert once.encode("utf-8").decode("utf-8") == once
    assert clean(once) == once
    assert once.lower().upper() == once.upper()
