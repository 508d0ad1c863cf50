"""SQL167: SQL put together from values of Python."""

import ast
import re
from collections.abc import Iterator

from ....diagnostics import Severity, Span
from ..python_composition import Composition, Form, Piece
from ..python_holes import Kind, fill
from ..python_placeholders import Style, placeholders
from ..python_scopes import called_name
from ..python_sql import PythonModule, Query
from ..rule import Finding, Grade, Impact, PythonRule

_LONGEST = 120
_LISTING = frozenset({"join", "tuple", "list", "str", "repr"})


class StringBuiltSql(PythonRule):
    """A value is written into SQL rather than passed beside it.

    A value with a quote in it ends the string, so whoever chooses the value chooses the statement; and each value is
    parsed and planned as a new statement. A parameter is sent apart and can be nothing but a value.

    Bad:
        cursor.execute(f"SELECT id FROM orders WHERE customer = '{customer}'")
        ---
        cursor.execute("SELECT id FROM orders WHERE id = %s" % order_id)
        ---
        cursor.execute("SELECT id FROM orders WHERE id = " + order_id)
        ---
        query = "DELETE FROM orders WHERE id = {}".format(order_id)
        cursor.execute(query)
    Good:
        cursor.execute("SELECT id FROM orders WHERE customer = %s", (customer,))
        ---
        cursor.execute("SELECT id FROM orders WHERE id = %d" % order_id)
        ---
        STATUS = "open"
        cursor.execute(f"SELECT id FROM orders WHERE status = '{STATUS}' AND total > {int(least)}")
        ---
        cursor.execute(f"SELECT id FROM orders WHERE id IN ({', '.join('?' for _ in ids)})", ids)
        ---
        cursor.execute(sql.SQL("SELECT id FROM {} WHERE id = %s").format(sql.Identifier(table)), (order_id,))
        ---
        print(f"select one from {things} = {number}")
    """

    code = "SQL167"
    name = "string-built-sql"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, write=1.5, maintainability=1, integrity=1)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each string, at the first value that is written into it."""
        for query in module.queries:
            if module.composes_safely(query):
                continue
            for composition in (query.composition, *query.added):
                values = _values(module, composition, is_run=query.call is not None)
                if values:
                    piece = values[0]
                    message = f"a value of Python is written into SQL with {_form(composition)}"
                    place = Span(module.source, piece.start, piece.end)
                    yield self.finding(place, message, _hint(module, query, composition, values))


def _values(module: PythonModule, composition: Composition, *, is_run: bool) -> list[Piece]:
    """Return the holes that hold values which nobody fixed or quoted; lists may be lists of parameters."""
    wanted = {Kind.TEXT, Kind.VALUE, Kind.LIST} if is_run else {Kind.TEXT, Kind.VALUE}
    return [
        piece
        for piece, kind in fill(composition.pieces).holes
        if kind in wanted and not piece.is_number and piece.value and not module.tree.is_fixed(piece.value)
    ]


def _form(composition: Composition) -> str:
    return composition.form if composition.form is not Form.LITERAL else Form.CONCATENATION


def _hint(module: PythonModule, query: Query, composition: Composition, values: list[Piece]) -> str:
    """Return the same with parameters, in the style of the driver and of what is there already."""
    if _is_part_of_string(composition, values):
        return "pass the whole string between the quotes as a parameter"
    style = _style(module, query)
    if any(isinstance(piece.value, ast.Call) and called_name(piece.value) in _LISTING for piece in values):
        return f"pass the values as parameters, with a {_parameter(style, 'name', 1)} for each in the list"
    written, names, arguments = "", list[str](), list[str]()
    for piece in composition.pieces:
        name = ast.unparse(piece.value) if piece.value else ""
        if piece in values:
            names.append(name if name.isidentifier() else f"value{len(names) + 1}")
            arguments.append(name)
            written = written.removesuffix("'") + _parameter(style, names[-1], len(names))
        else:
            after_value = bool(names) and not written.endswith(" ")
            text = re.sub(r"^'", "", piece.text) if after_value else piece.text
            written += f"{{{name}}}" if piece.is_hole else text
    sql = " ".join(written.split())
    if len(sql) > _LONGEST:
        sql = f"…{sql[-_LONGEST:]}"
    return f'pass it as a parameter: "{sql}", {_arguments(style, names, arguments)}'


def _is_part_of_string(composition: Composition, values: list[Piece]) -> bool:
    """Say whether more than a value stands between the quotes around it."""
    texts = ["", *(piece.text for piece in composition.pieces), ""]
    around = {piece: (texts[number], texts[number + 2]) for number, piece in enumerate(composition.pieces)}
    return any(around[piece][0].endswith("'") != around[piece][1].startswith("'") for piece in values) or any(
        kind is Kind.TEXT and not around[piece][0].endswith("'")
        for piece, kind in fill(composition.pieces).holes
        if piece in values
    )


def _style(module: PythonModule, query: Query) -> Style:
    used = next((placeholder.style for placeholder in placeholders(query.filled.content)), None)
    if module.is_text_clause(query):
        return Style.NAMED
    if used and used is not Style.QMARK:
        return used
    known = {style for driver in module.drivers for style in driver.styles}
    order = (Style.QMARK, Style.FORMAT, Style.DOLLAR, Style.NAMED, Style.AT_NAMED, Style.PYFORMAT)
    usual = {"postgres": Style.FORMAT, "mysql": Style.FORMAT, "oracle": Style.NAMED, "bigquery": Style.AT_NAMED}
    return next((style for style in order if style in known), usual.get(module.dialect, Style.QMARK))


def _parameter(style: Style, name: str, number: int) -> str:
    match style:
        case Style.QMARK | Style.FORMAT:
            return style.value
        case Style.DOLLAR | Style.NUMERIC:
            return f"{style.value[0]}{number}"
        case _:
            return style.value.replace("name", name)


def _arguments(style: Style, names: list[str], arguments: list[str]) -> str:
    if style in {Style.QMARK, Style.FORMAT, Style.NUMERIC}:
        return f"({', '.join(arguments)}{',' if len(arguments) == 1 else ''})"
    if style is Style.DOLLAR:
        return ", ".join(arguments)
    return "{" + ", ".join(f'"{name}": {argument}' for name, argument in zip(names, arguments, strict=True)) + "}"
