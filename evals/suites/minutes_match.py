"""When two minutes lines say the same: by their words and by the turns they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.text import words
from evals.figures import Row

_SMALL = frozenset(
    "de het een en of van voor met op in aan bij te dat die dit is wordt om er zich zijn haar hun ze hij".split()  # noqa: SIM905
)


def _content(text: str) -> set[str]:
    return {word.casefold() for word in words(text)} - _SMALL


def overlap(gold: str, got: str) -> float:
    """Share of the gold's content words that stand in the other text."""
    wanted = _content(gold)
    return len(wanted & _content(got)) / len(wanted) if wanted else 0.0


def alike(gold: str | None, got: str | None, aliases: Mapping[str, Any]) -> bool:
    """The same name, by any form the gold knows for it; None only equals None."""
    if gold is None or got is None:
        return gold is None and got is None
    forms = {gold.casefold(), *(str(form).casefold() for form in aliases.get(gold, []))}
    return got.casefold() in forms or bool(forms & set(got.casefold().split()))


def matched(gold: Sequence[Any], got: Sequence[Any], key: str) -> dict[int, int]:
    """Gold place -> drafted place, each used once, best pair first. A pair shares a source turn (or one next to it)
    and at least a quarter of the gold's content words, or most of the words."""
    scored = sorted(
        ((_score(one, other, key), i, j) for i, one in enumerate(gold) for j, other in enumerate(got)), reverse=True
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _score(gold: Any, got: Any, key: str) -> float:
    shared = overlap(gold[key], got[key])
    near = any(abs(a - b) <= 1 for a in gold.get("sources", []) for b in got.get("sources", []))
    if near and shared >= 0.25:
        return 1 + shared
    return shared if shared >= 0.6 else 0.0


def sources_ok(name: str, draft: Mapping[str, Any], last: int) -> Iterator[Row]:
    """One row for every drafted item: does it name turns, and do they exist?"""
    for path, item in _items(draft):
        numbers = item["sources"]
        yield {
            "metric": "sources",
            "score": bool(numbers) and all(1 <= n <= last for n in numbers),
            "id": f"{name}{path}",
        }


def _items(value: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict):
        if "sources" in value and any(value[key] for key in value if key != "sources"):
            yield path, value
        for key, inner in value.items():
            yield from _items(inner, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _items(inner, f"{path}/{place}")
