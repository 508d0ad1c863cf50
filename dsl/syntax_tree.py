"""The syntax tree: one frozen dataclass per construct, each with its span; nothing is resolved yet."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ..diagnostics import Span
from .gherkin.document import GherkinDocument


@dataclass(frozen=True, slots=True)
class Node:
    """What all parts of the tree share: the text they were made from."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """One identifier."""

    text: str


# --- expressions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value as written. `kind`: int, decimal, text, duration, date, datetime, bool or empty."""

    kind: str
    value: bool | int | str | date | datetime | timedelta | None


@dataclass(frozen=True, slots=True)
class Path(Node):
    """Names joined by dots: `booking.train.price`."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`name(arguments)`: a decision, a query or an action; `Service.operation(arguments)`."""

    target: Path
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands and `+ - * / = != < <= > >= and or is`, or `is not`."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`not operand`."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`left is one of (a, b)`."""

    left: "Expression"
    options: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """`item in list`."""

    item: "Expression"
    list: "Path"


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """`operand rounded mode`."""

    operand: "Expression"
    mode: str


@dataclass(frozen=True, slots=True)
class Until(Node):
    """`hours until moment`."""

    unit: str
    moment: "Expression"


@dataclass(frozen=True, slots=True)
class FunctionOf(Node):
    """`date of moment` or `length of text`."""

    function: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class AggregateOf(Node):
    """`count of S`, `sum of S.field`, `any of S`, `all of S`, each `as row where condition`; `source` is an
    entity or a list, of a sum with the field as its last name."""

    function: str
    source: Path
    alias: Name | None
    where: "Expression | None"
    value: "Expression | None"


Expression = Literal | Path | Call | Binary | Negation | OneOf | Membership | Rounded | Until | FunctionOf | AggregateOf


# --- shared parts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text; `value` is what stands between the quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A type as written: a name with bounds, a list of what a name stands for, or the members of inline states."""

    name: str
    bounds: tuple[int | None, int | None] | None
    optional: bool
    states: tuple[str, ...] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """`name: type default value "Label"`."""

    name: Name
    type: TypeName | None
    label: Text | None
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Assignment(Node):
    """`field = value`."""

    name: Name
    value: Expression


# --- clauses -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting(Node):
    """`locale "en-US"`, `currency "CNY"` or `clock 2026-07-21 09:00`."""

    name: str
    value: Text | Literal


@dataclass(frozen=True, slots=True)
class SignsIn(Node):
    """`signs in with email or username, password`."""

    identifiers: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class FieldClause(Node):
    """`name: type key generated unique owner stored default value = derived "Label"`."""

    name: Name
    type: TypeName
    flags: tuple[str, ...]
    default: Expression | None
    derived: Expression | None
    label: Text | None


@dataclass(frozen=True, slots=True)
class CheckClause(Node):
    """`check condition "message"`."""

    condition: Expression
    message: Text


@dataclass(frozen=True, slots=True)
class UniqueClause(Node):
    """`unique a, b "message"`."""

    fields: tuple[Name, ...]
    message: Text | None


@dataclass(frozen=True, slots=True)
class OperationClause(Node):
    """`charge(amount: money) -> ok | refused`."""

    name: Name
    parameters: tuple[Parameter, ...]
    outcomes: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ByClause(Node):
    """`by anyone`, `by Customer, Clerk`, `by owner of booking`, `by system [when condition]`."""

    kind: str
    roles: tuple[Name, ...] = ()
    record: Expression | None = None
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class SaysClause(Node):
    """`says "books {seats} seat(s)"`."""

    phrase: Text


@dataclass(frozen=True, slots=True)
class ConfirmsClause(Node):
    """`confirms "Your booking number is {booking}"`."""

    message: Text


@dataclass(frozen=True, slots=True)
class RequiresClause(Node):
    """`requires condition else "message"`."""

    condition: Expression
    message: Text


@dataclass(frozen=True, slots=True)
class EnsuresClause(Node):
    """`ensures condition [else "message"]`."""

    condition: Expression
    message: Text | None


