"""Requirements, rules and scenarios with their links as ReqIF 1.2, for tools that manage requirements."""

import re
from xml.etree import ElementTree as Xml

from .trace_exports import xml_document, xml_text
from .trace_view import Item, Trace

NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
KINDS = ("requirement", "rule", "scenario")
FIELDS = ("ReqIF.ForeignID", "ReqIF.Name", "ReqIF.Text", "Kind", "Status", "Place")
LINKS = ("refines", "needs")
# ReqIF asks for times; a real one would make each export differ from the last.
TIME = "2000-01-01T00:00:00Z"


def as_reqif(trace: Trace) -> str:
    """Return the specification part of a trace as a ReqIF document; the same trace gives the same bytes."""
    root = Xml.Element("REQ-IF", xmlns=NAMESPACE)
    header = _add(_add(root, "THE-HEADER"), "REQ-IF-HEADER", IDENTIFIER="header")
    said = {
        "CREATION-TIME": TIME,
        "REQ-IF-TOOL-ID": "weft",
        "REQ-IF-VERSION": "1.2",
        "SOURCE-TOOL-ID": "weft",
        "TITLE": trace.system,
    }
    for tag, text in said.items():
        _add(header, tag).text = xml_text(text)
    content = _add(_add(root, "CORE-CONTENT"), "REQ-IF-CONTENT")
    _add_named(_add(content, "DATATYPES"), "DATATYPE-DEFINITION-STRING", "text", "Text").set("MAX-LENGTH", "100000")
    _add_types(_add(content, "SPEC-TYPES"))
    objects = _add(content, "SPEC-OBJECTS")
    relations = _add(content, "SPEC-RELATIONS")
    for item in trace.of_kind(*KINDS):
        _add_object(objects, trace, item)
        _add_relations(relations, trace, item)
    specification = _add_named(_add(content, "SPECIFICATIONS"), "SPECIFICATION", "specification", trace.system)
    _add_reference(specification, "TYPE", "SPECIFICATION-TYPE", "specification-type")
    _add_children(specification, trace, [item for item in trace.of_kind(*KINDS) if item.parent not in trace.items])
    return xml_document(root)


def _add(parent: Xml.Element, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, tag, attributes)


def _add_named(parent: Xml.Element, tag: str, identifier: str, name: str) -> Xml.Element:
    attributes = {"IDENTIFIER": identifier, "LAST-CHANGE": TIME, "LONG-NAME": xml_text(name)}
    return Xml.SubElement(parent, tag, attributes)


def _add_reference(parent: Xml.Element, role: str, kind: str, identifier: str) -> None:
    _add(_add(parent, role), f"{kind}-REF").text = identifier


def _add_types(types: Xml.Element) -> None:
    attributes = _add(_add_named(types, "SPEC-OBJECT-TYPE", "object-type", "Requirement"), "SPEC-ATTRIBUTES")
    for field in FIELDS:
        definition = _add_named(attributes, "ATTRIBUTE-DEFINITION-STRING", f"field-{field}", field)
        _add_reference(definition, "TYPE", "DATATYPE-DEFINITION-STRING", "text")
    for link in LINKS:
        _add_named(types, "SPEC-RELATION-TYPE", f"link-{link}", link)
    _add_named(types, "SPECIFICATION-TYPE", "specification-type", "Specification")


def _add_object(objects: Xml.Element, trace: Trace, item: Item) -> None:
    added = _add_named(objects, "SPEC-OBJECT", _identifier("object", item.id), item.title)
    values = _add(added, "VALUES")
    texts = (item.id, item.title, item.text, item.kind, trace.status(item), item.place)
    for field, text in zip(FIELDS, texts, strict=True):
        value = Xml.SubElement(values, "ATTRIBUTE-VALUE-STRING", {"THE-VALUE": xml_text(text)})
        _add_reference(value, "DEFINITION", "ATTRIBUTE-DEFINITION-STRING", f"field-{field}")
    _add_reference(added, "TYPE", "SPEC-OBJECT-TYPE", "object-type")


def _add_relations(relations: Xml.Element, trace: Trace, item: Item) -> None:
    targets = [(link, target) for link in LINKS for target in trace.outgoing[item.id, link]]
    for link, target in targets:
        added = _add_named(relations, "SPEC-RELATION", _identifier(link, f"{item.id} {target}"), link)
        _add_reference(added, "SOURCE", "SPEC-OBJECT", _identifier("object", item.id))
        _add_reference(added, "TARGET", "SPEC-OBJECT", _identifier("object", target))
        _add_reference(added, "TYPE", "SPEC-RELATION-TYPE", f"link-{link}")


def _add_children(parent: Xml.Element, trace: Trace, items: list[Item]) -> None:
    if not items:
        return
    children = _add(parent, "CHILDREN")
    for item in items:
        place = _add_named(children, "SPEC-HIERARCHY", _identifier("place", item.id), item.title)
        _add_reference(place, "OBJECT", "SPEC-OBJECT", _identifier("object", item.id))
        _add_children(place, trace, trace.children(item, *KINDS))


def _identifier(kind: str, name: str) -> str:
    """Return a name as XML takes it for an ID: whatever else stands in it becomes its number."""
    return f"{kind}-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", name)
