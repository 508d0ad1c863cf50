"""Parses one clause or header with lark, and words what is wrong with it."""

# lark annotates its own methods in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import io
import re
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import PatternRE, PatternStr, TerminalDef

from ..diagnostics import Diagnostic, Span
from .blocks import KEYWORDS
from .catalog import BAD_LITERAL, CLAUSE_SYNTAX, UNKNOWN_CLAUSE, nearest
from .clause_builder import ClauseBuilder
from .clause_hints import OWNERS, assigned, belongs_to, one_name

START = re.compile(r"^\??(\w+_(?:header|clause)|cell|expression):", re.M)
WORD_END = r"(?!\w)"
WORD = re.compile(r"[^\W\d]\w*")
SPOKEN = {
    "NAME": "a name",
    "STRING": 'a "text"',
    "INT": "a number",
    "SIGNED": "a number",
    "DECIMAL": "a number",
    "DATETIME": "a date and time",
    "DATE": "a date",
    "DURATION": "a duration such as 15 minutes",
    "COMPARE": "a comparison",
    "FLAG": "a flag (key, generated, unique, owner, stored)",
    "ROUNDING": "down, up, half up or half even",
    "POLICY": "first, unique, any or collect",
    "JOIN": "all or any",
    "UNIT": "a unit of time",
    "YES": "yes",
    "NO": "no",
    "$END": "the end",
    "<END-OF-FILE>": "the end",
}
SLIPS = {
    "==": "write `=` or `is`",
    "!": "write `not`",
    "&": "write `and`",
    "|": "write `or`",
    '"': 'end the text with `"` on the same line',
    "'": 'write texts as "text"',
}
VALUES = {"NAME", "STRING", "INT", "DECIMAL", "DATETIME", "DATE", "DURATION"}
OPERATORS = {"COMPARE", "EQUAL", "IS", "AND", "OR", "ADD", "MINUS", "MULTIPLY", "ROUNDED"}


def grammar_text() -> str:
    """Return the grammar of clauses and expressions."""
    return files(__package__ or "").joinpath("grammar.lark").read_text(encoding="utf-8")


def build_tables() -> bytes:
    """Return lark's parse tables for the grammar; building them takes a tenth of a second."""
    text = grammar_text()
    parser = Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=START.findall(text),
        maybe_placeholders=True,
        edit_terminals=_end_at_word,
    )
    buffer = io.BytesIO()
    parser.save(buffer)
    return buffer.getvalue()


def _end_at_word(terminal: TerminalDef) -> None:
    """Let a keyword match whole words only: `bye` is no `by` with a name stuck to it."""
    if isinstance(terminal.pattern, PatternStr) and terminal.pattern.value.isalpha():
        terminal.pattern = PatternRE(terminal.pattern.value + WORD_END)
        terminal.priority = 1


