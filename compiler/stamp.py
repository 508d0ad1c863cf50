"""Tells whether an output folder is what a build of these sources would give, without building."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from .cache import weft_fingerprint
from .ownership import MANIFEST, Owner, digest, read_manifest
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


def is_up_to_date(out_dir: Path, stamp: str) -> bool:
    """Tell whether a folder was built from the same and nothing in it was changed since."""
    path = out_dir / STAMP
    if not path.is_file() or path.read_text(encoding="utf-8") != stamp:
        return False
    records = read_manifest(out_dir)
    return all(
        (out_dir / name).is_file()
        and (record.owner is not Owner.GENERATED or digest((out_dir / name).read_bytes()) == record.hash)
        for name, record in records.items()
    )


def write_stamp(out_dir: Path, stamp: str) -> None:
    """Remember what a folder was built from."""
    (out_dir / STAMP).write_text(stamp, encoding="utf-8")
