"""Resolves what pages show: tables with their links and buttons, and the details of one record."""

from msgspec.structs import replace

from ..catalog import MISSING_PART
from ..expressions import Expression, FieldRead, Variable, substitute
from ..model import (
    Column,
    Details,
    Entity,
    RowButton,
    RowLink,
    Sort,
    Table,
)
from ..syntax_tree import (
    ButtonClause,
    ColumnClause,
    ColumnsClause,
    DetailsClause,
    EmptyClause,
    RowLinkClause,
    TableClause,
)
from ..value_types import Password, Reference, plain
from ..words import label_of, snake_case
from .expressions import ExpressionResolver
from .page_site import PageDraft, Site
from .queries import resolve_sort
from .scope import Scope

TablePart = ColumnsClause | RowLinkClause | ButtonClause | EmptyClause


class TableResolver:
    """Resolves the tables and details of all pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._declarations = site.declarations
        self._resolver = ExpressionResolver(site.declarations)

    def table(self, clause: TableClause, draft: PageDraft) -> list[Table]:
        """Return the table of a clause, still without columns."""
        if clause.query is not None:
            return self._query_table(clause, draft)
        entity = self._declarations.entity(clause.entity) if clause.entity else None
        if entity is None:
            return []
        scope = draft.scope.with_row(entity, clause.alias.text if clause.alias else None)
        where = self._resolver.condition(clause.where, scope) if clause.where else None
        sort = resolve_sort(clause.sort, entity, self._declarations)
        return [self._empty_table(clause, draft, entity, scope.row_name, where, sort, clause.limit)]

    def _query_table(self, clause: TableClause, draft: PageDraft) -> list[Table]:
        """Return a table whose condition is that of a query, with the arguments put in."""
        assert clause.query is not None
        name = clause.query.target.names[0]
        query = self._declarations.queries.get(name.text)
        if query is None:
            self._declarations.unknown(name, "query", self._declarations.queries)
            return []
        arguments = self._resolver.arguments(clause.query, [item.type for item in query.parameters], draft.scope)
        if arguments is None:
            return []
        values = {item.name: value for item, value in zip(query.parameters, arguments, strict=True)}
        where = None if query.where is None else substitute(query.where, values)
        entity = self._declarations.entities[query.entity]
        return [self._empty_table(clause, draft, entity, query.row, where, query.sort, query.limit)]

    def _empty_table(
        self,
        clause: TableClause,
        draft: PageDraft,
        entity: Entity,
        row: str,
        where: Expression | None,
        sort: Sort | None,
        limit: int | None,
    ) -> Table:
        tables = [part for part in draft.parts if isinstance(part, Table)]
        place = f"page:{draft.name}/table:{entity.name}" + (f":{len(tables) + 1}" if tables else "")
        return Table(
            id=place,
            span=clause.span,
            entity=entity.name,
            row=row,
            where=where,
            sort=sort,
            limit=limit,
            columns=(),
            links=(),
            buttons=(),
            empty=f"No {snake_case(entity.name).replace('_', ' ')} found",
        )

    def extend_table(
        self, clause: ColumnsClause | RowLinkClause | ButtonClause | EmptyClause, draft: PageDraft
    ) -> None:
        """Add columns, links, buttons or the empty text to the table above."""
        index = next((i for i in reversed(range(len(draft.parts))) if isinstance(draft.parts[i], Table)), None)
        if index is None:
            if not self._had_bad_table(draft):
                message = "this belongs to a table, and no table stands above it"
                self._declarations.diagnostics.append(MISSING_PART.at(clause.span, message, "write `table of …` first"))
            return
        table = draft.parts[index]
        assert isinstance(table, Table)
        entity = self._declarations.entities[table.entity]
        scope = replace(draft.scope, variables={**draft.scope.variables, table.row: Reference(entity.name)})
        scope = replace(scope, row=entity, row_name=table.row)
        draft.parts[index] = self._extended(table, clause, entity, scope, draft)

    def _had_bad_table(self, draft: PageDraft) -> bool:
        block = self._site.blocks[draft.name]
        return block.is_damaged or any(isinstance(clause, TableClause) for clause in block.clauses)

    def _extended(
        self,
        table: Table,
        clause: TablePart,
        entity: Entity,
        scope: Scope,
        draft: PageDraft,
    ) -> Table:
        match clause:
            case EmptyClause():
                return replace(table, empty=clause.text.value)
            case ColumnsClause():
                return replace(table, columns=self._columns(clause.columns, entity, scope))
            case RowLinkClause():
                return replace(table, links=(*table.links, *self._row_link(clause, entity, scope, draft)))
            case ButtonClause():
                return replace(table, buttons=(*table.buttons, *self._row_button(clause, entity, scope, draft)))

    def _row_link(self, clause: RowLinkClause, entity: Entity, scope: Scope, draft: PageDraft) -> list[RowLink]:
        if not self._site.knows(clause.page):
            return []
        wanted = self._site.parameters[clause.page.text]
        if [item.type for item in wanted] != [Reference(entity.name)]:
            message = f"the page `{clause.page.text}` is not about one {entity.name}"
            hint = f"give it a path such as `/{snake_case(entity.name)}/{{{snake_case(entity.name)}}}`"
            self._declarations.diagnostics.append(MISSING_PART.at(clause.page.span, message, hint))
            return []
        link = RowLink(
            id=f"page:{draft.name}/row-link:{clause.page.text}",
            span=clause.span,
            label=clause.label.value,
            page=clause.page.text,
            when=self._resolver.condition(clause.when, scope) if clause.when else None,
        )
        return [link]

    def _row_button(self, clause: ButtonClause, entity: Entity, scope: Scope, draft: PageDraft) -> list[RowButton]:
        action = self._site.actions.get(clause.action.text)
        if action is None:
            self._declarations.unknown(clause.action, "action", self._site.actions)
            return []
        own = next((item for item in action.parameters if item.type == Reference(entity.name)), None)
        if own is None:
            message = f"`{action.name}` has no parameter of type {entity.name}"
            self._declarations.diagnostics.append(MISSING_PART.at(clause.action.span, message))
            return []
        self._site.report_unasked(clause, action, {own.name})
        button = RowButton(
            id=f"page:{draft.name}/row-button:{action.name}",
            span=clause.span,
            label=clause.label.value,
            action=action.name,
            parameter=own.name,
            opens=self._site.opened(clause.opens, draft),
            when=self._resolver.condition(clause.when, scope) if clause.when else None,
        )
        return [button]

    def details(self, clause: DetailsClause, draft: PageDraft) -> list[Details]:
        """Return the values of one record that a clause shows."""
        record = self._resolver.resolve(clause.record, draft.scope)
        kind = record.type if record else None
        if record is None or not isinstance(kind, Reference):
            if record is not None:
                self._resolver.mismatch(clause.record.span, "this is not a record")
            return []
        entity = self._declarations.entities[kind.entity]
        assert isinstance(record, Variable | FieldRead)
        inner = record.name if isinstance(record, Variable) else "record"
        scope = replace(draft.scope, row=entity, row_name=inner)
        columns = self._columns(clause.columns, entity, scope)
        if isinstance(record, FieldRead):
            columns = tuple(replace(item, value=substitute(item.value, {inner: record})) for item in columns)
        place = f"page:{draft.name}/details:{'.'.join(name.text for name in clause.record.names)}"
        return [Details(id=place, span=clause.span, record=record, entity=entity.name, columns=columns)]

    def _columns(self, clauses: tuple[ColumnClause, ...], entity: Entity, scope: Scope) -> tuple[Column, ...]:
        found: list[Column] = []
        for clause in clauses:
            value = self._resolver.resolve(clause.path, replace(scope, is_lenient=True))
            if value is None:
                continue
            if isinstance(plain(value.type), Password):
                self._resolver.mismatch(clause.span, "a password cannot be shown")
                continue
            words = [name.text for name in clause.path.names]
            label = clause.label.value if clause.label else self._heading(words, entity)
            found.append(Column(name="_".join(words), label=label, value=value))
        return tuple(found)

    def _heading(self, words: list[str], entity: Entity) -> str:
        """Return the label of a field; through a reference, those of both."""
        labels: list[str] = []
        current: Entity | None = entity
        for word in words:
            field = next((item for item in current.fields if item.name == word), None) if current else None
            labels.append(field.label if field else label_of(word))
            kind = plain(field.type) if field else None
            current = self._declarations.entities.get(kind.entity) if isinstance(kind, Reference) else None
        return " ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
