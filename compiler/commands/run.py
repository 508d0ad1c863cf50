"""weft run: serve a built system."""

import os
import socket
import subprocess
from pathlib import Path

import click

from ..cli import MISUSE
from ..ownership import MANIFEST


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.option("--sample", is_flag=True, help="Serve the records of a Background, to look around; nothing is kept.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to serve at.")
def command(folder: Path, sample: bool, port: int) -> int:
    """Serve a built system.

    FOLDER is what `weft build` wrote. The system keeps its data in its own folder and stops with Ctrl-C.
    With --sample it starts with the people and records of the richest Background of the spec, at the
    moment at which scenarios start, and says who can sign in and what to try first.
    What it needs is installed into FOLDER/.venv unless this Python has it already.

    \b
      weft run build/shop
      weft run build/shop --sample --port 8080
    """
    from ..generated_python import python_for

    if not (folder / MANIFEST).is_file():
        raise click.UsageError(f"{folder} holds no built system; run `weft build` first")
    if sample and not (folder / "tests" / "look_around.py").is_file():
        raise click.UsageError("there is no sample: no Background of the spec makes records and a person")
    if _is_taken(port):
        raise click.UsageError(f"port {port} is in use; choose another with --port")
    environment = {**os.environ, "APP_PORT": str(port)}
    click.echo(f"http://127.0.0.1:{port}/  (Ctrl-C stops)")
    command_line = [str(python_for(folder).absolute()), "-m", "tests.look_around" if sample else "app"]
    failed = subprocess.run(command_line, cwd=folder, env=environment, check=False).returncode
    return MISUSE if failed else 0


def _is_taken(port: int) -> bool:
    """Tell whether somebody listens on a port already."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
