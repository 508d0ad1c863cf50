"""weft test: run the tests of a built system."""

import os
import subprocess
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import click

from ..cli import MISUSE
from ..ownership import MANIFEST
from ..trace_view import RESULTS, remember_tested

PROBES = ("coverage", "trace")
WITHOUT_RULES = "was built without its rules as WebAssembly; run `weft build --wasm` first"


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.option(
    "--probe",
    "probed",
    metavar="NAMES",
    help="Run the rules as WebAssembly too: coverage counts what each test reaches, trace keeps the order.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    metavar="N",
    help="Ask all opinions about N rows for each function of the rules.  [default: 400]",
)
@click.argument("pytest_options", nargs=-1, type=click.UNPROCESSED)
def command(folder: Path, probed: str | None, rows: int | None, pytest_options: tuple[str, ...]) -> int:
    """Run the tests of a built system, and keep their results for its trace.

    FOLDER is what `weft build` wrote; further options go to pytest, after `--` where they look like ours.

    \b
      weft test build/shop
      weft test build/shop -- -k booking
      weft build shop --wasm && weft test build/shop --probe coverage,trace
      weft test build/shop --rows 100000 tests/rules

    A system that was built with --wasm compares its rules in Python and in domain.wasm, row by row (tests/rules).
    The interpreter, which is what the specification means, is asked here as a third.

    With --probe each rule that the tests run in Python is asked of domain.wasm as well, in which probes count: whether
    a requirement was met or refused, which row of a decision matched, which way a workflow went. A test in which the
    two answer differently fails. `weft trace` shows what was reached by which scenario, and what never was.
    """
    from ..generated_python import python_for
    from ..probed_tests.plan import PLAN

    if not (folder / MANIFEST).is_file():
        raise click.UsageError(f"{folder} holds no built system; run `weft build` first")
    probes = () if probed is None else _probes(probed, folder)
    has_rules = (folder / PLAN).is_file()
    if rows is not None and not has_rules:
        raise click.UsageError(f"{folder} {WITHOUT_RULES}")
    results = (folder / RESULTS).absolute()
    with ExitStack() as held:
        options, environment = _plugins(folder, probes, held) if has_rules else ([], dict(os.environ))
        environment |= {} if rows is None else {"APP_TEST_ROWS": str(rows)}
        python = str(python_for(folder).absolute())
        command_line = [python, "-m", "pytest", f"--trace-results={results}", *options, *pytest_options]
        code = subprocess.run(command_line, cwd=folder, env=environment, check=False).returncode
    if code in (0, 1):  # otherwise nothing ran, and the results are those of an earlier run
        remember_tested(folder)
    return code if code in (0, 1) else MISUSE


def _probes(probed: str, folder: Path) -> tuple[str, ...]:
    """Return what is to be kept of probes, in one order; what they need is there, or click says what is missing."""
    from ..probed_tests.plan import PLAN

    wanted = {name.strip() for name in probed.split(",") if name.strip()}
    if unknown := sorted(wanted - set(PROBES)):
        raise click.BadParameter(f"there is no probe {unknown[0]!r}; known: {', '.join(PROBES)}", param_hint="--probe")
    if not wanted:
        raise click.BadParameter(f"say what to keep: {' or '.join(PROBES)}", param_hint="--probe")
    if find_spec("wasmtime") is None:
        raise click.ClickException("this needs wasmtime: pip install 'weft[probes]'")
    if not (folder / PLAN).is_file():
        raise click.UsageError(f"{folder} {WITHOUT_RULES}")
    return tuple(name for name in PROBES if name in wanted)


def _plugins(folder: Path, probes: tuple[str, ...], held: ExitStack) -> tuple[list[str], dict[str, str]]:
    """Return the options of pytest that load the plugins, and the environment in which they are found."""
    from ..probed_tests.run_results import RESULTS as PROBED
    from ..probed_tests.starting import PLUGIN, THIRD_OPINION, plugin_folder

    found = str(held.enter_context(plugin_folder()))
    paths = [found, *filter(None, [os.environ.get("PYTHONPATH")])]
    results = (folder / PROBED).absolute()
    options = ["-p", THIRD_OPINION]
    if probes:
        options += ["-p", PLUGIN, f"--probed-results={results}", f"--probed={','.join(probes)}", "--hypothesis-seed=0"]
    return options, {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
