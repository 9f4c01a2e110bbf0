"""The JSON form of a request for deepening questions, checked at the edge (command line and HTTP)."""

from pydantic import BaseModel, Field

from coach.live.deepening import DeepenAsk
from coach.question.ask import Said

MAX_CASE_CHARS = 20_000
MAX_TURN_CHARS = 4_000
MAX_TURNS = 500


class SaidForm(BaseModel):
    """One earlier turn."""

    role: str = Field(max_length=40, examples=["case_presenter"])
    text: str = Field(max_length=MAX_TURN_CHARS, examples=["Ze zei niets meer en ik voelde me machteloos."])


class DeepenForm(BaseModel):
    """Where the conversation stands; everything may be left out. `history` runs from old to new."""

    id: str | None = Field(default=None, max_length=200)
    case: str = Field(default="", max_length=MAX_CASE_CHARS, examples=["Een moeder belt mij elke avond over de toets."])
    history: list[SaidForm] = Field(default_factory=list, max_length=MAX_TURNS)
    method: str | None = Field(default=None, max_length=80, examples=["basismodel"])
    phase: str | None = Field(default=None, max_length=80, examples=["deepening"])

    def to_ask(self) -> DeepenAsk:
        """The checked values as the service takes them."""
        history = tuple(Said(said.role, said.text) for said in self.history)
        return DeepenAsk(self.id, self.case, history, self.method, self.phase)
