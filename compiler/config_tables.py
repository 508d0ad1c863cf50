"""Finds the pyproject.toml that holds settings of Weft, and reads tables of it that have only known keys."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from ..diagnostics import WeftError

# What may be set: in words, and as a test of the value.
KnownSettings = Mapping[str, tuple[str, Callable[[object], bool]]]


class UnusableConfig(WeftError, ValueError):
    """The settings cannot be read, or say what has no meaning."""


def find_settings(start: Path) -> Path | None:
    """Return the nearest pyproject.toml in a folder or above it that has settings of Weft; None where none has."""
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file() and "tool.weft" in file.read_text(encoding="utf-8", errors="replace"):
            return file
    return None


def read_table(file: Path, name: str, settings: KnownSettings) -> Mapping[str, Any]:
    """Return the table `[tool.weft.<name>]` of a TOML file; raises UnusableConfig with what is wrong."""
    import tomllib  # only projects with settings pay for these two

    from .config import SETTINGS as ALL_SETTINGS

    try:
        weft = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("weft", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableConfig(str(error)) from None
    check_known(weft, ALL_SETTINGS, "[tool.weft]")
    return checked(weft.get(name, {}), settings, f"[tool.weft.{name}]")


def checked(table: object, settings: KnownSettings, where: str) -> Mapping[str, Any]:
    """Return a table whose keys and values are as they should be; raises UnusableConfig for the first that is not."""
    if not isinstance(table, dict):
        raise UnusableConfig(f"{where} must be a table")
    for key, value in cast("dict[str, object]", table).items():
        check_known([key], settings, where)
        wanted, is_valid = settings[key]
        if not is_valid(value):
            raise UnusableConfig(f"the setting {key!r} in {where} must be {wanted}")
    return cast("dict[str, Any]", table)


def check_known(keys: Iterable[str], settings: KnownSettings, where: str) -> None:
    """Raise UnusableConfig for the first key that is no setting, with the nearest that is one."""
    for key in keys:
        if key not in settings:
            from difflib import get_close_matches

            close = get_close_matches(key, settings, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the settings are {', '.join(settings)}"
            raise UnusableConfig(f"{where} has no setting {key!r}: {hint}")
