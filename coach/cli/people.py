"""`doorvraag admin-link` and `doorvraag sign-up-link`: one-time links, for who sits at the machine."""

from typing import Annotated

import typer

from coach.cli.console import container, out, print_json
from coach.container import Container
from coach.errors import Refused

JsonOption = Annotated[bool, typer.Option("--json", help="Geef de link als JSON.")]


def begin_link(parts: Container) -> str | None:
    """The address where the first administrator begins; None when there is one. Makes earlier ones useless."""
    token = parts.passes.first()
    return None if token is None else f"{parts.settings.address}/begin/{token}"


def _tell(link: str, as_json: bool) -> None:
    print_json({"link": link}) if as_json else out.print(link, markup=False)


def admin_link(as_json: JsonOption = False) -> None:
    """Geeft de link waarmee iemand de eerste beheerder wordt; alleen zolang er geen is. De vorige vervalt."""
    from coach.cli.serve import prepare

    parts = container()
    prepare(parts)
    link = begin_link(parts)
    if link is None:
        raise Refused("Er is al een beheerder; die zet er op /beheer iemand bij.", code="administrator_exists")
    _tell(link, as_json)


def sign_up_link(as_json: JsonOption = False) -> None:
    """Geeft een link waarmee één persoon een account maakt: één keer, twee weken lang."""
    from coach.cli.serve import prepare

    parts = container()
    prepare(parts)
    _tell(f"{parts.settings.address}/aanmelden/{parts.passes.sign_up()}", as_json)