@dataclass(frozen=True, slots=True)
class CallsClause(Node):
    """`calls Service.operation(arguments) else "message"`."""

    call: Call
    message: Text


@dataclass(frozen=True, slots=True)
class CreatesClause(Node):
    """`creates Booking as placed with field = value, …`."""

    entity: Name
    alias: Name | None
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class ChangesClause(Node):
    """`changes record.field to value`."""

    target: Path
    value: Expression


@dataclass(frozen=True, slots=True)
class MemberClause(Node):
    """`adds item to record.list`, or `removes item from record.list`."""

    item: Expression
    target: Path
    is_removed: bool


@dataclass(frozen=True, slots=True)
class DeletesClause(Node):
    """`deletes record`."""

    record: Path


@dataclass(frozen=True, slots=True)
class SignsInClause(Node):
    """`signs in account`: an action's effect."""

    person: Path


@dataclass(frozen=True, slots=True)
class MatchClause(Node):
    """`first match`: the hit policy of a decision."""

    policy: str


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """One cell of a decision table. `kind`: any, compare (with `operator`), range, list or value."""

    kind: str
    operator: str = ""
    values: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class RowClause(Node):
    """One row of a decision table, as the texts of its cells with their places."""

    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WhereClause(Node):
    """`where condition` of a query."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class SortClause(Node):
    """`sorted by field [descending]`."""

    path: Path
    descending: bool


@dataclass(frozen=True, slots=True)
class LimitClause(Node):
    """`limit 10`."""

    count: int


@dataclass(frozen=True, slots=True)
class TitleClause(Node):
    """`title "…"` of a page."""

    title: Text


@dataclass(frozen=True, slots=True)
class TextClause(Node):
    """`text "…"`: a paragraph of a page."""

    text: Text


@dataclass(frozen=True, slots=True)
class LinkClause(Node):
    """`link "…" opens Page`."""

    label: Text
    page: Name


@dataclass(frozen=True, slots=True)
class FormClause(Node):
    """`form name asks a, b: date "Label" button "…" [does action] [opens Page]`."""

    name: Name
    fields: tuple[Parameter, ...]
    button: Text
    action: Name | None
    opens: Name | None


@dataclass(frozen=True, slots=True)
class TableClause(Node):
    """`table of Entity [as row] [where …] [sorted by …] [limit n]`, or `table of query(arguments)`."""

    entity: Name | None
    query: Call | None
    alias: Name | None
    where: Expression | None
    sort: SortClause | None
    limit: int | None


@dataclass(frozen=True, slots=True)
class ColumnClause(Node):
    """One shown value: a path, with its heading where it is given."""

    path: Path
    label: Text | None


@dataclass(frozen=True, slots=True)
class ColumnsClause(Node):
    """`columns a, b.c "Heading"`."""

    columns: tuple[ColumnClause, ...]


@dataclass(frozen=True, slots=True)
class RowLinkClause(Node):
    """`row link "…" opens Page [when condition]`."""

    label: Text
    page: Name
    when: Expression | None


@dataclass(frozen=True, slots=True)
class ButtonClause(Node):
    """`[row] button "…" does action [opens Page] [when condition]`."""

    in_row: bool
    label: Text
    action: Name
    opens: Name | None
    when: Expression | None


@dataclass(frozen=True, slots=True)
class EmptyClause(Node):
    """`empty "No trains found"`."""

    text: Text


@dataclass(frozen=True, slots=True)
class DetailsClause(Node):
    """`details of record shows a, b`."""

    record: Path
    columns: tuple[ColumnClause, ...]


@dataclass(frozen=True, slots=True)
class ExposesClause(Node):
    """`exposes Train list, read`."""

    entity: Name
    operations: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class OffersClause(Node):
    """`offers book, pay`."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class StartsClause(Node):
    """`starts on action ask_refund`."""

    action: Name


@dataclass(frozen=True, slots=True)
class VersionClause(Node):
    """`version 2 accepts 1`."""

    version: int
    accepts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DataClause(Node):
    """`data percent: int`."""

    parameter: Parameter


