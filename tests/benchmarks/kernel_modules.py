"""The programs in C that probes are timed in, and how they are compiled: `pip install ziglang`, then run this file.

Six small kernels, whose modules stand beside their sources, and Lua, which is fetched and compiled when it is needed.
"""

import hashlib
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

SOURCES = Path(__file__).parent / "kernels"
BUILT = Path(__file__).parent.parent.parent / "build" / "kernels"
NAMES = ("gemm", "jacobi_2d", "lu", "floyd_warshall", "nussinov", "seidel_2d")

# The release of a binding of Lua to Python carries the sources of Lua 5.4.8.
_CARRIER = "lupa-2.8"
_DIGEST = "d8022641b9ec8ecf2c5ecbe9f47e5a70e0b87c4b5ae921b92cb02a638e0acd08"
_LUA = """lapi lauxlib lbaselib lcode lctype ldebug ldo ldump lfunc lgc llex lmathlib lmem lobject lopcodes lparser
          lstate lstring lstrlib ltable ltablib ltm lundump lvm lzio"""


def kernel_module(name: str) -> bytes:
    """Return the module of one of the six; it exports `run`, which gives a sum of what was computed."""
    return (SOURCES / f"{name}.wasm").read_bytes()


def lua_module() -> bytes:
    """Return the module of Lua, which exports `run` alike and imports some of WASI; it is compiled the first time."""
    path = BUILT / "lua.wasm"
    if not path.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        _compile_lua(path)
    return path.read_bytes()


def _compile(target: str, path: Path, arguments: Sequence[str]) -> None:
    """Compile C as the arguments say, without names and symbols for debugging."""
    compiler = [sys.executable, "-m", "ziglang", "cc", "-target", target, "-O2", "-s", "-w"]
    subprocess.run([*compiler, "-o", str(path), *arguments], check=True)


def _compile_lua(path: Path) -> None:
    sources, own = _lua_sources(), SOURCES / "lua"
    arguments = ["-mexec-model=reactor", "-std=gnu23", "-D_WASI_EMULATED_SIGNAL", "-lwasi-emulated-signal"]
    arguments += ["-include", str(own / "settings.h"), "-I", str(sources), str(own / "driver.c")]
    _compile("wasm32-wasi", path, [*arguments, *(str(sources / f"{name}.c") for name in _LUA.split())])


def _lua_sources() -> Path:
    """Fetch the sources of Lua; return the folder that they are in."""
    release = BUILT / f"{_CARRIER}.tar.gz"
    if not release.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, "--dest", str(BUILT), _CARRIER.replace("-", "==")], check=True)
    if hashlib.sha256(release.read_bytes()).hexdigest() != _DIGEST:
        raise ValueError(f"{release} is not what it was")
    with tarfile.open(release) as archive:
        archive.extractall(BUILT, filter="data")
    return BUILT / _CARRIER / "third-party" / "lua54"


def main() -> None:
    """Compile the six kernels anew."""
    for name in NAMES:
        path = SOURCES / f"{name}.wasm"
        _compile("wasm32-freestanding", path, ["-nostdlib", "-Wl,--no-entry", str(path.with_suffix(".c"))])
        path.chmod(0o644)


if __name__ == "__main__":
    main()
