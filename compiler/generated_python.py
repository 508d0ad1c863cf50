"""Finds or makes the Python that a generated system runs on."""

import os
import subprocess
import sys
from pathlib import Path

import click

from ..diagnostics import WeftError
from .own_package import own_package

PACKAGES = "argon2, fastapi, httpx, hypothesis, itsdangerous, jinja2, multipart, pytest, uvicorn"
ADDRESSES = ("APP_DATABASE", "APP_TEST_DATABASE")


class MissingPackages(WeftError):
    """The packages that a generated system needs could not be installed."""


def python_for(out_dir: Path) -> Path:
    """Return an interpreter that has what the system needs: its own, this one, or one made now in `.venv`."""
    own = out_dir / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    asks = _asks(out_dir)
    for candidate in (own, Path(sys.executable)):
        if candidate.exists() and _has_packages(candidate, f"{PACKAGES}, weft" if asks else PACKAGES):
            return candidate
    click.echo(f"installing what the system needs into {out_dir / '.venv'} …", err=True)
    _run(sys.executable, "-P", "-m", "venv", str(out_dir / ".venv"))
    _run(str(own), "-P", "-m", "pip", "install", "--quiet", "--upgrade", "pip")
    _run(
        str(own),
        "-P",
        "-m",
        "pip",
        "install",
        "--quiet",
        *((own_package(),) if asks else ()),
        "--editable",
        f"{out_dir}{'[postgresql]' if _wants_postgresql() else ''}",
        "--group",
        f"{out_dir}/pyproject.toml:dev",
    )
    return own


def _asks(out_dir: Path) -> bool:
    """Tell whether a system has boxes for questions, which the package `weft` answers."""
    return (out_dir / "app" / "asking").is_dir()


def _wants_postgresql() -> bool:
    """Tell whether the system is to run or to be tested on a PostgreSQL server."""
    return any(os.environ.get(name, "").startswith(("postgresql://", "postgres://")) for name in ADDRESSES)


def _has_packages(python: Path, packages: str) -> bool:
    wanted = f"{packages}, psycopg" if _wants_postgresql() else packages
    done = subprocess.run([str(python), "-P", "-c", f"import {wanted}"], capture_output=True, check=False)
    return done.returncode == 0


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingPackages(f"`{' '.join(command)}` failed:\n{done.stderr.strip()}")
