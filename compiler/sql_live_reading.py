"""Reads a live database for a run: its tables, and a sample of their rows for the rules about data."""

from ..analyzers.sql_lint.data_sample import Limits, Sampler
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.rule import DataRule
from .sql_analysis import chosen_rules, plain_finding
from .sql_config import SqlConfig
from .sql_database import open_database
from .sql_live import Live
from .sql_results import Found, weighed


def read_live(url: str, config: SqlConfig, rows: int) -> Live:
    """Return what there is to know of a database; raises UnusableDatabase, and QueryFailed where it is no database."""
    rules = [rule for rule in chosen_rules(config) if isinstance(rule, DataRule)]
    with open_database(url) as database:
        schema = database.schema()
        sampler = Sampler(database, schema, Limits(rows))
        found: dict[str, list[Found]] = {}
        for finding in Linter(rules).in_data(sampler.samples()):
            name = finding.span.source.name
            plain = weighed(plain_finding(finding, config), name, config)
            found.setdefault(name, []).extend([plain] if plain else [])
    return Live(schema, found, sampler.read, tuple(sampler.unread))
