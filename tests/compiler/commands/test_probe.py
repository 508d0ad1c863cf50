"""`weft probe`: modules are run with probes or written with them, and what was seen is kept, added up and compared."""

import json
import signal
import sys
from importlib import import_module
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from subprocess import run as subprocess_run
from typing import Any

import pytest
import wasmtime

from weft.compiler.cli import run
from weft.compiler.probe_formats import REPORT_FORMATS
from weft.runtime_probes.probes import PROBES
from weft.runtime_probes.reports import REPORTS
from weft.runtime_probes.run_record import RunRecord

PROGRAM = """(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func $helper (export "helper") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $unused)
  (func (export "_start") (call $exit (call $helper (i32.const 4)))))"""
TRAPS = '(module (func $inner unreachable) (func (export "_start") (call $inner)))'
LOOPS = '(module (func (export "_start") (loop (br 0))))'
SHAPES = Path(__file__).parent.parent.parent / "runtime_probes" / "data" / "coverage"
REPORT = """functions
  function  entries
  helper          1
  unused          0
  _start          1
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep compiled modules where the test can see them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def written(folder: Path, text: str = PROGRAM) -> str:
    """Write a module; return its path."""
    path = folder / "app.wasm"
    path.write_bytes(bytes(wasmtime.wat2wasm(text)))
    return str(path)


def test_the_report_is_printed_and_the_exit_code_passed_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "run", written(tmp_path), "--monitor", "functions"]) == 5
    assert capsys.readouterr().out == REPORT


def test_an_option_of_a_monitor_is_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["probe", "run", written(tmp_path), "--monitor", "functions:unused=no"])
    assert "unused" not in capsys.readouterr().out


def test_kinds_of_events_are_chosen_among_monitors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["probe", "run", written(tmp_path), "--monitor", "events:kinds=entry+host call,functions"])
    rows = [line.split()[1] for line in capsys.readouterr().out.splitlines() if line[2:3].isdigit()]
    assert rows == ["entry", "entry", "host"]


def test_a_function_can_be_invoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path)
    assert run(["probe", "run", path, "41", "--invoke", "helper", "--monitor", "functions:unused=no"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("functions\n  function  entries\n  helper          1\n", "helper: 42\n")


def test_a_whole_number_stands_for_a_floating_point_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(
        tmp_path, '(module (func (export "half") (param f64) (result f64) (f64.div (local.get 0) (f64.const 2))))'
    )
    assert run(["probe", "run", path, "3", "--invoke", "half", "--monitor", "functions"]) == 0
    assert capsys.readouterr().err == "half: 1.5\n"


def test_a_number_that_a_function_cannot_take_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "run", written(tmp_path), "1.5", "--invoke", "helper", "--monitor", "functions"]) == 2
    assert capsys.readouterr().err == "weft: argument 1 of helper is an integer, not 1.5\n"


def test_what_is_invoked_is_initialized_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = """(module (global $ready (mut i32) (i32.const 0))
      (func (export "_initialize") (global.set $ready (i32.const 9)))
      (func (export "ready") (result i32) (global.get $ready)))"""
    assert run(["probe", "run", written(tmp_path, text), "--monitor", "functions", "--invoke", "ready"]) == 0
    assert capsys.readouterr().err == "ready: 9\n"


def test_a_trap_is_told_with_its_original_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "run", written(tmp_path, TRAPS), "--monitor", "functions"]) == 1
    captured = capsys.readouterr()
    told = "trap: wasm `unreachable` instruction executed\n  at 0x24 in inner\n  at 0x28 in _start\n"
    assert captured.err == told
    assert "inner           1" in captured.out


def test_what_takes_too_long_is_stopped_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "run", written(tmp_path, LOOPS), "--monitor", "functions", "--timeout", "0.1"]) == 124
    captured = capsys.readouterr()
    assert captured.err == "stopped after 0.1 s\n"
    assert "_start          1" in captured.out


WRITES = """(module (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1) (data (i32.const 0) "\\08\\00\\00\\00\\06\\00\\00\\00ready\\n")
  (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 40)))
    (loop (br 0))))"""


def test_a_program_that_is_interrupted_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "weft", "probe", "run", written(tmp_path, WRITES), "--monitor", "functions"]
    with Popen(command, stdout=PIPE, stderr=PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (130, "interrupted\n")
    assert "  _start          1\n" in out


def kept(folder: Path, name: str) -> str:
    """Run a program and keep what was seen; return the path."""
    path = str(folder / name)
    run(["probe", "run", written(folder), "--monitor", "functions", "--format", "json", "-o", path])
    return path


def test_a_run_is_kept_reported_merged_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, both = kept(tmp_path, "a.json"), str(tmp_path / "both.json")
    capsys.readouterr()
    assert run(["probe", "report", first]) == 0
    assert capsys.readouterr().out == REPORT
    assert run(["probe", "merge", first, first, "-o", both]) == 0
    assert [row[1] for row in RunRecord.from_json(Path(both).read_text()).tables[0].rows] == [(2,), (0,), (2,)]
    assert run(["probe", "diff", first, first]) == 0
    assert run(["probe", "diff", both, first]) == 1
    assert capsys.readouterr().out.endswith("  helper          1\n  _start          1\n")


def test_what_is_no_run_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert run(["probe", "report", str(tmp_path / "a.json")]) == 2
    assert "a.json: this is no record of a run" in capsys.readouterr().err


def test_a_module_is_written_with_its_sites(tmp_path: Path) -> None:
    out = tmp_path / "probed.wasm"
    assert run(["probe", "instrument", written(tmp_path), "-o", str(out), "--monitor", "functions"]) == 0
    sites = json.loads((tmp_path / "probed.wasm.sites.json").read_text())
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    linker.define_func("wasi_snapshot_preview1", "proc_exit", wasmtime.FuncType([wasmtime.ValType.i32()], []), print)
    exports = linker.instantiate(store, wasmtime.Module(store.engine, out.read_bytes())).exports(store)
    helper, memory = exports["helper"], exports[sites["prefix"] + "memory"]
    assert isinstance(helper, wasmtime.Func) and isinstance(memory, wasmtime.Memory)
    helper(store, 1)
    counted = {
        each["function"]: memory.read(store, each["addresses"][0], each["addresses"][0] + 8)[0]
        for each in sites["probes"][0]["functions"]
    }
    assert counted == {1: 1, 2: 0, 3: 0}


LISTED = """
coverage      How much of the code was reached: functions, blocks and
              instructions, in all and function by function.
              Wizard: coverage
