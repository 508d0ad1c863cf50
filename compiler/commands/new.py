"""weft new: start a spec from a small working example."""

import os
import shlex
from pathlib import Path

import click

from ...templates.rendering import render


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Start a spec from a small working example.

    FOLDER is made, with one file that shows each kind of definition; check, build and change it from there.

    \b
      weft new shop
    """
    name = Path(os.path.abspath(folder)).name
    path = folder / f"{name or 'spec'}.weft"
    if path.exists():
        raise click.UsageError(f"{path} exists already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise click.UsageError(f"{folder} cannot be made: a file of that name exists already") from None
    path.write_text(render("new/spec.weft.jinja", name=_system_name(name)), encoding="utf-8")
    shown, out = shlex.quote(str(folder)), shlex.quote(str(Path("build") / name))
    steps = (f"check {shown}", f"build {shown} --out {out}", f"test {out}", f"run {out} --sample")
    click.echo("\n  weft ".join([f"wrote {path}\n\nnext:", *steps]))
    return 0


def _system_name(folder: str) -> str:
    """Return the name of a folder as a system is called: `my-shop` gives MyShop."""
    words = "".join(char if char.isalnum() else " " for char in folder).title().replace(" ", "")
    return words if words[:1].isalpha() else f"App{words}"
