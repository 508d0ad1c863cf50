"""The syntax tree: one frozen struct per construct, each with its span; nothing is resolved yet."""

from datetime import date, datetime, timedelta

from ..diagnostics import Placed, Span
from .gherkin.document import GherkinDocument


class Node(Placed, frozen=True):
    """What all parts of the tree share: the text they were made from."""


class Name(Node, frozen=True):
    """One identifier."""

    text: str


# --- expressions ---------------------------------------------------------------------------------


class Literal(Node, frozen=True):
    """A value as written. `kind`: int, decimal, text, duration, date, datetime, bool or empty."""

    kind: str
    value: bool | int | str | date | datetime | timedelta | None


class Path(Node, frozen=True):
    """Names joined by dots: `booking.train.price`."""

    names: tuple[Name, ...]


class Call(Node, frozen=True):
    """`name(arguments)`: a decision, a query or an action; `Service.operation(arguments)`."""

    target: Path
    arguments: "tuple[Expression, ...]"


class Binary(Node, frozen=True):
    """Two operands and `+ - * / = != < <= > >= and or is`, or `is not`."""

    operator: str
    left: "Expression"
    right: "Expression"


class Negation(Node, frozen=True):
    """`not operand`."""

    operand: "Expression"


class OneOf(Node, frozen=True):
    """`left is one of (a, b)`."""

    left: "Expression"
    options: "tuple[Expression, ...]"


class Membership(Node, frozen=True):
    """`item in list`."""

    item: "Expression"
    list: "Path"


class Rounded(Node, frozen=True):
    """`operand rounded mode`."""

    operand: "Expression"
    mode: str


class Until(Node, frozen=True):
    """`hours until moment`."""

    unit: str
    moment: "Expression"


class FunctionOf(Node, frozen=True):
    """`date of moment` or `length of text`."""

    function: str
    operand: "Expression"


class AggregateOf(Node, frozen=True):
    """`count of S`, `sum of S.field`, `any of S`, `all of S`, each `as row where condition`; `source` is an
    entity or a list, of a sum with the field as its last name."""

    function: str
    source: Path
    alias: Name | None
    where: "Expression | None"
    value: "Expression | None"


Expression = Literal | Path | Call | Binary | Negation | OneOf | Membership | Rounded | Until | FunctionOf | AggregateOf


# --- shared parts --------------------------------------------------------------------------------


class Text(Node, frozen=True):
    """A quoted text; `value` is what stands between the quotes."""

    value: str


class TypeName(Node, frozen=True):
    """A type as written: a name with bounds, a list of what a name stands for, or the members of inline states."""

    name: str
    bounds: tuple[int | None, int | None] | None
    optional: bool
    states: tuple[str, ...] = ()
    is_list: bool = False


class Parameter(Node, frozen=True):
    """`name: type default value "Label"`."""

    name: Name
    type: TypeName | None
    label: Text | None
    default: Expression | None = None


class Assignment(Node, frozen=True):
    """`field = value`."""

    name: Name
    value: Expression


# --- clauses -------------------------------------------------------------------------------------


class Setting(Node, frozen=True):
    """`locale "en-US"`, `currency "CNY"` or `clock 2026-07-21 09:00`."""

    name: str
    value: Text | Literal


class SignsIn(Node, frozen=True):
    """`signs in with email or username, password`."""

    identifiers: tuple[Name, ...]


class FieldClause(Node, frozen=True):
    """`name: type key generated unique owner stored default value = derived "Label"`."""

    name: Name
    type: TypeName
    flags: tuple[str, ...]
    default: Expression | None
    derived: Expression | None
    label: Text | None


class CheckClause(Node, frozen=True):
    """`check condition "message"`."""

    condition: Expression
    message: Text


class UniqueClause(Node, frozen=True):
    """`unique a, b "message"`."""

    fields: tuple[Name, ...]
    message: Text | None


class OperationClause(Node, frozen=True):
    """`charge(amount: money) -> ok | refused`."""

    name: Name
    parameters: tuple[Parameter, ...]
    outcomes: tuple[Name, ...]


class ByClause(Node, frozen=True):
    """`by anyone`, `by Customer, Clerk`, `by owner of booking`, `by system [when condition]`."""

    kind: str
    roles: tuple[Name, ...] = ()
    record: Expression | None = None
    condition: Expression | None = None


