"""Queries that are known to be right are read as shapes, or refused where no shape can say them."""

import pytest
from shop import SCHEMA

from weft.analyzers.text_to_sql.offline.layout import layout_of
from weft.analyzers.text_to_sql.offline.sketches import sketch_of
from weft.analyzers.text_to_sql.training.offline_gold import read_gold
from weft.analyzers.text_to_sql.training.offline_queries import OutsideFragment, columns_of

SHAPES = {
    "SELECT name FROM customer": ("c", "", "0", "", ""),
    "SELECT count(*), city FROM customer GROUP BY city": ("c count*", "", "1", "", ""),
    "SELECT DISTINCT name FROM customer WHERE age >= 3 AND city = 'x'": ("distinct c", "= >", "0", "", ""),
    "SELECT name FROM customer WHERE age < 3 OR city LIKE '%x'": ("c", "< like|", "0", "", ""),
    "SELECT name FROM customer ORDER BY age DESC LIMIT 1": ("c", "", "0", "c-1", ""),
    "SELECT city FROM customer GROUP BY city HAVING count(*) >= 2": ("c", "", "1count>", "", ""),
    "SELECT name FROM customer WHERE age > (SELECT avg(age) FROM customer)": ("c", ">avg", "0", "", ""),
    "SELECT name FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM orders)": ("c", "", "0", "", "notin"),
    "SELECT city FROM customer WHERE age > 5 INTERSECT SELECT city FROM customer WHERE age < 3": (
        "c",
        ">;<",
        "0",
        "",
        "intersect",
    ),
    "SELECT name FROM customer EXCEPT SELECT T1.name FROM customer AS T1 JOIN orders AS T2"
    " ON T1.customer_id = T2.customer_id": ("c", "", "0", "", "except"),
}


@pytest.mark.parametrize(("sql", "parts"), SHAPES.items())
def test_shapes_are_read(sql: str, parts: tuple[str, ...]) -> None:
    sketch = read_gold(sql, layout_of(SCHEMA)).sketch
    assert sketch.parts == parts
    assert sketch_of(parts) == sketch


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT",
        "SELECT name FROM nowhere",
        "SELECT age + 1 FROM customer",
        "SELECT a.name FROM customer AS a JOIN customer AS b ON a.customer_id = b.customer_id",
        "SELECT name FROM customer WHERE age > size",
        "SELECT name FROM customer WHERE customer_id IN (SELECT customer_id FROM orders)",
        "SELECT count(*) FROM (SELECT city FROM customer)",
    ],
)
def test_what_no_shape_says_is_refused(sql: str) -> None:
    with pytest.raises(OutsideFragment):
        _ = read_gold(sql, layout_of(SCHEMA)).sketch


def test_slots_are_read() -> None:
    sql = "SELECT T1.name, max(T2.`total amount`) FROM customer AS T1 JOIN orders AS T2 WHERE T1.city = 'Paris'"
    assert columns_of(read_gold(sql, layout_of(SCHEMA))) == {
        "select": {1},
        "function": {6},
        "where": {2},
        "group": set(),
        "order": set(),
        "from": {0, 1},
        "other": set(),
    }
