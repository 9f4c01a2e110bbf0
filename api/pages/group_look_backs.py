"""Things to come back to: add one, tick one off, take one away. They are shown on the page with the dates."""

from fastapi import APIRouter, Request, Response

from api.deps import ContainerDep
from api.door import OwnPartDep
from api.pages.date_words import typed_day, typed_number
from api.pages.forms import FieldsDep
from api.pages.group_dates import page
from api.pages.shell import go
from coach.errors import BadInput, Refused
from coach.group.look_backs import BadLookBack

router = APIRouter()


@router.post("/groep/{group_id}/data/terugkijken")
def add(request: Request, container: ContainerDep, here: OwnPartDep, fields: FieldsDep) -> Response:
    text, every = fields.get("text", ""), fields.get("every_days", "").strip()
    try:
        day = typed_day(fields.get("due_on", ""))
        if day is None:
            raise BadLookBack({"due_on": "Kies een dag."})
        container.look_backs.add(
            here.our_group.id, text, day, typed_number(every) if every else None, fields.get("key") or None
        )
    except (BadInput, Refused) as error:
        problems = error.fields if isinstance(error, BadLookBack) else {"text": error.message}
        return page(
            request, container, here, error.status, problems=problems, text=text, every_days=every,
            due_on=fields.get("due_on", ""),
        )  # fmt: skip
    return go(f"/groep/{here.our_group.id}/data?gedaan=terugkijken#terugkijken")


@router.post("/groep/{group_id}/data/terugkijken/{look_back_id}/gedaan")
def done(container: ContainerDep, here: OwnPartDep, look_back_id: str) -> Response:
    container.look_backs.done(here.our_group.id, look_back_id)
    return go(f"/groep/{here.our_group.id}/data?gedaan=besproken#terugkijken")


@router.post("/groep/{group_id}/data/terugkijken/{look_back_id}/weg")
def remove(container: ContainerDep, here: OwnPartDep, look_back_id: str) -> Response:
    container.look_backs.remove(here.our_group.id, look_back_id)
    return go(f"/groep/{here.our_group.id}/data?gedaan=weg#terugkijken")
