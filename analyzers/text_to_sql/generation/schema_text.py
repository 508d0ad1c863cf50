"""Writes a schema as the statements that would create it, within a limit of tokens, for a model to read."""

import re
from collections.abc import Iterator
from textwrap import shorten

from msgspec import Struct

from ...sql_lint.reserved_words import RESERVED
from ..language_model.token_counts import estimated_tokens
from ..schema.schema import Column, ForeignKey, Schema, Table

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_REMARK, _LONGEST_SAMPLE = 120, 40
_BACKTICKS = frozenset({"mysql", "bigquery", "hive", "spark", "databricks", "clickhouse"})


class Detail(Struct, frozen=True):
    """How much is said of a schema: so many samples of each column, what people call things, and what they are for."""

    samples: int = 3
    has_labels: bool = True
    has_descriptions: bool = True


# From all there is to names and types alone; what fits first is taken.
_LEVELS = (Detail(), Detail(samples=1), Detail(samples=0), Detail(0, True, False), Detail(0, False, False))


def schema_text(schema: Schema, dialect: str, token_limit: int | None = None, *, with_samples: bool = True) -> str:
    """Return a schema as SQL with remarks, in as much detail as so many tokens allow; None is no limit.

    Tokens are estimated, four characters each. Where names and types alone are too much, the last tables are left out,
    and a remark says how many. Values of the database appear only `with_samples`.
    """
    levels = [level for level in _LEVELS if with_samples or not level.samples]
    for level in levels:
        tables = [_table_text(table, dialect, level) for table in schema]
        if token_limit is None or estimated_tokens("\n".join(tables)) <= token_limit:
            return "\n".join(tables)
    return "\n".join(_fitting([_table_text(table, dialect, _LEVELS[-1]) for table in schema], token_limit or 0))


def described_tokens(schema: Schema, dialect: str) -> int:
    """Return the tokens of a schema in all detail but values of the database."""
    return estimated_tokens("\n".join(_table_text(table, dialect, Detail(samples=0)) for table in schema))


def _fitting(tables: list[str], token_limit: int) -> Iterator[str]:
    """Yield the first tables that fit, and how many do not."""
    left = token_limit - 10  # for the remark
    for at, table in enumerate(tables):
        left -= estimated_tokens(table + "\n")
        if left < 0:
            yield f"-- {len(tables) - at} more tables are not shown"
            return
        yield table


def _table_text(table: Table, dialect: str, detail: Detail) -> str:
    remark = _remark(table.name, table.label, table.description, (), detail)
    lines = [(_column_text(column, table, dialect), _column_remark(column, detail)) for column in table.columns]
    if len(table.primary_key) > 1:
        lines.append((f"PRIMARY KEY ({_names(table.primary_key, dialect)})", ""))
    lines += [(_key_text(key, dialect), "") for key in table.foreign_keys]
    body = [f"  {text}{',' * (at < len(lines))}{told}" for at, (text, told) in enumerate(lines, 1)]
    return "\n".join([f"CREATE TABLE {_quoted(table.name, dialect)} ({remark}", *body, ");"])


def _column_text(column: Column, table: Table, dialect: str) -> str:
    key = " PRIMARY KEY" * (table.primary_key == (column.name,))
    return f"{_name(column.name, dialect)} {_line(column.type)}".rstrip() + key


def _column_remark(column: Column, detail: Detail) -> str:
    short = [sample for sample in column.samples if len(sample) <= _LONGEST_SAMPLE]
    samples = tuple(_value(sample, column) for sample in short[: detail.samples])
    return _remark(column.name, column.label, column.description, samples, detail)


def _value(sample: str, column: Column) -> str:
    """Return a sample as SQL writes it."""
    text = _line(sample)
    return text if column.is_numeric else "'" + text.replace("'", "''") + "'"


def _key_text(key: ForeignKey, dialect: str) -> str:
    target = f" ({_names(key.target_columns, dialect)})" if key.target_columns else ""
    return f"FOREIGN KEY ({_names(key.columns, dialect)}) REFERENCES {_quoted(key.target, dialect)}{target}"


def _remark(name: str, label: str, description: str, samples: tuple[str, ...], detail: Detail) -> str:
    """Return what is to be said behind a name; empty where there is nothing that the name itself does not say."""
    said: list[str] = []
    if detail.has_labels and _bare(label) not in ("", _bare(name)):
        said.append(_line(label))
    if detail.has_descriptions and _bare(description) not in ("", _bare(name), _bare(label)):
        said.append(shorten(_line(description), _LONGEST_REMARK, placeholder="…"))
    if samples:
        said.append("such as " + ", ".join(samples))
    return f" -- {'; '.join(said)}" if said else ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _line(text: str) -> str:
    """Return a text on one line, so that nothing in it can end the remark it stands in."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _names(names: tuple[str, ...], dialect: str) -> str:
    return ", ".join(_name(name, dialect) for name in names)


def _quoted(table: str, dialect: str) -> str:
    """Return the name of a table, with that of its schema where it has one."""
    return ".".join(_name(part, dialect) for part in table.split("."))


def _name(name: str, dialect: str) -> str:
    """Return a name as queries must write it."""
    if _PLAIN.fullmatch(name) and name.upper() not in RESERVED:
        return name
    quote = "`" if dialect in _BACKTICKS else '"'
    return f"{quote}{name.replace(quote, 2 * quote)}{quote}"
