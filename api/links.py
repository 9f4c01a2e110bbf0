"""Whole addresses, to hand to somebody: from the public address when one is set, else from the one now in use."""

from fastapi import Request

from api.deps import container_of


def link_to(request: Request, path: str) -> str:
    """The address of a page, with scheme and host."""
    base = container_of(request).settings.public_url or str(request.base_url)
    return base.rstrip("/") + path
