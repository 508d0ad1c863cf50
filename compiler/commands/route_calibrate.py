"""weft route calibrate: thresholds from the log of one's own questions, for a stated budget."""

from pathlib import Path

import click

from .numbers import Number

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="calibrate", short_help="Choose thresholds from your own log, for a stated budget.")
@click.argument("logs", nargs=-1, required=True, type=_FILE, metavar="LOG.jsonl...")
@click.option("--labels", type=_FILE, help="Says which answers were right: CSV, or JSON Lines.")
@click.option("--tokens-per-question", type=Number(0), metavar="N", help="The most tokens for a question, on average.")
@click.option("--cost-per-question", type=Number(0), metavar="X", help="The most money for a question, on average.")
@click.option("--precision", type=Number(0, 1), metavar="P", help="The least share of given answers that are right.")
@click.option("--write", is_flag=True, help="Write the thresholds into the pyproject.toml that has [tool.weft].")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def command(
    logs: tuple[Path, ...],
    labels: Path | None,
    tokens_per_question: float | None,
    cost_per_question: float | None,
    precision: float | None,
    write: bool,
    format_: str,
) -> int:
    """Choose the thresholds of the cascade from logs of `weft ask --log`: those that are most often right within a
    budget.

    \b
      weft ask "How many singers are there?" --database concerts.sqlite --accept 1 --log asked.jsonl
      weft route calibrate asked.jsonl --tokens-per-question 2000
      weft route calibrate asked.jsonl --labels judged.csv --precision 0.9 --write

    What was right is what people say: `is_right` in the log, or a file of labels with the columns or keys question and
    is_right, and, if need be, schema and pipeline (else it is about the answer that was given). Where nobody says
    anything, what gives the same as the dearest pipeline counts as right. With `--accept 1` every pipeline is asked,
    so that the log knows what each would have said; a hundred such questions are worth more than a thousand others.

    A threshold is a probability: `accept = 0.8` takes an answer at once where it is at least 80 % likely to be right,
    and asks the next pipeline otherwise. Where nobody is left, the best answer is taken from `settle` on; --precision
    chooses that, too. What to expect is measured on databases (or questions) that the thresholds were not chosen on.

    --write puts `accept`, `settle` and, with a hundred attempts of a pipeline, a calibration of its probabilities into
    [tool.weft.route]; all else in the file stays as it is. `weft ask` goes by them unless --accept says otherwise.

    Exit codes: 0 calibrated, 2 misuse or failure, a budget that cannot be kept among them.
    """
    if tokens_per_question is None and cost_per_question is None and precision is None:
        raise click.UsageError("say what to keep to: --tokens-per-question, --cost-per-question or --precision")
    from ...analyzers.text_to_sql.calibrating.choosing import Goal
    from ..route_calibrate import calibrate

    goal = Goal(tokens_per_question, cost_per_question, precision)
    return calibrate(logs, labels, goal, Path.cwd(), is_written=write, format_=format_)
