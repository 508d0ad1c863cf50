"""weft route synth: databases made up from schemas and gold SQL, to compare answers on without real data."""

from pathlib import Path
from typing import Any

import click

_FILES = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="synth", short_help="Make databases up to compare answers on.")
@click.option(
    "--schemas",
    multiple=True,
    required=True,
    type=_FILES,
    metavar="FILE",
    help="Schemas as BIRD or Spider keeps them, or NAME.sql; repeatable.",
)
@click.option(
    "--gold",
    multiple=True,
    required=True,
    type=_FILES,
    metavar="FILE",
    help="Questions with SQL, as BIRD or Spider keeps them, or JSON Lines; repeatable.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option(
    "--instances", type=click.IntRange(1, 99), default=3, metavar="N", show_default=True, help="So many of each."
)
@click.option(
    "--rows",
    type=click.IntRange(0, 100_000),
    default=100,
    metavar="N",
    show_default=True,
    help="Random rows of each table, beside those that gold needs.",
)
@click.option("--sql", "with_sql", is_flag=True, help="Also write each instance as a script of SQL.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def command(schemas: tuple[Path, ...], gold: tuple[Path, ...], out: Path, **options: Any) -> int:
    """Make databases up from schemas and gold SQL, so that answers can be compared where the real data is not at hand.

    \b
      weft route synth --schemas tables.json --gold dev.json --out made_up/
      weft route synth --schemas shop.sql --gold questions.json --out made_up/ --sql

    Each database gets several instances, OUT/NAME/1.sqlite and so on. Keys are unique, references hold. Values are
    samples where the schema has any, literals of the gold SQL, and what is next to them, so that a wrong comparison
    shows; for each gold query there are rows that make it give something. The same files give the same instances.

    An answer that gives what gold does on all instances agrees with it. That is agreement on synthetic instances, good
    for comparing systems; it is not execution accuracy, and stricter. The table tells for how many gold queries it
    tells anything: on the others, all that comes is nothing, NULL or zero.

    Files in OUT are replaced or deleted only if this command made them and nobody changed them since.

    Exit codes: 0 written, 2 misuse or failure.
    """
    from ..route_synth import Asked, make_up

    return make_up(Asked(schemas, gold, out, **options))
