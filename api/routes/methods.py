"""The methods, as data that anybody may read."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path

from api.deps import ContainerDep
from api.errors import PROBLEMS
from coach.method.model import Level, Method, Minutes

router = APIRouter(prefix="/api/v1/methods", tags=["methoden"])


@dataclass(frozen=True, slots=True)
class MethodLine:
    """A method in the list. `minutes` are the sums over its phases."""

    id: str
    name: str
    version: str
    aim: str
    when: str
    experience: Level
    minutes: Minutes
    phases: int


@dataclass(frozen=True, slots=True)
class MethodList:
    """All methods, by name."""

    methods: list[MethodLine]


@router.get("", summary="Alle methoden")
def methods(container: ContainerDep) -> MethodList:
    return MethodList([_line(method) for method in container.methods.all()])


@router.get("/{method_id}", summary="Eén methode met haar fasen", responses={404: PROBLEMS[404], 422: PROBLEMS[422]})
def method(
    container: ContainerDep,
    method_id: Annotated[str, Path(description="De id van de methode", max_length=64, examples=["basismodel"])],
) -> Method:
    return container.methods.get(method_id)


def _line(method: Method) -> MethodLine:
    return MethodLine(
        id=method.id,
        name=method.name,
        version=method.version,
        aim=method.aim,
        when=method.when,
        experience=method.experience.level,
        minutes=method.minutes(),
        phases=len(method.phases),
    )
