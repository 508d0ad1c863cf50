"""weft route run: answer many questions, at once and over several endpoints."""

from pathlib import Path
from typing import Any

import click

from . import answering_options
from .numbers import Number
from .texts import TEXT

_ENDPOINTS = """
Endpoints stand in pyproject.toml, each with what is known of it (reads and writes are tokens in a second):

\b
  [[tool.weft.route.endpoints]]
  name = "own"
  address = "http://localhost:8000/v1"
  models = ["small"]                    # all, if left out
  at-once = 4                           # calls; 8
  reads = 4000                          # 2000
  writes = 30                           # 50

\b
  [[tool.weft.route.endpoints]]
  name = "paid"
  address = "https://api.example.com/v1"
  key-variable = "PAID_KEY"
  models = { small = "vendor/small-8b" }   # what it is called there
  rpm = 60                              # calls and tokens in a minute
  tpm = 90_000                          # of each model: no limit
  prices = { small = { prompt = 0.15, completion = 0.60 } }
"""


@click.command(name="run", epilog=_ENDPOINTS, short_help="Answer many questions, at once and over several endpoints.")
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Where answers go, a line each, as they are there; what it has is not asked again.",
)
@click.option(
    "--database", default="", type=TEXT, metavar="URL", help="The database, or where {db} lies; opened for reading."
)
@answering_options.policy
@answering_options.offline
@click.option("--accept", type=Number(0, 1), help="Take answers from this probability on; as configured, or 0.7.")
@click.option("--max-tokens", type=click.IntRange(0), metavar="N", help="The most tokens that one answer may take.")
@click.option("--max-cost", type=Number(0), metavar="MONEY", help="The most money that one may take.")
@click.option("--max-run-tokens", type=click.IntRange(0), metavar="N", help="The most tokens that this run may take.")
@click.option("--max-run-cost", type=Number(0), metavar="MONEY", help="The most money that the run may take.")
@click.option(
    "--deadline",
    type=Number(0, 1e6, min_open=True),
    default=300.0,
    metavar="SECONDS",
    help="When a question should be done after it began; who is late comes first. 300.",
)
@click.option("--at-once", type=click.IntRange(1, 256), default=8, metavar="N", help="Questions underway; 8.")
@click.option("--rows", type=click.IntRange(0), default=20, metavar="N", help="How many rows to write of each; 20.")
@answering_options.seconds
@answering_options.exact_cache
@answering_options.no_cache
@answering_options.log
@click.option("--ordered", is_flag=True, help="Bring the answers into the order of the questions in the end.")
@click.option("--again", is_flag=True, help="Answer anew what has changed since it was answered.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to sum up.")
def command(
    questions: Path,
    out: Path,
    database: str,
    deadline: float,
    at_once: int,
    ordered: bool,
    again: bool,
    no_cache: bool,
    exact_cache: bool,
    format_: str,
    **options: Any,
) -> int:
    """Answer the questions in a list as `weft ask` does, many at once, by all endpoints that are set.

    QUESTIONS is a file, or `-` for standard input: a question on each line, or JSON, on each line or as a list, or a
    table with tabs whose first line names its columns. Only the question has to be there; with --database
    'databases/{db}.sqlite' a `db` is but a name:

    \b
      {"question": "How many singers are there?", "db": "concerts.sqlite", "evidence": "", "id": "q1"}

    \b
      weft route run questions.txt --database concerts.sqlite --out answers.jsonl
      weft route run dev.json --database 'databases/{db}.sqlite' --out dev.jsonl --max-run-tokens 200000

    A call goes to where it will be done first, with all that is underway there; one that is about to be late is served
    first. What fails is tried again, elsewhere if there is another endpoint; one that lets nobody in or only fails is
    asked no more, and told. --max-run-tokens and --max-run-cost are hard stops.

    Answers are written as soon as they are there. After Ctrl-C, a stop or a failure, the same command goes on with the
    questions that have no answer; if a question, its database or the models have changed meanwhile, that is told.

    Exit codes: 0 all answered, 1 not all, 2 misuse or failure, 130 interrupted.
    """
    from ..asking import Wish
    from ..route_run import Batch, run_batch

    wish = Wish("", database, is_cached=not no_cache, is_exact=exact_cache, **options)
    return run_batch(Batch(questions, out, wish, deadline, at_once, ordered, again, format_), Path.cwd())
