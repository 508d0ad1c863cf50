"""Reads ARC's `requirements.yaml`: its tree of requirements with their needs, mock-ups and scenarios."""

from collections.abc import Mapping

import yaml
from msgspec import Struct

from ..diagnostics import Diagnostic, Related, Source, Span
from .arc_yaml import BAD_YAML, DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE, YamlReader
from .catalog import Kind, nearest
from .images import images_in
from .syntax_tree import ImportedScenario, ImportedStep, RequirementNode, SourceFile

DUPLICATE_ID = Kind("DSL083", "duplicate-requirement", "Two requirements of one file have the same id.")
UNKNOWN_ID = Kind("DSL084", "unknown-requirement", "A requirement depends on one that the file does not hold.")
UNKNOWN_TYPE = Kind("DSL085", "unknown-requirement-type", "A requirement is neither a FOLDER nor ATOMIC.")
UNKNOWN_KEYWORD = Kind("DSL088", "unknown-step-keyword", "A step begins with a word that Gherkin does not know.")
KINDS = (
    BAD_YAML,
    WRONG_SHAPE,
    MISSING_KEY,
    DUPLICATE_ID,
    UNKNOWN_ID,
    UNKNOWN_TYPE,
    UNKNOWN_KEY,
    DUPLICATE_KEY,
    UNKNOWN_KEYWORD,
)

REQUIREMENT_KEYS = ("id", "name", "type", "description", "dependencies", "children", "scenarios")
SCENARIO_KEYS = ("name", "steps")
STEP_KEYS = ("keyword", "content")
TYPES = ("FOLDER", "ATOMIC")
KEYWORDS = ("GIVEN", "WHEN", "THEN", "AND", "BUT")


def import_requirements(source: Source) -> tuple[SourceFile, list[Diagnostic]]:
    """Return the requirements of a file in their order, and all that is wrong with them.

    What is malformed is left out of the tree; scenarios are numbered `<requirement>/SC-<n>` as they stand.
    """
    importer = Importer(source)
    file = SourceFile(Span(source, 0, len(source.text)), (), (), importer.read())
    return file, sorted(importer.diagnostics, key=lambda found: found.sort_key)


class _Need(Struct, frozen=True):
    """An id that a requirement depends on, and where it is written."""

    id: str
    node: yaml.Node


class Importer:
    """Reads one file; `diagnostics` gathers what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self._yaml = YamlReader(source)
        self._found: list[RequirementNode] = []
        self._ids: dict[str, Span] = {}
        self._needs: list[_Need] = []
        self._seen: set[int] = set()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return what is wrong so far."""
        return self._yaml.diagnostics

    def read(self) -> tuple[RequirementNode, ...]:
        """Return the requirements, parents before their children."""
        top = self._yaml.compose()
        for node in [top] if isinstance(top, yaml.MappingNode) else self._yaml.items(top, "the file"):
            self._requirement(node, None)
        for need in self._needs:
            if need.id not in self._ids:
                hint = nearest(need.id, self._ids)
                self._yaml.report(UNKNOWN_ID, need.node, f"there is no requirement `{need.id}`", hint)
        return tuple(self._found)

    def _requirement(self, node: yaml.Node, parent: str | None) -> None:
        if id(node) in self._seen:
            # An alias: reading it again would repeat its ids, and never end where it holds itself.
            self._yaml.report(DUPLICATE_ID, node, "an alias repeats this requirement")
            return
        self._seen.add(id(node))
        values = self._yaml.mapping(node, "a requirement", REQUIREMENT_KEYS)
        name = self._id(node, values)
        what = f"the requirement `{name}`" if name else "a requirement"
        title = " ".join(self._yaml.required(node, values, "name", what).split())
        self._check_type(values)
        needs = self._read_needs(values, what)
        scenarios = self._scenarios(values, name, what)
        description = self._yaml.text(values.get("description"), f"the description of {what}")
        if name and self._ids[name] == self._yaml.span(values["id"]):
            images = [image.path for image in images_in(description, self._yaml.source, 0)]
            span = self._yaml.span(values["id"])
            self._found.append(RequirementNode(span, name, title, description, parent, needs, tuple(images), scenarios))
        for child in self._yaml.items(values.get("children"), f"the children of {what}"):
            self._requirement(child, name or parent)

    def _id(self, node: yaml.Node, values: Mapping[str, yaml.Node]) -> str:
        """Return the id of a requirement; one that is taken is reported."""
        name = self._yaml.required(node, values, "id", "a requirement")
        if len(name.split()) > 1:
            self._yaml.report(WRONG_SHAPE, values["id"], "an id must be one word")
        if len(name.split()) != 1:
            return ""
        span = self._yaml.span(values["id"])
        first = self._ids.setdefault(name, span)
        if first != span:
            related = (Related("it is first used here", first),)
            self.diagnostics.append(DUPLICATE_ID.at(span, f"the id `{name}` is taken", related=related))
        return name

    def _check_type(self, values: Mapping[str, yaml.Node]) -> None:
        kind = self._yaml.text(values.get("type"), "the type of a requirement")
        if kind and kind not in TYPES:
            hint = nearest(kind, TYPES) or f"write one of: {', '.join(TYPES)}"
            self._yaml.report(UNKNOWN_TYPE, values["type"], f"there is no type `{kind}`", hint)

    def _read_needs(self, values: Mapping[str, yaml.Node], what: str) -> tuple[str, ...]:
        needs: list[str] = []
        for node in self._yaml.items(values.get("dependencies"), f"the dependencies of {what}"):
            if name := self._yaml.text(node, "a dependency"):
                self._needs.append(_Need(name, node))
                needs.append(name)
        return tuple(dict.fromkeys(needs))

    def _scenarios(self, values: Mapping[str, yaml.Node], owner: str, what: str) -> tuple[ImportedScenario, ...]:
        nodes = self._yaml.items(values.get("scenarios"), f"the scenarios of {what}")
        return tuple(self._scenario(node, f"{owner}/SC-{number}") for number, node in enumerate(nodes, 1))

    def _scenario(self, node: yaml.Node, name: str) -> ImportedScenario:
        values = self._yaml.mapping(node, "a scenario", SCENARIO_KEYS)
        title = " ".join(self._yaml.required(node, values, "name", "a scenario").split())
        steps = [self._step(step) for step in self._yaml.items(values.get("steps"), "the steps of a scenario")]
        span = self._yaml.span(values.get("name", node))
        return ImportedScenario(span, name, title, tuple(step for step in steps if step))

    def _step(self, node: yaml.Node) -> ImportedStep | None:
        values = self._yaml.mapping(node, "a step", STEP_KEYS)
        keyword = self._yaml.required(node, values, "keyword", "a step").upper()
        text = self._yaml.required(node, values, "content", "a step")
        if keyword and keyword not in KEYWORDS:
            hint = nearest(keyword, KEYWORDS) or f"write one of: {', '.join(KEYWORDS)}"
            self._yaml.report(UNKNOWN_KEYWORD, values["keyword"], f"there is no step keyword `{keyword}`", hint)
            return None
        if not (keyword and text):
            return None
        return ImportedStep(self._yaml.span(values["content"]), keyword.capitalize(), " ".join(text.split()))
