"""Writes calibrated thresholds into `[tool.weft.route]` of a pyproject.toml, and leaves all else as it stands."""

from pathlib import Path
from typing import Any

from ..analyzers.text_to_sql.calibrating.choosing import Choice
from ..diagnostics import WeftError
from .transaction import Replacement, replace_all


class CannotWrite(WeftError, ValueError):
    """There is no file of settings, or it is none."""


def calibration_lines(choice: Choice) -> str:
    """Return the settings of a choice as lines of TOML."""
    import tomlkit

    document = tomlkit.document()
    _set(document, choice)
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def write_calibration(file: Path, choice: Choice) -> None:
    """Write a choice into a pyproject.toml: comments, order and all other settings stay; raises CannotWrite."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    before = file.read_bytes()
    try:
        document = tomlkit.parse(before.decode())
    except (ParseError, UnicodeDecodeError) as error:
        raise CannotWrite(f"{file}: {error}") from None
    _set(document, choice)
    after = tomlkit.dumps(document).encode()  # pyright: ignore[reportUnknownMemberType]
    replace_all(file.parent, [Replacement(file, before, after)])


def _set(document: Any, choice: Choice) -> None:
    """Put a choice where it belongs; calibrations of before go."""
    import tomlkit

    route = document
    for name in ("tool", "weft", "route"):
        if name not in route:
            route[name] = tomlkit.table(is_super_table=name != "route")
        route = route[name]
    route["accept"], route["settle"] = choice.rule.accept, choice.rule.settle
    route.pop("calibration", None)
    if not choice.calibrations:
        return
    route["calibration"] = tomlkit.table(is_super_table=True)
    for name, known in choice.calibrations.items():
        table = tomlkit.table()
        table["scores"], table["probabilities"] = list(known.scores), list(known.probabilities)
        route["calibration"][name] = table
