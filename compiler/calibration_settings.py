"""Writes calibrated thresholds into `[tool.weft.route]` of a pyproject.toml, and leaves all else as it stands.

Lines are edited, and the result is read again before it is written: libraries for TOML put new keys below the comments
that belong to the next table.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from ..analyzers.text_to_sql.calibrating.choosing import Choice
from ..diagnostics import WeftError
from .transaction import Replacement, replace_all

_HEADER = re.compile(r"\s*\[\s*tool\s*\.\s*weft\s*\.\s*route\s*\]")
_TABLE = re.compile(r"\s*\[")
_OURS = re.compile(r"(\s*)(accept|settle|calibration\s*\.\s*\w+)\s*=\s*[^#]*?(\s*(?:#.*)?)$")


class CannotWrite(WeftError, ValueError):
    """There is no file of settings, or none that can be changed without changing more."""


def calibration_lines(choice: Choice) -> str:
    """Return the settings of a choice as lines of TOML."""
    return "\n".join(("[tool.weft.route]", *_settings(choice).values(), ""))


def write_calibration(file: Path, choice: Choice) -> None:
    """Write a choice into a pyproject.toml: comments, order and all other settings stay; raises CannotWrite."""
    before = file.read_bytes()
    try:
        text = before.decode()
        kept, _ = _parted(text)
        after = _changed(text, choice)
        is_as_meant = _parted(after) == (kept, _parted(calibration_lines(choice))[1])
    except ValueError as error:
        raise CannotWrite(f"{file}: {error}; paste the lines yourself") from None
    if not is_as_meant:
        raise CannotWrite(f"{file}: [tool.weft.route] holds a calibration in another spelling: remove that first")
    replace_all(file.parent, [Replacement(file, before, after.encode())])


def _settings(choice: Choice) -> dict[str, str]:
    """Return the lines of a choice by what they set."""
    lines = {"accept": f"accept = {choice.rule.accept}", "settle": f"settle = {choice.rule.settle}"}
    for name, known in choice.calibrations.items():
        corners = f"scores = {list(known.scores)}, probabilities = {list(known.probabilities)}"
        lines[f"calibration.{name}"] = f"calibration.{name} = {{ {corners} }}"
    return lines


def _parted(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a file says besides of thresholds, and what of them; raises ValueError where it is no TOML."""
    document = tomllib.loads(text)
    route = document.setdefault("tool", {}).setdefault("weft", {}).setdefault("route", {})
    ours = {key: route.pop(key) for key in ("accept", "settle", "calibration") if key in route}
    return document, ours


def _changed(text: str, choice: Choice) -> str:
    """Return a file with a choice: in the lines that are there, else right below the header; old calibrations go."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines, settings = text.splitlines(keepends=True), _settings(choice)
    start = next((at for at, line in enumerate(lines) if _HEADER.match(line)), None)
    if start is None:
        gap = end if text.endswith("\n") else 2 * end
        return text + gap + calibration_lines(choice).replace("\n", end)
    stop = next((at for at in range(start + 1, len(lines)) if _TABLE.match(lines[at])), len(lines))
    body = [line for old in lines[start + 1 : stop] if (line := _replaced(old, settings)) is not None]
    header = lines[start] if lines[start].endswith("\n") else lines[start] + end
    added = [f"{line}{end}" for line in settings.values()]  # what replaced no line
    return "".join([*lines[:start], header, *added, *body, *lines[stop:]])


def _replaced(line: str, settings: dict[str, str]) -> str | None:
    """Return a line with its new setting, which is taken from `settings`; None for a calibration that is no more."""
    plain = line.rstrip("\r\n")
    found = _OURS.match(plain)
    if found is None:
        return line
    setting = settings.pop(re.sub(r"\s", "", found[2]), None)
    return None if setting is None else f"{found[1]}{setting}{found[3]}{line[len(plain) :]}"
