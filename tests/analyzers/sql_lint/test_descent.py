"""Trees are gone through in the order of sqlglot's own walk."""

import pytest
from sqlglot import exp, parse_one

from weft.analyzers.sql_lint.descent import nodes_of

QUERIES = (
    "SELECT 1",
    "WITH a AS (SELECT b FROM c) SELECT d, (SELECT e FROM f WHERE f.x = g.x) AS h FROM g JOIN a ON a.b = g.b",
    "CREATE TABLE t (a INT PRIMARY KEY, b TEXT DEFAULT 'x', CHECK (a > 0 AND b IN ('y', 'z')))",
)


@pytest.mark.parametrize("sql", QUERIES)
def test_nodes_come_as_sqlglot_yields_them(sql: str) -> None:
    tree = parse_one(sql)
    assert [id(node) for node in nodes_of(tree)] == [id(node) for node in tree.walk()]


@pytest.mark.parametrize("sql", QUERIES)
def test_what_is_set_apart_is_left_out_with_all_below_it(sql: str) -> None:
    tree = parse_one(sql)
    walked = tree.walk(prune=lambda node: node is not tree and isinstance(node, exp.Query))
    own = [id(node) for node in walked if node is tree or not isinstance(node, exp.Query)]
    assert [id(node) for node in nodes_of(tree, exp.Query)] == own
