"""An ask as it comes in from outside (a JSON line, a request), in its checked form."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadInput
from coach.question.ask import Ask, Said
from coach.text import clean

MAX_CASE_CHARS = 20_000
MAX_TURN_CHARS = 4_000
MAX_TURNS = 500


class SaidIn(BaseModel):
    """One earlier turn."""

    role: str = Field(max_length=40)
    text: str = Field(max_length=MAX_TURN_CHARS)


class AskIn(BaseModel):
    """The fields of an ask; unknown fields are passed over, so that eval cases can be sent as they are."""

    model_config = ConfigDict(extra="ignore")

    text: str
    id: str | int | None = None
    case: str | None = Field(default="", max_length=MAX_CASE_CHARS)
    history: list[SaidIn] | None = Field(default_factory=list, max_length=MAX_TURNS)
    method: str | None = Field(default=None, max_length=80)
    phase: str | None = Field(default=None, max_length=80)
    role: str | None = Field(default="peer", max_length=40)

    def ask(self) -> Ask:
        """The ask, with case and history cleaned. The text itself is cleaned where it is judged."""
        return Ask(
            text=self.text,
            id=None if self.id is None else str(self.id),
            case=clean(self.case or ""),
            history=tuple(Said(said.role, clean(said.text)) for said in self.history or []),
            method=self.method,
            phase=self.phase,
            role=self.role or "peer",
        )


def ask_of(value: dict[str, Any]) -> Ask:
    """The ask in a JSON object. Raises BadInput naming the first wrong field, never what was in it."""
    try:
        return AskIn.model_validate(value).ask()
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise BadInput(f"Het veld ‘{field}’ ontbreekt of heeft de verkeerde vorm.", code="bad_field") from None
