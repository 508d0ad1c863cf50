"""Keeps the SQL that answered questions in the user's cache folder, a file of JSON each, without any row."""

import msgspec

from ..analyzers.text_to_sql.routing.cache import Remembered
from .cache import cache_folder, forget_old, keep, parser_state, read_own, weft_fingerprint
from .last_build import key_of


class AnswerCache:
    """What was answered with the same Weft, the same database and the same endpoint; forgotten after a month."""

    def __init__(self, database: str, endpoint: str) -> None:
        """Take the address of the database, which is hashed, and that of the endpoint."""
        self._folder = cache_folder() / "answers"
        self._scope = key_of(weft_fingerprint(("analyzers",)), parser_state(), database, endpoint)

    def find(self, key: str) -> Remembered | None:
        """Return what is remembered; None where nothing is."""
        kept = read_own(self._folder / self._file(key))
        try:
            return msgspec.json.decode(kept, type=Remembered) if kept else None
        except msgspec.MsgspecError:
            return None

    def keep(self, key: str, remembered: Remembered) -> None:
        """Remember an answer."""
        keep(self._folder / self._file(key), msgspec.json.encode(remembered))
        forget_old(self._folder)

    def _file(self, key: str) -> str:
        name = key_of(self._scope, key)
        return f"{name[:2]}/{name[2:]}.json"
