"""The names that a generated system has for its own modules, variables and classes; no part of a model takes them."""

# What the functions of the generated system call their own things.
VARIABLES = frozenset(
    """
    actions connection context entity errors facts found gateways hooks instance me now outcome paging person problem
    problems record records rejection result rows rules self settings system undo values view
    """.split()  # noqa: SIM905
)
# The modules of the folders into which entities, actions and workflows go, too.
DOMAIN = frozenset({"arithmetic", "checks", "decisions", "enums", "formats", "invariants", "lists", "roles"})
SERVICES = frozenset(
    """
    nesting permissions permissions_of_any scheduler sign_in sign_out system_actions transaction
    """.split()  # noqa: SIM905
)
WORKFLOWS = frozenset(
    """
    answers attempts choice clockwork definition ending engine event_log instance instance_rows instances machine
    registry running step_kinds store stored_values strands task_list timers
    """.split()  # noqa: SIM905
)
MODULES = DOMAIN | SERVICES | WORKFLOWS
# The modules and tables beside those of entities.
TABLES = frozenset(
    """
    credential database days dialect errors keys paging rows rules sequences values workflow_events
    workflow_instances workflow_task_roles workflow_tasks workflows
    """.split()  # noqa: SIM905
)
# The modules and templates beside those of pages.
PAGES = frozenset(
    """
    base error forms navigation rendering router routes show sign_in task tasks
    """.split()  # noqa: SIM905
)
API = frozenset({"body", "caller", "fields", "health", "problems", "router", "routes", "sign_in", "tasks"})
GATEWAYS = frozenset({"gateways", "hooks"})
# What generated modules import or define, the tests too.
CLASSES = frozenset(
    """
    APIRouter Account Actions Annotated Any AwareDatetime BaseModel Callable Caller ConfigDict Connection Context
    Credential Database Decimal Depends Element Enum Error Field FieldError Form FormReader Gateways Generic Hooks
    Instance Instant Iterable Iterator Key LimitQuery Link Literal Mapping Message Money MoneyInput Namespace Never
    Outcome Pages Paging Path Person Problem Protocol Query Reason Record Rejection Request RequestBody Response Role
    Row Rule Scheduler Self Sequence Server Session Settings SignedInCaller State Step StrEnum Strand Subject System
    Table Task TaskList Timer Tokens Transition Trouble Undo Value Values Workflow World
    """.split()  # noqa: SIM905
)
# The tests of a unit beside those of actions.
UNIT_TESTS = frozenset({"decisions", "formats", "hooks", "invariants", "random_actions"})
# What a field of that name would hide from the fields after it.
FIELD_TYPES = frozenset({"bool", "int", "str", "tuple"})
# What the tests call their own constants.
CONSTANTS = frozenset({"PASSWORD", "PATH", "PREFIX", "SERVICES_ONLY", "SETTINGS", "START"})
