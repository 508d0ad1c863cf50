"""Resolves what runs over many records: aggregates over entities and lists, and whether a list has a record."""

from abc import abstractmethod

from msgspec.structs import replace

from ...diagnostics import Span
from ..catalog import CONTRADICTION, MISSING_PART
from ..expressions import Aggregate, And, Contains, Expression, LengthOf, Variable, walk
from ..model import Entity
from ..syntax_tree import AggregateOf, Membership, Path
from ..syntax_tree import Expression as Tree
from ..value_types import NUMBERS, Bool, Duration, Int, ListOf, Reference, ValueType, describe
from .names import NameResolver, article
from .scope import Scope, present_if_true


class AggregateResolver(NameResolver):
    """The part of resolving expressions that concerns many records."""

    @abstractmethod
    def condition(self, tree: Tree, scope: Scope) -> Expression | None:
        """Resolve an expression that must be true or false."""

    def aggregate(self, tree: AggregateOf, scope: Scope) -> Expression | None:
        """Resolve `count of`, `sum of`, `any of` and `all of`, over an entity or over a list."""
        source = self._source(tree, scope)
        if source is None:
            return None
        entity, listed = source
        if listed is not None and tree.function == "count" and tree.where is None:
            return LengthOf(type=Int(), span=tree.span, operand=listed)
        inner = self._inner(tree, entity, listed, scope)
        where = self.condition(tree.where, inner) if tree.where else None
        kind: ValueType = Int() if tree.function == "count" else Bool()
        value: Expression | None = None
        if tree.function == "sum":
            value = self._summed(tree, entity, inner)
            kind = Int() if value is None else value.type
            kind = Int() if isinstance(kind, Int) else kind
        elif tree.value is not None:
            facts = present_if_true(where) if where is not None else frozenset[Expression]()
            value = self.condition(tree.value, inner.knowing(facts))
        if (tree.where and where is None) or (tree.function in ("sum", "all") and value is None):
            return None
        if listed is not None:
            where = self._within(listed, self._row(tree, entity, inner), where)
        return Aggregate(
            type=kind, span=tree.span, function=tree.function, entity=entity.name, row=inner.row_name, where=where,
            value=value,
        )  # fmt: skip

    def _row(self, tree: AggregateOf, entity: Entity, inner: Scope) -> Variable:
        return Variable(type=Reference(entity.name), span=tree.source.names[0].span, name=inner.row_name)

    def _summed(self, tree: AggregateOf, entity: Entity, inner: Scope) -> Expression | None:
        name = tree.source.names[-1]
        value = self.field(self._row(tree, entity, inner), name, tree.span, inner)
        if value is not None and not isinstance(value.type, (*NUMBERS, Duration)):
            self.mismatch(name.span, f"{article(value.type)} cannot be summed")
            return None
        return value

    # lists

    def _source(self, tree: AggregateOf, scope: Scope) -> tuple[Entity, Expression | None] | None:
        """Return the entity over which an aggregate runs, and the list where it runs over one."""
        names = tree.source.names[:-1] if tree.function == "sum" else tree.source.names
        if not names:
            hint = f"write `sum of {tree.source.span.text}.<field>`"
            problem = MISSING_PART.at(tree.source.span, "name the field that is summed", hint)
            self.declarations.diagnostics.append(problem)
            return None
        if len(names) == 1 and (names[0].text in self.declarations.entities or not self.is_known(names[0], scope)):
            entity = self.declarations.entity(names[0])
            return None if entity is None else (entity, None)
        listed = self._list(Path(Span(names[0].span.source, names[0].span.start, names[-1].span.end), names), scope)
        if listed is None:
            return None
        assert isinstance(listed.type, ListOf)
        return self.declarations.entities[listed.type.entity], listed

    def _inner(self, tree: AggregateOf, entity: Entity, listed: Expression | None, scope: Scope) -> Scope:
        """Return the scope of an aggregate's row, whose name the list itself must not read."""
        taken = {part.name for part in walk(listed) if isinstance(part, Variable)} if listed is not None else set[str]()
        if tree.alias is not None and tree.alias.text in taken:
            problem = CONTRADICTION.at(tree.alias.span, f"`{tree.alias.text}` is taken", "choose another name")
            self.declarations.diagnostics.append(problem)
        inner = scope.with_row(entity, tree.alias.text if tree.alias else None)
        while tree.alias is None and inner.row_name in taken:
            scope = replace(scope, depth=scope.depth + 1)
            inner = scope.with_row(entity, None)
        return inner

    def _within(self, listed: Expression, row: Expression, where: Expression | None) -> Expression:
        inside = Contains(type=Bool(), span=listed.span, list=listed, item=row)
        if where is None:
            return inside
        rest = where.operands if isinstance(where, And) else (where,)
        return And(type=Bool(), span=where.span, operands=(inside, *rest))

    def _list(self, tree: Path, scope: Scope) -> Expression | None:
        found = self.path(tree, scope, None)
        if found is not None and not isinstance(found.type, ListOf):
            self.mismatch(tree.span, f"{article(found.type)} is no list")
            return None
        return found

    def membership(self, tree: Membership, scope: Scope) -> Expression | None:
        """Resolve `item in list`."""
        listed = self._list(tree.list, scope)
        item = None if listed is None else self.member(tree.item, listed.type, scope)
        if listed is None or item is None:
            return None
        return Contains(type=Bool(), span=tree.span, list=listed, item=item)

    def member(self, tree: Tree, kind: ValueType, scope: Scope) -> Expression | None:
        """Resolve an expression that stands for one record of a list."""
        assert isinstance(kind, ListOf)
        item = self.resolve(tree, scope, Reference(kind.entity))
        if item is None or not self.is_present(item):
            return None
        if item.type != Reference(kind.entity):
            hint = "name one record; for a whole list say `changes … to …`" if isinstance(item.type, ListOf) else ""
            self.mismatch(tree.span, f"{article(kind)} has no {describe(item.type)} in it", hint)
            return None
        return item
