"""How the parts of a model are called in the generated Python and SQL."""

import builtins
import keyword
import re
from functools import cache

from ..dsl.model import Entity
from ..dsl.words import pascal_case, plural_of, snake_case, words_of
from .taken_names import CLASSES, CONSTANTS, FIELD_TYPES, GATEWAYS, MODULES, TABLES, VARIABLES, WORKFLOWS

# What SQLite or PostgreSQL reserve, or what no parameter can be called.
SQL_RESERVED = frozenset(
    """
    abs all alter and any array as asc between both by case cast check collate column constraint create cross
    current_date current_time current_timestamp current_user default deferrable delete desc distinct do drop
    else end except exists false fetch for foreign from full grant group having ilike in index inner insert
    intersect into is isnull join key lateral leading left like limit natural not notnull null offset on only or
    order outer overlaps primary references regexp returning revoke right rlike rollback row select session_user
    set similar some symmetric table tablesample then to trailing transaction true union unique update user
    using values variadic view when where window with xor
    """.split()  # noqa: SIM905
)
# What other databases reserve, so that a name without quotes would keep the tables from moving there.
RESERVED_ELSEWHERE = frozenset(
    """
    access add analyze asymmetric authorization before begin bigint binary blob break bulk call cascade change
    char character cluster columns comment commit compress connect continue convert cube current current_role
    cursor database date decimal declare describe div double each elseif escape exclusive exec execute exit
    explain file float freeze fulltext function grouping holdlock identified identity if immediate increment
    initial initially inout int integer interval keys kill level lineno load localtime localtimestamp lock long
    loop match merge minus mod mode modify noaudit nowait nullif number numeric of off offline online open
    option out outfile over parameter partition percent pivot placing plan precision prior procedure public
    purge raiserror range raw read real rename replace resource restrict return rowid rownum rows rule save
    schema share show size smallint start statistics synonym sysdate system_user textsize top tran trigger
    truncate uid unpivot unsigned use validate varbinary varchar varying whenever while write zerofill
    """.split()  # noqa: SIM905
)


@cache
def python_name(name: str) -> str:
    """Return a name that can be a Python variable: `class` becomes `class_`, `Order no` `order_no`."""
    found = snake_case(name.removeprefix("form."))
    if found[:1].isdigit():
        found = f"n{found}"
    if keyword.iskeyword(found) or hasattr(builtins, found) or found in VARIABLES or found in MODULES:
        return f"{found}_"
    return found


def field_name(name: str) -> str:
    """Return the attribute of a record for a field: only keywords, and the types of other fields, are in the way."""
    return f"{name}_" if keyword.iskeyword(name) or name in FIELD_TYPES else name


@cache
def member_name(member: str) -> str:
    """Return the Python name of a member of an enumeration: `part paid` becomes `PART_PAID`."""
    found = re.sub(r"\W+", "_", snake_case(member)).strip("_").upper()
    return f"N{found}" if not found or found[0].isdigit() else found


def variable_of(entity: Entity | str) -> str:
    """Return the variable for one record: `SupportTicket` becomes `support_ticket`."""
    return python_name(entity if isinstance(entity, str) else entity.name)


def class_name(entity: Entity | str) -> str:
    """Return the class of an entity's records: `SupportTicket`; `Task`, which the system has, becomes `TaskRecord`."""
    name = entity if isinstance(entity, str) else entity.name
    return f"{name}Record" if name in CLASSES else name


def constant_of(entity: str) -> str:
    """Return the name of the example of an entity, which tests vary."""
    found = snake_case(words_of(entity)).upper()
    return f"{found}_RECORD" if found in CONSTANTS else found


def service_class(service: str) -> str:
    """Return the class of an outside service: `Order_service` becomes `OrderService`."""
    found = pascal_case(service)
    return f"{found}Service" if found in CLASSES else found


def service_module(service: str) -> str:
    """Return the modules of an outside service, and its attribute among them: `hooks` becomes `hooks_`."""
    found = snake_case(service)
    return f"{found}_" if found in GATEWAYS or keyword.iskeyword(found) else found


def workflow_module(workflow: str) -> str:
    """Return the module of a workflow: `Engine` becomes `engine_`."""
    found = snake_case(workflow)
    return f"{found}_" if found in WORKFLOWS or keyword.iskeyword(found) else found


def plural_of_entity(entity: Entity | str) -> str:
    """Return the module and the table of an entity's records: `SupportTicket` becomes `support_tickets`."""
    name = entity if isinstance(entity, str) else entity.name
    found = snake_case(plural_of(words_of(name)))
    return f"{found}_" if found in TABLES or keyword.iskeyword(found) else found


def sql_name(name: str) -> str:
    """Return a column or table name, in quotes where SQL reserves it."""
    word = name.lower()
    return f'"{name}"' if word in SQL_RESERVED or word in RESERVED_ELSEWHERE else name


def table_name(entity: Entity | str) -> str:
    """Return the table of an entity."""
    return sql_name(plural_of_entity(entity))


def rule_name(element: str) -> str:
    """Return how the function of a rule is called in WebAssembly: `action:book/requires:1` is so with dots."""
    return element.replace(":", ".").replace("/", ".")