@dataclass(frozen=True, slots=True)
class SetClause(Node):
    """`set percent = value`."""

    name: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class Policy(Node):
    """`retry 3 times every 10 seconds doubling`, `timeout 30 seconds` or `undo action(arguments)`."""

    kind: str
    times: int = 0
    every: timedelta | None = None
    doubling: bool = False
    undo: Call | None = None


@dataclass(frozen=True, slots=True)
class DoClause(Node):
    """`do action(arguments)` or `call Service.operation(arguments)`, with policies."""

    is_service: bool
    call: Call
    policies: tuple[Policy, ...]


@dataclass(frozen=True, slots=True)
class TaskClause(Node):
    """`task "Title {path}" for Role answers a, b`."""

    title: Text
    roles: tuple[Name, ...]
    answers: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class GoClause(Node):
    """A transition. `kind`: answer, after, failed, when or otherwise."""

    kind: str
    target: Name
    answer: Name | None = None
    delay: timedelta | None = None
    condition: Expression | None = None
    compensates: bool = False


@dataclass(frozen=True, slots=True)
class ParallelClause(Node):
    """`parallel`: branches follow."""


@dataclass(frozen=True, slots=True)
class BranchClause(Node):
    """`branch money`: its steps follow."""

    name: Name


@dataclass(frozen=True, slots=True)
class JoinClause(Node):
    """`join all` or `join any`: the end of the branches."""

    mode: str


@dataclass(frozen=True, slots=True)
class NeverClause(Node):
    """`never condition [for any Entity [as row]]`."""

    condition: Expression
    entity: Name | None = None
    alias: Name | None = None


@dataclass(frozen=True, slots=True)
class EventuallyClause(Node):
    """`always eventually Done or Refused`."""

    states: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AlwaysClause(Node):
    """`always condition for every Entity [as row]`."""

    condition: Expression
    entity: Name
    alias: Name | None


@dataclass(frozen=True, slots=True)
class Header(Node):
    """What stands behind the keyword of a block; which parts are set depends on the keyword."""

    name: Name | None = None
    parameters: tuple[Parameter, ...] = ()
    returns: TypeName | None = None
    subject: Name | None = None
    alias: Name | None = None
    members: tuple[Text, ...] = ()
    path: Text | None = None
    roles: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Block(Node):
    """One definition: `Keyword: header` and its clauses; a workflow also holds its states as blocks.
    The span covers the header line. A damaged block has clauses that could not be read, and lacks them.
    `images` are mock-ups linked near a page."""

    keyword: str
    header: Header
    clauses: tuple[Node, ...]
    blocks: "tuple[Block, ...]" = ()
    is_damaged: bool = False
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeatureSection(Node):
    """A Feature in Gherkin, with the formal clauses found in its descriptions: those of the feature
    (`needs`) and of its rules, by the line of the rule's header. `images` are mock-ups linked nearby."""

    document: GherkinDocument
    needs: tuple[Name, ...]
    invariants: tuple[tuple[int, AlwaysClause | NeverClause], ...]
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedStep(Node):
    """A step of an imported scenario; `keyword` is Given, When, Then, And or But."""

    keyword: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedScenario(Node):
    """A scenario of an imported requirement; its id is `<requirement>/SC-<n>`."""

    id: str
    title: str
    steps: tuple[ImportedStep, ...]


@dataclass(frozen=True, slots=True)
class RequirementNode(Node):
    """A requirement imported from another format: no more than its place in the tree and its text."""

    id: str
    title: str
    description: str
    parent: str | None
    needs: tuple[str, ...]
    images: tuple[str, ...]
    scenarios: tuple[ImportedScenario, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile(Node):
    """One parsed file: definitions, features and imported requirements in their order.

    `unread` are the words of lines that could not be read: what they declare is not to be missed elsewhere.
    """

    blocks: tuple[Block, ...]
    features: tuple[FeatureSection, ...]
    requirements: tuple[RequirementNode, ...] = ()
    unread: frozenset[str] = frozenset()
