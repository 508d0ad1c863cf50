"""Who owns which file of an output folder: the manifest of what Weft wrote, with hashes."""

import hashlib
import json
import os
from collections.abc import Mapping
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import cast

from msgspec import Struct

from ..diagnostics import WeftError

MANIFEST = ".weft/manifest.json"


class MalformedManifest(WeftError, ValueError):
    """The manifest of an output folder cannot be read."""


class UnsafePath(WeftError, ValueError):
    """A path would lead out of the output folder."""


class Owner(StrEnum):
    """Who may change a file that Weft once wrote."""

    GENERATED = "generated"  # Weft's
    EXTENSION = "extension"  # the user's from the start
    ADOPTED = "adopted"  # Weft's once, the user's now


class Record(Struct, frozen=True):
    """What is remembered of a file: its owner and the hash of the text that Weft generated for it."""

    hash: str
    owner: Owner


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def target_of(out_dir: Path, path: str) -> Path:
    """Return where a path stands under the output folder; raise UnsafePath if it leads out of it."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or not path.isprintable():
        raise UnsafePath(f"{path!r} is not a plain relative path")
    if "\\" in path or path == MANIFEST:
        raise UnsafePath(f"{path!r} may not be generated")
    for parent in accumulate(parts[:-1], "{}/{}".format):
        if os.path.islink(f"{out_dir}/{parent}"):
            raise UnsafePath(f"{path!r} passes through {parent!r}, which is a symbolic link")
    return out_dir / path


def read_manifest(out_dir: Path) -> dict[str, Record]:
    """Return what is remembered of each file by path; nothing where there is no manifest."""
    try:
        text = (out_dir / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    try:
        files = cast("dict[str, dict[str, str]]", json.loads(text)["files"])
        records = {path: Record(entry["hash"], Owner(entry["ownership"])) for path, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MalformedManifest(f"{out_dir / MANIFEST} is not a manifest of weft: restore it") from error
    for path in records:
        target_of(out_dir, path)
    return records


def print_manifest(records: Mapping[str, Record]) -> bytes:
    """Return the manifest as bytes: sorted, one line per field, the same for the same records."""
    files = {path: {"hash": record.hash, "ownership": record.owner.value} for path, record in records.items()}
    return (json.dumps({"files": files}, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
