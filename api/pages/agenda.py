"""The calendar: my own address in a group, one date as a file, and what calendar programs fetch."""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Request, Response

from api.deps import ContainerDep
from api.door import GroupDep, OwnPartDep, PublicDep
from api.pages.shell import go, render
from api.routes.group_date_bodies import feed_address
from coach.errors import NotFound

router = APIRouter()

DONE = {
    "adres": "Je adres staat klaar.",
    "toont": "Bewaard. Je agenda volgt binnen een paar uur.",
    "opgeheven": "Het adres werkt niet meer.",
}
_TYPE = "text/calendar; charset=utf-8"


@router.get("/groep/{group_id}/data/agenda")
def mine(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    found = container.calendars.mine(here.our_group.id, here.my_membership.id)
    address = feed_address(request, found) if found else ""
    context: dict[str, Any] = {"address": address, "webcal": "webcal://" + address.partition("://")[2]}
    said = DONE.get(request.query_params.get("gedaan", ""), "")
    return render(request, "group_agenda.html", group=here.our_group, mine=found, said=said, **context)


@router.post("/groep/{group_id}/data/agenda")
def renew(container: ContainerDep, here: OwnPartDep) -> Response:
    container.calendars.renew(here.our_group.id, here.my_membership.id)
    return go(f"/groep/{here.our_group.id}/data/agenda?gedaan=adres")


@router.post("/groep/{group_id}/data/agenda/toont")
def tell(
    container: ContainerDep, here: OwnPartDep, with_name: Annotated[bool, Form()] = False,
    with_place: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    container.calendars.tell(here.our_group.id, here.my_membership.id, with_name=with_name, with_place=with_place)
    return go(f"/groep/{here.our_group.id}/data/agenda?gedaan=toont")


@router.post("/groep/{group_id}/data/agenda/opheffen")
def stop(container: ContainerDep, here: OwnPartDep) -> Response:
    container.calendars.stop(here.our_group.id, here.my_membership.id)
    return go(f"/groep/{here.our_group.id}/data/agenda?gedaan=opgeheven")


@router.get("/groep/{group_id}/data/{date_id}/agenda.ics")
def one(container: ContainerDep, here: GroupDep, date_id: str) -> Response:
    """One date to put in a calendar by hand; what changes later does not reach it."""
    file = container.calendars.one(here.our_group.id, date_id, here.my_membership.id)
    return Response(file, media_type=_TYPE, headers={"Content-Disposition": 'attachment; filename="intervisie.ics"'})


@router.get("/agenda/{file}")
def feed(container: ContainerDep, here: PublicDep, file: str, if_none_match: Annotated[str, Header()] = "") -> Response:
    """What a calendar program fetches, by the secret in its address; 304 when it has that already."""
    token, dot, kind = file.rpartition(".")
    if not dot or kind != "ics":
        raise NotFound("Dit agenda-adres werkt niet (meer).", code="unknown_calendar")
    made = container.calendars.feed(token)
    tag = f'"{sha256(made).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(made, media_type=_TYPE, headers=headers)
