"""Keeps compiled templates in the user's cache folder: compiling one takes longer than filling it in."""

import hashlib

import jinja2
from jinja2.bccache import Bucket

from ..templates.rendering import environment
from .cache import cache_folder, is_own, keep


class KeptTemplates(jinja2.BytecodeCache):
    """A file for each template; Jinja itself tells one that no longer fits its text."""

    def __init__(self) -> None:
        self._folder = cache_folder() / "templates"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept for it, if anything is."""
        path = self._folder / self._name(bucket)
        if is_own(path):
            bucket.bytecode_from_string(path.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        keep(self._folder / self._name(bucket), bucket.bytecode_to_string())

    @staticmethod
    def _name(bucket: Bucket) -> str:
        return hashlib.sha256(f"{jinja2.__version__}\n{bucket.key}".encode()).hexdigest()[:24]


def use_kept_templates() -> None:
    """Let all templates be loaded from the cache, and be kept there."""
    environment().bytecode_cache = KeptTemplates()
