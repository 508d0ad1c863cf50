"""The house rules: which folder may import which, captions, and what the wheel carries."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT: dict[str, set[str]] = {
    "diagnostics": set(),
    "templates": set(),
    "dsl": {"diagnostics"},
    "analyzers": {"diagnostics"},
    "runtime_probes": {"diagnostics"},
    "backends": {"diagnostics", "dsl", "templates", "runtime_probes"},
    "compiler": {"diagnostics", "dsl", "analyzers", "runtime_probes", "templates", "backends"},
    "__init__": {"diagnostics", "dsl", "analyzers", "runtime_probes", "backends", "compiler"},
    "__main__": {"compiler"},
}
# Of these two folders the backends may take no more than these files.
OPEN_TO_BACKENDS = {
    "dsl": (
        "dsl/model*.py",
        "dsl/value_types.py",
        "dsl/expressions.py",
        "dsl/operations.py",
        "dsl/words.py",
        "dsl/parts.py",
    ),
    "runtime_probes": ("runtime_probes/binary/*",),
}
# The language reads no files of a user; data that stands beside the code is another matter, hence no pathlib here.
UNKNOWN_TO_THE_LANGUAGE = {"click", "jinja2", "os", "rich", "shutil", "sqlite3", "subprocess", "tempfile"}
FOLDERS = ("analyzers", "backends", "compiler", "dsl", "runtime_probes", "templates")
LINKED = (*FOLDERS, "__init__.py", "diagnostics.py", "py.typed")  # what type checkers see as the package weft

Guard = Callable[[Path], list[str]]


def code_files(root: Path) -> list[Path]:
    """Return the files of the package; tests and examples are users of it."""
    inside = [file for part in MAY_IMPORT for file in (root / part).rglob("*.py")]
    return sorted(root.glob("*.py")) + sorted(inside)


def shown(file: Path, root: Path) -> str:
    """Return a file's path below the root."""
    return file.relative_to(root).as_posix()


def part_of(file: Path, root: Path) -> str:
    """Return the top folder, or the root file, that a file belongs to."""
    return file.relative_to(root).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Yield each import, wherever in the file it stands, with the name it imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node, alias.name) for alias in node.names)


