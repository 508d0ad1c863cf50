"""Resolves literals and names: what a bare word, a number or a path stands for."""

from msgspec.structs import replace

from ...diagnostics import Span
from ..catalog import UNKNOWN_NAME, UNTESTED_EMPTY, nearest
from ..expressions import (
    Constant,
    Expression,
    FieldRead,
    Me,
    Now,
    Variable,
)
from ..syntax_tree import (
    Literal,
    Name,
    Path,
)
from ..value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Empty,
    Int,
    ListOf,
    Money,
    Optional,
    Reference,
    Text,
    ValueType,
    describe,
    plain,
)
from .arithmetic import ArithmeticResolver
from .scope import Scope


class NameResolver(ArithmeticResolver):
    """The part of resolving expressions that has no parts of its own."""

    # literals

    def literal(self, tree: Literal, expected: ValueType | None) -> Expression | None:
        """Resolve a literal; a number takes the scale that is expected of it, a text may be a choice."""
        bare = plain(expected) if expected is not None else None
        match tree.kind:
            case "int" if isinstance(bare, Money | Decimal) and isinstance(tree.value, int):
                return Constant(type=bare, span=tree.span, value=tree.value * 10**bare.scale)
            case "int":
                return Constant(type=Int(), span=tree.span, value=tree.value)
            case "decimal":
                return self._decimal(tree, bare)
            case "text" if isinstance(bare, Choice):
                return self._member(str(tree.value), tree.span, bare)
            case "empty" if isinstance(bare, ListOf):
                return Constant(type=bare, span=tree.span, value=())
            case "empty":
                return Constant(type=Empty(), span=tree.span, value=None)
            case kind:
                types: dict[str, ValueType] = {
                    "text": Text(), "bool": Bool(), "date": Date(), "datetime": DateTime(), "duration": Duration(),
                }  # fmt: skip
                return Constant(type=types[kind], span=tree.span, value=tree.value)

    def _decimal(self, tree: Literal, expected: ValueType | None) -> Expression | None:
        whole, places = str(tree.value).split(".")
        if not isinstance(expected, Money | Decimal):
            return Constant(type=Decimal(len(places)), span=tree.span, value=int(whole + places))
        if len(places) > expected.scale:
            self.mismatch(tree.span, f"{describe(expected)} has {expected.scale} decimal places, not {len(places)}")
            return None
        return Constant(type=expected, span=tree.span, value=int(whole + places.ljust(expected.scale, "0")))

    def _member(self, word: str, span: Span, choice: Choice) -> Expression | None:
        if word in choice.members:
            return Constant(type=choice, span=span, value=word)
        hint = nearest(word, choice.members) or f"one of: {', '.join(choice.members)}"
        problem = UNKNOWN_NAME.at(span, f"`{word}` is not one of {choice.enum}", hint)
        self.declarations.diagnostics.append(problem)
        return None

    # names

    def path(self, tree: Path, scope: Scope, expected: ValueType | None) -> Expression | None:
        """Resolve names joined by dots."""
        start = self._first_name(tree, scope, expected)
        if start is None:
            return None
        found, rest = start
        for name in rest:
            found = self.field(found, name, tree.span, scope)
            if found is None:
                return None
        return self._narrowed(found, scope)

    def _first_name(
        self, tree: Path, scope: Scope, expected: ValueType | None
    ) -> tuple[Expression, tuple[Name, ...]] | None:
        first, rest = tree.names[0], tree.names[1:]
        word = first.text
        bare = plain(expected) if expected is not None else None
        if scope.row is not None and any(item.name == word for item in scope.row.fields):
            found = self.field(scope.row_variable(first.span), first, first.span, scope)
            return None if found is None else (found, rest)
        if rest and f"{word}.{rest[0].text}" in scope.variables:
            name = f"{word}.{rest[0].text}"
            return Variable(type=scope.variables[name], span=tree.span, name=name), rest[1:]
        if word in scope.variables:
            return Variable(type=scope.variables[word], span=first.span, name=word), rest
        if word == "now":
            return Now(type=DateTime(), span=first.span), rest
        if word == "me" and scope.me is not None:
            return Me(type=Reference(scope.me), span=first.span), rest
        if not rest and isinstance(bare, Choice) and (bare.members and word != "me"):
            member = self._member(word, first.span, bare)
            return None if member is None else (member, rest)
        self._unknown_first(first, scope)
        return None

    def is_known(self, name: Name, scope: Scope) -> bool:
        """Tell whether a path may begin with a name."""
        in_row = scope.row is not None and any(item.name == name.text for item in scope.row.fields)
        known = {word.partition(".")[0] for word in scope.variables}
        return in_row or name.text in known or name.text in ("now", "me")

    def _unknown_first(self, name: Name, scope: Scope) -> None:
        if name.text == "me":
            fact, hint = "nobody in particular acts here, so there is no `me`", "name one role"
            if len(scope.roles) > 1:
                fact = f"`me` could be a {' or a '.join(scope.roles)} here, so it has no type"
                hint = "give each role an action or a page of its own"
            self.declarations.diagnostics.append(UNKNOWN_NAME.at(name.span, fact, hint))
            return
        fields = [item.name for item in scope.row.fields] if scope.row else []
        known = [*fields, *scope.variables, "now", *(["me"] if scope.me else [])]
        hint = f"the record of this workflow is called `{scope.subject}`, as its entity" if scope.subject else ""
        self.declarations.unknown(name, "name", known, hint)

    def field(self, record: Expression, name: Name, whole: Span, scope: Scope) -> Expression | None:
        """Resolve a field of a record; a record that may be empty is reported."""
        record = self._narrowed(record, scope)
        kind = record.type
        maybe_empty = isinstance(kind, Optional) and isinstance(kind.of, Reference)
        if maybe_empty and not scope.is_lenient:
            message = f"`{record.span.text}` may be empty here"
            hint = f"test `{record.span.text} is not empty` first"
            self.declarations.diagnostics.append(UNTESTED_EMPTY.at(name.span, message, hint))
            return None
        kind = plain(kind)
        if not isinstance(kind, Reference):
            hint = "say `sum of <list>.<field>`, or `any of <list> where …`" if isinstance(kind, ListOf) else ""
            self.mismatch(name.span, f"{article(kind)} has no fields", hint)
            return None
        entity = self.declarations.entities.get(kind.entity)
        if entity is None:
            return None
        field = next((item for item in entity.fields if item.name == name.text), None)
        if field is None:
            self.declarations.lacking(entity.name, name, "field", [item.name for item in entity.fields])
            return None
        span = Span(whole.source, min(record.span.start, name.span.start), name.span.end)
        read = field.type
        if maybe_empty and not isinstance(read, Optional | Empty):
            read = Optional(read)
        return FieldRead(type=read, span=span, record=record, entity=entity.name, name=field.name)

    def _narrowed(self, found: Expression, scope: Scope) -> Expression:
        if isinstance(found.type, Optional) and found in scope.known:
            return replace(found, type=found.type.of)
        return found


def article(kind: ValueType) -> str:
    """Return a type with `a` or `an` before it."""
    words = describe(kind)
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"
