"""Brings the packages of the manifest from npm and PyPI into a folder; what is there already stays.

Called with the folder. Nothing that the packages bring is run.
"""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from binaries import MANIFEST, manifest


def main() -> int:
    """Run the command; return 1 where a package cannot be had."""
    folder = Path(sys.argv[1]).absolute()
    done, wanted = folder / "complete", MANIFEST.read_text()
    if done.is_file() and done.read_text() == wanted:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    listed = manifest()
    try:
        _from_npm(listed.npm, folder)
        _from_pypi(listed.pypi, folder)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"the packages cannot be had: {problem}", file=sys.stderr)
        return 1
    for binary in listed.binary:
        binary.read(folder)
    done.write_text(wanted)
    return 0


def _from_npm(packages: dict[str, str], folder: Path) -> None:
    """Bring packages, and what they need, into `node_modules`."""
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": packages}))
    options = ["--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(["npm", "install", *options], cwd=folder, check=True)


def _from_pypi(packages: dict[str, str], folder: Path) -> None:
    """Bring the wheels of packages, and unpack them."""
    for name, version in packages.items():
        wanted = [f"{name}=={version}", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "download", *wanted], check=True)
    for wheel in folder.glob("*.whl"):
        with ZipFile(wheel) as archive:
            archive.extractall(folder)
        wheel.unlink()


if __name__ == "__main__":
    sys.exit(main())
