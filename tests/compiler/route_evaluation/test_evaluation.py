"""`weft route eval` tells the same whoever does the work and however often it was stopped, and never a traceback."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from weft.compiler.cli import run
from weft.compiler.engines import OneProcess
from weft.compiler.route_evaluation import bench
from weft.compiler.route_evaluation import run as evaluation

HERE = Path(__file__).parent
SYSTEMS = (
    *("--predictions", "small=small.txt", "--tokens", "small=100", "--price", "small=0.5"),
    *("--predictions", "large=large.jsonl", "--predictions", "other=other.csv"),
)
COMMAND = ("route", "eval", "questions.jsonl", "--databases", "databases", *SYSTEMS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with questions, answers, and the two databases that they are about."""
    folder = tmp_path / "evaluation"
    shutil.copytree(HERE / "cases", folder)
    (folder / "databases" / "library").mkdir(parents=True)
    for name, path in (("concerts", "concerts.sqlite"), ("library", "library/library.sqlite")):
        with closing(sqlite3.connect(folder / "databases" / path)) as connection:
            connection.executescript((folder / f"{name}.sql").read_text())
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    return folder


def told(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert run([*COMMAND, *more]) == 0
    return capsys.readouterr().out


def test_tables_tell_all_figures(capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "golden" / "report.txt", told(capsys))


def test_json_tells_what_one_finds_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "--format", "json"))
    assert (found["measure"], found["questions"], found["databases"], found["left_out"]) == ("EX", 8, 2, {})
    small, large, other = found["systems"]
    assert [system["accuracy"]["value"] for system in (small, large, other)] == [4 / 8, 7 / 8, 5 / 8]
    assert [system["failed"] for system in (small, large, other)] == [2, 1, 0]
    assert (small["tokens"], small["cost"]) == (100, pytest.approx(0.00005))
    assert (large["tokens"], large["cost"]) == (1393.75, pytest.approx(0.003375))
    assert (other["tokens"], other["cost"]) == (420, None)
    assert small["hardness"]["easy"] == {"right": 3, "questions": 3}
    assert large["elasticity"]["value"] == pytest.approx(0.75 / 12.9375)
    assert large["mix_gain"]["value"] == pytest.approx(2 / 8)
    assert small["mix_gain"] is None
    assert (found["basic"], found["strong"]) == ("small", "large")
    assert found["tokens_counted"] == {
        "small": "100 a question, as given",
        "large": "as its answers tell",
        "other": "as its answers tell",
    }
    assert {pair["doubt"] for pair in found["pairs"] if pair["cheap"] == "small"} >= {"difference from other"}


def test_a_pipeline_of_ours_answers_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "--pipeline", "offline", "--format", "json"))
    offline = found["systems"][-1]
    assert (offline["name"], offline["tokens"], offline["cost"]) == ("offline", 0, 0)
    assert offline["accuracy"]["value"] >= 0.5
    assert any(pair["doubt"] == "its own confidence" for pair in found["pairs"])


@pytest.mark.parametrize("content", ["list", "spider", "bird"])
def test_questions_are_read_in_all_forms(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in Path("questions.jsonl").read_text().splitlines()]
    key = {"list": "gold", "spider": "query", "bird": "SQL"}[content]
    more: dict[str, Any] = {"spider": {"sql": {"select": []}}, "bird": {"difficulty": "simple", "question_id": 7}}
    listed = [
        {"db_id": row["db_id"], "question": row["question"], key: row["gold"], **more.get(content, {})} for row in rows
    ]
    expected = told(capsys)
    Path("dev.json").write_text(json.dumps(listed), encoding="utf-8-sig" if content == "list" else "utf-8")
    assert run(["route", "eval", "dev.json", "--databases", "databases", *SYSTEMS]) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize("cut", [0, 1, 40, 700, 1500])
