"""Resolves requirements, rules and scenarios: their ids, their tree, their invariants and bound steps."""

import re
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from ...diagnostics import Source, Span
from ..catalog import UNWRITTEN
from ..expressions import Expression, Not
from ..gherkin.document import Feature, Rule, Tag
from ..gherkin.pickles import Pickle, compile_pickles
from ..gherkin.spans import span_of
from ..model import Invariant, Requirement, Scenario, Step
from ..model import Rule as RuleModel
from ..syntax_tree import (
    AlwaysClause,
    FeatureSection,
    ImportedScenario,
    Name,
    NeverClause,
    RequirementNode,
    SourceFile,
)
from ..value_types import Bool
from ..words import slug_of
from .declarations import Declarations
from .expressions import ExpressionResolver
from .outlines import outline_problems
from .scope import Scope

PART = r"[A-Z][A-Za-z0-9]*-[A-Z]?[0-9]+(?:\.[0-9]+)*"
ID = re.compile(rf"({PART}(?:/{PART})?)(?::?[ \t]+|$)(.*)")
TAG_ID = re.compile(rf"@({PART}(?:/{PART})?)$")


class Draft(Struct):
    """What is known of requirements before steps are bound; `pickles` go with their unbound scenarios."""

    requirements: dict[str, Requirement] = field(default_factory=dict[str, Requirement])
    rules: dict[str, RuleModel] = field(default_factory=dict[str, RuleModel])
    scenarios: dict[str, Scenario] = field(default_factory=dict[str, Scenario])
    pickles: dict[str, tuple[Source, Pickle]] = field(default_factory=dict[str, tuple[Source, Pickle]])
    imported: dict[str, Scenario] = field(default_factory=dict[str, Scenario])


def identify(title: str, tags: Iterable[Tag]) -> tuple[str | None, str]:
    """Return the id and the rest of a title; a tag such as `@SC-1` may give the id instead."""
    match = ID.match(title.strip())
    if match:
        return match[1], match[2].strip()
    ids = [found[1] for tag in tags if (found := TAG_ID.match(tag.name))]
    return (ids[0] if ids else None), title.strip()


