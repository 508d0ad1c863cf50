"""Queries are written as SQL that the databases take, with names quoted where they must be."""

import pytest
import sqlglot
from shop import SCHEMA
from sqlglot import exp

from weft.analyzers.text_to_sql.database import Database
from weft.analyzers.text_to_sql.offline.layout import layout_of
from weft.analyzers.text_to_sql.offline.query import Condition, Having, Item, Literal, Order, Query
from weft.analyzers.text_to_sql.offline.rendering import Renderer

NAME, CITY, AGE, AMOUNT, PRODUCT = 1, 2, 3, 6, 9
CASES = {
    "SELECT name FROM customer WHERE city = 'O''Fallon'": Query(
        (Item("", NAME),), (0,), conditions=(Condition(CITY, "=", (Literal("O'Fallon"),)),)
    ),
    "SELECT T1.name, COUNT(*) FROM customer AS T1 JOIN orders AS T2 ON T1.customer_id = T2.customer_id"
    " GROUP BY T1.customer_id HAVING COUNT(*) >= 2 ORDER BY COUNT(*) DESC LIMIT 1": Query(
        (Item("", NAME), Item("count")),
        (0, 1),
        group=(0,),
        having=Having(Item("count"), ">=", Literal("2", True)),
        order=Order(Item("count"), True),
        limit=1,
    ),
    'SELECT AVG("total amount") FROM orders WHERE "total amount" BETWEEN 5 AND 60': Query(
        (Item("avg", AMOUNT),),
        (1,),
        conditions=(Condition(AMOUNT, "between", (Literal("5", True), Literal("60", True))),),
    ),
    "SELECT name FROM customer WHERE age > (SELECT AVG(age) FROM customer)": Query(
        (Item("", NAME),), (0,), conditions=(Condition(AGE, ">", (), "avg"),)
    ),
    "SELECT name FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM orders)": Query(
        (Item("", NAME),), (0,), combination="notin", other_tables=(1,), keys=(0, 5)
    ),
    "SELECT name FROM customer WHERE city = 'Paris' INTERSECT SELECT name FROM customer WHERE age < 30": Query(
        (Item("", NAME),),
        (0,),
        conditions=(Condition(CITY, "=", (Literal("Paris"),)),),
        combination="intersect",
        other_tables=(0,),
        other_conditions=(Condition(AGE, "<", (Literal("30", True),)),),
        other_items=(Item("", NAME),),
    ),
}


@pytest.mark.parametrize(("sql", "query"), CASES.items())
def test_queries_are_written_and_run(shop: Database, sql: str, query: Query) -> None:
    written = Renderer(layout_of(SCHEMA), "sqlite").sql(query)
    assert written == sql
    assert shop.query(written, seconds=1, row_limit=10).columns


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb", "postgres", "mysql", "tsql"])
@pytest.mark.parametrize("query", CASES.values(), ids=range(len(CASES)))
def test_what_is_written_is_one_query_in_every_dialect(query: Query, dialect: str) -> None:
    trees = sqlglot.parse(Renderer(layout_of(SCHEMA), dialect).sql(query), read=dialect)
    assert len(trees) == 1
    assert isinstance(trees[0], exp.Query)


def test_strict_databases_group_by_all_that_is_selected() -> None:
    query = Query((Item("", NAME), Item("count")), (0,), group=(0,))
    assert Renderer(layout_of(SCHEMA), "duckdb").sql(query).endswith("GROUP BY customer_id, name")
    assert Renderer(layout_of(SCHEMA), "sqlite").sql(query).endswith("GROUP BY customer_id")


@pytest.mark.parametrize(("dialect", "limit"), [("tsql", "TOP 3"), ("postgres", "LIMIT 3")])
def test_limits_are_spelled_as_the_dialect_does(dialect: str, limit: str) -> None:
    assert limit in Renderer(layout_of(SCHEMA), dialect).sql(Query((Item("", NAME),), (0,), limit=3))
