"""The text fields of a form, for pages whose fields follow from data."""

from typing import Annotated

from fastapi import Depends, Request


async def fields(request: Request) -> dict[str, str]:
    """The text fields of a form; anything that is not text is left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


FieldsDep = Annotated[dict[str, str], Depends(fields)]
