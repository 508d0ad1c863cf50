"""The trace for other tools: sphinx-needs and JUnit. ReqIF is `reqif.py`."""

import json
import re
from collections import defaultdict
from xml.etree import ElementTree as Xml

from .trace_view import Item, Trace

VERSION = "1"  # needs.json may hold several versions of the needs; this is the only one
TYPES = {
    "requirement": ("req", "Requirement"),
    "rule": ("spec", "Rule"),
    "scenario": ("spec", "Scenario"),
    "test": ("test", "Test"),
}
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_needs(trace: Trace) -> str:
    """Return requirements, rules, scenarios and tests as needs.json of sphinx-needs."""
    needs = {item.id: _need(trace, item) for item in trace.of_kind(*TYPES)}
    version = {"needs": needs, "needs_amount": len(needs)}
    document = {"current_version": VERSION, "project": trace.system, "versions": {VERSION: version}}
    return json.dumps(document, indent=1, ensure_ascii=False)


def _need(trace: Trace, item: Item) -> dict[str, object]:
    short, name = TYPES[item.kind]
    path, _, line = item.place.rpartition(":")
    kinds = ("refines", "needs", "verifies")
    linked = [trace.items[target] for kind in kinds for target in trace.outgoing[item.id, kind]]
    links = [target.id for target in linked if target.kind in TYPES]
    status = trace.outcome(item) if item.kind == "test" else trace.status(item)
    return {
        "id": item.id, "type": short, "type_name": name, "title": item.title, "content": item.text, "status": status,
        "links": list(dict.fromkeys(links)), "docname": path, "lineno": int(line) if line.isdecimal() else None,
    }  # fmt: skip


def as_junit(trace: Trace) -> str:
    """Return the tests as JUnit XML, with a property for each id that a test verifies."""
    root = Xml.Element("testsuites", name=xml_text(trace.system))
    by_file: dict[str, list[Item]] = defaultdict(list)
    for test in trace.of_kind("test"):
        by_file[test.place.rpartition(":")[0]].append(test)
    for path, tests in by_file.items():
        outcomes = [trace.outcome(test) for test in tests]
        counts = {
            "tests": len(tests), "failures": outcomes.count("failed"), "errors": outcomes.count("error"),
            "skipped": outcomes.count("skipped") + outcomes.count("not run"),
        }  # fmt: skip
        attributes = {"name": xml_text(path), **{key: str(count) for key, count in counts.items()}}
        suite = Xml.SubElement(root, "testsuite", attributes)
        for test in tests:
            _add_case(suite, trace, test)
    return xml_document(root)


def _add_case(suite: Xml.Element, trace: Trace, test: Item) -> None:
    path = test.place.rpartition(":")[0]
    classname = path.removesuffix(".py").replace("/", ".")
    case = Xml.SubElement(suite, "testcase", name=xml_text(test.title), classname=xml_text(classname))
    properties = Xml.SubElement(case, "properties")
    for target in trace.outgoing[test.id, "verifies"]:
        Xml.SubElement(properties, "property", name=trace.items[target].kind, value=xml_text(target))
    match trace.outcome(test):
        case "failed":
            Xml.SubElement(case, "failure", message="failed")
        case "error":
            Xml.SubElement(case, "error", message="error")
        case "passed":
            pass
        case reason:
            Xml.SubElement(case, "skipped", message=reason)


def xml_text(text: str) -> str:
    """Return a text with the characters that XML cannot hold replaced."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def xml_document(root: Xml.Element) -> str:
    """Return a tree as a document, indented, without a line end after it."""
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode")
