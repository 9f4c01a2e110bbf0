"""A minutes service with quiet surroundings, and talks in a few lines."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.method.library import MethodLibrary
from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService
from coach.safety.signs import Concern

EVERYTHING: dict[str, Any] = {
    "record": [
        "inbrengvraag en herformulering", "thema's in steekwoorden", "adviezen in steekwoorden",
        "terugblik op de vorige keer", "afspraken met naam", "wat iedereen heeft geleerd, met naam", "evaluatie",
        "datum van de volgende keer",
    ]
}  # fmt: skip

Talk = Callable[..., Minutes]


class NoSigns:
    """Hears no danger."""

    def look(self, text: str) -> Concern | None:
        return None


@pytest.fixture
def service() -> MinutesService:
    return MinutesService(NoSigns(), lambda: MethodLibrary({}))


@pytest.fixture
def talk(service: MinutesService) -> Talk:
    """Minutes of lines "Naam: tekst" on Tuesday 3 November 2026, with everything recorded."""

    def drafted(lines: str, **contract: Any) -> Minutes:
        text = "Datum: 3 november 2026\n" + "\n".join(line.strip() for line in lines.strip().splitlines())
        return service.draft(text.encode(), "gesprek.txt", EVERYTHING | contract)

    return drafted
