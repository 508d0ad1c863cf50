"""weft new: start a spec from a small working example."""

from pathlib import Path

import click

from ...templates.rendering import render


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Start a spec from a small working example.

    FOLDER is made, with one file that shows each kind of definition; check, build and change it from there.
    """
    path = folder / f"{folder.resolve().name}.weft"
    if path.exists():
        raise click.UsageError(f"{path} exists already")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(render("new/spec.weft.jinja", name=_system_name(folder)), encoding="utf-8")
    click.echo(f"wrote {path}\n\nnext:\n  weft check {folder}\n  weft build {folder} --out build/{folder.name}")
    return 0


def _system_name(folder: Path) -> str:
    words = "".join(char if char.isalnum() else " " for char in folder.resolve().name).title().replace(" ", "")
    return words if words[:1].isalpha() else f"App{words}"