class SaysClause(Node, frozen=True):
    """`says "books {seats} seat(s)"`."""

    phrase: Text


class ConfirmsClause(Node, frozen=True):
    """`confirms "Your booking number is {booking}"`."""

    message: Text


class RequiresClause(Node, frozen=True):
    """`requires condition else "message"`."""

    condition: Expression
    message: Text


class EnsuresClause(Node, frozen=True):
    """`ensures condition [else "message"]`."""

    condition: Expression
    message: Text | None


class CallsClause(Node, frozen=True):
    """`calls Service.operation(arguments) else "message"`."""

    call: Call
    message: Text


class CreatesClause(Node, frozen=True):
    """`creates Booking as placed with field = value, …`."""

    entity: Name
    alias: Name | None
    assignments: tuple[Assignment, ...]


class ChangesClause(Node, frozen=True):
    """`changes record.field to value`."""

    target: Path
    value: Expression


class MemberClause(Node, frozen=True):
    """`adds item to record.list`, or `removes item from record.list`."""

    item: Expression
    target: Path
    is_removed: bool


class DeletesClause(Node, frozen=True):
    """`deletes record`."""

    record: Path


class SignsInClause(Node, frozen=True):
    """`signs in account`: an action's effect."""

    person: Path


class MatchClause(Node, frozen=True):
    """`first match`: the hit policy of a decision."""

    policy: str


class Cell(Node, frozen=True):
    """One cell of a decision table. `kind`: any, compare (with `operator`), range, list or value."""

    kind: str
    operator: str = ""
    values: tuple[Expression, ...] = ()


class RowClause(Node, frozen=True):
    """One row of a decision table, as the texts of its cells with their places."""

    cells: tuple[Span, ...]


class WhereClause(Node, frozen=True):
    """`where condition` of a query."""

    condition: Expression


class SortClause(Node, frozen=True):
    """`sorted by field [descending]`."""

    path: Path
    descending: bool


class LimitClause(Node, frozen=True):
    """`limit 10`."""

    count: int


class TitleClause(Node, frozen=True):
    """`title "…"` of a page."""

    title: Text


class TextClause(Node, frozen=True):
    """`text "…"`: a paragraph of a page."""

    text: Text


class LinkClause(Node, frozen=True):
    """`link "…" opens Page`."""

    label: Text
    page: Name


class FormClause(Node, frozen=True):
    """`form name asks a, b: date "Label" button "…" [does action] [opens Page]`."""

    name: Name
    fields: tuple[Parameter, ...]
    button: Text
    action: Name | None
    opens: Name | None


class TableClause(Node, frozen=True):
    """`table of Entity [as row] [where …] [sorted by …] [limit n]`, or `table of query(arguments)`."""

    entity: Name | None
    query: Call | None
    alias: Name | None
    where: Expression | None
    sort: SortClause | None
    limit: int | None


class ColumnClause(Node, frozen=True):
    """One shown value: a path, with its heading where it is given."""

    path: Path
    label: Text | None


class ColumnsClause(Node, frozen=True):
    """`columns a, b.c "Heading"`."""

    columns: tuple[ColumnClause, ...]


class RowLinkClause(Node, frozen=True):
    """`row link "…" opens Page [when condition]`."""

    label: Text
    page: Name
    when: Expression | None


class ButtonClause(Node, frozen=True):
    """`[row] button "…" does action [opens Page] [when condition]`."""

    in_row: bool
    label: Text
    action: Name
    opens: Name | None
    when: Expression | None


class EmptyClause(Node, frozen=True):
    """`empty "No trains found"`."""

    text: Text


class DetailsClause(Node, frozen=True):
    """`details of record shows a, b`."""

    record: Path
    columns: tuple[ColumnClause, ...]


class AskClause(Node, frozen=True):
    """`ask [about Train, Booking]`: a box for questions; without entities, about all that may be seen."""

    about: tuple[Name, ...]


class ExposesClause(Node, frozen=True):
    """`exposes Train list, read`."""

    entity: Name
    operations: tuple[Name, ...]


class OffersClause(Node, frozen=True):
    """`offers book, pay`."""

    names: tuple[Name, ...]


class StartsClause(Node, frozen=True):
    """`starts on action ask_refund`."""

    action: Name


