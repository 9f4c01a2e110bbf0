"""`doorvraag backup` and `doorvraag restore`: the whole database in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.console import container, err, out, print_json

File = Annotated[Path, typer.Argument(help="Het bestand, bijvoorbeeld kopie-maandag.zip")]
Json = Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")]


def backup(
    file: File,
    keep: Annotated[int | None, typer.Option(min=1, help="Laat er zoveel staan; ruim oudere in die map op.")] = None,
    as_json: Json = False,
) -> None:
    """Maakt een reservekopie van alles in de database, ook terwijl de dienst draait.

    Wat versleuteld is, blijft dat erin; de sleutel zit er niet in. Zonder versleuteling staat alles er leesbaar in.
    """
    from rich.progress import Progress

    from coach.upkeep import backup_storage

    with Progress(console=err) as bar:
        task = bar.add_task("kopiëren", total=None)
        manifest, removed = backup_storage(
            container(), file, keep, lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        print_json(
            {"rows": manifest.rows, "sealed": manifest.sealed, "migration": manifest.migration, "removed": removed}
        )
        return
    out.print(f"{manifest.rows} rijen in {file.name}, alleen leesbaar voor jou.", markup=False)
    out.print(
        "Wat mensen zeiden is versleuteld; bewaar de sleutel ergens anders." if manifest.sealed
        else "Wat mensen zeiden staat er leesbaar in: bewaar hem zo veilig als de machine zelf."
    )  # fmt: skip
    if removed:
        out.print(f"Opgeruimd: {', '.join(removed)}", markup=False)


def restore(
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="In de plaats van alles wat er nu staat.")] = False,
    as_json: Json = False,
) -> None:
    """Zet een reservekopie terug in een lege database. Stop eerst de dienst.

    Eerst wordt het hele bestand nagekeken; gaat er iets mis, dan verandert er niets. Wat sinds die kopie gewist is,
    wordt meteen weer gewist.
    """
    from rich.progress import Progress

    from coach.upkeep import restore_storage

    with Progress(console=err) as bar:
        task = bar.add_task("terugzetten", total=None)
        done = restore_storage(
            container(), file, replace=replace,
            told=lambda rows, total: bar.update(task, completed=rows, total=total),
        )  # fmt: skip
    if as_json:
        print_json({"rows": done.manifest.rows, "erased_again": done.erased_again, "unfit": done.unfit})
        return
    out.print(f"{done.manifest.rows} rijen terug, van {done.manifest.made_at}.", markup=False)
    if done.erased_again:
        out.print(f"{done.erased_again} keer iets opnieuw gewist dat na die kopie was gewist.")
    if done.unfit:
        out.print(
            f"{done.unfit} stukken zijn versleuteld met een sleutel die er niet is. Zet DOORVRAAG_CONTENT_KEYS goed.",
        )