class ClauseParser:
    """Parses clauses; `tables` are what `build_tables` returned, so that a caller may keep them."""

    def __init__(self, tables: bytes) -> None:
        self._lark = Lark.load(io.BytesIO(tables))
        self._starters: dict[str, list[str]] = {}

    def parse(self, rule: str, clause: Span) -> tuple[Any, list[Diagnostic]]:
        """Return the node for a clause (None when it is malformed) and what is wrong with it."""
        try:
            parsed = self._lark.parse(clause.text, start=rule)
        except UnexpectedInput as error:
            return None, [self._explain(rule, clause, error)]
        builder = ClauseBuilder(clause)
        node = builder.transform(parsed)
        # Rules with one alternative keep a wrapper around their only child.
        while hasattr(node, "children"):
            node = node.children[0]
        return node, [BAD_LITERAL.at(span, message) for message, span in builder.mistakes]

    def end_of_sense(self, rule: str, text: str) -> int | None:
        """Return where a text stops to make sense as a clause, its end where more must follow; None for a clause."""
        try:
            self._lark.parse(text, start=rule)
        except UnexpectedToken as error:
            token: Token = error.token
            return len(text) if token.type == "$END" else token.start_pos or 0
        except UnexpectedCharacters as error:
            return error.pos_in_stream
        return None

    def _explain(self, rule: str, clause: Span, error: UnexpectedInput) -> Diagnostic:
        first = WORD.match(clause.text)
        starters = self.keywords_at_start(rule)
        position = error.pos_in_stream or 0
        span = Span(clause.source, clause.start, clause.start + (first.end() if first else 0))
        if first and first[0] in KEYWORDS and rule.endswith("clause"):
            return UNKNOWN_CLAUSE.at(span, f"there is no clause `{first[0]}` here", f"write `{first[0]}:` for a block")
        if first and starters and position < first.end() and first[0] not in starters and rule.endswith("clause"):
            elsewhere = [other for other in OWNERS if first[0] in self.keywords_at_start(other)]
            near = "" if elsewhere else nearest(first[0], starters)
            hint = near or assigned(rule, clause.text) or belongs_to(elsewhere, rule, starters)
            return UNKNOWN_CLAUSE.at(span, f"there is no clause `{first[0]}` here", hint)
        return self._unexpected(rule, clause, error)

    def _unexpected(self, rule: str, clause: Span, error: UnexpectedInput) -> Diagnostic:
        expected: set[str] = set()
        fact, found, start, length = "this ends too early", "", len(clause.text), 0
        if isinstance(error, UnexpectedToken):
            expected = set(error.accepts or error.expected)
            token: Token = error.token
            if token.type != "$END":
                found, start, length = str(token), token.start_pos or 0, len(token)
        elif isinstance(error, UnexpectedCharacters):
            start, length = error.pos_in_stream, 1
            expected = self._accepted_after(rule, clause.text[:start]) or set(error.allowed or ())
            found = clause.text[start]
        span = Span(clause.source, clause.start + start, clause.start + max(start + length, start))
        words = self._spoken(expected)
        known = [word for phrase in words for word in WORD.findall(phrase)]
        before = clause.text[max(start - 1, 0) : start]
        hint = ""
        if found:
            fact = f"`{found}` cannot stand here"
            slip = SLIPS.get(before + found) or SLIPS.get(found)
            hint = slip or nearest(found, known) or one_name(rule, clause.text, found, known)
        return CLAUSE_SYNTAX.at(span, f"{fact}; expected {_listed(words)}", hint)

    def _accepted_after(self, rule: str, text: str) -> set[str]:
        """Return the terminals that may follow the beginning of a clause."""
        parser = self._lark.parse_interactive(text, start=rule)
        try:
            parser.exhaust_lexer()
        except UnexpectedInput:
            return set()
        return parser.accepts()

    def _spoken(self, terminals: set[str]) -> list[str]:
        """Return the words for a set of terminals; those of whole groups are said in one word."""
        words: set[str] = set()
        rest = set(terminals)
        if rest >= VALUES:
            words.add("a value")
            rest -= VALUES | {"YES", "NO", "EMPTY", "LPAR", "MINUS", "UNIT"} | self._soft_words()
        elif "NAME" in rest:
            rest -= self._soft_words() | {"UNIT"}
        if len(OPERATORS & rest) > 3:
            words.add("an operator")
            rest -= OPERATORS | {"DOT", "LPAR", "IN", "NOT"}
        words |= {self._word(name) for name in rest}
        # `date` is a name too, but its terminal has no name of its own.
        words -= {"`date`"} if words & {"a name", "a value"} else set[str]()
        return sorted(words, key=lambda word: (word.startswith("`"), word))

    def _soft_words(self) -> set[str]:
        return {"DATE", "LENGTH", "COUNT", "SUM", "ANY", "ALL", "CHECK", "UNIQUE", "ROW", "TEXT", "TITLE", "LINK",
                "FORM", "STATE", "DATA", "LIMIT", "LIST", "NOT"}  # fmt: skip

    def _word(self, terminal: str) -> str:
        if terminal in SPOKEN:
            return SPOKEN[terminal]
        pattern = self._lark.get_terminal(terminal).pattern
        is_keyword = isinstance(pattern, PatternStr) or pattern.value.endswith(WORD_END)
        return f"`{pattern.value.removesuffix(WORD_END)}`" if is_keyword else terminal.lower()

    def keywords_at_start(self, rule: str) -> list[str]:
        """Return the keywords with which a clause of this kind may begin; empty where a name may, too."""
        if rule not in self._starters:
            accepts = self._lark.parse_interactive("", start=rule).accepts()
            words = sorted(self._word(name).strip("`") for name in accepts)
            self._starters[rule] = [] if "NAME" in accepts else words
        return self._starters[rule]


def _listed(words: list[str]) -> str:
    shown = words if len(words) <= 6 else [*words[:5], "…"]
    if len(shown) < 2:
        return "".join(shown) or "nothing more"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


@cache
def default_parser() -> ClauseParser:
    """Return a parser made from freshly built tables."""
    return ClauseParser(build_tables())
