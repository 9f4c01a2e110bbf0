"""Taking along everything about oneself, erasing oneself or a group, and the receipts of what was erased."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from api.deps import ContainerDep
from api.door import GroupDep, MyOwnDep, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.groups import GroupId
from api.routes.meeting_bodies import Body
from api.routes.people import Password
from api.sign_in import take_cookies
from coach.group.names import MAX_NAME
from coach.group.receipts import ReceiptView
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter(prefix="/api/v1", tags=["wissen"], responses={**PROBLEMS, **NOT_READY})

EraseDep = Annotated[Here, needs(Act.GROUP_ERASE)]
Version = Annotated[int, Path(description="Het nummer van de versie", ge=1, le=1_000_000)]


class EraseMeBody(Body):
    """One's password, asked again."""

    password: Password


class EraseGroupBody(Body):
    """The name of the group, typed over."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME, examples=["Intervisie dinsdag"])]


@router.get("/me/export", summary="Alles wat over mij bewaard is")
def export(container: ContainerDep, here: MyOwnDep) -> dict[str, Any]:
    """Account, apparaten, groepen, akkoorden, relaties, data, aanwezigheid, toestemmingen, kwitanties."""
    return container.my_data.export(here.me)


@router.get("/me/receipts", summary="Wat er voor mij gewist is")
def my_receipts(container: ContainerDep, here: MyOwnDep, limit: Limit = 50, after: After = "") -> Page[ReceiptView]:
    return page_of(container.receipts.of_person(here.me.id), limit, after, lambda view: view.id)


@router.delete("/me", summary="Mijn account wissen", responses=CONFLICT)
def erase_me(
    request: Request, response: Response, container: ContainerDep, here: MyOwnDep, body: EraseMeBody
) -> ReceiptView:
    """Kan niet terug. Wat er met papieren van groepen gebeurt, staat op /account/wissen."""
    receipt = container.erasing.account(here.me, body.password)
    take_cookies(request, response)
    return receipt


@router.get("/groups/{group_id}/receipts", summary="Wat er van deze groep gewist is")
def receipts(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[ReceiptView]:
    return page_of(container.receipts.of_group(here.our_group.id), limit, after, lambda view: view.id)


@router.delete("/groups/{group_id}", status_code=204, summary="De groep wissen, met alles erin", responses=CONFLICT)
def erase_group(container: ContainerDep, here: EraseDep, group_id: GroupId, body: EraseGroupBody) -> None:
    """Kan niet terug. Elk lid krijgt een kwitantie."""
    container.erasing.group(here.our_group.id, body.name)


@router.delete(
    "/groups/{group_id}/contract/versions/{version}/text",
    status_code=204,
    summary="De tekst van een oude versie van het contract wissen",
    responses=CONFLICT,
)
def erase_version_text(container: ContainerDep, here: EraseDep, group_id: GroupId, version: Version) -> None:
    container.erasing.version_text(here.our_group.id, version)
