"""An ask as it comes in from outside (a JSON line, a request), in its checked form."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadInput
from coach.question.ask import Ask, Said
from coach.text import clean

MAX_CASE_CHARS = 20_000
MAX_TURN_CHARS = 4_000
MAX_TURNS = 500


class SaidIn(BaseModel):
    """One earlier turn."""

    role: str = Field(max_length=40, examples=["case_presenter"])
    text: str = Field(max_length=MAX_TURN_CHARS, examples=["Ze zei niets meer en ik voelde me machteloos."])


class MomentIn(BaseModel):
    """Where the conversation stands: what an ask to judge and an ask to deepen share. `history` runs from old to new.

    Unknown fields are passed over, so that eval cases can be sent as they are; null counts as left out.
    """

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    case: str | None = Field(
        default="", max_length=MAX_CASE_CHARS, examples=["Een moeder belt mij elke avond over de toets."]
    )
    history: list[SaidIn] | None = Field(default_factory=list, max_length=MAX_TURNS)
    method: str | None = Field(default=None, max_length=80, examples=["basismodel"])
    phase: str | None = Field(default=None, max_length=80, examples=["deepening"])

    def name(self) -> str | None:
        """The id as text, cleaned: a number is echoed as its digits."""
        return None if self.id is None else clean(str(self.id))

    def told(self) -> str:
        """The case, cleaned."""
        return clean(self.case or "")

    def said(self) -> tuple[Said, ...]:
        """The earlier turns, cleaned."""
        return tuple(Said(said.role, clean(said.text)) for said in self.history or [])


class AskIn(MomentIn):
    """A moment with the contribution to judge in it."""

    text: str
    role: str | None = Field(default="peer", max_length=40)

    def ask(self) -> Ask:
        """The checked values as the judge takes them. The text itself is cleaned where it is judged."""
        return Ask(
            text=self.text,
            id=self.name(),
            case=self.told(),
            history=self.said(),
            method=self.method,
            phase=self.phase,
            role=self.role or "peer",
        )


Form = TypeVar("Form", bound=MomentIn)


def checked(value: dict[str, Any], form: type[Form]) -> Form:
    """A JSON object in a form. Raises BadInput naming the first wrong field, never what was in it."""
    try:
        return form.model_validate(value)
    except ValidationError as error:
        at = error.errors(include_input=False)[0]["loc"]
        field = ".".join(str(part) for part in (at if at[0] == "history" else at[:1]))
        raise BadInput(f"Het veld ‘{field}’ ontbreekt of heeft de verkeerde vorm.", code="bad_field") from None
