"""weft ask: answer a question about a database, as cheaply as will do."""

from pathlib import Path
from typing import Any

import click

from . import answering_options
from .numbers import Number
from .texts import TEXT


@click.command(short_help="Answer a question about a database, as cheaply as will do.")
@click.argument("question", type=TEXT)
@click.option("--database", required=True, type=TEXT, metavar="URL", help="The database; opened for reading only.")
@click.option("--evidence", default="", type=TEXT, metavar="TEXT", help="What words of the question mean.")
@answering_options.policy
@answering_options.offline
@click.option("--accept", type=Number(0, 1), help="Take an answer from this probability on; as configured, or 0.7.")
@click.option("--max-tokens", type=click.IntRange(0), help="The most tokens that the answer may take.")
@click.option("--max-cost", type=Number(0), help="The most money, in the currency of the configured prices.")
@click.option("--rows", type=click.IntRange(1), default=20, help="How many rows to show; 20.")
@answering_options.seconds
@answering_options.exact_cache
@answering_options.no_cache
@answering_options.log
@click.option("--explain", is_flag=True, help="Tell every step: what was asked, what came of it, what it cost.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def command(question: str, explain: bool, format_: str, no_cache: bool, exact_cache: bool, **options: Any) -> int:
    """Answer a question about a database: the rows, the SQL behind them, and how likely it is to be right.

    \b
      weft ask "How many singers are there?" --database concerts.sqlite
      weft ask "Which singers never sang?" --database postgresql://localhost/concerts --explain

    The offline pipeline answers first: it needs no language model and takes no tokens. Its answer is verified: it must
    only read, name what there is, and run. Where it is in doubt and models are set under [tool.weft.route] in
    pyproject.toml, the next pipeline is asked, and so on; answers that give the same rows support each other. What
    cannot be answered is said to be so. --max-tokens and --max-cost are hard stops: no call is made that could pass
    them, so that a pipeline of several calls makes fewer.

    --policy estimate begins with the pipeline that the expected hardness is worth, --policy tier with the cheapest that
    is 70 % likely to be enough; both take the first answer that runs. They save no more than asking some questions at
    random would: what saves is the cascade, which looks at answers first.

    The SQL that answered is remembered for a month, and run again when the same question comes: its rows are always
    fetched anew. It is found by two keys: the exact one has question and evidence letter for letter; in the normalised
    one case, spaces and the mark at the end do not count, but what is quoted does. Part of both are the database, its
    schema, policy, models, prompts, endpoints, limits of tokens and money, and the version of Weft. What was taken as a
    model failed or a limit ended the search is not remembered. --explain and JSON tell by which key it was found.

    --log, or `log` under [tool.weft.route], records what was decided and why, an object of JSON a line, without any
    row; `weft route calibrate` learns from it. `weft route run` answers many questions.

    Exit codes: 0 answered, 1 not answered, 2 misuse or failure.
    """
    from ..asking import Wish, ask

    wish = Wish(question, is_cached=not no_cache, is_exact=exact_cache, **options)
    return ask(wish, is_explained=explain, format_=format_, start=Path.cwd())
