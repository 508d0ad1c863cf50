"""Finds the tokens a node of a tree is written with, which sqlglot does not record, and proves it by parsing again."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from msgspec import Struct
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.tokenizer_core import Token, TokenType

Node = exp.Expr
Range = tuple[int, int]

_OPENING = {TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE}
_CLOSING = {TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE}

# The word a clause begins with: no node carries its position.
_FIRST_WORDS: dict[type[Node], frozenset[str]] = {
    exp.Select: frozenset({"SELECT"}),
    exp.Where: frozenset({"WHERE"}),
    exp.Having: frozenset({"HAVING"}),
    exp.From: frozenset({"FROM"}),
    exp.Group: frozenset({"GROUP BY"}),
    exp.Order: frozenset({"ORDER BY"}),
    exp.Limit: frozenset({"LIMIT"}),
    exp.Offset: frozenset({"OFFSET"}),
    exp.Case: frozenset({"CASE"}),
    exp.Update: frozenset({"UPDATE"}),
    exp.Delete: frozenset({"DELETE"}),
    exp.Insert: frozenset({"INSERT", "REPLACE"}),
    exp.With: frozenset({"WITH"}),
    exp.Create: frozenset({"CREATE"}),
    exp.Drop: frozenset({"DROP"}),
    exp.Alter: frozenset({"ALTER"}),
    exp.Distinct: frozenset({"DISTINCT"}),
}
_JOIN_WORDS = frozenset(
    {"JOIN", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "NATURAL", "SEMI", "ANTI", "ANY", "ASOF", "LATERAL"}
    | {"STRAIGHT_JOIN", "GLOBAL"}
)
_REACH = 4


class TokenRow(Struct, frozen=True, dict=True):
    """The tokens of one statement, with what is looked up in them again and again."""

    tokens: list[Token]

    @cached_property
    def starts(self) -> list[int]:
        """Return the offset of each token, in order."""
        return [token.start for token in self.tokens]

    @cached_property
    def partners(self) -> dict[int, int]:
        """Return the number of the bracket that closes or opens each bracket."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for number, token in enumerate(self.tokens):
            if token.token_type in _OPENING:
                opened.append(number)
            elif token.token_type in _CLOSING and opened:
                partners[number] = opened[-1]
                partners[opened.pop()] = number
        return partners

    def at(self, offset: int) -> int:
        """Return the number of the token that covers an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


def hull(row: TokenRow, node: Node) -> Range | None:
    """Return the first and last token a node seems to be written with; None where nothing in it has a position."""
    leaves = _leaves(row, node) or _behind_name(row, node)
    if leaves is None:
        return None
    first, last = _balanced(row, *leaves)
    words = _FIRST_WORDS.get(type(node))
    if words:
        first = _back_to(row, first, words)
    elif isinstance(node, exp.Join):
        first = _back_over(row, first, _JOIN_WORDS)
    elif isinstance(node, exp.Not | exp.Neg) and first and row.tokens[first - 1].text.upper() in {"NOT", "-"}:
        first -= 1
    elif isinstance(node, exp.Paren | exp.Subquery | exp.Tuple) and row.partners.get(first - 1) == last + 1:
        first, last = first - 1, last + 1
    if isinstance(node, exp.Case):
        last = _end_of_case(row, first, last)
    elif isinstance(node, exp.Binary) and isinstance(node.expression, exp.Null | exp.Boolean):
        last = _over_constant(row, last)
    return _balanced(row, first, last)


def verified(row: TokenRow, node: Node, reader: Dialect) -> Range | None:
    """Return the tokens a node is written with, proved by parsing them again; None where no range proves right."""
    guess = hull(row, node)
    if guess is None:
        return None
    reach = [(before, after) for before in range(_REACH) for after in range(_REACH)]
    for before, after in sorted(reach, key=sum):
        first, last = guess[0] - before, guess[1] + after
        if first < 0 or last >= len(row.tokens):
            continue
        if _parsed_as(_slice(row, first, last), type(node), reader) == node:
            return first, last
    return None


def _leaves(row: TokenRow, node: Node) -> Range | None:
    """Return the first and the last token that the node and its descendants know positions of."""
    first, last = len(row.tokens), -1
    for leaf in node.walk():
        start = leaf.meta_get("start")
        if start is None:
            continue
        number = row.at(start)
        first, last = min(first, number), max(last, number)
        if isinstance(leaf, exp.Func) and number + 1 in row.partners:
            last = max(last, row.partners[number + 1])
    return (first, last) if last >= 0 else None


def _behind_name(row: TokenRow, node: Node) -> Range | None:
    """Return where the type of a column is written: its words carry no position, but follow the column's name."""
    column = node.parent
    name = column.this if isinstance(node, exp.DataType) and isinstance(column, exp.ColumnDef) else None
    start = name.meta_get("start") if isinstance(name, exp.Identifier) else None
    if start is None or row.at(start) + 1 >= len(row.tokens):
        return None
    first = row.at(start) + 1
    return first, max(first, row.partners.get(first + 1, first))


