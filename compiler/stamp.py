"""Tells whether an output folder is what a build of these sources would give, without building."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from .cache import weft_fingerprint
from .ownership import MANIFEST, Owner, Record, digest, read_manifest
from .sources import read_sources

STAMP = Path(MANIFEST).with_name("built-from")


def stamp_of(paths: Sequence[Path]) -> str:
    """Return a hash of everything that a build depends on: the sources, the settings and Weft itself."""
    hashed = hashlib.sha256(weft_fingerprint().encode())
    for source in read_sources(paths).texts:
        hashed.update(f"\0{source.name}\0{source.text}".encode(errors="surrogatepass"))
    for folder in (paths[0].absolute(), *paths[0].absolute().parents):
        settings = folder / "pyproject.toml"
        if settings.is_file():
            hashed.update(settings.read_bytes())
    return hashed.hexdigest()


def findings_if_up_to_date(out_dir: Path, stamp: str) -> str | None:
    """Return what the last build found if it was of the same and nothing was changed since; None otherwise."""
    path = out_dir / STAMP
    if not path.is_file():
        return None
    built_from, _, found = path.read_text(encoding="utf-8", errors="replace").partition("\n")
    is_same = built_from == stamp and all(
        _is_as_built(out_dir / name, was) for name, was in read_manifest(out_dir).items()
    )
    return found if is_same else None


def _is_as_built(file: Path, record: Record) -> bool:
    return file.is_file() and (record.owner is not Owner.GENERATED or digest(file.read_bytes()) == record.hash)


def write_stamp(out_dir: Path, stamp: str, found: str) -> None:
    """Remember what a folder was built from, and how much the build found: the next one will say so again."""
    (out_dir / STAMP).write_text(f"{stamp}\n{found}", encoding="utf-8")
