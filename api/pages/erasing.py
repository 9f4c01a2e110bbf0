"""Erasing oneself, a group, or old words of its contract; taking everything along; receipts of what was erased."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import JSONResponse

from api.deps import ContainerDep
from api.door import GroupDep, MyOwnDep, needs
from api.pages.my_data_text import as_text
from api.pages.shell import go, render
from api.pages.sign_in import MENDABLE, Typed, problem_of
from api.sign_in import take_cookies
from coach.container import Container
from coach.errors import BadInput, NotFound, Refused
from coach.group.retention import Term
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter()

EraseDep = Annotated[Here, needs(Act.GROUP_ERASE)]
_FILE = "doorvraag-over-mij"


@router.get("/account/meenemen")
def take_along(request: Request, container: ContainerDep, here: MyOwnDep) -> Response:
    return render(request, "take_along.html", loose_days=container.settings.loose_days)


@router.get("/account/meenemen/json")
def as_json(container: ContainerDep, here: MyOwnDep) -> Response:
    return JSONResponse(container.my_data.export(here.me), headers=_named("json"))


@router.get("/account/meenemen/tekst")
def as_markdown(container: ContainerDep, here: MyOwnDep) -> Response:
    text = as_text(container.my_data.export(here.me))
    return Response(text, media_type="text/markdown; charset=utf-8", headers=_named("md"))


@router.get("/account/wissen")
def ask_erase_me(request: Request, container: ContainerDep, here: MyOwnDep) -> Response:
    return _ask_erase_me(request, container, here)


@router.post("/account/wissen")
def erase_me(request: Request, container: ContainerDep, here: MyOwnDep, current: Typed = "") -> Response:
    """Shows the receipt in this answer only: nobody is left to show it to."""
    try:
        receipt = container.erasing.account(here.me, current)
    except MENDABLE as error:
        return _ask_erase_me(request, container, here, error.status, problems=problem_of(error, "current"))
    request.state.visitor = type(here.visitor)()
    response = render(request, "erased_me.html", receipt=receipt)
    take_cookies(request, response)
    return response


def _ask_erase_me(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    ahead = container.erasing.ahead(here.me)
    return render(
        request, "account_erase.html", status, ahead=ahead, login=here.me.login,
        mail=container.mail.on or bool(here.me.email), **context,
    )  # fmt: skip


@router.get("/groep/{group_id}/kwitanties")
def receipts(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    group_id = here.our_group.id
    return render(
        request, "group_receipts.html", group=here.our_group, me=here.my_membership,
        receipts=container.receipts.of_group(group_id), term=in_words(container.retention.holds(group_id)),
    )  # fmt: skip


def in_words(term: Term) -> str:
    """How long words of a meeting stay, as a sentence."""
    if term.days == 0:
        when = "aan het eind van de dag waarop de bijeenkomst sluit"
    else:
        when = f"{'een dag' if term.days == 1 else f'{term.days} dagen'} na de bijeenkomst, in de nacht daarna"
    why = "Dat staat in jullie contract." if term.why == "contract" else "Met een contract bepalen jullie dat zelf."
    return f"Wat in een bijeenkomst is getypt, wist Doorvraag {when}. {why}"


@router.get("/groep/{group_id}/wissen")
def ask_erase_group(request: Request, container: ContainerDep, here: EraseDep) -> Response:
    return _ask_erase_group(request, container, here)


@router.post("/groep/{group_id}/wissen")
def erase_group(
    request: Request, container: ContainerDep, here: EraseDep, name: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    try:
        container.erasing.group(here.our_group.id, name)
    except BadInput as error:
        return _ask_erase_group(request, container, here, error.status, problems={"name": error.message}, name=name)
    return go("/account?gedaan=groep#gewist")


def _ask_erase_group(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"name": "", "members": len(container.groups.members(here.our_group.id))}
    return render(
        request, "group_erase.html", status, group=here.our_group, elsewhere=container.receipts.elsewhere_now(),
        **(base | context),
    )  # fmt: skip


@router.get("/groep/{group_id}/contract/versies/{version}/wissen")
def ask_erase_text(
    request: Request, container: ContainerDep, here: EraseDep, version: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Response:
    return render(request, "contract_erase_text.html", group=here.our_group, version=version)


@router.post("/groep/{group_id}/contract/versies/{version}/wissen")
def erase_text(
    request: Request, container: ContainerDep, here: EraseDep, version: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Response:
    try:
        container.erasing.version_text(here.our_group.id, version)
    except (NotFound, Refused) as error:
        context = {"version": version, "problems": {"version": error.message}}
        return render(request, "contract_erase_text.html", error.status, group=here.our_group, **context)
    return go(f"/groep/{here.our_group.id}/contract/versies#versie-{version}")


def _named(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{_FILE}.{ending}"', "Cache-Control": "no-store"}
