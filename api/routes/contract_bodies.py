"""What comes in and goes out about a group's contract."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StrictBool, StrictInt

from api.routes.meeting_bodies import Body
from coach.group.clauses import MAX_TEXT
from coach.group.contract_json import Sentence
from coach.group.contracts import Changes
from coach.group.names import MAX_NAME

Line = Annotated[str, Field(max_length=2_000)]
Sentences = Annotated[list[Line], Field(max_length=100)]
Given = StrictBool | StrictInt | Line | Sentences


class ClauseBody(Body):
    """One clause: its text, its choices, or both; what is left out stays."""

    text: str | None = Field(default=None, max_length=MAX_TEXT * 2)
    choices: dict[str, Given] = Field(default_factory=dict, max_length=40)


class ProposeBody(Body):
    """Changes to the newest version, or for a first contract to the defaults. Empty: propose as it stands."""

    clauses: dict[str, ClauseBody] = Field(
        default_factory=dict,
        max_length=40,
        examples=[{"minutes": {"choices": {"raw_days": 14}}, "attention": {"text": "Telefoons liggen in de mand."}}],
    )
    based_on: StrictInt | None = Field(
        default=None, ge=0, description="De versie die je zag; 0: nog geen. Anders krijg je 409 als er een nieuwere is."
    )

    def changes(self) -> Changes:
        """The changes as the service takes them."""
        return {key: one.model_dump(exclude_none=True) for key, one in self.clauses.items()}


class AgreeBody(Body):
    """A member's own yes."""

    version: StrictInt = Field(ge=1)
    name: str = Field(min_length=1, max_length=MAX_NAME, examples=["Fatima de Boer"])


class ContractFile(BaseModel):
    """contract.json (DESIGN section 5)."""

    record: list[str] | None = Field(
        default=None, description="Zinnen: wat in het verslag komt. Ontbreekt zonder contract: dan het minste."
    )
    do_not_record: list[str]
    anonymise: bool
    retention_days: int
    language: str = "nl"


class Imported(BaseModel):
    """The version that was proposed, and how each sentence is read; without `means` it is not understood."""

    version: int
    understood: list[Sentence]
    not_understood: list[Sentence]


ContractIn = Annotated[dict[str, Any], Field(max_length=20)]
