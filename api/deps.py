"""What a route gets: the container, from the app's state."""

from typing import Annotated, cast

from fastapi import Depends, Request

from coach.container import Container


def _container(request: Request) -> Container:
    return cast(Container, request.app.state.container)


ContainerDep = Annotated[Container, Depends(_container)]
