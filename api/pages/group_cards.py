"""What stands on the home page of a group: cards, each made by whoever knows about it.

Another page module adds one by decorating a function with `@card(place)`; it gets the request's Here and returns a
Card, or None when there is nothing to say. Cards that wait for whoever looks come first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coach.container import Container
from coach.group.visitor import Here


@dataclass(frozen=True, slots=True)
class Link:
    """A way on; `label` says what happens there."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A short text with ways on. `waits`: something is asked of whoever looks; only then is the first link a button."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    waits: bool = False


Maker = Callable[[Container, Here], Card | None]
CARDS: list[tuple[int, Maker]] = []


def card(place: int) -> Callable[[Maker], Maker]:
    """Adds a card; low places come first: 10 start, 20 contract, 30 dates, 40 look-backs, 50 people."""

    def add(maker: Maker) -> Maker:
        CARDS.append((place, maker))
        return maker

    return add


def cards(container: Container, here: Here) -> list[Card]:
    """The cards for whoever looks, in order."""
    made = [maker(container, here) for _, maker in sorted(CARDS, key=lambda entry: entry[0])]
    return sorted((one for one in made if one is not None), key=lambda one: not one.waits)
