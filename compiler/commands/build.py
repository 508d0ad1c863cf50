"""weft build: compile a spec into a system with its tests and its trace."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..output import apply, plan
from ..output_plan import Plan, Status
from ..progress import show_progress
from ..report import exit_code, failures, render, summary, wants_colour
from ..spec_argument import spec_argument
from ..stamp import findings_if_up_to_date, stamp_of, write_stamp

if TYPE_CHECKING:  # a build that is up to date needs none of these
    from ...backends.backend import OutputFile
    from ...diagnostics import Diagnostic
    from ..pipeline import Checked


@click.command()
@spec_argument()
@click.option("--out", type=click.Path(path_type=Path), help="The folder to build into; by default build/<spec>.")
@click.option("--diff", "shows_diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--adopt", multiple=True, metavar="FILE", help="Keep your edit of a generated FILE from now on.")
@click.option("--wasm", "has_wasm", is_flag=True, help="Build all rules as WebAssembly for Python: app/rules.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def command(
    paths: tuple[Path, ...], out: Path | None, shows_diff: bool, adopt: tuple[str, ...], has_wasm: bool, quiet: bool
) -> int:
    """Compile a spec into a system with its tests and its trace.

    Only files that changed are written, all or none. A generated file that you edited stops the build, and
    the difference is shown; `--adopt FILE` makes the file yours. Files under app/extensions are written once
    and never touched again; files that Weft did not write are never looked at.

    \b
      weft build spec/ --out build/shop
      weft build spec/ --out build/shop --diff
    """
    spec = paths or (Path(),)
    out_dir = out or default_out(spec[0])
    if any(path.resolve().is_relative_to(out_dir.resolve()) for path in spec):
        raise click.UsageError(f"{out_dir} holds the spec itself; choose another folder with --out")
    stamp = stamp_of(spec) + (" with wasm" if has_wasm else "")
    found = None if shows_diff or adopt else findings_if_up_to_date(out_dir, stamp)
    if found is not None:
        if not quiet:
            click.echo(f"{out_dir} is up to date{_still_there(found, spec)}")
        return 0
    return _build(spec, out_dir, stamp, shows_diff, adopt, has_wasm, quiet)


def default_out(spec: Path) -> Path:
    """Return where a spec is built when nothing else is said."""
    from ..config import load_config

    config, _ = load_config(spec)
    whole = spec.resolve()
    return config.out or Path("build") / ((whole.name if whole.is_dir() else whole.stem) or "app")


def _still_there(found: str, spec: tuple[Path, ...]) -> str:
    """Return how many findings the last build had and how to see them, for the end of a line."""
    shown = " ".join(["weft check", *(shlex.quote(str(path)) for path in spec if path != Path())])
    return f"; {found}: `{shown}` shows them" if found else ""


def _build(
    spec: tuple[Path, ...],
    out_dir: Path,
    stamp: str,
    shows_diff: bool,
    adopt: tuple[str, ...],
    has_wasm: bool,
    quiet: bool,
) -> int:
    from ..emission import emit
    from ..output import adopt as adopt_file
    from ..pipeline import check_spec

    with show_progress(is_shown=not quiet) as progress:
        checked = check_spec(spec, progress)
        rules = _rules(checked) if checked.is_sound and has_wasm else []
        files = emit(checked, progress, rules) if checked.is_sound else []
        wrong = _wrong(checked, files, out_dir) if files else []
    colour = wants_colour(sys.stdout)
    found = (*checked.diagnostics, *wrong)
    shown = failures(found, checked.config.fail_on) if quiet else found
    if shown:
        click.echo(render(shown, has_colour=colour), nl=False, color=colour)
    if wrong or not checked.is_sound:
        click.echo("nothing was written", err=True)
        return 1
    for path in adopt:
        adopt_file(out_dir, path)
    planned = plan(out_dir, files)
    if shows_diff:
        _show(planned)
        return 0
    if planned.conflicts:
        return _refuse(planned, out_dir)
    apply(planned)
    code = exit_code(checked.diagnostics, checked.config.fail_on)
    if code == 0:
        write_stamp(out_dir, stamp, summary(checked.diagnostics) if checked.diagnostics else "")
    if not quiet:
        for warning in planned.warnings:
            click.echo(f"note: {warning}", err=True)
        click.echo(f"{out_dir}: {planned.describe().splitlines()[-1]}")
    return code


def _rules(checked: "Checked") -> list["OutputFile"]:
    """Return the rules as WebAssembly, and say which of them are not in it."""
    from ...backends.wasm.module import domain_module
    from ...backends.wasm.wasm_backend import rules_files
    from ..probed_tests.planning import plan_file

    module = domain_module(checked.compiled.model)
    for item in module.not_lowered:
        click.echo(f"note: not in domain.wasm: {item.name}: {item.reason}", err=True)
    return [*rules_files(module, checked.compiled.model), plan_file(checked, module)]


def _wrong(checked: "Checked", files: Sequence["OutputFile"], out_dir: Path) -> list["Diagnostic"]:
    """Return why the files of a sound spec must not be written: two at one path, or a finding in their SQL."""
    from ..collisions import collisions
    from ..generated_sql import errors_in_sql

    return list(collisions(checked.compiled.model, files)) or errors_in_sql(checked, files, out_dir)


def _show(planned: Plan) -> None:
    """Show what a build would write; files that are the user's own to change are none of it."""
    for change in planned.changes:
        if change.status not in (Status.KEPT, Status.ORPHANED):
            click.echo(change.diff(), nl=False)
    click.echo(planned.describe())


def _refuse(planned: Plan, out_dir: Path) -> int:
    """Show how the files that a user wrote or edited differ from what would be written."""
    for change in planned.conflicts:
        click.echo(change.diff(), nl=False)
    for change in planned.conflicts:
        click.echo(f"{change.path}: {change.status}", err=True)
    click.echo(
        f"nothing was written to {out_dir}, because you edited these files. Take your edit back, move it to "
        f"app/extensions, or keep it with `--adopt FILE` (in the difference, - is yours and + is generated).",
        err=True,
    )
    return 1
