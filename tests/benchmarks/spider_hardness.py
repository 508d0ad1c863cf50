"""How hard Spider calls a question, from the parsed query that its files carry."""

from typing import Any

_LIKE = 9


def hardness(sql: dict[str, Any]) -> str:
    """Return `easy`, `medium`, `hard` or `extra`, as Spider's own evaluation counts."""
    one, two, others = _clauses(sql), _nested(sql), _others(sql)
    if one <= 1 and others == 0 and two == 0:
        return "easy"
    if two == 0 and ((others <= 2 and one <= 1) or (one <= 2 and others < 2)):
        return "medium"
    if (two == 0 and ((others > 2 and one <= 2) or (2 < one <= 3 and others <= 2))) or (
        one <= 1 and others == 0 and two <= 1
    ):
        return "hard"
    return "extra"


def _units(sql: dict[str, Any]) -> list[Any]:
    """Return all conditions, without the words that join them."""
    return sql["from"]["conds"][::2] + sql["where"][::2] + sql["having"][::2]


def _clauses(sql: dict[str, Any]) -> int:
    count = sum(bool(sql[name]) for name in ("where", "groupBy", "orderBy", "limit"))
    count += max(0, len(sql["from"]["table_units"]) - 1)
    joins = sql["from"]["conds"][1::2] + sql["where"][1::2] + sql["having"][1::2]
    return count + sum(word == "or" for word in joins) + sum(unit[1] == _LIKE for unit in _units(sql))


def _nested(sql: dict[str, Any]) -> int:
    inner = sum(isinstance(value, dict) for unit in _units(sql) for value in unit[3:5])
    return inner + sum(bool(sql[name]) for name in ("intersect", "union", "except"))


def _others(sql: dict[str, Any]) -> int:
    functions = sum(bool(item[0]) for item in sql["select"][1])
    functions += sum(bool(unit[0]) for unit in sql["where"][::2]) + sum(bool(unit[0]) for unit in sql["groupBy"])
    if sql["orderBy"]:
        ends = [end for unit in sql["orderBy"][1] for end in unit[1:3] if end]
        functions += sum(bool(end[0]) for end in ends)
    functions += sum(bool(unit[0]) for unit in sql["having"])
    return (functions > 1) + (len(sql["select"][1]) > 1) + (len(sql["where"]) > 1) + (len(sql["groupBy"]) > 1)
