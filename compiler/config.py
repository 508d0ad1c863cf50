"""Read the settings of a project: `[tool.weft]` in the nearest pyproject.toml."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Diagnostic, Severity, Source, Span
from ..dsl.catalog import Kind
from .sources import shown_name

UNKNOWN_SETTING = Kind("CFG001", "unknown-setting", "A key of `[tool.weft]` in pyproject.toml is no setting of Weft.")
INVALID_SETTING = Kind("CFG002", "invalid-setting", "A setting in pyproject.toml has a value that it cannot have.")
MALFORMED_CONFIG = Kind("CFG003", "malformed-config", "The pyproject.toml that holds the settings is not valid TOML.")
KINDS = (UNKNOWN_SETTING, INVALID_SETTING, MALFORMED_CONFIG)

_HEADER = re.compile(r"^[ \t]*\[\s*tool\s*\.\s*weft\b[^\r\n]*", re.MULTILINE)


class Config(Struct, frozen=True):
    """The settings of a project; checks are named by their name or their code."""

    out: Path | None = None  # where to build, unless the command line says
    allow: frozenset[str] = frozenset()  # checks whose findings are dropped
    severity: tuple[tuple[str, Severity], ...] = ()  # checks whose findings weigh otherwise
    fail_on: Severity = Severity.ERROR  # the least severity that ends with exit code 1

    def adjust(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Drop the findings that are allowed and weigh the others as configured; errors stay what they are."""
        return [self._weigh(found) for found in diagnostics if not self._is_allowed(found)]

    def _is_allowed(self, found: Diagnostic) -> bool:
        return found.severity is not Severity.ERROR and not self.allow.isdisjoint((found.name, found.code))

    def _weigh(self, found: Diagnostic) -> Diagnostic:
        if found.severity is Severity.ERROR:
            return found
        weights = dict(self.severity)
        return replace(found, severity=weights.get(found.name) or weights.get(found.code) or found.severity)


def load_config(spec: Path) -> tuple[Config, list[Diagnostic]]:
    """Return the settings that hold for a spec, and what is wrong with them."""
    start = spec.absolute()
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            source = Source(shown_name(path), path.read_text(encoding="utf-8", errors="replace"))
            if _HEADER.search(source.text):
                return read_config(source, folder)
    return Config(), []


def read_config(source: Source, folder: Path) -> tuple[Config, list[Diagnostic]]:
    """Return the settings of a pyproject.toml, and what is wrong with them; paths are relative to its folder."""
    try:
        document = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return Config(), [_malformed(source, str(error))]
    table = cast("dict[str, Any]", document.get("tool", {}).get("weft", {}))
    problems = {key: _problem(source, key, value) for key, value in table.items()}
    good = {key: value for key, value in table.items() if problems[key] is None}
    return _config(good, folder), [problem for problem in problems.values() if problem]


def _config(table: Mapping[str, Any], folder: Path) -> Config:
    """Turn settings that are known to be well-formed into values."""
    severity = cast("dict[str, str]", table.get("severity", {}))
    return Config(
        out=folder / table["out"] if "out" in table else None,
        allow=frozenset(table.get("allow", ())),
        severity=tuple((check, Severity(weight)) for check, weight in sorted(severity.items())),
        fail_on=Severity(table.get("fail-on", Severity.ERROR)),
    )


def _problem(source: Source, key: str, value: object) -> Diagnostic | None:
    """Say what is wrong with a setting, if anything."""
    if key not in SETTINGS:
        nearest = get_close_matches(key, SETTINGS, n=1)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"the settings are {', '.join(SETTINGS)}"
        return UNKNOWN_SETTING.at(_place(source, key), f"{key!r} is not a setting of weft", hint)
    wanted, is_valid = SETTINGS[key]
    if is_valid(value):
        return None
    return INVALID_SETTING.at(_place(source, key), f"the setting {key!r} must be {wanted}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[object]", value))


def _is_severity(value: object) -> bool:
    return isinstance(value, str) and value in tuple(Severity)


def _is_table_of_severities(value: object) -> bool:
    return isinstance(value, dict) and all(_is_severity(item) for item in cast("dict[str, object]", value).values())


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


_SEVERITIES = ", ".join(Severity)
SETTINGS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "allow": ("a list of checks", _is_list_of_texts),
    "fail-on": (f"one of {_SEVERITIES}", _is_severity),
    "out": ("a path", _is_text),
    "route": ("a table: the settings of `weft route` and `weft ask`", _is_table),  # read by route_config.py
    "severity": (f"a table from checks to one of {_SEVERITIES}", _is_table_of_severities),
    "sql": ("a table: the settings of `weft sql`", _is_table),  # read by sql_config.py
}


def _place(source: Source, key: str) -> Span:
    """Return where a setting is named, or the header of the table for want of better."""
    header = _HEADER.search(source.text)
    start, end = header.span() if header else (0, 0)
    pattern = re.compile(rf"""^[ \t]*(?:\[\s*tool\s*\.\s*weft\s*\.\s*)?["']?({re.escape(key)})\b""", re.MULTILINE)
    named = pattern.search(source.text, start)
    return Span(source, *named.span(1)) if named else Span(source, start, end)


def _malformed(source: Source, error: str) -> Diagnostic:
    """Turn the complaint of the TOML reader into a diagnostic at its place."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", error)
    reason = found[1] if found else error
    offset = source.offset(int(found[2]), int(found[3])) if found and found[2] else len(source.text)
    message = f"not valid TOML: {reason[:1].lower()}{reason[1:]}"
    return MALFORMED_CONFIG.at(Span(source, offset, offset), message)
