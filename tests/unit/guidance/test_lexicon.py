"""Stems, compounds, synonyms, and how much of a question is covered."""

from pathlib import Path

import pytest

from coach.errors import BadData
from coach.guidance.lexical import Lexical, Text
from coach.guidance.lexicon import FieldWords, Lexicon, Synonym, stem
from coach.settings import ROOT

FIELD = FieldWords(
    stop=frozenset({"de", "een"}),
    light=frozenset({"wat"}),
    outside=frozenset({stem("belasting")}),
    synonyms=(
        Synonym((stem("voorzitter"),), (stem("begeleider"),)),
        Synonym((stem("de"), stem("leiding")), (stem("begeleider"),)),
    ),
)
TEXTS = [
    Text("De begeleider", "De begeleider bewaakt de tijd van de groep."),
    Text("Intervisie", "Intervisie doe je in een groep. Wat je hoort blijft binnen."),
    Text("Leiding van water", "Water stroomt door een leiding. Over belasting niets."),
]


@pytest.fixture
def lexical() -> Lexical:
    return Lexical(Lexicon(FIELD, [f"{t.title} {t.text}" for t in TEXTS]), TEXTS)


def best(lexical: Lexical, question: str) -> int:
    return int(lexical.scores(lexical.lexicon.query(question)).argmax())


def test_another_form_of_a_word_is_found_by_its_stem(lexical: Lexical) -> None:
    assert best(lexical, "begeleiders") == 0


def test_a_compound_is_found_by_its_parts(lexical: Lexical) -> None:
    (word,) = lexical.lexicon.query("intervisiegroepen")
    assert word.parts == (stem("intervisie"), stem("groepen"))
    assert best(lexical, "intervisiegroepen") == 1


def test_a_word_that_only_looks_like_a_compound_is_left_whole(lexical: Lexical) -> None:
    (word,) = lexical.lexicon.query("watervallen")
    assert word.parts == ()


def test_a_synonym_leads_from_lay_words_to_the_field(lexical: Lexical) -> None:
    assert best(lexical, "voorzitter") == 0


def test_a_saying_weighs_more_than_its_words(lexical: Lexical) -> None:
    assert best(lexical, "leiding") == 2
    assert best(lexical, "wat doet de leiding") == 0


def test_stop_words_ask_nothing_and_light_words_prove_nothing(lexical: Lexical) -> None:
    assert lexical.lexicon.query("de een") == []
    assert lexical.known_share(lexical.lexicon.query("wat")) == 0.0


def test_coverage_counts_rare_words_and_knows_what_lies_outside(lexical: Lexical) -> None:
    def covered(question: str, *places: int) -> float:
        return lexical.covered_share(lexical.lexicon.query(question), places)

    assert covered("begeleider groep", 0) == pytest.approx(1.0)
    assert 0.0 < covered("begeleider intervisie", 0) < 1.0
    assert covered("begeleider intervisie", 0, 1) == pytest.approx(1.0)
    assert lexical.known_share(lexical.lexicon.query("fiets")) == 0.0
    assert covered("belasting", 2) == 0.0
    assert lexical.known_share(lexical.lexicon.query("belasting groep")) < 0.5


def test_a_heading_asked_word_for_word_agrees_most(lexical: Lexical) -> None:
    agreement = lexical.heading_agreement(lexical.lexicon.query("leiding van water"))
    assert agreement[2] == pytest.approx(1.0)
    assert agreement[0] == 0.0


def test_the_word_lists_of_the_product_can_be_read() -> None:
    field = FieldWords.load(ROOT / "knowledge" / "synonyms.toml")
    assert Synonym((stem("notuleren"),), (stem("notulist"), stem("verslag"))) in field.synonyms
    assert not field.stop & field.outside


def test_a_word_list_in_another_form_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text('stop = "de"\n', encoding="utf-8")
    with pytest.raises(BadData) as caught:
        FieldWords.load(path)
    assert "synonyms.toml" in (caught.value.where or "")
