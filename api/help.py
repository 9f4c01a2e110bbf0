"""Where help is, also when what somebody sent cannot be used: too long, not Dutch, in the wrong form."""

from collections.abc import Iterator

from coach.container import Container
from coach.errors import BadInput
from coach.safety.signs import Concern

# Characters looked at from either end of a text: looking takes about 5 milliseconds per thousand characters, and a
# text may be two million long.
READ = 10_000
MOST_TEXTS = 100


class Refusal(BadInput):
    """A BadInput that carries where help is."""

    def __init__(self, error: BadInput, help: Concern) -> None:
        super().__init__(error.message, code=error.code, where=error.where)
        self.status, self.help = error.status, help


def concern_in(parts: Container, *texts: str) -> Concern | None:
    """The first sign of danger in these texts; of long ones the beginning and the end are read."""
    pieces = (piece for text in texts for piece in ((text[:READ], text[-READ:]) if len(text) > READ else (text,)))
    return next((found for piece in pieces if (found := parts.safety.look(piece))), None)


def texts_in(body: object) -> tuple[str, ...]:
    """All texts in a JSON value, at most a hundred: what came along with a request that was refused."""
    found: list[str] = []
    for text in _texts(body):
        found.append(text)
        if len(found) == MOST_TEXTS:
            break
    return tuple(found)


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as inner:
                waiting += inner.values()
            case list() as inner:
                waiting += inner