def test_a_run_that_was_killed_goes_on(cut: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of judged questions may end anywhere: in its header, in a line, after a line."""
    expected, work = told(capsys, "--work", "work.jsonl"), Path("work.jsonl")
    whole = work.read_bytes()
    work.write_bytes(whole[:cut])
    assert told(capsys, "--work", "work.jsonl") == expected
    assert work.read_bytes() == whole


def test_an_interrupt_loses_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []
    judge = bench.judge_task

    def interrupted(setup: bench.Setup, task: bench.Task) -> Any:
        if len(judged) == 3:
            raise KeyboardInterrupt
        judged.append(task.number)
        return judge(setup, task)

    def counting(setup: bench.Setup, task: bench.Task) -> Any:
        judged.append(task.number)
        return judge(setup, task)

    monkeypatch.setattr(evaluation, "judge_task", interrupted)
    assert run([*COMMAND, "--work", "work.jsonl"]) == 130
    assert "3 of 8 questions are judged; the same command goes on" in capsys.readouterr().err
    assert len(Path("work.jsonl").read_text().splitlines()) == 1 + 3
    monkeypatch.setattr(evaluation, "judge_task", counting)
    assert run([*COMMAND, "--work", "work.jsonl"]) == 0
    assert sorted(judged) == list(range(8))
    capsys.readouterr()


def test_a_finished_run_judges_nothing_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(capsys, "--work", "work.jsonl")
    monkeypatch.setattr(evaluation, "judge_task", None)
    assert told(capsys, "--work", "work.jsonl") == expected


def test_tokens_and_prices_may_change_without_judging_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, "--work", "work.jsonl")
    monkeypatch.setattr(evaluation, "judge_task", None)
    small = json.loads(told(capsys, "--work", "work.jsonl", "--tokens", "small=300", "--format", "json"))["systems"][0]
    assert (small["tokens"], small["cost"]) == (300, pytest.approx(0.00015))


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("questions.jsonl", "the questions"),
        ("small.txt", "the answers of small"),
        ("databases/concerts.sqlite", "the database concerts, concerts.sqlite"),
    ],
)
def test_changed_inputs_are_told(file: str, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--work", "work.jsonl")
    with Path(file).open("ab") as changed:
        changed.write(b"\n" if file.endswith(".jsonl") else b"SELECT 1")
    if file == "small.txt":
        Path(file).write_text(Path(file).read_text().replace("SELECT 1", ""))
        Path(file).write_text(Path(file).read_text().replace("> 30", "> 31"))
    assert run([*COMMAND, "--work", "work.jsonl"]) == 2
    assert f"work.jsonl was made from other inputs; changed: {named}" in capsys.readouterr().err


def test_other_files_are_never_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("large.jsonl").read_bytes()
    Path("notes").write_text("mine")
    for name in ("large.jsonl", "notes"):
        assert run([*COMMAND, "--work", name]) == 2
        assert "is no file of judged questions" in capsys.readouterr().err
    assert Path("large.jsonl").read_bytes() == before
    assert Path("notes").read_text() == "mine"


def test_work_of_another_version_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--work", "work.jsonl")
    older = Path("work.jsonl").read_bytes().replace(b'{"weft_route_eval":2', b'{"weft_route_eval":1', 1)
    Path("work.jsonl").write_bytes(older)
    assert run([*COMMAND, "--work", "work.jsonl"]) == 2
    assert "work.jsonl was made by another version of Weft: delete it, or name another" in capsys.readouterr().err
    assert Path("work.jsonl").read_bytes() == older


def test_processes_tell_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    expected = told(capsys, "--work", "one.jsonl", "--jobs", "1")
    assert told(capsys, "--work", "two.jsonl", "--jobs", "2") == expected
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed: pip install 'weft[ray]'")
def test_ray_tells_the_same_bytes() -> None:
    command = [sys.executable, "-m", "weft", *COMMAND, "--pipeline", "offline", "--pipeline", "cascade", "--jobs", "2"]
    runs = [
        subprocess.run(
            [*command, "--engine", engine, "--work", f"{engine}.jsonl", "--format", "json"],
            env=os.environ,
            capture_output=True,
        )
        for engine in ("local", "ray")
    ]
    assert {done.returncode for done in runs} == {0}, runs
    assert runs[0].stdout == runs[1].stdout
    assert Path("local.jsonl").read_bytes() == Path("ray.jsonl").read_bytes()


def test_without_ray_the_way_out_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run([*COMMAND, "--engine", "ray"]) == 2
    assert "pip install 'weft[ray]'" in capsys.readouterr().err


def test_agreement_on_instances_asks_for_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """On the second instance somebody is exactly 30, and so `age >= 30` shows."""
    for name, path in (("concerts", "concerts.sqlite"), ("library", "library/library.sqlite")):
        folder = Path("instances", name)
        folder.mkdir(parents=True)
        for number in (1, 2):
            shutil.copy(Path("databases", path), folder / f"{number}.sqlite")
    with closing(sqlite3.connect("instances/concerts/2.sqlite")) as connection:
        connection.execute("UPDATE singer SET age = 30 WHERE name = 'Cid'")
        connection.commit()
    command = ["route", "eval", "questions.jsonl", "--instances", "instances", *SYSTEMS]
    assert run([*command, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["measure"] == "agreement"
    assert [system["accuracy"]["value"] for system in found["systems"]] == [4 / 8, 6 / 8, 5 / 8]
    assert run(command) == 0
    out = capsys.readouterr().out
    assert "agreement on synthetic instances, 2 of each database, which is not EX" in out
    assert "EX" not in out.replace("which is not EX", "")
    Path("instances/library/2.sqlite").unlink()
    assert run(command) == 2
    assert "there are only 1 of 2 instances of library" in capsys.readouterr().err


def test_a_plot_of_nothing_is_told_before_the_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation, "judge_task", None)
    command = ["route", "eval", "questions.jsonl", "--databases", "databases", "--predictions", "a=small.txt"]
    assert run([*command, "--plot", "a.svg"]) == 2
    assert "no system's tokens are known: give --tokens" in capsys.readouterr().err


def test_a_single_database_gives_no_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    """Any would be of no width, and look like certainty."""
    lines = Path("questions.jsonl").read_text().splitlines()
    kept = [at for at, line in enumerate(lines) if '"library"' in line]
    Path("questions.jsonl").write_text("\n".join(lines[at] for at in kept))
    answers = Path("small.txt").read_text().splitlines()
    Path("small.txt").write_text("".join(f"{answers[at]}\n" for at in kept))
    command = ["route", "eval", "questions.jsonl", "--databases", "databases", *SYSTEMS[:4], "--plot", "a.svg"]
    assert run([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["systems"][0]["accuracy"]["interval"] is None
    assert run(command) == 0
    assert "4 questions about 1 database; no intervals, as a single database says" in capsys.readouterr().out
    assert "4 questions about 1 database; no intervals, as a single database says" in Path("a.svg").read_text()


def test_questions_whose_gold_fails_are_left_out_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("questions.jsonl").read_text().replace('SELECT title FROM book"', 'SELECT name FROM book"')
    Path("questions.jsonl").write_text(text)
    assert run(COMMAND) == 1
    out = capsys.readouterr().out
    assert "7 questions about 2 databases" in out
    assert "question 1 is left out: the gold SQL gives nothing: no such column: name" in out


def test_a_silent_endpoint_stops_the_run_and_keeps_what_is_judged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = bench.judge_task

    def silent(setup: bench.Setup, task: bench.Task) -> Any:
        return bench.Stopped("the endpoint is away") if task.number == 3 else judge(setup, task)

    monkeypatch.setattr(evaluation, "judge_task", silent)
    assert run([*COMMAND, "--work", "work.jsonl"]) == 2
    assert "the endpoint is away: 2 of 8 questions are judged" in capsys.readouterr().err
    assert len(Path("work.jsonl").read_text().splitlines()) == 1 + 2


def test_a_function_of_one_process_needs_no_other() -> None:
    assert list(OneProcess().map(lambda shared, item: shared + item, 1, [1, 2])) == [2, 3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give --predictions NAME=FILE or --pipeline offline"),
        (("--predictions", "small"), "'small' is not written NAME=VALUE"),
        (("--predictions", "a=nowhere.txt"), "nowhere.txt: No such file"),
        (("--predictions", "a=small.txt", "--predictions", "a=other.csv"), "a: systems must have names of their own"),
        (("--predictions", "a=concerts.sql"), "concerts.sql has 4 answers, and questions.jsonl 8 questions"),
        (("--predictions", "a=questions.jsonl"), "questions.jsonl:1 has none of predicted sql"),
        (("--predictions", "a=small.txt", "--tokens", "b=3"), "--tokens b: there is no such system; known are a"),
        (("--predictions", "a=small.txt", "--tokens", "a=-3"), "--tokens a=-3: neither a number from 0 on nor a file"),
        (("--predictions", "a=small.txt", "--tokens", "a=small.txt"), "small.txt:1: SELECT is no number from 0 on"),
        (("--predictions", "a=small.txt", "--price", "a=much"), "--price a=much: is no number from 0 on"),
        (("--predictions", "a=small.txt", "--basic", "b"), "--basic b: there is no such system"),
        (("--predictions", "a=small.txt", "--schemas", "small.txt"), "it is to be a tables.json"),
        (("--predictions", "a=small.txt", "--plot", "a.gif"), "it is to end in .svg, .html, .png"),
        (("--predictions", "a=small.txt", "--plot", "no/a.svg"), "there is no such folder"),
        (("--predictions", "a=small.txt", "--plot", "a.svg"), "no system's tokens are known"),
        (
            ("--predictions", "a=small.txt", "--databases", "databases/library"),
            "there is no database concerts: looked for",
        ),
        (("--pipeline", "offline", "--instances", "databases"), "--databases, or --instances"),
        (("--pipeline", "offline", "--accept", "0.5"), "--accept is for policies: --pipeline cascade or estimate"),
        (("--predictions", "a=small.txt", "--max-tokens", "5"), "--max-tokens is for policies"),
        (("--pipeline", "cascade", "--accept", "nan"), "nan is not a finite number"),
        (("--pipeline", "cascade", "--max-cost", "nan"), "nan is not a finite number"),
        (("--pipeline", "basic"), "set its endpoint under [tool.weft.route]"),
    ],
)
def test_misuse_is_told_with_the_way_out(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["route", "eval", "questions.jsonl", "--databases", "databases", *arguments]) == 2
    captured = capsys.readouterr()
    assert message in " ".join(captured.err.split())
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "questions.jsonl: there are no questions"),
        ("{", "questions.jsonl:1: Input data was truncated: a line looks like"),
        ('\n{"db_id": "concerts", "question": "Who?"}', "questions.jsonl:2: there is no SQL to compare answers with"),
    ],
)
def test_other_questions_are_refused(content: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("questions.jsonl").write_text(content)
    assert run(COMMAND) == 2
    assert message in capsys.readouterr().err