"""


def test_the_monitors_are_listed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert run(["probe", "list"]) == 0
    out = capsys.readouterr().out
    assert LISTED in out
    assert "\n              options: unused=yes\n" in out
    assert max(map(len, out.splitlines()[:-2])) <= 72
    assert "\x1b" not in out


def test_the_monitors_are_listed_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "list", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told["monitors"]] == [monitor.name for monitor in PROBES]
    timeline = next(each for each in told["monitors"] if each["name"] == "timeline")
    assert timeline["formats"] == ["text", "json", "speedscope", "chrome-trace", "otlp"]
    assert "stack switching" in told["not_here"]["ssevent"]


def test_a_monitor_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "explain", "hotness"]) == 0
    assert capsys.readouterr().out.startswith("### hotness\n\nHow often each instruction ran, the most frequent first,")
    assert run(["probe", "explain", "hotnes"]) == 2
    assert "there is no monitor 'hotnes': did you mean 'hotness'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--monitor", "function"], "there is no monitor 'function': did you mean 'functions'?"),
        (["--monitor", "functions:unsed=no"], "functions has no option 'unsed': did you mean 'unused'?"),
        (["--monitor", "functions:unused=2"], "functions:unused is yes or no, not '2'"),
        (["--monitor", "functions", "--env", "A"], "'A' is not NAME=VALUE"),
        (["--monitor", "functions", "--source", "=b"], "'=b' is not OLD=NEW"),
        (["--monitor", "functions", "--dir", "/nowhere/at/all"], "there is no folder '/nowhere/at/all'"),
        (["--monitor", "functions", "--invoke", "start"], "no function 'start': did you mean '_start'?"),
        (["--monitor", "functions", "--invoke", "x"], "no function 'x', but helper, _start"),
        (["--monitor", "functions", "--invoke", "helper"], "helper takes 1 argument, not 0"),
        (["--monitor", "functions", "x", "--invoke", "helper"], "'x' is not a number"),
        (["--monitor", ","], "say what to look at, such as --monitor coverage"),
        (["--monitor", "functions,functions:unused=no"], "functions is asked for twice, with different options"),
        (["--monitor", "events:kinds=calls"], "weft: no kind of event is called 'calls'"),
        (["--monitor", "timeout:instructions=0x8000000000000000"], "weft: a limit cannot be below 0, nor one of"),
        (["--monitor", "contexts:depth=0x80000000"], "a depth from 1 to 2147483647"),
        (["--monitor", "coverage", "--format", "lcov"], "leave --monitor out, or say --monitor blocks"),
        (["--monitor", "blocks", "--format", "folded"], "--monitor contexts or profile"),
        (["--monitor", "functions", "--timeout", "nan"], "nan is not a finite number"),
        (["--monitor", "functions", "-o", "/nowhere/at/all"], "there is no folder '/nowhere/at'"),
    ],
)
def test_misuse_is_met_with_what_is_due(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["probe", "run", written(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "app.wasm", "--monitor", "functions", "-o", "app.wasm"],
        ["instrument", "app.wasm", "--monitor", "functions", "-o", "./app.wasm"],
        ["report", "run.json", "-o", "run.json"],
    ],
)
def test_what_was_given_is_not_written_over(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path, "run.json")
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert run(["probe", *arguments]) == 2
    assert "is the file that was given, and would be lost" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_what_cannot_be_recorded_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = written(tmp_path, '(module (import "host" "it" (global i32)) (func (export "_start")))')
    assert run(["probe", "run", module, "--monitor", "record"]) == 2
    assert capsys.readouterr().err.startswith("weft: a run of the module cannot be recorded: it imports the global")


def test_a_component_is_refused_with_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    core = bytes(wasmtime.wat2wasm("(module)"))
    path = tmp_path / "component.wasm"
    path.write_bytes(b"\0asm\x0d\0\1\0" + bytes((1, len(core))) + core)
    assert run(["probe", "run", str(path), "--monitor", "functions"]) == 2
    assert "(one of 8 bytes at 0xa)" in capsys.readouterr().err


def test_what_is_no_module_is_refused_with_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.wasm"
    path.write_text("(module)")
    assert run(["probe", "run", str(path), "--monitor", "functions"]) == 2
    hint = "a module in the text format has a name that ends in .wat"
    assert capsys.readouterr().err == f"weft: {path}: magic header not detected (at byte 0x0); {hint}\n"


WITHOUT_WASMTIME = """
import sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] == "wasmtime" else PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [Finder if finder is PathFinder else finder for finder in sys.meta_path]
from weft.compiler.cli import run
sys.exit(run(sys.argv[1:]))
"""


def without_wasmtime(*arguments: str) -> CompletedProcess[str]:
    return subprocess_run([sys.executable, "-c", WITHOUT_WASMTIME, *arguments], capture_output=True, text=True)


def test_without_an_engine_its_package_is_named_and_kept_runs_are_read(tmp_path: Path) -> None:
    for command in ("run", "instrument"):
        options = ("--monitor", "functions", *(("-o", str(tmp_path / "a.wasm")) if command == "instrument" else ()))
        told = without_wasmtime("probe", command, written(tmp_path), *options)
        assert (told.returncode, "pip install 'weft[probes]'" in told.stderr) == (2, True), told.stderr
    report = without_wasmtime("probe", "report", kept(tmp_path, "a"))
    assert report.returncode == 0, report.stderr
    text = tmp_path / "a.wat"
    text.write_text("(module)")
    told = without_wasmtime("probe", "report", str(tmp_path / "a"), "--module", str(text), "--format", "listing")
    assert "a.wat: the text format needs wasmtime: pip install" in told.stderr


def test_a_module_may_be_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, kept = tmp_path / "app.wat", str(tmp_path / "run.json")
    path.write_text(PROGRAM)
    assert run(["probe", "run", str(path), "--monitor", "blocks", "--format", "json", "-o", kept]) == 5
    assert run(["probe", "report", kept, "--module", str(path), "--format", "listing"]) == 0
    assert "call $helper" in capsys.readouterr().out
    path.write_text("(module (func (export")
    assert run(["probe", "run", str(path), "--monitor", "blocks"]) == 2
    told = capsys.readouterr().err
    assert f"{path}: " in told and "--> app.wat:1:" in told


def test_a_compiled_module_is_kept_and_may_be_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path)
    run(["probe", "run", path, "--monitor", "functions"])
    [module] = (tmp_path / "cache" / "weft" / "modules").iterdir()
    for content in (module.read_bytes(), b"damaged", None):
        module.unlink() if content is None else module.write_bytes(content)
        capsys.readouterr()
        assert run(["probe", "run", path, "--monitor", "functions"]) == 5
        assert capsys.readouterr().out == REPORT


def test_shares_are_not_added_up_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module, kept = written(tmp_path), str(tmp_path / "run.json")
    run(["probe", "run", module, "--monitor", "coverage,blocks", "--format", "json", "-o", kept])
    capsys.readouterr()
    assert run(["probe", "merge", kept, kept]) == 0
    captured = capsys.readouterr()
    assert captured.err == "left out, as it says something of one run only: coverage, coverage of functions\n"
    assert [table.title for table in RunRecord.from_json(captured.out).tables] == ["blocks"]


def test_one_run_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = str(tmp_path / "run.json")
    run(["probe", "run", written(tmp_path), "--monitor", "coverage", "--format", "json", "-o", kept])
    capsys.readouterr()
    assert run(["probe", "merge", kept]) == 0
    assert capsys.readouterr() == (Path(kept).read_text(), "")


def test_what_cannot_be_compared_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module, one, other = written(tmp_path), str(tmp_path / "one.json"), str(tmp_path / "other.json")
    run(["probe", "run", module, "--monitor", "coverage,blocks,functions", "--format", "json", "-o", one])
    run(["probe", "run", module, "--monitor", "functions,calls", "--format", "json", "-o", other])
    capsys.readouterr()
    assert run(["probe", "diff", one, other]) == 0
    assert capsys.readouterr() == (
        "functions\n  nothing\n",
        "left out, as it says something of one run only: coverage, coverage of functions\n"
        "left out, as one of the runs alone has it: blocks, calls, callees of indirect calls\n",
    )


def test_a_difference_is_no_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module, kept, more = written(tmp_path), str(tmp_path / "run.json"), str(tmp_path / "more.json")
    run(["probe", "run", module, "--monitor", "blocks", "--format", "json", "-o", kept])
    run(["probe", "diff", kept, kept, "--format", "json", "-o", more])
    assert run(["probe", "report", more, "--module", module, "--format", "lcov"]) == 2
    assert "--format lcov tells a run, and not what one has more: text and json do" in capsys.readouterr().err


def test_a_run_is_told_where_its_debugging_sections_are_damaged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, module = (SHAPES / "shapes_dwarf5.wasm").read_bytes(), tmp_path / "app.wasm"
    head, name, rest = data.partition(b".debug_line")
    module.write_bytes(head + name + b"\xff" * 64 + rest[64:])
    assert run(["probe", "run", str(module), "0", "0", "--invoke", "main", "--format", "lcov"]) == 0
    captured = capsys.readouterr()
    assert "note: told without lines of sources: the debugging sections cannot be read" in captured.err
    assert "SF:app.wasm.wat\n" in captured.out


FILES = {
    "listing": b"call $helper",
    "html": b"<!DOCTYPE html>",
    "lcov": b"FNDA:1,helper",
    "cobertura": b"<coverage",
    "data": b'"functions":',
    "folded": b"_start;helper 4",
    "speedscope": b"speedscope",
    "pprof": b"\x1f\x8b",
    "chrome-trace": b'"name":"helper","cat":"function"',
    "otlp": b'"name":"helper"',
}


@pytest.mark.parametrize("name", FILES)
def test_a_run_becomes_a_file_for_another_tool(name: str, tmp_path: Path) -> None:
    module, kept, direct, later = written(tmp_path), *(str(tmp_path / part) for part in ("run.json", "direct", "later"))
    monitors = REPORT_FORMATS[name].monitors[0].replace("timeline", "timeline:clock=no")
    run(["probe", "run", module, "--monitor", monitors, "--format", "json", "-o", kept])
    assert run(["probe", "run", module, "--monitor", monitors, "--format", name, "-o", direct]) == 5
    assert run(["probe", "report", kept, "--module", module, "--format", name, "-o", later]) == 0
    content = Path(direct).read_bytes()
    assert FILES[name] in content
    assert content == Path(later).read_bytes()


def test_calls_in_time_are_as_their_readers_want_them(tmp_path: Path) -> None:
    module, kept = written(tmp_path), str(tmp_path / "run.json")
    run(["probe", "run", module, "--monitor", "timeline", "--format", "json", "-o", kept])
    for name in ("otlp", "chrome-trace"):
        run(["probe", "report", kept, "--module", module, "--format", name, "-o", str(tmp_path / name)])
    service: Any = import_module("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
    parse: Any = import_module("google.protobuf.json_format").Parse
    request = parse((tmp_path / "otlp").read_bytes(), service.ExportTraceServiceRequest())
    outer, inner = request.resource_spans[0].scope_spans[0].spans
    assert (outer.name, inner.name, inner.parent_span_id) == ("_start", "helper", outer.span_id)
    assert outer.start_time_unix_nano < inner.start_time_unix_nano < inner.end_time_unix_nano
    _, start, helper = json.loads((tmp_path / "chrome-trace").read_text())["traceEvents"]
    begun, ran, at, took = (round(1000 * each[key]) for each in (start, helper) for key in ("ts", "dur"))  # nanoseconds
    assert begun <= at <= at + took <= begun + ran


def test_a_format_knows_what_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "run", written(tmp_path), "--format", "lcov"]) == 5
    assert "FNDA:1,helper\n" in capsys.readouterr().out
    assert run(["probe", "run", written(tmp_path)]) == 2
    assert "say what to look at, such as --monitor coverage" in capsys.readouterr().err


def test_a_file_that_tells_what_nobody_looked_at_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module, kept = written(tmp_path), str(tmp_path / "run.json")
    run(["probe", "run", module, "--monitor", "functions", "--format", "json", "-o", kept])
    assert run(["probe", "report", kept, "--format", "html"]) == 2
    assert run(["probe", "report", kept, "--format", "html", "--module", module]) == 2
    assert "run it with --monitor blocks,branches" in capsys.readouterr().err
    other = tmp_path / "other.wasm"
    other.write_bytes(bytes(wasmtime.wat2wasm(TRAPS)))
    assert run(["probe", "report", kept, "--format", "html", "--module", str(other)]) == 2
    assert "not the module that was run" in capsys.readouterr().err


def test_the_files_that_can_be_asked_for_are_reports_that_there_are() -> None:
    assert FILES.keys() == REPORT_FORMATS.keys()
    assert {format_.report for format_ in REPORT_FORMATS.values()} == {report.name for report in REPORTS}
    asked = {name for each in REPORT_FORMATS.values() for monitors in each.monitors for name in monitors.split(",")}
    assert asked <= {monitor.name for monitor in PROBES}


def test_mangled_names_are_readable_in_text_and_kept_in_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """(module (func $_ZN4core3fmt9Formatter9write_str17h0123456789abcdefE unreachable)
      (func (export "_start") (call 0)))"""
    path = written(tmp_path, text)
    run(["probe", "run", path, "--monitor", "functions"])
    captured = capsys.readouterr()
    assert "  core::fmt::Formatter::write_str        1\n" in captured.out
    assert "in core::fmt::Formatter::write_str\n" in captured.err
    run(["probe", "run", path, "--monitor", "functions", "--format", "json"])
    assert "_ZN4core3fmt9Formatter9write_str17h0123456789abcdefE" in capsys.readouterr().out


def test_names_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(written(tmp_path, '(module (func (export "_start")))'))
    named = b"\x04name\x01\x7f"
    path.write_bytes(path.read_bytes() + bytes((0, len(named))) + named)
    assert run(["probe", "run", str(path), "--monitor", "functions"]) == 0
    assert "note: some names cannot be read: " in capsys.readouterr().err


def test_sources_are_found_where_they_lie_now(tmp_path: Path) -> None:
    module = str(SHAPES / "shapes_dwarf5.wasm")
    (tmp_path / "main.c").write_text("\n" * 5 + "int main(void) // as it is here\n")
    asked = ["probe", "run", module, "--invoke", "main", "0", "0", "--monitor", "blocks", "--format", "html"]
    run([*asked, "-o", str(tmp_path / "page.html"), "--source", f"main={tmp_path}/main"])
    page = (tmp_path / "page.html").read_text()
    assert f"{tmp_path}/main.c" in page and "int main(void) // as it is here" in page


def test_a_report_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, '(module (func (export "_start")) (func (export "\\1b[31mred")))')
    run(["probe", "run", path, "--monitor", "functions,loops"])
    assert capsys.readouterr().out == (
        "functions\n  function  entries\n  _start          1\n  \N{REPLACEMENT CHARACTER}[31mred        0\n"
        "\nloops\n  nothing\n"
    )
