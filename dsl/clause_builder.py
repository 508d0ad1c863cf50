"""Builds syntax-tree nodes for the clauses and headers of blocks from lark's parse trees."""

from typing import Any

from lark import Token

from . import syntax_tree as tree
from .expression_builder import ExpressionBuilder, read_duration, with_children_as_arguments
from .syntax_tree import Expression, Header, Name, Parameter, Path, Text, TypeName


@with_children_as_arguments
class ClauseBuilder(ExpressionBuilder):
    """Adds the clauses: each method is named for a rule or an alias of the grammar."""

    # headers

    def plain_header(self, name: Name) -> Header:
        return Header(self.clause, name=name)

    def enum_header(self, name: Name, *members: Text) -> Header:
        return Header(self.clause, name=name, members=members)

    def action_header(self, name: Name, parameters: tuple[Parameter, ...] | None, returns: TypeName | None) -> Header:
        return Header(self.clause, name=name, parameters=parameters or (), returns=returns)

    def query_header(
        self, name: Name, parameters: tuple[Parameter, ...] | None, entity: Name, alias: Name | None
    ) -> Header:
        return Header(self.clause, name=name, parameters=parameters or (), subject=entity, alias=alias)

    def page_header(self, name: Name, path: Token, roles: tuple[Name, ...] | None) -> Header:
        return Header(self.clause, name=name, path=self.text(path), roles=roles or ())

    def api_header(self, path: Token) -> Header:
        return Header(self.clause, path=self.text(path))

    def workflow_header(self, name: Name, subject: Name) -> Header:
        return Header(self.clause, name=name, subject=subject)

    # system, roles, entities, services

    def locale(self, value: Token) -> tree.Setting:
        return tree.Setting(self.clause, "locale", self.text(value))

    def currency(self, value: Token) -> tree.Setting:
        return tree.Setting(self.clause, "currency", self.text(value))

    def clock(self, value: tree.Literal) -> tree.Setting:
        return tree.Setting(self.clause, "clock", value)

    def signs_in(self, *names: Name) -> tree.SignsIn:
        return tree.SignsIn(self.clause, names)

    def flag(self, token: Token) -> tuple[str, Any]:
        return "flag", str(token)

    def default(self, value: Expression) -> tuple[str, Any]:
        return "default", value

    def derived(self, value: Expression) -> tuple[str, Any]:
        return "derived", value

    def field(self, name: Name, kind: TypeName, *rest: Any) -> tree.FieldClause:
        *modifiers, label = rest
        flags = tuple(value for key, value in modifiers if key == "flag")
        values = {key: value for key, value in modifiers if key != "flag"}
        return tree.FieldClause(
            self.clause, name, kind, flags, values.get("default"), values.get("derived"), self.optional_text(label)
        )

    def check(self, condition: Expression, message: Token) -> tree.CheckClause:
        return tree.CheckClause(self.clause, condition, self.text(message))

    def unique(self, fields: tuple[Name, ...], message: Token | None) -> tree.UniqueClause:
        return tree.UniqueClause(self.clause, fields, self.optional_text(message))

    def service_operation(
        self, name: Name, parameters: tuple[Parameter, ...] | None, *outcomes: Name
    ) -> tree.OperationClause:
        return tree.OperationClause(self.clause, name, parameters or (), outcomes)

    # actions

    def by_anyone(self) -> tree.ByClause:
        return tree.ByClause(self.clause, "anyone")

    def by_system(self, condition: Expression | None) -> tree.ByClause:
        return tree.ByClause(self.clause, "system", condition=condition)

    def by_owner(self, record: Path) -> tree.ByClause:
        return tree.ByClause(self.clause, "owner", record=record)

    def by_roles(self, roles: tuple[Name, ...]) -> tree.ByClause:
        return tree.ByClause(self.clause, "roles", roles=roles)

    def says(self, phrase: Token) -> tree.SaysClause:
        # A phrase has escapes of its own, so the quoted text is kept as it stands.
        return tree.SaysClause(self.clause, Text(self.span_of_token(phrase), str(phrase[1:-1])))

    def confirms(self, message: Token) -> tree.ConfirmsClause:
        return tree.ConfirmsClause(self.clause, self.text(message))

    def requires(self, condition: Expression, message: Token) -> tree.RequiresClause:
        return tree.RequiresClause(self.clause, condition, self.text(message))

    def ensures(self, condition: Expression, message: Token | None) -> tree.EnsuresClause:
        return tree.EnsuresClause(self.clause, condition, self.optional_text(message))

    def calls(self, call: tree.Call, message: Token) -> tree.CallsClause:
        return tree.CallsClause(self.clause, call, self.text(message))

    def creates(self, entity: Name, alias: Name | None, *values: tree.Assignment) -> tree.CreatesClause:
        return tree.CreatesClause(self.clause, entity, alias, values)

    def changes(self, target: Path, value: Expression) -> tree.ChangesClause:
        return tree.ChangesClause(self.clause, target, value)

    def adds(self, item: Expression, target: Path) -> tree.MemberClause:
        return tree.MemberClause(self.clause, item, target, is_removed=False)

    def removes(self, item: Expression, target: Path) -> tree.MemberClause:
        return tree.MemberClause(self.clause, item, target, is_removed=True)

    def deletes(self, record: Path) -> tree.DeletesClause:
        return tree.DeletesClause(self.clause, record)

    def starts_session(self, person: Path) -> tree.SignsInClause:
        return tree.SignsInClause(self.clause, person)

    # decisions and queries

    def match(self, policy: Token) -> tree.MatchClause:
        return tree.MatchClause(self.clause, str(policy))

    def any_cell(self, _dash: Token) -> tree.Cell:
        return tree.Cell(self.clause, "any")

    def compare_cell(self, operator: Token, value: Expression) -> tree.Cell:
        return tree.Cell(self.clause, "compare", str(operator), (value,))

    def range_cell(self, low: Expression, high: Expression) -> tree.Cell:
        return tree.Cell(self.clause, "range", values=(low, high))

    def list_cell(self, *values: Expression) -> tree.Cell:
        return tree.Cell(self.clause, "list", values=values)

    def value_cell(self, value: Expression) -> tree.Cell:
        return tree.Cell(self.clause, "value", values=(value,))

    def not_cell(self, value: Expression) -> tree.Cell:
        return tree.Cell(self.clause, "compare", "!=", (value,))

    def where(self, condition: Expression) -> tree.WhereClause:
        return tree.WhereClause(self.clause, condition)

    def sorting(self, path: Path, descending: Token | None) -> tree.SortClause:
        return tree.SortClause(path.span, path, descending is not None)

    def limit(self, count: Token) -> tree.LimitClause:
        return tree.LimitClause(self.clause, int(count))

    # pages and interfaces

    def title(self, title: Token) -> tree.TitleClause:
        return tree.TitleClause(self.clause, self.text(title))

    def paragraph(self, text: Token) -> tree.TextClause:
        return tree.TextClause(self.clause, self.text(text))

    def link(self, label: Token, page: Name) -> tree.LinkClause:
        return tree.LinkClause(self.clause, self.text(label), page)

    def ask(self, name: Name, kind: TypeName | None, label: Token | None) -> Parameter:
        return Parameter(name.span, name, kind, self.optional_text(label))

    def asks(self, *items: Parameter) -> tuple[Parameter, ...]:
        return items

    def form(
        self, name: Name, fields: tuple[Parameter, ...], button: Token, action: Name | None, opens: Name | None
    ) -> tree.FormClause:
        return tree.FormClause(self.clause, name, fields, self.text(button), action, opens)

    def table(
        self,
        entity: Name,
        alias: Name | None,
        where: Expression | None,
        sort: tree.SortClause | None,
        limit: Token | None,
    ) -> tree.TableClause:
        return tree.TableClause(self.clause, entity, None, alias, where, sort, int(limit) if limit else None)

    def table_of_query(self, call: tree.Call) -> tree.TableClause:
        return tree.TableClause(self.clause, None, call, None, None, None, None)

    def column(self, path: Path, label: Token | None) -> tree.ColumnClause:
        return tree.ColumnClause(path.span, path, self.optional_text(label))

    def columns(self, *items: tree.ColumnClause) -> tuple[tree.ColumnClause, ...]:
        return items

    def show_columns(self, columns: tuple[tree.ColumnClause, ...]) -> tree.ColumnsClause:
        return tree.ColumnsClause(self.clause, columns)

    def row_link(self, label: Token, page: Name, when: Expression | None) -> tree.RowLinkClause:
        return tree.RowLinkClause(self.clause, self.text(label), page, when)

    def row_button(self, label: Token, action: Name, opens: Name | None, when: Expression | None) -> tree.ButtonClause:
        return tree.ButtonClause(self.clause, True, self.text(label), action, opens, when)

    def page_button(self, label: Token, action: Name, opens: Name | None, when: Expression | None) -> tree.ButtonClause:
        return tree.ButtonClause(self.clause, False, self.text(label), action, opens, when)

    def empty_text(self, text: Token) -> tree.EmptyClause:
        return tree.EmptyClause(self.clause, self.text(text))

    def details(self, record: Path, columns: tuple[tree.ColumnClause, ...]) -> tree.DetailsClause:
        return tree.DetailsClause(self.clause, record, columns)

    def question_box(self, about: tuple[Name, ...] | None) -> tree.AskClause:
        return tree.AskClause(self.clause, about or ())

    def exposes(self, entity: Name, operations: tuple[Name, ...]) -> tree.ExposesClause:
        return tree.ExposesClause(self.clause, entity, operations)

    def offers(self, names: tuple[Name, ...]) -> tree.OffersClause:
        return tree.OffersClause(self.clause, names)

    # workflows

    def starts(self, action: Name) -> tree.StartsClause:
        return tree.StartsClause(self.clause, action)

    def version(self, version: Token, *accepts: Token | None) -> tree.VersionClause:
        return tree.VersionClause(self.clause, int(version), tuple(int(item) for item in accepts if item))

    def data(self, name: Name, kind: TypeName) -> tree.DataClause:
        return tree.DataClause(self.clause, Parameter(name.span, name, kind, None))

    def set(self, name: Name, value: Expression) -> tree.SetClause:
        return tree.SetClause(self.clause, name, value)

    def retry(self, times: Token, every: Token | None, doubling: Token | None) -> tree.Policy:
        pause = None if every is None else read_duration(str(every))
        return tree.Policy(self.clause, "retry", int(times), pause, doubling is not None)

    def timeout(self, duration: Token) -> tree.Policy:
        return tree.Policy(self.clause, "timeout", every=read_duration(str(duration)))

    def undo(self, call: tree.Call) -> tree.Policy:
        return tree.Policy(self.clause, "undo", undo=call)

    def do(self, call: tree.Call, *policies: tree.Policy) -> tree.DoClause:
        return tree.DoClause(self.clause, False, call, policies)

    def call_service(self, call: tree.Call, *policies: tree.Policy) -> tree.DoClause:
        return tree.DoClause(self.clause, True, call, policies)

    def task(self, title: Token, roles: tuple[Name, ...], answers: tuple[Name, ...]) -> tree.TaskClause:
        return tree.TaskClause(self.clause, self.text(title), roles, answers)

    def on_answer(self, answer: Name, target: Name) -> tree.GoClause:
        return tree.GoClause(self.clause, "answer", target, answer=answer)

    def after(self, delay: Token, target: Name) -> tree.GoClause:
        return tree.GoClause(self.clause, "after", target, delay=read_duration(str(delay)))

    def on_failure(self, compensate: Token | None, target: Name) -> tree.GoClause:
        return tree.GoClause(self.clause, "failed", target, compensates=compensate is not None)

    def when(self, condition: Expression, target: Name) -> tree.GoClause:
        return tree.GoClause(self.clause, "when", target, condition=condition)

    def otherwise(self, target: Name) -> tree.GoClause:
        return tree.GoClause(self.clause, "otherwise", target)

    def parallel(self) -> tree.ParallelClause:
        return tree.ParallelClause(self.clause)

    def branch(self, name: Name) -> tree.BranchClause:
        return tree.BranchClause(self.clause, name)

    def join(self, mode: Token) -> tree.JoinClause:
        return tree.JoinClause(self.clause, str(mode))

    # properties

    def never(self, condition: Expression) -> tree.NeverClause:
        return tree.NeverClause(self.clause, condition)

    def eventually(self, *states: Name) -> tree.EventuallyClause:
        return tree.EventuallyClause(self.clause, states)

    def always(self, condition: Expression, entity: Name, alias: Name | None) -> tree.AlwaysClause:
        return tree.AlwaysClause(self.clause, condition, entity, alias)

    def never_any(self, condition: Expression, entity: Name, alias: Name | None) -> tree.NeverClause:
        return tree.NeverClause(self.clause, condition, entity, alias)
