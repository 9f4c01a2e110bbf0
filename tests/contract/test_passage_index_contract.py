"""What every passage index does: the matrix of the tests and Chroma alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.guidance.chroma_index import ChromaIndex
from coach.ports import PassageIndex
from tests.fakes.passage_index import MatrixIndex

EAST, NORTH, NORTH_EAST, WEST = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.6, 0.8, 0.0], [-1.0, 0.0, 0.0]


@pytest.fixture(params=["matrix", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageIndex]:
    made: PassageIndex = MatrixIndex() if request.param == "matrix" else ChromaIndex(tmp_path / "vectors")
    yield made
    made.close()


def test_the_nearest_come_first_with_their_cosine(index: PassageIndex) -> None:
    index.add(["east", "north", "between", "west"], [EAST, NORTH, NORTH_EAST, WEST])
    found = index.nearest(NORTH, 4)
    assert [name for name, _ in found][:2] == ["north", "between"]
    assert dict(found) == pytest.approx({"north": 1.0, "between": 0.8, "east": 0.0, "west": 0.0}, abs=1e-5)


def test_length_does_not_count_only_direction(index: PassageIndex) -> None:
    index.add(["east", "north"], [EAST, [0.0, 5.0, 0.0]])
    assert dict(index.nearest([0.0, 0.1, 0.0], 1)) == pytest.approx({"north": 1.0}, abs=1e-5)


def test_no_more_come_than_were_asked_for_or_are_there(index: PassageIndex) -> None:
    index.add(["east", "north"], [EAST, NORTH])
    assert len(index.nearest(EAST, 1)) == 1
    assert len(index.nearest(EAST, 50)) == 2
    assert index.nearest(EAST, 0) == []


def test_an_empty_index_finds_nothing(index: PassageIndex) -> None:
    assert index.size() == 0
    assert index.nearest(EAST, 3) == []


def test_an_id_given_twice_keeps_the_last_vector(index: PassageIndex) -> None:
    index.add(["a"], [EAST])
    index.add(["a"], [NORTH])
    assert index.size() == 1
    assert dict(index.nearest(NORTH, 1)) == pytest.approx({"a": 1.0}, abs=1e-5)


def test_a_vector_of_another_length_is_refused(index: PassageIndex) -> None:
    index.add(["a"], [EAST])
    with pytest.raises(ValueError, match="one length"):
        index.add(["b"], [[1.0, 0.0]])
    with pytest.raises(ValueError, match="one length"):
        index.nearest([1.0, 0.0], 1)


def test_many_vectors_go_in_and_each_is_its_own_nearest(index: PassageIndex) -> None:
    names = [f"p{i}" for i in range(1_200)]
    index.add(names, [[float(i % 40) - 20, float(i // 40) - 15, 1.0] for i in range(1_200)])
    assert index.size() == 1_200
    assert index.nearest([-20.0 + 7, -15.0 + 3, 1.0], 1)[0][0] == "p127"
