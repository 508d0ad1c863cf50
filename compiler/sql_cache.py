"""Spares the linter the texts it has seen: results kept by what they depend on, as JSON in the user's cache folder."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from .cache import cache_folder, forget_old, keep, parser_state, read_own, weft_fingerprint
from .last_build import key_of
from .sql_config import SqlConfig
from .sql_files import SqlFile


class SqlCache:
    """Results of runs with the same settings, of the same Weft and the same parser."""

    def __init__(self, config: SqlConfig, *, is_used: bool = True) -> None:
        """Take the settings of the run; a cache that is not used never knows anything."""
        self._folder = cache_folder() / "sql"
        self._is_used = is_used
        self._run = key_of(weft_fingerprint(("analyzers", "compiler")), parser_state(), repr(config.for_findings))

    def key(self, files: Iterable[SqlFile], *others: str) -> str:
        """Return the key of what is found in files, taken together where there are several."""
        parts = [part for file in files for part in (os.path.abspath(file.name), file.note, file.digest)]
        return key_of(self._run, *others, *parts)

    def read(self, key: str) -> dict[str, Any] | None:
        """Return what is kept; None where nothing is."""
        kept = read_own(self._path(key)) if self._is_used else None
        if kept is None:
            return None
        found: Any = json.loads(kept)
        return cast("dict[str, Any]", found) if isinstance(found, dict) else None

    def write(self, key: str, value: dict[str, Any]) -> None:
        """Keep a value that JSON has."""
        if self._is_used:
            keep(self._path(key), json.dumps(value).encode())

    def prune(self) -> None:
        """Forget, once a day, what was kept a month ago."""
        if self._is_used:
            forget_old(self._folder)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"
