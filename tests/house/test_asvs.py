"""The table of docs/asvs.md: every requirement of levels 1 and 2 once, and every test it names exists."""

import re
from collections import Counter

from coach.settings import ROOT

TABLE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (met|partly|not met|not applicable) \| ([^|]+) \|$", re.MULTILINE)
# ASVS 5.0.0: section -> requirements of levels 1 and 2 in it.
ASKED = {
    "6.1": range(1, 4), "6.2": range(1, 13), "6.3": range(1, 5), "6.4": range(1, 5), "6.5": range(1, 6),
    "6.6": range(1, 4), "6.8": range(1, 5), "7.1": range(1, 4), "7.2": range(1, 5), "7.3": range(1, 3),
    "7.4": range(1, 6), "7.5": range(1, 3), "7.6": range(1, 3), "8.1": range(1, 3), "8.2": range(1, 4),
    "8.3": range(1, 2), "8.4": range(1, 2), "14.1": range(1, 3), "14.2": range(1, 5), "14.3": range(1, 4),
}  # fmt: skip


def test_every_requirement_stands_there_once() -> None:
    wanted = [f"{section}.{number}" for section, numbers in ASKED.items() for number in numbers]
    assert [number for number, _, _ in ROW.findall(TABLE)] == wanted


def test_the_counts_are_those_of_the_table() -> None:
    states = Counter(state for _, state, _ in ROW.findall(TABLE))
    told = re.search(r"(\d+) requirements, of which (\d+) met, (\d+) partly, (\d+) not met, (\d+) not applic", TABLE)
    assert told is not None
    kinds = ("met", "partly", "not met", "not applicable")
    assert [int(number) for number in told.groups()] == [states.total(), *(states[kind] for kind in kinds)]


def test_every_test_that_is_named_exists() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    assert [name for name in sorted(named) if f"def {name}(" not in tests] == []
    assert len(named) > 30
