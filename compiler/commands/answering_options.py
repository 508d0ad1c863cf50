"""Options that `weft ask` and `weft route run` share: how questions are answered, however many there are."""

from pathlib import Path

import click

from .numbers import SECONDS

policy = click.option(
    "--policy",
    default="cascade",
    metavar="NAME",
    help="cascade, estimate, tier, or a pipeline that answers everything.",
)
offline = click.option("--offline", is_flag=True, help="Ask no language model, whatever is configured.")
seconds = click.option("--seconds", type=SECONDS, default=5.0, help="How long a query may run; 5.")
exact_cache = click.option(
    "--exact-cache", is_flag=True, help="Let an earlier answer serve only for the very same letters."
)
no_cache = click.option("--no-cache", is_flag=True, help="Ask anew what was answered before, and remember nothing.")
log = click.option("--log", type=click.Path(dir_okay=False, path_type=Path), help="Append every decision to this file.")
