"""A PostgreSQL server to throw away: its own folder, a socket instead of a port, never root, durable in nothing."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# English sorts "apple" before "Zebra": what is sorted by bytes is so because Weft says so.
CLUSTER = (
    "--username=weft",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=icu",
    "--icu-locale=en",
    "--no-sync",
)
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "listen_addresses=")


def postgres_programs() -> Path | None:
    """Return the folder of the newest server's programs, where there is one."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), default=None)


@contextmanager
def running_postgres(programs: Path) -> Generator[str]:
    """Run a server and yield the address of its first database."""
    with tempfile.TemporaryDirectory(prefix="weft-postgres-") as folder:
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        options = " ".join(f"-c {item}" for item in (*FAST, f"unix_socket_directories={folder}"))
        data = f"{folder}/data"
        _run(user, programs / "initdb", *CLUSTER, f"--pgdata={data}")
        _run(user, programs / "pg_ctl", "start", "-w", f"--pgdata={data}", f"--log={folder}/log", "-o", options)
        try:
            yield f"postgresql:///postgres?host={folder}&user=weft"
        finally:
            _run(user, programs / "pg_ctl", "stop", "--mode=immediate", f"--pgdata={data}")


def _run(user: pwd.struct_passwd | None, *command: Path | str) -> None:
    """Run a program of the server's; as root, in the name of somebody else."""
    name = None if user is None else user.pw_uid
    group = None if user is None else user.pw_gid
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        command,
        user=name,
        group=group,
        extra_groups=None if user is None else [],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
