"""What a route gets: the container, from the app's state."""

from typing import Annotated, cast

from fastapi import Depends, Request

from coach.container import Container


def container_of(request: Request) -> Container:
    """The parts of the application that got this request."""
    return cast(Container, request.app.state.container)


async def _container(request: Request) -> Container:
    """FastAPI sends a plain function to a thread and back, for a look in a dictionary; a coroutine stays here."""
    return container_of(request)


ContainerDep = Annotated[Container, Depends(_container)]
