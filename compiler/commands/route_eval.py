"""weft route eval: how often systems answer rightly, what that costs, and what routing between them is worth."""

from pathlib import Path
from typing import Any

import click

from .numbers import Number

_OURS = ("offline", "basic", "intermediate", "advanced", "cascade", "estimate", "tier")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Named(click.ParamType[tuple[str, str]]):
    """A pair written NAME=VALUE."""

    name = "named"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return name and value; fails where either is missing."""
        name, _, given = str(value).partition("=")
        if not name.strip() or not given.strip():
            self.fail(f"{value!r} is not written NAME=VALUE", param, ctx)
        return name.strip(), given.strip()


@click.command(name="eval", short_help="Compare systems by what they get right and what that costs.")
@click.argument("questions", type=_FILE)
@click.option("--databases", type=_FOLDER, help="The folder with NAME.sqlite or NAME/NAME.sqlite.")
@click.option("--instances", type=_FOLDER, help="Instead, made-up instances: NAME/1.sqlite, NAME/2.sqlite, …")
@click.option(
    "--schemas", type=_FILE, metavar="FILE", help="tables.json of Spider or BIRD; else the databases tell theirs."
)
@click.option(
    "--predictions", multiple=True, type=_Named(), metavar="NAME=FILE", help="A system and its answers; repeatable."
)
@click.option(
    "--tokens",
    multiple=True,
    type=_Named(),
    metavar="NAME=N|FILE",
    help="What a system takes a question: a number, or a file with one for each.",
)
@click.option(
    "--price",
    "prices",
    multiple=True,
    type=_Named(),
    metavar="NAME=MONEY",
    help="What a million of its tokens cost, in any currency.",
)
@click.option(
    "--pipeline",
    "pipelines",
    multiple=True,
    type=click.Choice(_OURS),
    metavar="NAME",
    help="Let Weft answer now: offline, basic, intermediate or advanced, or the router by its policy, cascade, "
    "estimate or tier; repeatable.",
)
@click.option("--accept", type=Number(0, 1), help="What a policy takes an answer from; as configured, or 0.7.")
@click.option("--max-tokens", type=click.IntRange(0), metavar="N", help="The most tokens that a policy's answer takes.")
@click.option("--max-cost", type=Number(0), metavar="MONEY", help="The most money that it may take.")
@click.option("--basic", default="", metavar="NAME", help="Where TEP is measured from; the cheapest that takes tokens.")
@click.option(
    "--work",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep each judged question there, and go on there.",
)
@click.option("--engine", type=click.Choice(("local", "ray")), default="local", help="Who does the work.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="How many at a time; as many as will do.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Draw it: .svg, .html or .png."
)
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def command(questions: Path, **options: Any) -> int:
    """Compare systems on QUESTIONS: how often each is right (EX), what that costs, and what routing would be worth.

    \b
      weft route eval dev.json --databases databases/ --pipeline offline
      weft route eval dev.json --databases databases/ --pipeline cascade --max-tokens 4000
      weft route eval dev.json --databases databases/ --work judged.jsonl \\
        --predictions small=small.txt --tokens small=210 \\
        --predictions large=large.jsonl --price large=2.50 --plot costs.svg

    QUESTIONS is dev.json of Spider or BIRD, or a list in JSON, or JSONL, of

    \b
      {"db_id": "concerts", "question": "How many singers are there?",
       "gold": "SELECT count(*) FROM singer"}

    Answers stand in the order of the questions: one a line, in a list or an object of JSON, in a column of CSV, or in
    JSONL with what they took, {"sql": "…", "tokens": 812, "cost": 0.002}. They are run read-only, and only if they do
    nothing but read. An answer is right if it gives the rows that the gold SQL gives, in its order only where it sorts.

    Beside EX stand the classes of Spider's hardness, TEP (relative gain for relative tokens), the gain over random
    mixtures, and APGR for pairs, all with 95 % intervals that take databases, not questions, for independent; and the
    baselines that a router has to beat. A router's own answers are one more system: --pipeline cascade takes each
    question the whole way that `weft ask` would, by all pipelines whose models are set, with nothing remembered. What
    was decided on each pipeline's answers is counted, and what each stage took.

    Where there are no data, answers are run on instances that are made up (--instances): right is then who agrees with
    the gold SQL on all of them. That is called agreement, and never EX.

    With --work, an evaluation that was stopped goes on where it ended. Ray (--engine ray) gives the same result.

    Exit codes: 0 evaluated, 1 some questions were left out as their gold SQL fails, 2 misuse or failure, 130
    interrupted.
    """
    from ..route_evaluation.inputs import Wish
    from ..route_evaluation.run import evaluate

    return evaluate(Wish(questions, **options))
