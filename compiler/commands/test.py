"""weft test: run the tests of a built system."""

import subprocess
from pathlib import Path

import click

from ..cli import MISUSE
from ..ownership import MANIFEST
from ..trace_view import RESULTS, remember_tested


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.argument("pytest_options", nargs=-1, type=click.UNPROCESSED)
def command(folder: Path, pytest_options: tuple[str, ...]) -> int:
    """Run the tests of a built system, and keep their results for its trace.

    FOLDER is what `weft build` wrote; further options go to pytest, after `--` where they look like ours.

    \b
      weft test build/shop
      weft test build/shop -- -k booking
    """
    from ..generated_python import python_for

    if not (folder / MANIFEST).is_file():
        raise click.UsageError(f"{folder} holds no built system; run `weft build` first")
    results = (folder / RESULTS).absolute()
    command_line = [str(python_for(folder).absolute()), "-m", "pytest", f"--trace-results={results}", *pytest_options]
    code = subprocess.run(command_line, cwd=folder, check=False).returncode
    if code in (0, 1):  # otherwise nothing ran, and the results are those of an earlier run
        remember_tested(folder)
    return code if code in (0, 1) else MISUSE
