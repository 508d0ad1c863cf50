"""weft route simulate: how long questions would take, and what they would cost, on several workers."""

from pathlib import Path
from typing import Any

import click

from .numbers import Number

_POLICIES = (
    *("round-robin", "workload-balanced", "balanced-urgency"),
    *("earliest-completion", "urgency", "oldest-first"),
)
_POSITIVE = Number(0, min_open=True)


@click.command(name="simulate", short_help="Simulate how long questions take on several workers.")
@click.option(
    "--trace",
    type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Questions with their calls, one a line; `-` is standard input.",
)
@click.option("--synthetic", type=click.IntRange(1), metavar="N", help="Make so many questions up; 100.")
@click.option("--shape", type=click.Choice(("lean", "rich")), help="How much made-up questions ask for; lean.")
@click.option(
    "--workers", default="mixed", metavar="PRESET|FILE.toml", help="mixed, equal, endpoints or a file; mixed."
)
@click.option(
    "--policy",
    "policies",
    multiple=True,
    type=click.Choice(_POLICIES),
    metavar="NAME",
    help="A policy to try, repeatable; else all.",
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    type=_POSITIVE,
    default=(0.04,),
    metavar="NUMBER",
    help="Questions that come in a second, repeatable; 0.04.",
)
@click.option("--slo", type=_POSITIVE, metavar="SECONDS", help="When a question should be done; twice its usual time.")
@click.option("--seeds", type=click.IntRange(1), default=5, metavar="N", help="Runs with other random arrivals; 5.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def command(trace: Path | None, synthetic: int | None, shape: str | None, **options: Any) -> int:
    """Simulate how long questions take, and what they cost, when their calls are shared out over several workers.

    A question is a chain of stages, each of one call or of several at once. A policy sends each call to a worker, and
    says which call a worker serves first. Questions come at random (Poisson), at the same times for all policies.

    \b
      round-robin          one worker after the other; calls in their order
      workload-balanced    speed for the call against all work ever given
      balanced-urgency     the same, and the most urgent call first
      earliest-completion  where it will be done first, with what is outstanding
      urgency              the same, and the most urgent call first
      oldest-first         the same, and calls of the oldest question first

    A line of a trace is a question; calls that are made at the same time stand in a list of their own:

    \b
      {"query": "q1", "stages": [
        {"step": "keywords", "input_tokens": 700, "output_tokens": 40},
        [{"step": "generate", "input_tokens": 9000, "output_tokens": 600},
         {"step": "generate", "input_tokens": 9000, "output_tokens": 500}]]}

    (all on one line). Workers are written in TOML. Rates are tokens a second for one call, prices are for a million
    tokens; rpm and tpm limit calls and tokens in a minute:

    \b
      [[worker]]
      name = "fast"
      prefill = 3500
      decode = 45
      count = 2             # of these; 1
      batch = 16            # calls at a time; 16
      rpm = 500             # no limit
      tpm = 200000          # no limit
      input_price = 0.15    # 0
      output_price = 0.60   # 0

    \b
      weft route simulate --rate 0.02 --rate 0.06
      weft route simulate --workers endpoints --policy urgency --slo 60
      weft route simulate --trace calls.jsonl --workers machines.toml --format json

    Exit codes: 0 simulated, 2 misuse or failure.
    """
    if trace is not None and (synthetic is not None or shape is not None):
        raise click.UsageError("--trace gives the questions: leave --synthetic and --shape out")
    from ..route_simulate import Asked, simulate_policies

    return simulate_policies(Asked(trace, synthetic or 100, shape or "lean", **options))
