"""Where Weft itself can be installed from once more: an index may have another package of its name."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

NAME = "weft"


def own_package() -> str:
    """Return what `pip install` takes for the Weft that runs: the folder, the file or the repository it came from.

    Where it came from an index, that is its name and version; where it was not installed, the folder that it lies in.
    """
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return str(Path(__file__).resolve().parents[1])
    origin = installed.read_text("direct_url.json")  # https://packaging.python.org/specifications/direct-url/
    return _requirement(json.loads(origin)) if origin else f"{NAME}=={installed.version}"


def _requirement(origin: dict[str, dict[str, str] | str]) -> str:
    """Return the address of an origin as pip writes it."""
    repository = origin.get("vcs_info")
    if isinstance(repository, dict):
        return f"{NAME} @ {repository['vcs']}+{origin['url']}@{repository['commit_id']}"
    return f"{NAME} @ {origin['url']}"
