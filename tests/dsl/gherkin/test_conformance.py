"""Documents, pickles and errors are those that cucumber publishes for its own test data."""

import json
from itertools import count
from pathlib import Path
from typing import Any

from weft.diagnostics import Source
from weft.dsl.gherkin.document import (
    Background,
    DocString,
    Examples,
    Feature,
    GherkinDocument,
    Rule,
    Scenario,
    Step,
    TableRow,
    Tag,
)
from weft.dsl.gherkin.parser import parse_lines
from weft.dsl.gherkin.pickles import Pickle, PickleStep, compile_pickles
from weft.dsl.gherkin.problems import SyntaxProblem

Message = dict[str, Any]


def test_the_tree_is_cucumbers(good_feature: Path) -> None:
    document, problems = parse_lines(read(good_feature))
    (golden,) = messages_beside(good_feature, "ast")
    assert problems == []
    assert CucumberMessages().document(document) == golden["gherkinDocument"] | {"uri": None}


def test_the_pickles_are_cucumbers(good_feature: Path) -> None:
    document, _ = parse_lines(read(good_feature))
    messages = CucumberMessages()
    messages.document(document)
    language = document.feature.language if document.feature else ""
    pickles = [messages.pickle(pickle, language) for pickle in compile_pickles(document)]
    assert pickles == [golden["pickle"] | {"uri": None} for golden in messages_beside(good_feature, "pickles")]


def test_the_errors_are_cucumbers(bad_feature: Path) -> None:
    _, problems = parse_lines(read(bad_feature))
    golden = [message["parseError"] for message in messages_beside(bad_feature, "errors")]
    assert [error_of(problem) for problem in problems] == [
        (error["source"]["location"]["line"], error["source"]["location"].get("column", 0), error["message"])
        for error in golden
    ]


def read(path: Path) -> Source:
    return Source(path.name, path.read_bytes().decode())


def messages_beside(path: Path, kind: str) -> list[Message]:
    return [json.loads(line) for line in Path(f"{path}.{kind}.ndjson").read_text("utf-8").splitlines() if line]


TOKENS = {
    "end": "EOF",
    "language": "Language",
    "row": "TableRow",
    "doc_string_end": "DocStringSeparator",
    "doc_string": "DocStringSeparator",
    "step": "StepLine",
    "tags": "TagLine",
    "feature": "FeatureLine",
    "examples": "ExamplesLine",
    "scenario": "ScenarioLine",
    "rule": "RuleLine",
}


def error_of(problem: SyntaxProblem) -> tuple[int, int, str]:
    """Return the place of a problem and the message that cucumber has for it."""
    message = {
        "unexpected-line": f"expected: {expected_tokens(problem)}, got '{problem.found}'",
        "unexpected-end": f"unexpected end of file, expected: {expected_tokens(problem)}",
        "unknown-language": f"Language not supported: {problem.found}",
        "inconsistent-cell-count": "inconsistent cell count within the table",
        "malformed-tag": "A tag may not contain whitespace",
    }[problem.kind]
    return problem.line, problem.column, f"({problem.line}:{problem.column}): {message}"


def expected_tokens(problem: SyntaxProblem) -> str:
    kinds = set(problem.expected)
    if problem.kind == "unexpected-end" and "rule" in kinds:
        kinds -= {"examples", "scenario"}  # cucumber takes such tags for those of a rule
    tail = ["#Other"] if "doc_string_end" in kinds else ["#Comment", "#Empty"]
    return ", ".join([f"#{token}" for kind, token in TOKENS.items() if kind in kinds] + tail)


