"""Several processes find what one finds, in the same order."""

import multiprocessing

import pytest

from weft.compiler import sql_processes
from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import SqlConfig
from weft.compiler.sql_files import SqlFile
from weft.compiler.sql_run import lint

CONFIG = SqlConfig(select=("select-star", "update-without-where"))
FILES = [SqlFile("schema.sql", "CREATE TABLE t (id INT);")] + [
    SqlFile(f"{number}.sql", f"SELECT * FROM t{number};\n{'UPDATE t SET id = 1;' * (number % 3)}")
    for number in range(20)
]


@pytest.mark.parametrize("methods", [["fork", "spawn"], ["spawn"]])
def test_the_result_is_that_of_one_process(methods: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if methods[0] not in multiprocessing.get_all_start_methods():
        pytest.skip(f"processes cannot be started by {methods[0]} here")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: methods)
    monkeypatch.setattr(sql_processes, "_analyst", None)
    cache = SqlCache(CONFIG, is_used=False)
    assert lint(FILES, CONFIG, cache, jobs=2) == lint(FILES, CONFIG, cache, jobs=1)
