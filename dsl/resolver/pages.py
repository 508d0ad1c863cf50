"""Resolves pages: their paths, forms, tables, details, links and buttons."""

import re
from dataclasses import dataclass, replace

from ..catalog import MISSING_PART, UNKNOWN_NAME, nearest
from ..expressions import Expression, FieldRead, Variable, substitute
from ..model import (
    Action,
    Column,
    Details,
    Entity,
    Form,
    FormField,
    OwnerOf,
    Page,
    PageButton,
    PageLink,
    PagePart,
    Paragraph,
    Parameter,
    RowButton,
    RowLink,
    Sort,
    Table,
)
from ..syntax_tree import (
    Block,
    ButtonClause,
    ColumnClause,
    ColumnsClause,
    DetailsClause,
    EmptyClause,
    FormClause,
    LinkClause,
    Name,
    RowLinkClause,
    TableClause,
    TextClause,
    TitleClause,
)
from ..syntax_tree import Parameter as Ask
from ..value_types import Optional, Password, Reference, ValueType, plain
from ..words import label_of, pascal_case, snake_case
from .actors import known_roles
from .declarations import Declarations
from .expressions import ExpressionResolver
from .queries import resolve_sort
from .scope import Scope
from .types import resolve_type

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class _Draft:
    """A page being resolved."""

    name: str
    parameters: tuple[Parameter, ...]
    inputs: tuple[FormField, ...]
    scope: Scope
    parts: list[PagePart]


