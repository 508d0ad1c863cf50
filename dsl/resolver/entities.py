"""Resolves enumerations, roles and entities: first their fields and types, then their expressions."""

from msgspec.structs import replace

from ..catalog import CONTRADICTION, MISSING_PART, NOT_CHANGEABLE
from ..expressions import Expression, FieldRead, walk
from ..model import Check, Entity, Enumeration, Field, Unique
from ..syntax_tree import Block, CheckClause, FieldClause, Name, SignsIn, UniqueClause
from ..value_types import CODE_DIGITS, Int, ListOf, Optional, Password, Reference, Text, ValueType
from ..words import label_of
from .declarations import Declarations
from .defaults import check_default
from .expressions import ExpressionResolver
from .scope import Scope
from .types import resolve_type


def resolve_enumerations(blocks: list[Block], declarations: Declarations) -> None:
    """Enter every enumeration."""
    for block in blocks:
        name = block.header.name
        assert name is not None
        members = tuple(dict.fromkeys(member.value for member in block.header.members))
        if len(members) < len(block.header.members):
            values = [member.value for member in block.header.members]
            twin = next(item for i, item in enumerate(block.header.members) if item.value in values[:i])
            declarations.duplicate(Name(twin.span, twin.value), f"member `{twin.value}`", block.header.members[0].span)
        found = Enumeration(id=f"enum:{name.text}", span=block.span, name=name.text, members=members)
        declarations.enumerations[name.text] = found


def declare_entity(block: Block, declarations: Declarations) -> None:
    """Enter an entity or role with its fields and their types; expressions come later."""
    name = block.header.name
    assert name is not None
    fields: dict[str, Field] = {}
    for clause in block.clauses:
        if not isinstance(clause, FieldClause):
            continue
        if clause.name.text in fields:
            declarations.duplicate(clause.name, f"field `{clause.name.text}`", fields[clause.name.text].span)
            continue
        found = _field(name.text, clause, declarations)
        if found is not None:
            fields[found.name] = found
    identifiers = _identifiers(block, fields, declarations) if block.keyword == "Role" else ()
    _ensure_key(block, fields, declarations)
    prefix = "role" if block.keyword == "Role" else "entity"
    declarations.entities[name.text] = Entity(
        id=f"{prefix}:{name.text}",
        span=block.span,
        name=name.text,
        fields=tuple(fields.values()),
        is_role=block.keyword == "Role",
        identifiers=identifiers,
    )


def _field(owner: str, clause: FieldClause, declarations: Declarations) -> Field | None:
    kind = resolve_type(clause.type, declarations, owner, clause.name.text, may_be_list=True)
    if kind is None:
        declarations.unread.add(clause.name.text)
        return None
    flags = set(clause.flags)
    if isinstance(kind, ListOf):
        flags = _list_flags(clause, declarations)
    if "owner" in flags and not (isinstance(kind, Reference) and kind.entity in declarations.names_of("Role")):
        problem = CONTRADICTION.at(
            clause.type.span, "only a role can be an owner", "refer to a role, or leave out `owner`"
        )
        declarations.diagnostics.append(problem)
    if "key" in flags and isinstance(kind, Optional):
        problem = CONTRADICTION.at(clause.type.span, "a key cannot be optional", "leave out the `?`")
        declarations.diagnostics.append(problem)
    if "generated" in flags and not isinstance(kind, Int | Text):
        problem = CONTRADICTION.at(clause.type.span, "only an int or a text can be generated")
        declarations.diagnostics.append(problem)
    if "generated" in flags and (limits := _too_narrow(kind)):
        problem = CONTRADICTION.at(clause.type.span, "the keys that are generated do not fit", limits)
        declarations.diagnostics.append(problem)
    return Field(
        id=f"entity:{owner}/field:{clause.name.text}",
        span=clause.span,
        name=clause.name.text,
        type=kind,
        label=clause.label.value if clause.label else label_of(clause.name.text),
        is_key="key" in flags,
        is_generated="generated" in flags,
        is_unique="unique" in flags,
        is_owner="owner" in flags,
        is_stored=clause.derived is None or "stored" in flags or isinstance(kind, ListOf),
    )


def _too_narrow(kind: ValueType) -> str:
    """Return how to declare what is generated where the first one, 1 or `B000001`, breaks the bounds; else nothing."""
    match kind:
        case Int(low=low, high=high) if (low is not None and low > 1) or (high is not None and high < 1):
            return "numbers start at 1: let the range begin there, or leave it out"
        case Text(low=low) if low > 1 + kind.code_digits or kind.code_digits < 1:
            return f"a key is like `B000001`, with fewer zeros in less room: write `text({1 + CODE_DIGITS})`"
        case _:
            return ""


def _list_flags(clause: FieldClause, declarations: Declarations) -> set[str]:
    """Return the flags that mean something of a list, which are none, after reporting what is said of it."""
    nouns = {"key": "a key", "owner": "an owner"}
    said = [(f"be {nouns.get(flag, flag)}", "leave that out") for flag in clause.flags]
    if clause.default is not None:
        said.append(("have a default", "leave it out: the list of a new record is empty until it is given records"))
    if clause.derived is not None:
        said.append(("be derived", "aggregate with `… of <list>` where its records are needed"))
    for what, hint in said[:1]:
        declarations.diagnostics.append(CONTRADICTION.at(clause.type.span, f"a list cannot {what}", hint))
    return set()


