"""`doorvraag admin-link` and `doorvraag sign-up-link`: one-time links, for who sits at the machine."""

from coach.cli.console import container, out
from coach.container import Container
from coach.errors import Refused


def begin_link(parts: Container) -> str | None:
    """The address where the first administrator begins; None when there is one. Makes earlier ones useless."""
    token = parts.passes.first()
    return None if token is None else f"{parts.settings.address}/begin/{token}"


def admin_link() -> None:
    """Geeft de link waarmee iemand de eerste beheerder wordt; alleen zolang er geen is. De vorige vervalt."""
    from coach.cli.serve import prepare

    parts = container()
    prepare(parts)
    link = begin_link(parts)
    if link is None:
        raise Refused(
            "Er is al een beheerder; die zet er op /beheer iemand bij.", code="administrator_exists"
        )
    out.print(link, markup=False)


def sign_up_link() -> None:
    """Geeft een link waarmee één persoon een account maakt: één keer, twee weken lang."""
    from coach.cli.serve import prepare

    parts = container()
    prepare(parts)
    out.print(f"{parts.settings.address}/aanmelden/{parts.passes.sign_up()}", markup=False)
