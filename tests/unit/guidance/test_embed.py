"""Vectors of characters: near for words that look alike, the same at every build, without a pickle."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import BadData
from coach.guidance.embed import NgramEmbedder

TEXTS = ["De notulist maakt het verslag.", "Een open vraag begint met hoe of wat.", "De groep kiest een methode."]


def test_vectors_have_unit_length_and_the_size_that_is_told() -> None:
    embedder = NgramEmbedder.fit(TEXTS)
    vectors = np.array(embedder.embed(TEXTS))
    assert vectors.shape == (3, embedder.size)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)


def test_a_text_is_nearest_to_the_text_it_looks_like() -> None:
    embedder = NgramEmbedder.fit(TEXTS)
    vectors = np.array(embedder.embed(TEXTS))
    for question, expected in [("notulisten en verslagen", 0), ("vraagwoorden, openheid", 1), ("methodes", 2)]:
        assert int((vectors @ np.array(embedder.embed([question])[0])).argmax()) == expected


def test_the_reduction_keeps_the_cosines_of_the_full_space() -> None:
    embedder = NgramEmbedder.fit(TEXTS)
    vectors = np.array(embedder.embed(TEXTS))
    assert vectors @ vectors.T == pytest.approx(embedder._rows.products(), abs=1e-5)


def test_no_more_directions_are_kept_than_asked_for() -> None:
    assert NgramEmbedder.fit(TEXTS, size=2).size == 2
    assert NgramEmbedder.fit([TEXTS[0], TEXTS[0]]).size == 1


def test_what_shares_nothing_with_the_corpus_has_no_direction() -> None:
    assert set(NgramEmbedder.fit(TEXTS).embed(["xyzzy", "", "☂"])[0]) == {0.0}


def test_two_builds_give_the_same_vectors_and_so_does_a_saved_one(tmp_path: Path) -> None:
    first, second = NgramEmbedder.fit(TEXTS), NgramEmbedder.fit(TEXTS)
    assert first.embed(["verslag"]) == second.embed(["verslag"])
    first.save(tmp_path)
    loaded = NgramEmbedder.load(tmp_path)
    assert loaded.embed(["verslag"])[0] == pytest.approx(first.embed(["verslag"])[0], abs=1e-6)


@pytest.mark.parametrize("damage", ["embedder.json", "embedder.npz"])
def test_a_damaged_embedder_is_said_to_be_damaged(tmp_path: Path, damage: str) -> None:
    NgramEmbedder.fit(TEXTS).save(tmp_path)
    (tmp_path / damage).write_bytes(b"{}")
    with pytest.raises(BadData, match="beschadigd"):
        NgramEmbedder.load(tmp_path)