def _balanced(row: TokenRow, first: int, last: int) -> Range:
    """Grow a range until every bracket in it is closed in it."""
    number = first
    while number <= last:
        partner = row.partners.get(number, number)
        last = max(last, partner)
        if partner < first:
            first = number = partner
        else:
            number += 1
    return first, last


def _back_to(row: TokenRow, first: int, words: frozenset[str]) -> int:
    """Return the nearest token before `first`, brackets passed over, that is one of the words."""
    number = first
    while number >= 0:
        if row.tokens[number].text.upper() in words:
            return number
        number = row.partners[number] - 1 if _closes(row, number) else number - 1
    return first


def _closes(row: TokenRow, number: int) -> bool:
    return row.tokens[number].token_type in _CLOSING and number in row.partners


def _back_over(row: TokenRow, first: int, words: frozenset[str]) -> int:
    """Return the first of the words that stand without a gap before a token."""
    while first and (row.tokens[first - 1].text.upper() in words or row.tokens[first - 1].text == "("):
        first -= 1
    return first


def _over_constant(row: TokenRow, last: int) -> int:
    """Return the constant behind an operator: NULL, TRUE and FALSE carry no position."""
    for number in range(last + 1, min(last + 5, len(row.tokens))):
        if row.tokens[number].text.upper() in {"NULL", "TRUE", "FALSE", "UNKNOWN"}:
            return number
    return last


def _end_of_case(row: TokenRow, first: int, last: int) -> int:
    depth = 0
    for number in range(first, len(row.tokens)):
        word = row.tokens[number].text.upper()
        depth += (word == "CASE") - (word == "END")
        if depth == 0:
            return max(last, number)
    return last


def _slice(row: TokenRow, first: int, last: int) -> str:
    """Return the tokens of a range as text; strings and quoted names keep their quotes as they carry positions."""
    return " ".join(_written(token) for token in row.tokens[first : last + 1])


def _written(token: Token) -> str:
    if token.token_type is TokenType.STRING:
        return "'" + token.text.replace("'", "''") + "'"
    if token.token_type is TokenType.IDENTIFIER:
        return '"' + token.text.replace('"', '""') + '"'
    return token.text


# What must stand around a fragment so that it can be parsed, and where in the tree it is found then.
_FRAMES: dict[type[Node], tuple[str, str, Callable[[Node], object]]] = {
    exp.Where: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("where")),
    exp.Group: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("group")),
    exp.Having: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("having")),
    exp.Order: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("order")),
    exp.Limit: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("limit")),
    exp.Offset: ("SELECT 1 FROM t ", "", lambda tree: tree.args.get("offset")),
    exp.Join: ("SELECT 1 FROM t ", "", lambda tree: (tree.args.get("joins") or [None])[0]),
    exp.From: ("SELECT 1 ", "", lambda tree: tree.args.get("from_")),
    exp.Table: ("SELECT 1 FROM ", "", lambda tree: tree.args["from_"].this),
    exp.Ordered: ("SELECT 1 FROM t ORDER BY ", "", lambda tree: tree.args["order"].expressions[0]),
    exp.With: ("", " SELECT 1", lambda tree: tree.args.get("with_")),
    exp.CTE: ("WITH ", " SELECT 1", lambda tree: tree.args["with_"].expressions[0]),
    exp.ColumnDef: ("CREATE TABLE t (", ")", lambda tree: tree.this.expressions[0]),
    exp.DataType: ("CREATE TABLE t (c ", ")", lambda tree: tree.this.expressions[0].args.get("kind")),
}


def _frame(kind: type[Node]) -> tuple[str, str, Callable[[Node], object]]:
    if issubclass(kind, exp.Query | exp.Insert | exp.Update | exp.Delete | exp.DDL) and not issubclass(
        kind, exp.Subquery
    ):
        return "", "", _itself
    return _FRAMES.get(kind, ("SELECT ", "", _first_column))


def _itself(tree: Node) -> object:
    return tree


def _first_column(tree: Node) -> object:
    return tree.expressions[0]


def _parsed_as(text: str, kind: type[Node], reader: Dialect) -> object:
    """Return the tree of a fragment that should be a node of this kind; None where it is no such fragment."""
    before, after, get = _frame(kind)
    try:
        trees = reader.parse(before + text + after)
        return get(trees[0]) if len(trees) == 1 and trees[0] else None
    except Exception:  # a fragment that no parser accepts, in whatever way it says so
        return None