class PageResolver:
    """Resolves all pages of a specification; `actions` are resolved already."""

    def __init__(self, blocks: list[Block], actions: dict[str, Action], declarations: Declarations) -> None:
        self._blocks = {block.header.name.text: block for block in blocks if block.header.name}
        self._actions = actions
        self._declarations = declarations
        self._resolver = ExpressionResolver(declarations)
        self._parameters = {name: self._path_parameters(block) for name, block in self._blocks.items()}

    def resolve(self) -> tuple[Page, ...]:
        """Return the pages in their order."""
        self._searches = self._search_forms()
        return tuple(self._page(name, block) for name, block in self._blocks.items())

    # paths

    def _path_parameters(self, block: Block) -> tuple[Parameter, ...]:
        path = block.header.path
        if path is None:
            return ()
        entities = {snake_case(name): entity for name, entity in self._declarations.entities.items()}
        found: list[Parameter] = []
        for match in PLACEHOLDER.finditer(path.value):
            entity = entities.get(match[1])
            if entity is None and pascal_case(match[1]) in self._declarations.unread:
                continue
            if entity is None:
                message = f"`{{{match[1]}}}` names no entity"
                self._declarations.diagnostics.append(UNKNOWN_NAME.at(path.span, message, nearest(match[1], entities)))
                continue
            kind = Reference(entity.name)
            found.append(Parameter(name=match[1], type=kind, label=label_of(entity.name)))
        return tuple(found)

    # search forms: their inputs travel to the page they open

    def _action_of(self, clause: FormClause) -> Action | None:
        if clause.action is not None:
            if clause.action.text not in self._actions:
                self._declarations.unknown(clause.action, "action", self._actions)
                return None
            return self._actions[clause.action.text]
        return self._actions.get(clause.name.text)

    def _search_forms(self) -> dict[str, tuple[FormField, ...]]:
        """Return the inputs that reach each page from forms that do no action."""
        found: dict[str, tuple[FormField, ...]] = {}
        for name, block in self._blocks.items():
            for clause in block.clauses:
                if isinstance(clause, FormClause) and not self._does_action(clause):
                    target = clause.opens.text if clause.opens else name
                    fields = tuple(self._search_field(ask, target) for ask in clause.fields)
                    known = {field.name: field for field in found.get(target, ())}
                    known.update({field.name: field for field in fields if field is not None})
                    found[target] = tuple(known.values())
        return found

    def _does_action(self, clause: FormClause) -> bool:
        names = {*self._actions, *self._declarations.unread}
        return clause.action is not None or clause.name.text in names

    def _search_field(self, ask: Ask, target: str) -> FormField | None:
        """Return an input whose type is written, or that of the field of this name in the target's table."""
        if ask.type is not None:
            kind = resolve_type(ask.type, self._declarations)
            label = ask.label.value if ask.label else label_of(ask.name.text)
            return None if kind is None else FormField(name=ask.name.text, type=kind, label=label)
        entity = self._listed_entity(target)
        fields = {field.name: field for field in entity.fields} if entity else {}
        if ask.name.text not in fields:
            message = f"the type of `{ask.name.text}` is not known"
            hint = nearest(ask.name.text, fields) or f"write `{ask.name.text}: <type>`"
            self._declarations.diagnostics.append(UNKNOWN_NAME.at(ask.name.span, message, hint))
            return None
        field = fields[ask.name.text]
        return FormField(name=field.name, type=field.type, label=ask.label.value if ask.label else field.label)

    def _listed_entity(self, page: str) -> Entity | None:
        block = self._blocks.get(page)
        for clause in block.clauses if block else ():
            if isinstance(clause, TableClause):
                if clause.entity is not None:
                    return self._declarations.entities.get(clause.entity.text)
                query = self._declarations.queries.get(clause.query.target.names[0].text) if clause.query else None
                return self._declarations.entities[query.entity] if query else None
        return None

    # pages

    def _page(self, name: str, block: Block) -> Page:
        roles = known_roles(block.header.roles, self._declarations)
        parameters, inputs = self._parameters[name], self._searches.get(name, ())
        variables: dict[str, ValueType] = {item.name: item.type for item in parameters}
        variables |= {f"form.{field.name}": field.type for field in inputs}
        scope = Scope(variables=variables, me=roles[0] if len(roles) == 1 else None)
        draft = _Draft(name, parameters, inputs, scope, [])
        for clause in block.clauses:
            self._clause(clause, draft)
        title = next((clause.title.value for clause in block.clauses if isinstance(clause, TitleClause)), None)
        return Page(
            id=f"page:{name}",
            span=block.span,
            name=name,
            title=title or label_of(name),
            path=block.header.path.value if block.header.path else "/",
            parameters=parameters,
            inputs=inputs,
            roles=roles,
            owners=self._owners(block, parameters, roles),
            parts=tuple(draft.parts),
            images=block.images,
        )

    def _owners(self, block: Block, parameters: tuple[Parameter, ...], roles: tuple[str, ...]) -> tuple[OwnerOf, ...]:
        found: list[OwnerOf] = []
        for parameter in parameters:
            kind = plain(parameter.type)
            assert isinstance(kind, Reference)
            for field in self._declarations.entities[kind.entity].fields:
                if field.is_owner and isinstance(field.type, Reference) and field.type.entity in roles:
                    record = Variable(type=kind, span=block.span, name=parameter.name)
                    owner = FieldRead(
                        type=field.type, span=block.span, record=record, entity=kind.entity, name=field.name
                    )
                    found.append(OwnerOf(record=record, owner=owner, role=field.type.entity))
        return tuple(found)

    def _clause(self, clause: object, draft: _Draft) -> None:
        place = f"page:{draft.name}"
        match clause:
            case TextClause():
                part = Paragraph(id=f"{place}/text:{len(draft.parts) + 1}", span=clause.span, text=clause.text.value)
                draft.parts.append(part)
            case LinkClause():
                if self._known_page(clause.page):
                    link = PageLink(
                        id=f"{place}/link:{clause.page.text}",
                        span=clause.span,
                        label=clause.label.value,
                        page=clause.page.text,
                    )
                    draft.parts.append(link)
            case FormClause():
                draft.parts += self._form(clause, draft)
            case TableClause():
                draft.parts += self._table(clause, draft)
            case DetailsClause():
                draft.parts += self._details(clause, draft)
            case ButtonClause(in_row=False):
                draft.parts += self._button(clause, draft)
            case ColumnsClause() | RowLinkClause() | ButtonClause() | EmptyClause():
                self._table_part(clause, draft)
            case _:
                pass

    def _known_page(self, name: Name) -> bool:
        if name.text in self._blocks:
            return True
        self._declarations.unknown(name, "page", self._blocks)
        return False

    def _opened(self, name: Name | None, draft: _Draft) -> str:
        return name.text if name is not None and self._known_page(name) else draft.name

    # forms and buttons

    def _form(self, clause: FormClause, draft: _Draft) -> list[Form]:
        opens = self._opened(clause.opens, draft)
        form = Form(
            id=f"page:{draft.name}/form:{clause.name.text}",
            span=clause.span,
            name=clause.name.text,
            fields=(),
            button=clause.button.value,
            action=None,
            bound=(),
            opens=opens,
        )
        if not self._does_action(clause):
            fields = {field.name: field for field in self._searches.get(opens, ())}
            asked = tuple(fields[ask.name.text] for ask in clause.fields if ask.name.text in fields)
            return [replace(form, fields=asked)]
        action = self._action_of(clause)
        if action is None:
            return []
        fields = tuple(field for ask in clause.fields if (field := self._action_field(ask, action)) is not None)
        bound = self._bound(action, draft, {field.name for field in fields})
        self._report_unasked(clause, action, {*bound, *(field.name for field in fields)})
        return [replace(form, fields=fields, action=action.name, bound=bound)]

    def _action_field(self, ask: Ask, action: Action) -> FormField | None:
        parameter = next((item for item in action.parameters if item.name == ask.name.text), None)
        if parameter is None:
            known = [item.name for item in action.parameters]
            self._declarations.lacking(action.name, ask.name, "parameter", known)
            return None
        label = ask.label.value if ask.label else parameter.label
        return FormField(name=parameter.name, type=parameter.type, label=label)

    def _bound(self, action: Action, draft: _Draft, asked: set[str]) -> tuple[str, ...]:
        """Return the parameters that the page's own parameters fill."""
        own = {parameter.name: parameter.type for parameter in draft.parameters}
        return tuple(
            item.name for item in action.parameters if item.name not in asked and own.get(item.name) == item.type
        )

    def _report_unasked(self, clause: FormClause | ButtonClause, action: Action, given: set[str]) -> None:
        for parameter in action.parameters:
            if parameter.name not in given and not isinstance(parameter.type, Optional):
                message = f"`{action.name}` needs `{parameter.name}`, which nothing here gives"
                hint = "ask for it, or name its record in the page's path"
                self._declarations.diagnostics.append(MISSING_PART.at(clause.span, message, hint))

    def _button(self, clause: ButtonClause, draft: _Draft) -> list[PageButton]:
        action = self._actions.get(clause.action.text)
        if action is None:
            self._declarations.unknown(clause.action, "action", self._actions)
            return []
        bound = self._bound(action, draft, set())
        self._report_unasked(clause, action, set(bound))
        button = PageButton(
            id=f"page:{draft.name}/button:{action.name}",
            span=clause.span,
            label=clause.label.value,
            action=action.name,
            bound=bound,
            opens=self._opened(clause.opens, draft),
            when=self._resolver.condition(clause.when, draft.scope) if clause.when else None,
        )
        return [button]

    # tables and details

    def _table(self, clause: TableClause, draft: _Draft) -> list[Table]:
        if clause.query is not None:
            return self._query_table(clause, draft)
        entity = self._declarations.entity(clause.entity) if clause.entity else None
        if entity is None:
            return []
        scope = draft.scope.with_row(entity, clause.alias.text if clause.alias else None)
        where = self._resolver.condition(clause.where, scope) if clause.where else None
        sort = resolve_sort(clause.sort, entity, self._declarations)
        return [self._empty_table(clause, draft, entity, scope.row_name, where, sort, clause.limit)]

    def _query_table(self, clause: TableClause, draft: _Draft) -> list[Table]:
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
        draft: _Draft,
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

    def _table_part(self, clause: ColumnsClause | RowLinkClause | ButtonClause | EmptyClause, draft: _Draft) -> None:
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

    def _had_bad_table(self, draft: _Draft) -> bool:
        block = self._blocks[draft.name]
        return block.is_damaged or any(isinstance(clause, TableClause) for clause in block.clauses)

    def _extended(
        self,
        table: Table,
        clause: ColumnsClause | RowLinkClause | ButtonClause | EmptyClause,
        entity: Entity,
        scope: Scope,
        draft: _Draft,
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

    def _row_link(self, clause: RowLinkClause, entity: Entity, scope: Scope, draft: _Draft) -> list[RowLink]:
        if not self._known_page(clause.page):
            return []
        wanted = self._parameters[clause.page.text]
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

    def _row_button(self, clause: ButtonClause, entity: Entity, scope: Scope, draft: _Draft) -> list[RowButton]:
        action = self._actions.get(clause.action.text)
        if action is None:
            self._declarations.unknown(clause.action, "action", self._actions)
            return []
        own = next((item for item in action.parameters if item.type == Reference(entity.name)), None)
        if own is None:
            message = f"`{action.name}` has no parameter of type {entity.name}"
            self._declarations.diagnostics.append(MISSING_PART.at(clause.action.span, message))
            return []
        self._report_unasked(clause, action, {own.name})
        button = RowButton(
            id=f"page:{draft.name}/row-button:{action.name}",
            span=clause.span,
            label=clause.label.value,
            action=action.name,
            parameter=own.name,
            opens=self._opened(clause.opens, draft),
            when=self._resolver.condition(clause.when, scope) if clause.when else None,
        )
        return [button]

    def _details(self, clause: DetailsClause, draft: _Draft) -> list[Details]:
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