def imported_files(file: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of ours that a file imports, and the name it takes from each."""
    for node, name in imports(file):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            candidates = (folder / f"{name}.py", folder / name / "__init__.py", folder.with_suffix(".py"))
            target = next((path for path in candidates if path.is_file()), folder / "__init__.py")
            yield target, name


def imports_against_the_table(root: Path) -> list[str]:
    """Find the imports that the table forbids."""
    wrong: list[str] = []
    for file in code_files(root):
        part = part_of(file, root)
        for target, _ in imported_files(file):
            if part_of(target, root) not in MAY_IMPORT[part] | {part}:
                wrong.append(f"{shown(file, root)} imports {shown(target, root)}")
    return wrong


def backends_that_know_too_much(root: Path) -> list[str]:
    """Find the backends that import another, or more of the language and the probes than they may."""
    wrong: list[str] = []
    for file in sorted((root / "backends").rglob("*.py")):
        for target, _ in imported_files(file):
            path, part = shown(target, root), part_of(target, root)
            is_closed = part in OPEN_TO_BACKENDS and not any(fnmatch(path, open_) for open_ in OPEN_TO_BACKENDS[part])
            if is_closed or is_other_backend(file, target, root):
                wrong.append(f"{shown(file, root)} imports {path}")
    return wrong


def is_other_backend(file: Path, target: Path, root: Path) -> bool:
    """Say whether two files lie in the folders of two different backends."""
    folders = [path.relative_to(root).parts[:-1] for path in (file, target)]
    return all(len(parts) > 1 and parts[0] == "backends" for parts in folders) and folders[0][1] != folders[1][1]


def circles(root: Path) -> list[str]:
    """Find imports that run in a circle, hidden ones included."""
    graph = {file: {target for target, _ in imported_files(file)} - {file} for file in code_files(root)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" imports ".join(shown(file, root) for file in error.args[1])]
    return []


def absolute_imports(root: Path) -> list[str]:
    """Find imports of ours by an absolute name, which no static tool can follow."""
    ours = {"weft", *MAY_IMPORT}
    return [
        f"{shown(file, root)} imports {name}"
        for file in code_files(root)
        for node, name in imports(file)
        if (isinstance(node, ast.Import) and name.split(".")[0] in ours)
        or (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in ours)
    ]


def imports_from_a_face(root: Path) -> list[str]:
    """Find names taken from an __init__.py other than its visible tuple, which is written in capitals."""
    return [
        f"{shown(file, root)} takes {name} from {shown(target, root)}"
        for file in code_files(root)
        for target, name in imported_files(file)
        if target.name == "__init__.py" and name != target.parent.name and not name.isupper()
    ]


def language_that_knows_the_machine(root: Path) -> list[str]:
    """Find what the language imports of files, terminals and processes."""
    return [
        f"{shown(file, root)} imports {name}"
        for file in sorted((root / "dsl").rglob("*.py"))
        for node, alias in imports(file)
        for name in [(node.module or "") if isinstance(node, ast.ImportFrom) and not node.level else alias]
        if name.split(".")[0] in UNKNOWN_TO_THE_LANGUAGE
    ]


def files_without_a_caption(root: Path) -> list[str]:
    """Find files that do not open with a docstring."""
    users = [file for part in ("tests", "examples") for file in (root / part).rglob("*.py")]
    written = [file for file in users if "golden" not in file.parts]
    return [
        shown(file, root)
        for file in [*code_files(root), *sorted(written)]
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]


def setuptools_settings(root: Path) -> dict[str, Any]:
    """Return what pyproject.toml tells setuptools."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def packages_that_are_not_listed(root: Path) -> list[str]:
    """Find where the list of packages and the folders differ; a missing one would be absent from the wheel."""
    folders = {file.parent.relative_to(root) for file in code_files(root) if file.name == "__init__.py"}
    found = {".".join(("weft", *folder.parts)) for folder in folders}
    return sorted(found ^ set(setuptools_settings(root)["packages"]))


def data_that_the_wheel_lacks(root: Path) -> list[str]:
    """Find files beside the code that no pattern of package-data matches."""
    patterns: dict[str, list[str]] = setuptools_settings(root)["package-data"]
    carried = {
        file
        for package, globs in patterns.items()
        for pattern in globs
        for file in root.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    return [
        shown(file, root)
        for part in MAY_IMPORT
        for file in sorted((root / part).rglob("*"))
        if file.is_file() and file.suffix not in (".py", ".pyc") and file not in carried
    ]


def links_that_are_missing(root: Path) -> list[str]:
    """Find what type checkers would not see as part of weft."""
    links = {name: root / ".typings" / "weft" / name for name in LINKED}
    return [name for name, link in links.items() if not link.exists() or not link.samefile(root / name)]


GUARDS: tuple[Guard, ...] = (
    imports_against_the_table,
    backends_that_know_too_much,
    circles,
    absolute_imports,
    imports_from_a_face,
    language_that_knows_the_machine,
    files_without_a_caption,
    packages_that_are_not_listed,
    data_that_the_wheel_lacks,
    links_that_are_missing,
)


@pytest.mark.parametrize("guard", GUARDS)
def test_the_house_is_in_order(guard: Guard) -> None:
    assert guard(ROOT) == []


def test_the_documented_table_is_this_one() -> None:
    rows = re.findall(
        r"^\| `(\w+)(?:\.py|/)` \| (.*?) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.M
    )
    documented = {part: set(re.findall(r"`(\w+)`", allowed)) for part, allowed in rows}
    assert documented == {part: allowed for part, allowed in MAY_IMPORT.items() if not part.startswith("__")}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a small house that is in order."""
    for name in FOLDERS:
        plant(tmp_path, f"{name}/__init__.py")
    for name in ("__init__.py", "diagnostics.py", "py.typed", "dsl/model.py", "runtime_probes/binary/__init__.py"):
        plant(tmp_path, name)
    listed = ["weft", "weft.runtime_probes.binary", *(f"weft.{name}" for name in FOLDERS)]
    settings = f"[tool.setuptools]\npackages = {listed}\n[tool.setuptools.package-data]\n'weft.dsl' = ['*.lark']\n"
    (tmp_path / "pyproject.toml").write_text(settings)
    links = tmp_path / ".typings" / "weft"
    links.mkdir(parents=True)
    for name in LINKED:
        (links / name).symlink_to(tmp_path / name)
    return tmp_path


def plant(root: Path, path: str, text: str = "") -> None:
    """Write a file with a caption and some code."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'"""What this file is for."""\n{text}\n')


@pytest.mark.parametrize("guard", GUARDS)
def test_the_small_house_is_in_order(guard: Guard, house: Path) -> None:
    assert guard(house) == []


HIDDEN = "def later():\n    from ..compiler import cli"
TYPING = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import second"
VIOLATIONS: tuple[tuple[Guard, str, str, str], ...] = (
    (imports_against_the_table, "an arrow up", "dsl/model.py", "from ..backends import backend"),
    (imports_against_the_table, "an arrow up, hidden in a function", "analyzers/rule.py", HIDDEN),
    (imports_against_the_table, "an arrow to a peer", "analyzers/rule.py", "from ..dsl.model import Model"),
    (backends_that_know_too_much, "a backend that parses", "backends/api/emit.py", "from ...dsl import scanner"),
    (backends_that_know_too_much, "a backend that probes", "backends/w.py", "from ..runtime_probes.host import run"),
    (circles, "a circle under TYPE_CHECKING", "dsl/first.py", TYPING),
    (absolute_imports, "an absolute import", "compiler/cli.py", "from weft.dsl.model import Model"),
    (absolute_imports, "an import of a sibling by its bare name", "compiler/cli.py", "import dsl.model"),
    (imports_from_a_face, "a name from a face", "compiler/cli.py", "from ..dsl import parse"),
    (language_that_knows_the_machine, "a language that reads files", "dsl/parse.py", "from os import walk"),
    (packages_that_are_not_listed, "a package that is not listed", "dsl/checks/__init__.py", ""),
    (data_that_the_wheel_lacks, "a data file that no pattern matches", "templates/page.css", ""),
)


@pytest.mark.parametrize(("guard", "path", "text"), [pytest.param(g, p, t, id=name) for g, name, p, t in VIOLATIONS])
def test_a_violation_is_found(guard: Guard, path: str, text: str, house: Path) -> None:
    plant(house, "dsl/second.py", "from .first import anything")
    plant(house, "dsl/first.py")
    plant(house, path, text)
    assert guard(house)


def test_a_backend_that_imports_another_is_found(house: Path) -> None:
    plant(house, "backends/names.py")
    plant(house, "backends/api/routes.py")
    plant(house, "backends/ui/pages.py", "from ..api.routes import routes\nfrom ..names import snake_case")
    assert backends_that_know_too_much(house) == ["backends/ui/pages.py imports backends/api/routes.py"]


def test_a_backend_may_take_the_model_and_the_binary_writer(house: Path) -> None:
    plant(house, "runtime_probes/binary/writer.py")
    plant(
        house, "backends/wasm/emitter.py", "from ...dsl.model import Model\nfrom ...runtime_probes.binary import writer"
    )
    assert backends_that_know_too_much(house) == []


@pytest.mark.parametrize("path", ["dsl/model.py", "tests/test_nothing.py"])
def test_a_file_without_a_caption_is_found(path: str, house: Path) -> None:
    plant(house, path)
    (house / path).write_text("x = 1\n")
    assert files_without_a_caption(house) == [path]


def test_a_missing_link_is_found(house: Path) -> None:
    (house / ".typings" / "weft" / "dsl").unlink()
    assert links_that_are_missing(house) == ["dsl"]
