"""weft check: find what is wrong in a spec, and write nothing."""

import sys
from pathlib import Path

import click

from ...diagnostics import Source
from ...dsl.model import Model
from ..report import FORMATS, exit_code, render, wants_colour
from ..sources import read_stdin
from ..spec_argument import STDIN, spec_argument, stdin_name_option


@click.command()
@spec_argument(takes_stdin=True)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print the findings.")
@stdin_name_option
def command(paths: tuple[Path, ...], format_: str, stdin_name: str) -> int:
    """Find what is wrong in a spec, and write nothing.

    PATHS are files or folders; a folder is one spec, with its .weft, .feature and .md files and
    requirements.yaml. Without PATHS, the current folder is checked; `-` is standard input, a spec of one file.

    Every scenario is run against the rules, so a step that contradicts one is shown with both places.

    \b
      weft check spec/
      weft check spec/ --format sarif > findings.sarif
      weft check - < spec.weft
    """
    from ..pipeline import check_sources, check_spec

    if paths == (STDIN,):
        checked = check_sources(read_stdin(stdin_name), Path(stdin_name))
    else:
        checked = check_spec(paths or (Path(),))
    colour = format_ == "text" and wants_colour(sys.stdout)
    click.echo(render(checked.diagnostics, format_, has_colour=colour), nl=False, color=colour)
    if format_ == "text" and checked.is_sound:
        click.echo(_summary(checked.compiled.model, checked.sources))
    return exit_code(checked.diagnostics, checked.config.fail_on)


def _summary(model: Model, sources: tuple[Source, ...]) -> str:
    """Say what was understood, so that silence is not mistaken for success."""
    steps = [step for scenario in model.scenarios for step in scenario.steps]
    bound = sum(step.operation is not None for step in steps)
    counts = [(len(sources), "file"), (len(model.requirements), "requirement"), (len(model.scenarios), "scenario")]
    told = ", ".join(f"{number} {noun if number == 1 else f'{noun}s'}" for number, noun in counts)
    return f"{told}, bound {bound} of {len(steps)} steps; every scenario agrees with the rules"
