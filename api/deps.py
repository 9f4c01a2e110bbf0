"""What a route gets: the container, from the app's state."""

from typing import Annotated, cast

from fastapi import Depends, Request

from coach.container import Container


def container_of(request: Request) -> Container:
    """The parts of the application that got this request."""
    return cast(Container, request.app.state.container)


ContainerDep = Annotated[Container, Depends(container_of)]
