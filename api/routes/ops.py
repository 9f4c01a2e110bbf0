"""For whoever runs the service: is it alive, is it ready, what does it count."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from api.deps import ContainerDep
from api.door import needs
from coach.group.rights import Act

router = APIRouter(tags=["beheer"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Each part that must work, and whether it does."""

    ready: bool
    parts: dict[str, bool]


@router.get("/healthz", summary="Leeft het proces?", dependencies=[needs(Act.PUBLIC)])
def healthz() -> Alive:
    return Alive()


@router.get("/readyz", summary="Kan het werk aan?", responses={503: {"model": Ready}}, dependencies=[needs(Act.PUBLIC)])
def readyz(container: ContainerDep, response: Response) -> Ready:
    parts = {"database": container.storage.ready(), "index": container.guidance.status().ready}
    ready = all(parts.values())
    response.status_code = 200 if ready else 503
    return Ready(ready=ready, parts=parts)


@router.get(
    "/metrics",
    summary="Tellers voor Prometheus",
    response_class=Response,
    dependencies=[needs(Act.MEASURE)],
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
