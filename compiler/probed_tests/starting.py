"""Lets the Python of a built system load plugins of pytest, though weft is not installed there."""

import importlib.util
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PLUGIN = "weft_probed_tests"
THIRD_OPINION = "weft_third_opinion"
PACKAGE = Path(__file__).parents[2]
BRINGS_ALONG = '''"""Brings weft along, behind all that this Python has itself."""

import importlib.util
import sys

sys.path += [path for path in {paths!r} if path not in sys.path]
if importlib.util.find_spec("weft") is None:
    spec = importlib.util.spec_from_file_location("weft", {face!r}, submodule_search_locations=[{package!r}])
    weft = importlib.util.module_from_spec(spec)
    sys.modules["weft"] = weft
    spec.loader.exec_module(weft)
'''
PLUGINS = {
    PLUGIN: """
from weft.compiler.probed_tests.plugin import pytest_addoption, pytest_load_initial_conftests
""",
    THIRD_OPINION: """
try:
    from weft.compiler.third_opinion.plugin import pytest_load_initial_conftests
except (ImportError, SyntaxError) as error:
    REASON = f"tests/rules: the interpreter was not asked, as this Python cannot load weft: {{error}}"

    def pytest_terminal_summary(terminalreporter):
        terminalreporter.write_line(REASON)
""",
}
NEEDED = ("click", "gherkin", "lark", "msgspec", "wasmtime", "yaml")


@contextmanager
def plugin_folder() -> Generator[Path]:
    """Give a folder for PYTHONPATH in which the `PLUGINS` are found by their names."""
    with TemporaryDirectory() as folder:
        for name, text in PLUGINS.items():
            whole = (BRINGS_ALONG + text).format(
                paths=_paths(), face=str(PACKAGE / "__init__.py"), package=str(PACKAGE)
            )
            (Path(folder) / f"{name}.py").write_text(whole, encoding="utf-8")
        yield Path(folder)


def _paths() -> list[str]:
    """Return where this Python found what the plugins need besides the package itself."""
    found = [importlib.util.find_spec(name) for name in NEEDED]
    folders = [str(Path(spec.origin).parents[1]) for spec in found if spec is not None and spec.origin]
    return list(dict.fromkeys(path for path in folders if path in sys.path))