class VersionClause(Node, frozen=True):
    """`version 2 accepts 1`."""

    version: int
    accepts: tuple[int, ...]


class DataClause(Node, frozen=True):
    """`data percent: int`."""

    parameter: Parameter


class SetClause(Node, frozen=True):
    """`set percent = value`."""

    name: Name
    value: Expression


class Policy(Node, frozen=True):
    """`retry 3 times every 10 seconds doubling`, `timeout 30 seconds` or `undo action(arguments)`."""

    kind: str
    times: int = 0
    every: timedelta | None = None
    doubling: bool = False
    undo: Call | None = None


class DoClause(Node, frozen=True):
    """`do action(arguments)` or `call Service.operation(arguments)`, with policies."""

    is_service: bool
    call: Call
    policies: tuple[Policy, ...]


class TaskClause(Node, frozen=True):
    """`task "Title {path}" for Role answers a, b`."""

    title: Text
    roles: tuple[Name, ...]
    answers: tuple[Name, ...]


class GoClause(Node, frozen=True):
    """A transition. `kind`: answer, after, failed, when or otherwise."""

    kind: str
    target: Name
    answer: Name | None = None
    delay: timedelta | None = None
    condition: Expression | None = None
    compensates: bool = False


class ParallelClause(Node, frozen=True):
    """`parallel`: branches follow."""


class BranchClause(Node, frozen=True):
    """`branch money`: its steps follow."""

    name: Name


class JoinClause(Node, frozen=True):
    """`join all` or `join any`: the end of the branches."""

    mode: str


class NeverClause(Node, frozen=True):
    """`never condition [for any Entity [as row]]`."""

    condition: Expression
    entity: Name | None = None
    alias: Name | None = None


class EventuallyClause(Node, frozen=True):
    """`always eventually Done or Refused`."""

    states: tuple[Name, ...]


class AlwaysClause(Node, frozen=True):
    """`always condition for every Entity [as row]`."""

    condition: Expression
    entity: Name
    alias: Name | None


class Header(Node, frozen=True):
    """What stands behind the keyword of a block; which parts are set depends on the keyword."""

    name: Name | None = None
    parameters: tuple[Parameter, ...] = ()
    returns: TypeName | None = None
    subject: Name | None = None
    alias: Name | None = None
    members: tuple[Text, ...] = ()
    path: Text | None = None
    roles: tuple[Name, ...] = ()


class Block(Node, frozen=True):
    """One definition: `Keyword: header` and its clauses; a workflow also holds its states as blocks.
    The span covers the header line. A damaged block has clauses that could not be read, and lacks them.
    `images` are mock-ups linked near a page."""

    keyword: str
    header: Header
    clauses: tuple[Node, ...]
    blocks: "tuple[Block, ...]" = ()
    is_damaged: bool = False
    images: tuple[str, ...] = ()


class FeatureSection(Node, frozen=True):
    """A Feature in Gherkin, with the formal clauses found in its descriptions: those of the feature
    (`needs`) and of its rules, by the line of the rule's header. `images` are mock-ups linked nearby."""

    document: GherkinDocument
    needs: tuple[Name, ...]
    invariants: tuple[tuple[int, AlwaysClause | NeverClause], ...]
    images: tuple[str, ...] = ()


class ImportedStep(Node, frozen=True):
    """A step of an imported scenario; `keyword` is Given, When, Then, And or But."""

    keyword: str
    text: str


class ImportedScenario(Node, frozen=True):
    """A scenario of an imported requirement; its id is `<requirement>/SC-<n>`."""

    id: str
    title: str
    steps: tuple[ImportedStep, ...]


class RequirementNode(Node, frozen=True):
    """A requirement imported from another format: no more than its place in the tree and its text."""

    id: str
    title: str
    description: str
    parent: str | None
    needs: tuple[str, ...]
    images: tuple[str, ...]
    scenarios: tuple[ImportedScenario, ...] = ()


class SourceFile(Node, frozen=True):
    """One parsed file: definitions, features and imported requirements in their order.

    `unread` are the words of lines that could not be read: what they declare is not to be missed elsewhere.
    """

    blocks: tuple[Block, ...]
    features: tuple[FeatureSection, ...]
    requirements: tuple[RequirementNode, ...] = ()
    unread: frozenset[str] = frozenset()
