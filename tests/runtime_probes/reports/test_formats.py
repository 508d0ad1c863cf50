"""Others can read the reports: third-party readers, and the rules that a format states."""

import gzip
import json
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from example import PASSAGES, STACKS, shapes_run, small_run

from weft.runtime_probes.report import Report, code_of
from weft.runtime_probes.reports import REPORTS
from weft.runtime_probes.source_coverage import source_coverage

NAMES = {report.name: report for report in REPORTS}
DTD = Path(__file__).parent / "coverage-04.dtd"
# These libraries have no types.
etree: Any = import_module("lxml.etree")
pycobertura: Any = import_module("pycobertura")
descriptors: Any = import_module("google.protobuf.descriptor_pb2")
pools: Any = import_module("google.protobuf.descriptor_pool")
factory: Any = import_module("google.protobuf.message_factory")
json_format: Any = import_module("google.protobuf.json_format")
trace_service: Any = import_module("opentelemetry.proto.collector.trace.v1.trace_service_pb2")

INT64, UINT64, STRING, MESSAGE = 3, 4, 9, 11
# Of profile.proto: for each message its fields, each with its number, its type, and whether it is repeated.
PROFILE: dict[str, dict[str, tuple[int, int | str, bool]]] = {
    "ValueType": {"type": (1, INT64, False), "unit": (2, INT64, False)},
    "Sample": {"location_id": (1, UINT64, True), "value": (2, INT64, True)},
    "Line": {"function_id": (1, UINT64, False), "line": (2, INT64, False)},
    "Location": {"id": (1, UINT64, False), "line": (4, "Line", True)},
    "Function": {"id": (1, UINT64, False), "name": (2, INT64, False), "system_name": (3, INT64, False)},
    "Profile": {
        "sample_type": (1, "ValueType", True),
        "sample": (2, "Sample", True),
        "location": (4, "Location", True),
        "function": (5, "Function", True),
        "string_table": (6, STRING, True),
        "period_type": (11, "ValueType", False),
        "period": (12, INT64, False),
    },
}


def rendered(name: str) -> bytes:
    return NAMES[name].render(small_run())


def profile_type() -> Any:
    """Return the class that protobuf makes for profiles."""
    file = descriptors.FileDescriptorProto(name="profile.proto", package="profiles", syntax="proto3")
    for name, fields in PROFILE.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, is_repeated) in fields.items():
            label = 3 if is_repeated else 1
            told = {"type": kind} if isinstance(kind, int) else {"type": MESSAGE, "type_name": f".profiles.{kind}"}
            message.field.add(name=field, number=number, label=label, **told)
    pool = pools.DescriptorPool()
    pool.Add(file)
    return factory.GetMessageClass(pool.FindMessageTypeByName("profiles.Profile"))


def test_protobuf_reads_the_profile() -> None:
    profile = profile_type().FromString(gzip.decompress(rendered("pprof")))
    strings = list(profile.string_table)
    names = {function.id: strings[function.name] for function in profile.function}
    frames = {location.id: names[location.line[0].function_id] for location in profile.location}
    seen = [(tuple(frames[at] for at in reversed(each.location_id)), *each.value) for each in profile.sample]
    assert strings[0] == ""
    assert seen == [(row.stack, row.calls, row.cost) for row in STACKS]
    assert [(strings[each.type], strings[each.unit]) for each in profile.sample_type] == [
        ("calls", "count"),
        ("time", "nanoseconds"),
    ]
    size = profile.ByteSize()
    profile.DiscardUnknownFields()
    assert profile.ByteSize() == size


def test_a_collector_reads_the_spans() -> None:
    request = json_format.Parse(rendered("otlp"), trace_service.ExportTraceServiceRequest())
    spans = request.resource_spans[0].scope_spans[0].spans
    assert [span.name for span in spans] == [each.function for each in PASSAGES if each.is_entry]
    assert all(span.start_time_unix_nano <= span.end_time_unix_nano for span in spans)
    known = {span.span_id for span in spans}
    assert [span.parent_span_id in known for span in spans] == [False, True, True, True]


@pytest.mark.parametrize("run", [small_run(), shapes_run(5)], ids=lambda run: run.name)
def test_the_xml_is_valid(run: Any) -> None:
    document = etree.fromstring(NAMES["cobertura"].render(run))
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(document), dtd.error_log


def test_pycobertura_reads_the_xml(tmp_path: Path) -> None:
    file = tmp_path / "cobertura.xml"
    file.write_bytes(NAMES["cobertura"].render(shapes_run(5)))
    report = pycobertura.Cobertura(str(file))
    assert sorted(report.files()) == ["calendar.h", "main.c", "shapes.c", "shapes.wat"]
    told = {file: report.total_statements(file) for file in report.files()}
    assert told == {file.path: len(file.lines) for file in source_coverage(*code_of(shapes_run(5)))}
    assert report.missed_statements("calendar.h") == [4, 9, 10]  # to it, a branch that was half taken is a miss


def test_speedscope_profiles_nest_and_name_frames_that_there_are() -> None:
    profile: Any = json.loads(rendered("speedscope"))
    evented, sampled = profile["profiles"]
    open_frames: list[int] = []
    last = evented["startValue"]
    for event in evented["events"]:
        assert last <= event["at"] <= evented["endValue"]
        last = event["at"]
        if event["type"] == "O":
            open_frames.append(event["frame"])
        else:
            assert open_frames.pop() == event["frame"]
    assert open_frames == []
    frames = len(profile["shared"]["frames"])
    assert all(0 <= frame < frames for sample in sampled["samples"] for frame in sample)
    assert len(sampled["samples"]) == len(sampled["weights"])


def test_calls_in_a_trace_lie_within_their_callers() -> None:
    events: Any = [event for event in json.loads(rendered("chrome-trace"))["traceEvents"] if event["ph"] == "X"]
    outer = events[0]
    assert all(outer["ts"] <= event["ts"] <= event["ts"] + event["dur"] <= outer["dur"] for event in events[1:])


class Outline(HTMLParser):
    """What a page has: its tags, each closed as it was opened, its anchors, and what it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)
        told = dict(attrs)
        self.ids.append(told["id"] or "") if "id" in told else None
        self.links.append(told["href"] or "") if "href" in told else None

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    report: Report = NAMES["html"]
    page = Outline()
    page.feed(report.render(shapes_run(5)).decode())
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})
