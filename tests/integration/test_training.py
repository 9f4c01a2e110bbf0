"""The road from cases to weights: trained on a sample, twice the same, written as plain data, read by the judge."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from coach.errors import BadData
from coach.question.axes import axes_by_rules
from coach.question.content import Cues
from coach.question.learned.model import LearnedModel
from coach.question.lexicon import Lexicon
from coach.question.statements import Statements
from coach.settings import ROOT
from evals.train.data import Example, examples
from evals.train.fit import fit, in_memory, version_of, write


@pytest.fixture(scope="module")
def sample() -> list[Example]:
    folder = ROOT / "knowledge" / "question"
    lexicon = Lexicon.load(folder)
    cues, statements = Cues.load(folder, lexicon), Statements.load(folder, lexicon)
    read = partial(axes_by_rules, lexicon=lexicon, cues=cues, statements=statements)
    return examples(("train",), read)[::8]


def test_the_same_texts_give_the_same_weights_and_a_version_that_names_them(sample: list[Example]) -> None:
    once, again = fit(sample), fit(sample)
    assert once.names == again.names
    assert np.array_equal(once.matrix, again.matrix)
    assert version_of(sample) == version_of(list(sample))
    assert version_of(sample) != version_of(sample[1:])


def test_what_is_written_judges_as_what_was_fitted(sample: list[Example], tmp_path: Path) -> None:
    weights = fit(sample)
    fitted = in_memory(weights)
    read = write(weights, tmp_path, {"version": version_of(sample), "certainty": {}})
    same = sum(fitted.chances(r.text, r.axes).best("load") == read.chances(r.text, r.axes).best("load") for r in sample)
    assert same >= len(sample) * 0.99  # 8 bits a weight may tip a case in a hundred
    chances = read.chances("Heb je al eens overwogen om haar te bellen?", sample[0].axes)
    for axis, values in chances.of.items():
        assert sum(values.values()) == pytest.approx(1, abs=1e-5), axis


def test_it_learns_something(sample: list[Example]) -> None:
    """On other texts than it learned from, the load is right far more often than the commonest load is."""
    model = in_memory(fit(sample[::2]))
    others = sample[1::2]
    right = sum(model.chances(r.text, r.axes).best("load") == r.gold["load"] for r in others) / len(others)
    commonest = sum(r.gold["load"] == "neutral" for r in others) / len(others)
    assert right > commonest + 0.1


def test_weights_that_do_not_fit_their_names_are_refused(sample: list[Example], tmp_path: Path) -> None:
    write(fit(sample[::4]), tmp_path, {"version": "x", "certainty": {}})
    (tmp_path / "names.txt").write_text("w:een\n", encoding="utf-8")
    with pytest.raises(BadData, match="train opnieuw"):
        LearnedModel.load(tmp_path)


def test_the_weights_that_ship_are_plain_numbers_and_text() -> None:
    folder = ROOT / "coach" / "question" / "learned" / "data"
    assert {path.suffix for path in folder.iterdir()} <= {".npz", ".txt", ".json"}
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        assert {str(arrays[name].dtype) for name in arrays.files} <= {"int8", "float32"}