class CucumberMessages:
    """Turns trees into cucumber's messages, whose ids count up in the order in which its parser finishes nodes."""

    def __init__(self) -> None:
        self.counter = count()
        self.ids: dict[tuple[int, int], str] = {}

    def new_id(self, node: Step | Scenario | Examples | Background | Rule | TableRow | Tag) -> str:
        self.ids[node.line, node.column] = str(next(self.counter))
        return self.ids[node.line, node.column]

    def document(self, document: GherkinDocument) -> Message:
        comments = [{"location": location(each), "text": each.text} for each in document.comments]
        feature = {"feature": self.feature(document.feature)} if document.feature else {}
        return {"comments": comments, "uri": None} | feature

    def feature(self, node: Feature) -> Message:
        children = self.children(node) + [{"rule": self.rule(rule)} for rule in node.rules]
        return {"children": children, "language": node.language, "tags": self.tags(node.tags)} | titled(node)

    def rule(self, node: Rule) -> Message:
        children = self.children(node)
        return {"children": children, "tags": self.tags(node.tags), "id": self.new_id(node)} | titled(node)

    def children(self, node: Feature | Rule) -> list[Message]:
        background = [{"background": self.background(node.background)}] if node.background else []
        return background + [{"scenario": self.scenario(scenario)} for scenario in node.scenarios]

    def background(self, node: Background) -> Message:
        return {"steps": [self.step(step) for step in node.steps], "id": self.new_id(node)} | titled(node)

    def scenario(self, node: Scenario) -> Message:
        steps = [self.step(step) for step in node.steps]
        examples = [self.examples(each) for each in node.examples]
        tags = self.tags(node.tags)
        return {"steps": steps, "examples": examples, "tags": tags, "id": self.new_id(node)} | titled(node)

    def examples(self, node: Examples) -> Message:
        header = {"tableHeader": self.row(node.header)} if node.header else {}
        rows = [self.row(row) for row in node.rows]
        return header | {"tableBody": rows, "tags": self.tags(node.tags), "id": self.new_id(node)} | titled(node)

    def step(self, node: Step) -> Message:
        message: Message = {"location": location(node), "keyword": node.keyword, "text": node.text}
        if node.table:
            rows = [self.row(row) for row in node.table]
            message["dataTable"] = {"location": location(node.table[0]), "rows": rows}
        if node.doc_string:
            message["docString"] = doc_string(node.doc_string)
        return message | {"keywordType": node.type, "id": self.new_id(node)}

    def row(self, node: TableRow) -> Message:
        cells = [{"location": location(cell), "value": cell.value} for cell in node.cells]
        return {"id": self.new_id(node), "location": location(node), "cells": cells}

    def tags(self, tags: tuple[Tag, ...]) -> list[Message]:
        return [{"id": self.new_id(tag), "location": location(tag), "name": tag.name} for tag in tags]

    def pickle(self, pickle: Pickle, language: str) -> Message:
        assert pickle.language == language
        nodes = [pickle.scenario, pickle.row] if pickle.row else [pickle.scenario]
        return {
            "steps": [self.pickle_step(step) for step in pickle.steps],
            "id": str(next(self.counter)),
            "astNodeIds": [self.id_of(node) for node in nodes],
            "language": pickle.language,
            "location": location(nodes[-1]),
            "name": pickle.name,
            "tags": [{"astNodeId": self.id_of(tag), "name": tag.name} for tag in pickle.tags],
            "uri": None,
        }

    def pickle_step(self, step: PickleStep) -> Message:
        nodes = [step.step, step.row] if step.row else [step.step]
        message: Message = {"astNodeIds": [self.id_of(node) for node in nodes], "text": step.text, "type": step.type}
        if argument := pickle_argument(step):
            message["argument"] = argument
        return message | {"id": str(next(self.counter))}

    def id_of(self, node: Step | Scenario | TableRow | Tag) -> str:
        return self.ids[node.line, node.column]


def pickle_argument(step: PickleStep) -> Message:
    arguments: dict[str, Message] = {}
    places = {"dataTable": step.step.table[0].line if step.table else 0}
    if step.table:
        arguments["dataTable"] = {"rows": [{"cells": [{"value": value} for value in row]} for row in step.table]}
    if step.doc_string and step.step.doc_string:
        places["docString"] = step.step.doc_string.line
        media_type = {"mediaType": step.doc_string.media_type} if step.doc_string.media_type else {}
        arguments["docString"] = {"content": step.doc_string.content} | media_type
    if len(arguments) == 2:
        for index, name in enumerate(sorted(places, key=lambda name: places[name]), start=1):
            arguments[name]["argumentIndex"] = index
    return arguments


def doc_string(node: DocString) -> Message:
    media_type = {"mediaType": node.media_type} if node.media_type else {}
    return {"location": location(node), "delimiter": node.delimiter, "content": node.content} | media_type


def titled(node: Feature | Rule | Background | Scenario | Examples) -> Message:
    return {
        "location": location(node),
        "keyword": node.keyword,
        "name": node.name,
        "description": node.description,
    }


def location(node: Any) -> dict[str, int]:
    return {"line": node.line, "column": node.column}