class RequirementResolver:
    """Gathers the requirements of all files."""

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations
        self._resolver = ExpressionResolver(declarations)
        self._draft = Draft()

    def resolve(self, files: Iterable[SourceFile]) -> Draft:
        """Return requirements, rules and unbound scenarios of all files."""
        for file in files:
            for node in file.requirements:
                self._import(node)
        for file in files:
            for section in file.features:
                self._feature(section)
        self._find_parents()
        self._report_unwritten()
        return self._draft

    def _report_unwritten(self) -> None:
        """Drop imported scenarios that were written in the language, and tell of the others."""
        written = {scenario.template for scenario in self._draft.scenarios.values()}
        for name in written & self._draft.imported.keys():
            del self._draft.imported[name]
        for name, scenario in self._draft.imported.items():
            hint = f"write it as `Scenario: {name} {scenario.title}`"
            message = f"the imported scenario {name} has no meaning yet"
            self._declarations.diagnostics.append(UNWRITTEN.at(scenario.span, message, hint))

    def _import(self, node: RequirementNode) -> None:
        found = Requirement(
            id=node.id,
            span=node.span,
            title=node.title,
            description=node.description,
            parent=node.parent,
            needs=node.needs,
            images=node.images,
            tags=(),
        )
        self._draft.requirements.setdefault(node.id, found)
        for scenario in node.scenarios:
            self._draft.imported.setdefault(scenario.id, _imported_scenario(node, scenario))

    def _find_parents(self) -> None:
        """Put `REQ-1.2` under `REQ-1` where that exists."""
        known = self._draft.requirements
        for name, requirement in known.items():
            parent = name.rpartition(".")[0]
            if requirement.parent is None and parent in known:
                known[name] = replace(requirement, parent=parent)

    # features

    def _feature(self, section: FeatureSection) -> None:
        feature = section.document.feature
        assert feature is not None
        source = section.span.source
        span = span_of(source, feature)
        found, title = identify(feature.name, feature.tags)
        name = self._free(found or slug_of(title), span, self._draft.requirements, "requirement")
        imported = self._draft.requirements.get(name)
        self._draft.requirements[name] = Requirement(
            id=name,
            span=span,
            title=title or (imported.title if imported else name),
            description=_prose(feature) or (imported.description if imported else ""),
            parent=imported.parent if imported else None,
            needs=tuple(need.text for need in section.needs) or (imported.needs if imported else ()),
            images=(*section.images, *(imported.images if imported else ())),
            tags=tuple(tag.name for tag in feature.tags),
        )
        self._declarations.diagnostics += outline_problems(source, feature)
        rules = self._rules(section, feature, name, source)
        self._scenarios(section, feature, name, rules, source)

    def _free(
        self,
        name: str,
        span: Span,
        known: "dict[str, Requirement] | dict[str, Scenario] | dict[str, RuleModel]",
        what: str,
    ) -> str:
        """Return an id that is not taken; report one that was written twice. An imported node may be detailed."""
        first = known.get(name)
        if first is None or (isinstance(first, Requirement) and first.span.source.name.endswith((".yaml", ".yml"))):
            return name
        self._declarations.duplicate(Name(span, name), f"{what} `{name}`", first.span)
        number = 2
        while f"{name}-{number}" in known:
            number += 1
        return f"{name}-{number}"

    # rules

    def _rules(self, section: FeatureSection, feature: Feature, requirement: str, source: Source) -> dict[int, str]:
        """Enter the rules of a feature and return their ids by line."""
        found: dict[int, str] = {}
        for rule in feature.rules:
            span = span_of(source, rule)
            name, title = identify(rule.name, rule.tags)
            name = self._free(name or f"rule:{slug_of(title)}", span, self._draft.rules, "rule")
            clauses = [clause for line, clause in section.invariants if line == rule.line]
            invariants = self._invariants(name, clauses)
            self._draft.rules[name] = RuleModel(
                id=name, span=span, title=title or name, requirement=requirement, invariants=invariants
            )
            found[rule.line] = name
        return found

    def _invariants(self, rule: str, clauses: list[AlwaysClause | NeverClause]) -> tuple[Invariant, ...]:
        found: list[Invariant] = []
        for number, clause in enumerate(clauses, 1):
            assert clause.entity is not None
            entity = self._declarations.entity(clause.entity)
            if entity is None:
                continue
            scope = Scope().with_row(entity, clause.alias.text if clause.alias else None)
            condition: Expression | None = self._resolver.condition(clause.condition, scope)
            if condition is None:
                continue
            if isinstance(clause, NeverClause):
                condition = Not(type=Bool(), span=condition.span, operand=condition)
            place = f"{rule}/always:{number}"
            found.append(
                Invariant(id=place, span=clause.span, entity=entity.name, row=scope.row_name, condition=condition)
            )
        return tuple(found)

    # scenarios

    def _scenarios(
        self, section: FeatureSection, feature: Feature, requirement: str, rules: dict[int, str], source: Source
    ) -> None:
        owners = {scenario.line: rule for rule in feature.rules for scenario in rule.scenarios}
        rows: dict[str, int] = {}
        templates: dict[int, str] = {}
        for pickle in compile_pickles(section.document):
            line = pickle.scenario.line
            span = span_of(source, pickle.scenario)
            name, title = identify(pickle.name, pickle.scenario.tags)
            if line not in templates:
                own, _ = identify(pickle.scenario.name, pickle.scenario.tags)
                wanted = own or f"{requirement}/{slug_of(pickle.scenario.name)}"
                templates[line] = self._free_scenario(wanted, span)
            template = templates[line]
            rows[template] = rows.get(template, 0) + 1
            scenario_id = f"{template}/{rows[template]}" if pickle.row is not None else template
            rule = owners.get(line)
            self._draft.scenarios[scenario_id] = Scenario(
                id=scenario_id,
                span=span,
                title=title or name or scenario_id,
                template=template,
                tags=tuple(tag.name for tag in pickle.tags),
                requirement=requirement,
                rule=rules[rule.line] if rule else None,
                background=_background_steps(feature, rule),
                steps=(),
            )
            self._draft.pickles[scenario_id] = (source, pickle)

    def _free_scenario(self, name: str, span: Span) -> str:
        taken = {scenario.template: scenario for scenario in self._draft.scenarios.values()}
        return self._free(name, span, taken, "scenario")


def _imported_scenario(node: RequirementNode, scenario: ImportedScenario) -> Scenario:
    """Return a scenario whose steps are kept as they were written."""
    phases = {"GIVEN": "given", "WHEN": "when", "THEN": "then"}
    steps = tuple(
        Step(phase=phases.get(step.keyword.upper(), "given"), text=step.text, operation=None, span=step.span)
        for step in scenario.steps
    )
    return Scenario(
        id=scenario.id,
        span=scenario.span,
        title=scenario.title,
        template=scenario.id,
        tags=(),
        requirement=node.id,
        rule=None,
        background=0,
        steps=steps,
    )


def _background_steps(feature: Feature, rule: Rule | None) -> int:
    count = len(feature.background.steps) if feature.background else 0
    return count + (len(rule.background.steps) if rule and rule.background else 0)


def _prose(feature: Feature) -> str:
    """Return the description without its formal clauses."""
    lines = [line.strip() for line in feature.description.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("needs ")).strip()
