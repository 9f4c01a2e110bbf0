"""The methods, as data that anybody may read."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.deps import ContainerDep
from api.door import needs
from api.errors import PROBLEMS
from coach.group.rights import Act
from coach.method.listing import MethodList, listing
from coach.method.model import Method

router = APIRouter(prefix="/api/v1/methods", tags=["methoden"], dependencies=[needs(Act.USE_TOOLS)])


@router.get("", summary="Alle methoden")
def methods(container: ContainerDep) -> MethodList:
    return listing(container.methods)


@router.get("/{method_id}", summary="Eén methode met haar fasen", responses={404: PROBLEMS[404], 422: PROBLEMS[422]})
def method(
    container: ContainerDep,
    method_id: Annotated[str, Path(description="De id van de methode", max_length=64, examples=["basismodel"])],
) -> Method:
    return container.methods.get(method_id)
