"""Resolves pages: their paths, forms, tables, details, links and buttons."""

import re

from msgspec.structs import replace

from ..catalog import CONTRADICTION, UNKNOWN_NAME, nearest
from ..expressions import FieldRead, Variable
from ..model import (
    Action,
    Entity,
    Form,
    FormField,
    OwnerOf,
    Page,
    PageButton,
    PageLink,
    Paragraph,
    Parameter,
    QuestionBox,
)
from ..syntax_tree import (
    AskClause,
    Block,
    ButtonClause,
    ColumnsClause,
    DetailsClause,
    EmptyClause,
    FormClause,
    LinkClause,
    RowLinkClause,
    TableClause,
    TextClause,
    TitleClause,
)
from ..syntax_tree import Parameter as Ask
from ..value_types import ListOf, Reference, ValueType, plain
from ..words import label_of, pascal_case, snake_case
from .actors import known_roles
from .declarations import Declarations
from .expressions import ExpressionResolver
from .page_site import PageDraft, Site
from .page_tables import TableResolver
from .scope import Scope
from .types import resolve_type

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class PageResolver:
    """Resolves all pages of a specification; `actions` are resolved already."""

    def __init__(self, blocks: list[Block], actions: dict[str, Action], declarations: Declarations) -> None:
        self._declarations = declarations
        self._resolver = ExpressionResolver(declarations)
        named = {block.header.name.text: block for block in blocks if block.header.name}
        parameters = {name: self._path_parameters(block) for name, block in named.items()}
        self._site = Site(named, parameters, actions, declarations)
        self._tables = TableResolver(self._site)

    def resolve(self) -> tuple[Page, ...]:
        """Return the pages in their order."""
        self._searches = self._search_forms()
        return tuple(self._page(name, block) for name, block in self._site.blocks.items())

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
            if clause.action.text not in self._site.actions:
                self._declarations.unknown(clause.action, "action", self._site.actions)
                return None
            return self._site.actions[clause.action.text]
        return self._site.actions.get(clause.name.text)

    def _search_forms(self) -> dict[str, tuple[FormField, ...]]:
        """Return the inputs that reach each page from forms that do no action."""
        found: dict[str, tuple[FormField, ...]] = {}
        for name, block in self._site.blocks.items():
            for clause in block.clauses:
                if isinstance(clause, FormClause) and not self._does_action(clause):
                    target = clause.opens.text if clause.opens else name
                    fields = tuple(self._search_field(ask, target) for ask in clause.fields)
                    known = {field.name: field for field in found.get(target, ())}
                    known.update({field.name: field for field in fields if field is not None})
                    found[target] = tuple(known.values())
        return found

    def _does_action(self, clause: FormClause) -> bool:
        names = {*self._site.actions, *self._declarations.unread}
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
        if isinstance(field.type, ListOf):
            hint = f"ask for one, as `one: {field.type.entity}`, and list the rows where `form.one in {field.name}`"
            problem = CONTRADICTION.at(ask.name.span, "a search asks for single values, not for lists", hint)
            self._declarations.diagnostics.append(problem)
            return None
        return FormField(name=field.name, type=field.type, label=ask.label.value if ask.label else field.label)

    def _listed_entity(self, page: str) -> Entity | None:
        block = self._site.blocks.get(page)
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
        parameters, inputs = self._site.parameters[name], self._searches.get(name, ())
        variables: dict[str, ValueType] = {item.name: item.type for item in parameters}
        variables |= {f"form.{field.name}": field.type for field in inputs}
        scope = Scope(variables=variables, me=roles[0] if len(roles) == 1 else None, roles=roles)
        draft = PageDraft(name, parameters, inputs, scope, [])
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

    def _clause(self, clause: object, draft: PageDraft) -> None:
        place = f"page:{draft.name}"
        match clause:
            case TextClause():
                part = Paragraph(id=f"{place}/text:{len(draft.parts) + 1}", span=clause.span, text=clause.text.value)
                draft.parts.append(part)
            case LinkClause():
                if self._site.knows(clause.page):
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
                draft.parts += self._tables.table(clause, draft)
            case DetailsClause():
                draft.parts += self._tables.details(clause, draft)
            case ButtonClause(in_row=False):
                draft.parts += self._button(clause, draft)
            case AskClause():
                draft.parts += self._question_box(clause, draft)
            case ColumnsClause() | RowLinkClause() | ButtonClause() | EmptyClause():
                self._tables.extend_table(clause, draft)
            case _:
                pass

    def _question_box(self, clause: AskClause, draft: PageDraft) -> list[QuestionBox]:
        if any(isinstance(part, QuestionBox) for part in draft.parts):
            message = f"the page `{draft.name}` has a box for questions already"
            self._declarations.diagnostics.append(CONTRADICTION.at(clause.span, message, "name all entities in one"))
            return []
        entities = tuple(entity.name for name in clause.about if (entity := self._declarations.entity(name)))
        if len(entities) < len(clause.about):
            return []
        return [QuestionBox(id=f"page:{draft.name}/ask", span=clause.span, entities=tuple(dict.fromkeys(entities)))]

    # forms and buttons

    def _form(self, clause: FormClause, draft: PageDraft) -> list[Form]:
        opens = self._site.opened(clause.opens, draft)
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
        self._site.report_unasked(clause, action, {*bound, *(field.name for field in fields)})
        return [replace(form, fields=fields, action=action.name, bound=bound)]

    def _action_field(self, ask: Ask, action: Action) -> FormField | None:
        parameter = next((item for item in action.parameters if item.name == ask.name.text), None)
        if parameter is None:
            known = [item.name for item in action.parameters]
            self._declarations.lacking(action.name, ask.name, "parameter", known)
            return None
        label = ask.label.value if ask.label else parameter.label
        return FormField(name=parameter.name, type=parameter.type, label=label)

    def _bound(self, action: Action, draft: PageDraft, asked: set[str]) -> tuple[str, ...]:
        """Return the parameters that the page's own parameters fill."""
        own = {parameter.name: parameter.type for parameter in draft.parameters}
        return tuple(
            item.name for item in action.parameters if item.name not in asked and own.get(item.name) == item.type
        )

    def _button(self, clause: ButtonClause, draft: PageDraft) -> list[PageButton]:
        action = self._site.actions.get(clause.action.text)
        if action is None:
            self._declarations.unknown(clause.action, "action", self._site.actions)
            return []
        bound = self._bound(action, draft, set())
        self._site.report_unasked(clause, action, set(bound))
        button = PageButton(
            id=f"page:{draft.name}/button:{action.name}",
            span=clause.span,
            label=clause.label.value,
            action=action.name,
            bound=bound,
            opens=self._site.opened(clause.opens, draft),
            when=self._resolver.condition(clause.when, draft.scope) if clause.when else None,
        )
        return [button]
