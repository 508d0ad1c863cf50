"""A system with questions is put into a container with the Weft that is named, and with no other of that name."""

import subprocess
from pathlib import Path

from weft.backends.application.frame import frame_files
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

SPEC = Path(__file__).with_name("lending.weft").read_text(encoding="utf-8")
STEP = 'RUN pip install --no-cache-dir "${WEFT'


def dockerfile(spec: str) -> list[str]:
    files = frame_files(compile_sources([Source("a.weft", spec)]).model, has_rules=False)
    return next(file.text for file in files if file.path == "Dockerfile").splitlines()


def test_a_container_is_not_built_before_weft_is_named() -> None:
    lines = dockerfile(SPEC)
    (step,) = (line for line in lines if line.startswith(STEP))
    assert lines.index("ARG WEFT") < lines.index(step) < lines.index("COPY pyproject.toml ./")
    command = ["sh", "-c", step.replace("RUN pip", "echo")]
    unnamed = subprocess.run(command, env={}, capture_output=True, text=True, check=False)
    assert unnamed.returncode != 0
    assert "--build-arg WEFT=" in unnamed.stderr
    named = subprocess.run(command, env={"WEFT": "weft.whl"}, capture_output=True, text=True, check=True)
    assert named.stdout == "install --no-cache-dir weft.whl\n"


def test_other_systems_do_without_it() -> None:
    assert "WEFT" not in "\n".join(dockerfile('Role: Member\n  signs in with email, password\nPage: Home at "/"\n'))
