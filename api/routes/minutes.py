"""POST /api/v1/minutes: a transcript or notes in, a draft of the minutes out. Nothing is stored."""

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.deps import ContainerDep
from api.door import needs
from api.errors import PROBLEMS
from api.of_group import policy_of
from coach.errors import BadInput
from coach.group.contract_json import minutes_contract
from coach.group.rights import Act
from coach.minutes.contract import contract_from_json
from coach.minutes.dates import day_given
from coach.minutes.decoding import MAX_BYTES
from coach.minutes.model import (
    Agreement,
    ContractUse,
    DraftedBy,
    LearnedByPeer,
    Line,
    NextMeeting,
    PhaseSpan,
    Roles,
    Unsupported,
    Withheld,
)
from coach.safety.signs import Concern

router = APIRouter(prefix="/api/v1/minutes", tags=["minutes"], dependencies=[needs(Act.USE_TOOLS)])


class RoleChangeOut(BaseModel):
    """A role that was handed over."""

    role: str
    before: str | None = Field(alias="from")
    to: str
    sources: list[int]


_EXAMPLE: dict[str, Any] = {
    "date": "2026-11-03",
    "method": "incidentmethode",
    "roles": {"facilitator": "Marleen", "case_presenter": "Tom", "minutes_taker": "Nadia", "peers": ["Wendy"]},
    "role_changes": [{"role": "minutes_taker", "from": "Nadia", "to": "Wendy", "sources": [88]}],
    "absent": ["Iris"],
    "presenting_question": {"text": "Hoe kan ik met dat wantrouwen omgaan?", "sources": [12]},
    "restated_question": None,
    "themes": [{"text": "wantrouwen", "sources": [10, 12]}],
    "advice_keywords": [],
    "look_back": [],
    "agreements": [
        {
            "who": "Wendy",
            "what": "het artikel rondsturen",
            "when": "2026-11-06",
            "when_said": "uiterlijk vrijdag",
            "sources": [38],
        }
    ],
    "learned_by_presenter": [],
    "learned_by_peers": [],
    "evaluation": [],
    "next_meeting": {"date": "2026-12-08", "when_said": "8 december", "time": "15:30", "sources": [41]},
    "phases": [{"phase": "present", "first_turn": 9, "last_turn": 12, "minutes": 6}],
    "withheld": [{"kind": "third_party_name", "count": 1}],
    "unsupported": [],
    "drafted_by": {"way": "local", "version": "1"},
    "contract": {"recorded": ["roles", "agreements"], "not_recorded": ["evaluation"]},
    "remarks": [],
    "help": None,
}


class MinutesOut(BaseModel):
    """The draft in the form of DESIGN section 5; what was not said is null or empty."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    date: datetime.date | None
    method: str | None
    roles: Roles
    role_changes: list[RoleChangeOut]
    absent: list[str]
    presenting_question: Line | None
    restated_question: Line | None
    themes: list[Line]
    advice_keywords: list[Line]
    look_back: list[Line]
    agreements: list[Agreement]
    learned_by_presenter: list[Line]
    learned_by_peers: list[LearnedByPeer]
    evaluation: list[Line]
    next_meeting: NextMeeting
    phases: list[PhaseSpan]
    withheld: list[Withheld]
    unsupported: list[Unsupported]
    drafted_by: DraftedBy
    contract: ContractUse
    remarks: list[str]
    help: Concern | None


@router.post("", summary="Draft minutes from a transcript or notes", response_model=MinutesOut, responses=PROBLEMS)
def draft(
    request: Request,
    container: ContainerDep,
    file: Annotated[UploadFile, File(description="Het gesprek of de notities: .vtt, .srt, .txt of .json.")],
    contract: Annotated[
        str | None,
        Form(description="contract.json als tekst.", max_length=100_000, examples=['{"record": ["afspraken"]}']),
    ] = None,
    date: Annotated[
        str | None,
        Form(
            description="De datum van de bijeenkomst, als die niet gezegd is.", max_length=20, examples=["2026-12-10"]
        ),
    ] = None,
    group: Annotated[
        str | None, Form(description="De id van een groep van jou: haar contract geldt dan.", max_length=64)
    ] = None,
) -> dict[str, Any]:
    """What the contract allows, every line with the numbers of the turns it rests on. File and draft are not kept."""
    if contract and group:
        raise BadInput("Geef een contract mee of een groep, niet allebei.", code="two_contracts", where="group")
    data = file.file.read(MAX_BYTES + 1)
    wanted = contract_from_json(contract) if contract else None
    if group:
        wanted = minutes_contract(policy_of(request, group))
    return container.minutes.draft(data, file.filename or "", wanted, meeting=day_given(date)).as_dict()
