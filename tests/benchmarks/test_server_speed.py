"""A generated server answers nearly as fast as a minimal one by hand that does the same work."""

import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer
from measuring import TICKETS, environment

from weft.compiler.cli import run

TARGET = 0.8
SLACK = 0.05  # two servers in turn on a shared machine
SECRET = "benchmark"
CLIENTS = 4
SECONDS = 1.5
ROUNDS = 5
CUSTOMERS = 40_000  # each may hold three bookings at a time
TRAINS = 200


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, its port, and how many bookings it was asked for."""

    process: int
    port: int
    asked: list[int]

    def processor_seconds(self) -> float:
        """Return the processor time that the server has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    """Serve the generated ticket booking and its peer, each with the same data."""
    folder = tmp_path_factory.mktemp("servers")
    system = folder / "system"
    assert run(["build", str(TICKETS), "--out", str(system), "--quiet"]) == 0
    for name in ("generated", "by_hand"):
        fill(folder / f"{name}.sqlite3", system / "app" / "database")
    port = {name: free_port() for name in ("generated", "by_hand")}
    settings = {
        "APP_DATABASE": str(folder / "generated.sqlite3"), "APP_SECRET": SECRET,
        "APP_PORT": str(port["generated"]), "APP_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    peer = Path(__file__).with_name("hand_written_server.py")
    by_hand = [str(peer), str(folder / "by_hand.sqlite3"), str(port["by_hand"]), SECRET]
    with ExitStack() as running:
        generated = running.enter_context(serving(["-m", "app"], system, settings, port["generated"]))
        yield generated, running.enter_context(serving(by_hand, folder, {}, port["by_hand"]))


def fill(path: Path, schema: Path) -> None:
    """Make a database with trains, and customers who may book."""
    with closing(sqlite3.connect(path)) as connection:
        for file in sorted(schema.glob("schema*.sql")):
            connection.executescript(file.read_text(encoding="utf-8"))
        trains = [(f"G{number:03}", f"2099-01-{1 + number % 28:02}T08:00:00Z") for number in range(TRAINS)]
        connection.executemany("INSERT INTO trains VALUES (?, 'Beijing', 'Shanghai', ?, 2000, 55300)", trains)
        people = [(f"user{number}", f"user{number}@example.com") for number in range(CUSTOMERS)]
        connection.executemany("INSERT INTO customers VALUES (?, ?, FALSE, 'none')", people)
        connection.commit()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(arguments: Sequence[str], folder: Path, settings: dict[str, str], port: int) -> Generator[Server]:
    """Start a server, wait until it answers, and stop it in the end."""
    process = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=environment() | settings)
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield Server(process.pid, port, [0])
    finally:
        process.terminate()
        process.wait(10)


def list_request(_server: Server) -> bytes:
    """Return a request of fifty trains."""
    return b"GET /api/v1/trains HTTP/1.1\r\nHost: localhost\r\n\r\n"


def book_request(server: Server) -> bytes:
    """Return a request of a seat by the next customer who may hold one more."""
    server.asked[0] += 1
    number = server.asked[0]
    token = URLSafeTimedSerializer(SECRET, salt="bearer-token").dumps(["Customer", f"user{number // 3 % CUSTOMERS}"])
    order = {
        "train": f"G{number % TRAINS:03}", "passenger": "Ann Li", "id_number": "110101199003074",
        "seat_type": "Second class", "seats": 1,
    }  # fmt: skip
    body = json.dumps(order).encode()
    head = (
        "POST /api/v1/actions/book HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def load(server: Server, requests: Sequence[bytes], seconds: float) -> tuple[float, float]:
    """Send requests over a few connections; return how many were answered in a second of time, and of processor."""
    waiting = iter(requests)
    lock = threading.Lock()
    answered = [0] * CLIENTS
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            reader = connection.makefile("rb")
            while time.perf_counter() < end:
                with lock:
                    request = next(waiting)
                connection.sendall(request)
                read_answer(reader.readline, reader.read)
                answered[number] += 1

    used, start = server.processor_seconds(), time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - start
    return sum(answered) / taken, sum(answered) / (server.processor_seconds() - used)


def read_answer(read_line: Callable[[], bytes], read: Callable[[int], bytes]) -> None:
    """Read an answer, which must be a success."""
    status = read_line()
    assert status.split()[1] in (b"200", b"201"), status
    length = 0
    while (line := read_line().lower()) not in (b"\r\n", b""):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    read(length)


@pytest.mark.parametrize(("name", "request_of"), [("list of 50 trains", list_request), ("booking", book_request)])
def test_a_generated_server_keeps_up_with_one_by_hand(
    name: str, request_of: Callable[[Server], bytes], servers: tuple[Server, Server]
) -> None:
    figures: dict[Server | int, list[tuple[float, float]]] = {0: [], 1: []}
    for turn in range(ROUNDS + 1):
        for number, server in enumerate(servers):
            figures[number].append(load(server, [request_of(server) for _ in range(6_000)], SECONDS))
        if turn == 0:
            figures = {0: [], 1: []}  # the first turn warms up
    ours, theirs = ([statistics.median(column) for column in zip(*figures[each], strict=True)] for each in (0, 1))
    per_second, per_processor_second = (mine / peer for mine, peer in zip(ours, theirs, strict=True))
    print(f"\n  {name}: target {TARGET}")
    print(f"  {ours[0]:>9,.0f} requests/s, by hand {theirs[0]:>7,.0f}, ratio {per_second:.2f}")
    print(f"  {ours[1]:>9,.0f} requests/processor second, by hand {theirs[1]:>7,.0f}, ratio {per_processor_second:.2f}")
    assert per_second >= TARGET - SLACK
