"""A group's contract: what it says, propose a change, agree to it, its versions, and contract.json."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, OwnPartDep, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.contract_bodies import AgreeBody, ContractFile, ContractIn, Imported, ProposeBody
from api.routes.groups import GroupId
from api.routes.meetings import Key
from coach.group.access import Thing
from coach.group.contract_view import ContractView, VersionView
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter(prefix="/api/v1/groups", tags=["contract"], responses={**PROBLEMS, **NOT_READY})

EXAMPLE = {
    "record": ["inbrengvraag", "thema's in steekwoorden", "afspraken met naam", "volgende bijeenkomst"],
    "do_not_record": ["wie welk advies gaf", "diagnoses"],
    "anonymise": True,
    "retention_days": 7,
    "language": "nl",
}


@router.get("/{group_id}/contract", summary="Het contract: wat geldt, wat wacht, en wie er nog niet akkoord is")
def contract(container: ContainerDep, here: GroupDep, group_id: GroupId) -> ContractView:
    return container.contracts.look(here.our_group.id, here.my_membership.id)


@router.put("/{group_id}/contract", summary="Een nieuwe versie voorleggen aan de groep", responses=CONFLICT)
def propose(
    container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: ProposeBody, key: Key = None
) -> ContractView:
    """Asks every member again. Until all have agreed, the stricter of this and the last version in force holds."""
    container.contracts.propose(here.our_group.id, here.my_membership, body.changes(), body.based_on, key)
    return container.contracts.look(here.our_group.id, here.my_membership.id)


@router.post("/{group_id}/contract", summary="Akkoord gaan, met je naam", responses=CONFLICT)
def agree(container: ContainerDep, here: OwnPartDep, group_id: GroupId, body: AgreeBody) -> ContractView:
    container.contracts.agree(here.our_group.id, here.my_membership, body.version, body.name)
    return container.contracts.look(here.our_group.id, here.my_membership.id)


@router.get("/{group_id}/contract/versions", summary="Alle versies, met wat er veranderde en wie akkoord ging")
def versions(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[VersionView]:
    views = container.contracts.versions(here.our_group.id, here.my_membership.id)
    return page_of(views, limit, after, lambda view: str(view.version))


@router.get(
    "/{group_id}/contract.json",
    summary="Wat nu geldt, als contract.json",
    response_model=ContractFile,
    response_model_exclude_none=True,
)
def export(
    container: ContainerDep,
    here: Annotated[Here, needs(Act.GROUP_SEE, opens=Thing.CONTRACT_EXPORT)],
    group_id: GroupId,
    response: Response,
) -> ContractFile:
    response.headers["Content-Disposition"] = 'attachment; filename="contract.json"'
    return ContractFile(**container.contracts.exported(here.our_group.id))


@router.post("/{group_id}/contract.json", summary="Een contract.json voorleggen aan de groep", responses=CONFLICT)
def take_in(
    container: ContainerDep,
    here: CoordinatorDep,
    group_id: GroupId,
    body: Annotated[ContractIn, Body(examples=[EXAMPLE])],
    key: Key = None,
) -> Imported:
    """Sentences that are not understood are kept as they are, and not recorded."""
    version, read = container.contracts.take_in(here.our_group.id, here.my_membership, body, key)
    return Imported(
        version=version,
        understood=[sentence for sentence in read.sentences if sentence.means],
        not_understood=list(read.not_understood),
    )
