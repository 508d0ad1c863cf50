"""Keeps compiled templates in the user's cache folder: compiling one takes longer than filling it in."""

import base64
import hashlib
import json
from collections.abc import Generator
from contextlib import contextmanager

import jinja2
from jinja2.bccache import Bucket

from ..templates.rendering import OPTIONS, environment
from .cache import cache_folder, keep, read_own


class KeptTemplates(jinja2.BytecodeCache):
    """All templates in one file; Jinja itself tells one that no longer fits its text."""

    def __init__(self) -> None:
        version = hashlib.sha256(f"{jinja2.__version__} {OPTIONS}".encode()).hexdigest()[:16]
        self._path = cache_folder() / f"templates-{version}.kept"
        self._kept: dict[str, str] = {}
        self._is_changed = False
        try:
            self._kept = dict(json.loads(read_own(self._path) or b"{}"))
        except (ValueError, TypeError):
            self._is_changed = True

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept for it, if anything is."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(base64.b64decode(self._kept[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what a bucket holds."""
        self._kept[bucket.key] = base64.b64encode(bucket.bytecode_to_string()).decode()
        self._is_changed = True

    def save(self) -> None:
        """Write what is remembered, if anything is new."""
        if self._is_changed:
            keep(self._path, json.dumps(self._kept).encode())
            self._is_changed = False


@contextmanager
def kept_templates() -> Generator[None]:
    """Load all templates from the cache for a while, and keep them there at its end."""
    cache = KeptTemplates()
    environment().bytecode_cache = cache
    yield
    cache.save()
