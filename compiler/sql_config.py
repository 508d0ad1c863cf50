"""The settings of `weft sql`: `[tool.weft.sql]` in the nearest pyproject.toml, and what options put in their place."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Severity
from .config_tables import KnownSettings, UnusableConfig, checked, find_settings, read_table
from .gitignore import glob_regex

OFF = "off"
BY = ("finding", "count", "sum")  # what --sort impact sorts: findings, or queries by how many or how bad theirs are
MIGRATIONS = (
    *("**/migrations/**", "**/migration/**", "**/migrate/**"),
    *("**/V[0-9]*__*.sql", "**/*.up.sql", "**/*.down.sql"),
)
Value = int | str | bool
Severities = tuple[tuple[str, str], ...]


class PathSettings(Struct, frozen=True):
    """What holds for the files that a glob matches."""

    glob: str
    dialect: str = ""
    allow: tuple[str, ...] = ()
    severity: Severities = ()


class SqlConfig(Struct, frozen=True):
    """The settings of a run; rules go by their names or codes. Globs are relative to `folder`."""

    folder: str = "."
    dialect: str = ""
    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    severity: Severities = ()
    rules: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()
    migrations: tuple[str, ...] = MIGRATIONS
    schema: tuple[str, ...] = ()  # files that say what tables there are, read even where only others are named
    paths: tuple[PathSettings, ...] = ()
    baseline: str = ""
    fail_on: str = Severity.WARNING.value
    migrations_only: bool = False
    weights: tuple[tuple[str, float], ...] = ()  # of the parts of a score, those that are set
    rank_by: str = BY[0]

    def dialect_of(self, name: str) -> str:
        """Return the dialect that is set for a file; empty where none is. The last glob that matches decides."""
        set_ = [settings.dialect for settings in self._matching(name) if settings.dialect]
        return set_[-1] if set_ else self.dialect

    def is_migration(self, name: str) -> bool:
        """Say whether a file migrates a schema."""
        return self.migrations_only or any(_matches(glob, self.inside(name)) for glob in self.migrations)

    def is_schema(self, name: str) -> bool:
        """Say whether a file is read for its tables whatever files are named."""
        return any(_matches(glob, self.inside(name)) for glob in self.schema)

    def severity_in(self, name: str, code: str, rule: str, severity: str) -> str:
        """Return how a finding in a file weighs; empty where it is not wanted there."""
        called = {code.lower(), rule.lower()}
        matching = self._matching(name)
        default = OFF if severity == Severity.INFO and self._is_for_paths_only(called) else severity
        allowed = [*self.allow, *(known for settings in matching for known in settings.allow)]
        weights = [*self.severity, *(weight for settings in matching for weight in settings.severity)]
        severity = next((weight for key, weight in reversed(weights) if key.lower() in called), default)
        return "" if severity == OFF or not called.isdisjoint(map(str.lower, allowed)) else severity

    @property
    def for_findings(self) -> "SqlConfig":
        """Return what findings depend on: the settings without those for the report."""
        return replace(self, baseline="", fail_on="", rank_by="")

    def inside(self, name: str) -> str:
        """Return the path of a file as the globs see it: from the folder of the settings on."""
        return os.path.relpath(os.path.abspath(name), self.folder).replace(os.sep, "/")

    def _is_for_paths_only(self, called: set[str]) -> bool:
        """Say whether a rule that is off by default runs only as the settings of a path give it a severity."""
        in_paths = {key.lower() for settings in self.paths for key, _ in settings.severity}
        is_asked_for = bool(self.select) or not {"all", *called}.isdisjoint(map(str.lower, self.extend))
        return not called.isdisjoint(in_paths) and not is_asked_for

    def _matching(self, name: str) -> list[PathSettings]:
        inside = self.inside(name) if self.paths else ""
        return [settings for settings in self.paths if _matches(settings.glob, inside)]


def _matches(glob: str, path: str) -> bool:
    return bool(glob_regex(glob).fullmatch(path))


def load_sql_config(paths: Sequence[Path]) -> SqlConfig:
    """Return the settings in the nearest pyproject.toml above all of these files and folders that has any of Weft's.

    Without any, globs are relative to the repository, or else to the current folder.
    """
    start = Path(os.path.commonpath([os.path.abspath(path) for path in paths]))
    if (file := find_settings(start)) is not None:
        return read_sql_config(file)
    return SqlConfig(
        next((str(folder) for folder in (start, *start.parents) if (folder / ".git").exists()), os.getcwd())
    )


def read_sql_config(file: Path) -> SqlConfig:
    """Return the settings in a TOML file; raises UnusableConfig with what is wrong and what may have been meant."""
    try:
        return _config(str(file.absolute().parent), read_table(file, "sql", SETTINGS))
    except UnusableConfig as error:
        raise UnusableConfig(f"{file}: {error}") from None


def _config(folder: str, table: Mapping[str, Any]) -> SqlConfig:
    return SqlConfig(
        folder=folder,
        dialect=table.get("dialect", ""),
        select=tuple(table.get("select", ())),
        extend=tuple(table.get("extend", ())),
        allow=tuple(table.get("allow", ())),
        severity=tuple(table.get("severity", {}).items()),
        rules=tuple((rule, tuple(options.items())) for rule, options in table.get("rules", {}).items()),
        migrations=tuple(table.get("migrations", MIGRATIONS)),
        schema=tuple(table.get("schema", ())),
        paths=tuple(_path_settings(glob, settings) for glob, settings in table.get("paths", {}).items()),
        baseline=os.path.join(folder, table["baseline"]) if "baseline" in table else "",
        fail_on=table.get("fail-on", Severity.WARNING.value),
        **_ranking(table.get("ranking", {})),
    )


def _ranking(table: Mapping[str, Any]) -> dict[str, Any]:
    table = checked(table, RANKING, "[tool.weft.sql.ranking]")
    weights = tuple((part, float(weight)) for part, weight in table.items() if part != "by")
    return {"weights": weights, "rank_by": table.get("by", BY[0])}


def _path_settings(glob: str, table: Mapping[str, Any]) -> PathSettings:
    table = checked(table, PATH_SETTINGS, f"[tool.weft.sql.paths.{glob!r}]")
    severity = tuple(table.get("severity", {}).items())
    return PathSettings(glob, table.get("dialect", ""), tuple(table.get("allow", ())), severity)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[object]", value))


def _is_table_of_tables(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in cast("dict[str, object]", value).values())


def _is_severity(value: object) -> bool:
    return isinstance(value, str) and value in tuple(Severity)


def _is_table_of_severities(value: object) -> bool:
    items = cast("dict[str, object]", value).values() if isinstance(value, dict) else [None]
    return all(item == OFF or _is_severity(item) for item in items)


def _is_weight(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


_WEIGHTS = ", ".join(Severity)
_RULES = ("a list of rules, by their names or codes", _is_list_of_texts)
RANKING: KnownSettings = {
    **dict.fromkeys(
        ("read", "write", "maintainability", "amplification", "integrity", "accuracy"),
        ("a number from 0 to 1", _is_weight),
    ),
    "by": (f"one of {', '.join(BY)}", lambda value: value in BY),
}
PATH_SETTINGS: KnownSettings = {
    "dialect": ("the name of a dialect", _is_text),
    "allow": _RULES,
    "severity": (f"a table from rules to one of {_WEIGHTS}, {OFF}", _is_table_of_severities),
}
SETTINGS: KnownSettings = {
    **PATH_SETTINGS,
    "select": _RULES,
    "extend": _RULES,
    "rules": ("a table from rules to tables of their options", _is_table_of_tables),
    "migrations": ("a list of globs", _is_list_of_texts),
    "schema": ("a list of globs", _is_list_of_texts),
    "paths": ("a table from globs to tables of settings", _is_table_of_tables),
    "ranking": ("a table of weights", lambda value: isinstance(value, dict)),
    "baseline": ("a path", _is_text),
    "fail-on": (f"one of {_WEIGHTS}", _is_severity),
}
