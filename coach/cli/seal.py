"""`doorvraag new-key` and `doorvraag seal`: encryption of what people said, with a key outside the database."""

from typing import Annotated

import typer

from coach.cli.console import container, err, out, print_json
from coach.errors import BadSettings

Json = Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")]


def new_key(as_json: Json = False) -> None:
    """Maakt een sleutel voor DOORVRAAG_CONTENT_KEYS. Bewaar hem buiten de database: zonder sleutel is alles weg."""
    from coach.upkeep import new_content_key

    key = new_content_key()
    if as_json:
        print_json({"key": key})
    else:
        out.print(key, markup=False)


def seal(as_json: Json = False) -> None:
    """Versleutelt alles wat mensen zeiden met de eerste sleutel van DOORVRAAG_CONTENT_KEYS.

    Ook wat er al leesbaar stond, en wat met een oudere sleutel was versleuteld. Afbreken kan: een volgende keer gaat
    het verder. De dienst mag blijven draaien, als die dezelfde sleutels al heeft.
    """
    from rich.progress import Progress

    from coach.container import migrate_storage
    from coach.upkeep import seal_storage

    settings = container().settings
    if not settings.content_keys:
        raise BadSettings("Zet eerst een sleutel in DOORVRAAG_CONTENT_KEYS. Maak er een met: doorvraag new-key")
    migrate_storage(settings)
    with Progress(console=err) as bar:
        task = bar.add_task("versleutelen", total=None)
        changed = seal_storage(settings, lambda done, total: bar.update(task, completed=done, total=total))
    if as_json:
        print_json({"sealed": changed})
    else:
        out.print(f"{changed} stukken versleuteld." if changed else "Alles was al met de eerste sleutel versleuteld.")
