"""The trace as other tools read it: needs.json, JUnit XML and ReqIF."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from trace_samples import EDGES, NODES, PASSED, node, write_trace

from weft.compiler.cli import run
from weft.compiler.reqif import NAMESPACE

NASTY = '<b> & "quoted" \x00\x1b'


@pytest.fixture
def exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that prints a trace in a format."""

    def export(format_: str, outcome: str = "passed", title: str = "Title") -> str:
        nodes = [*({**item, "title": title} for item in NODES), node("scenario", "SC-2/1", "R-1", title=title)]
        edges = [*EDGES, ("R-1", "refines", "REQ-1"), ("SC-2/1", "refines", "R-1"), ("REQ-1", "needs", "R-1")]
        folder = write_trace(tmp_path, nodes, edges, outcomes=dict.fromkeys(PASSED, outcome))
        assert run(["trace", str(folder), "--format", format_]) == 0
        return capsys.readouterr().out

    return export


def test_needs_hold_each_item_with_its_links_and_status(exported: Any) -> None:
    document = json.loads(exported("needs"))
    version = document["versions"][document["current_version"]]
    needs = version["needs"]
    assert version["needs_amount"] == len(needs) == 5
    assert needs["REQ-1"]["type"] == "req"
    assert needs["SC-1"] | {"content": ""} == {
        "id": "SC-1", "type": "spec", "type_name": "Scenario", "title": "Title", "content": "", "status": "passed",
        "links": ["REQ-1"], "docname": "a.weft", "lineno": 1,
    }  # fmt: skip
    assert needs["tests/a.py::test_write"]["links"] == ["SC-1", "R-1"]


def test_every_link_of_a_need_leads_to_a_need(exported: Any) -> None:
    needs = json.loads(exported("needs"))["versions"]["1"]["needs"]
    assert {link for need in needs.values() for link in need["links"]} <= set(needs)


def test_junit_has_a_property_for_each_id_that_a_test_verifies(exported: Any) -> None:
    root = Xml.fromstring(exported("junit"))
    [case] = root.iter("testcase")
    assert case.attrib == {"name": "Title", "classname": "tests.a"}
    properties = [(found.get("name"), found.get("value")) for found in case.iter("property")]
    assert properties == [("scenario", "SC-1"), ("rule", "R-1"), ("guard", "action:write/requires:1")]


@pytest.mark.parametrize(
    ("outcome", "tag", "count"),
    [
        ("passed", None, None),
        ("failed", "failure", "failures"),
        ("error", "error", "errors"),
        ("skipped", "skipped", "skipped"),
    ],
)
def test_junit_tells_how_each_test_went(outcome: str, tag: str | None, count: str | None, exported: Any) -> None:
    root = Xml.fromstring(exported("junit", outcome))
    [case] = root.iter("testcase")
    assert [child.tag for child in case if child.tag != "properties"] == [tag] * bool(tag)
    [suite] = root.iter("testsuite")
    counts = {name: suite.get(name) for name in ("failures", "errors", "skipped")}
    assert counts == {name: "1" if name == count else "0" for name in counts}


def tagged(root: Xml.Element, tag: str) -> list[Xml.Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{tag}"))


def test_reqif_holds_each_item_with_its_texts(exported: Any) -> None:
    root = Xml.fromstring(exported("reqif"))
    values = [
        [value.get("THE-VALUE") for value in tagged(item, "ATTRIBUTE-VALUE-STRING")]
        for item in tagged(root, "SPEC-OBJECT")
    ]
    assert [row[0] for row in values] == ["REQ-1", "R-1", "SC-1", "SC-2/1"]
    assert values[0][1:] == ["Title", "They like to.", "requirement", "missing", "a.weft:1"]


def test_reqif_identifiers_are_unique_and_every_reference_leads_to_one(exported: Any) -> None:
    root = Xml.fromstring(exported("reqif"))
    identifiers = [found.attrib["IDENTIFIER"] for found in root.iter() if "IDENTIFIER" in found.attrib]
    assert len(identifiers) == len(set(identifiers))
    references = {found.text for found in root.iter() if found.tag.endswith("-REF")}
    assert references <= set(identifiers)
    assert all(name.replace("-", "").replace("_", "").replace(".", "").isalnum() for name in identifiers)


def test_reqif_links_and_nests_as_the_specification_does(exported: Any) -> None:
    root = Xml.fromstring(exported("reqif"))
    names = [link.get("LONG-NAME") for link in tagged(root, "SPEC-RELATION")]
    assert sorted(name or "" for name in names) == ["needs", "refines", "refines", "refines"]
    [specification] = tagged(root, "SPECIFICATION")
    path = "/".join(f"{{{NAMESPACE}}}{tag}" for tag in ("CHILDREN", "SPEC-HIERARCHY") * 3)
    deepest = specification.findall(path)
    assert [place.get("IDENTIFIER") for place in deepest] == ["place-SC-2_2f_1"]


@pytest.mark.parametrize("format_", ["junit", "reqif"])
def test_xml_is_well_formed_whatever_a_title_holds(format_: str, exported: Any) -> None:
    text = exported(format_, title=NASTY)
    assert "&lt;b&gt; &amp;" in text
    assert Xml.fromstring(text) is not None


@pytest.mark.parametrize("format_", ["needs", "junit", "reqif"])
def test_an_export_is_the_same_each_time(format_: str, exported: Any) -> None:
    assert exported(format_) == exported(format_)