def _ensure_key(block: Block, fields: dict[str, Field], declarations: Declarations) -> None:
    """Give an entity without a key one of its own, and report a second key."""
    keys = [field for field in fields.values() if field.is_key]
    for extra in keys[1:]:
        hint = "keep one key; say `unique a, b` for fields that are unique together"
        declarations.diagnostics.append(CONTRADICTION.at(extra.span, "an entity has one key", hint))
        fields[extra.name] = replace(extra, is_key=False)
    if keys:
        return
    owner = block.header.name
    assert owner is not None
    name = "name" if block.keyword == "Role" else "id"
    kind = Text(60) if block.keyword == "Role" else Int()
    key = Field(
        id=f"entity:{owner.text}/field:{name}",
        span=block.span,
        name=name,
        type=kind,
        label=label_of(name),
        is_key=True,
        is_generated=name == "id",
    )
    rest = dict(fields)
    fields.clear()
    fields[name] = replace(rest.pop(name), is_key=True) if name in rest else key
    fields.update(rest)


def _identifiers(block: Block, fields: dict[str, Field], declarations: Declarations) -> tuple[str, ...]:
    """Return the fields a role signs in with, and add those that it does not declare."""
    clause = next((item for item in block.clauses if isinstance(item, SignsIn)), None)
    if clause is None:
        return ()
    owner = block.header.name
    assert owner is not None
    *names, last = clause.identifiers
    if last.text != "password" or not names:
        hint = "write `signs in with email, password`"
        declarations.diagnostics.append(
            MISSING_PART.at(clause.span, "a role signs in with a name and a password", hint)
        )
        return ()
    for name in names:
        if name.text not in fields:
            unique = Field(
                id=f"entity:{owner.text}/field:{name.text}",
                span=name.span,
                name=name.text,
                type=Text(120),
                label=label_of(name.text),
                is_unique=True,
            )
            fields[name.text] = unique
    fields["password"] = Field(
        id=f"entity:{owner.text}/field:password",
        span=last.span,
        name="password",
        type=Password(),
        label="Password",
    )
    return tuple(name.text for name in names)


def complete_entity(block: Block, declarations: Declarations) -> None:
    """Resolve the expressions of an entity: defaults, derived fields and checks."""
    name = block.header.name
    assert name is not None
    entity = declarations.entities[name.text]
    resolver = ExpressionResolver(declarations)
    scope = Scope(variables={"self": Reference(entity.name)}, row=entity)
    fields = {field.name: field for field in entity.fields}
    for clause in block.clauses:
        if isinstance(clause, FieldClause) and clause.name.text in fields:
            field = fields[clause.name.text]
            if clause.span == field.span:
                fields[field.name] = _complete_field(field, clause, resolver, scope)
    declarations.entities[name.text] = replace(
        entity,
        fields=tuple(fields.values()),
        checks=_checks(block, entity, resolver, scope),
        uniques=_uniques(block, entity, declarations),
    )


def _complete_field(field: Field, clause: FieldClause, resolver: ExpressionResolver, scope: Scope) -> Field:
    if isinstance(field.type, ListOf):
        return field
    default = resolver.value(clause.default, scope, field.type) if clause.default else None
    check_default(default, field.type, field.label, resolver.declarations)
    derived = resolver.value(clause.derived, scope, field.type) if clause.derived else None
    if derived is not None and (field.is_key or default is not None):
        message = "a derived field can be neither a key nor have a default"
        resolver.declarations.diagnostics.append(NOT_CHANGEABLE.at(clause.span, message))
    return replace(field, default=default, derived=derived)


def _checks(block: Block, entity: Entity, resolver: ExpressionResolver, scope: Scope) -> tuple[Check, ...]:
    checks: list[Check] = []
    for clause in block.clauses:
        if isinstance(clause, CheckClause):
            condition = resolver.condition(clause.condition, scope)
            if condition is not None:
                place = f"{entity.id}/check:{len(checks) + 1}"
                checks.append(Check(id=place, span=clause.span, condition=condition, message=clause.message.value))
    return tuple(checks)


def _uniques(block: Block, entity: Entity, declarations: Declarations) -> tuple[Unique, ...]:
    uniques: list[Unique] = []
    names = [field.name for field in entity.fields]
    for clause in block.clauses:
        if not isinstance(clause, UniqueClause):
            continue
        for name in clause.fields:
            if name.text not in names:
                declarations.lacking(entity.name, name, "field", names)
            elif isinstance(entity.field(name.text).type, ListOf):
                problem = CONTRADICTION.at(name.span, "a list cannot be unique", "leave it out")
                declarations.diagnostics.append(problem)
        labels = [entity.field(name.text).label for name in clause.fields if name.text in names]
        message = clause.message.value if clause.message else f"{' and '.join(labels)} are already taken"
        place = f"{entity.id}/unique:{len(uniques) + 1}"
        fields = tuple(name.text for name in clause.fields if name.text in names)
        uniques.append(Unique(id=place, span=clause.span, fields=fields, message=message))
    return tuple(uniques)


def read_derived(entity: Entity, expression: Expression) -> list[str]:
    """Return the derived fields of an entity that an expression reads from the record itself."""
    derived = {field.name for field in entity.fields if field.derived is not None}
    reads = (part for part in walk(expression) if isinstance(part, FieldRead))
    return [part.name for part in reads if part.entity == entity.name and part.name in derived]
