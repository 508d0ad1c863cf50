"""What git leaves out, and globs as git writes them."""

from pathlib import Path

import pytest

from weft.compiler.gitignore import IgnoredPaths, glob_regex


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("*.sql", "a.sql", True),
        ("*.sql", "db/a.sql", True),
        ("/*.sql", "db/a.sql", False),
        ("db/*.sql", "db/a.sql", True),
        ("db/*.sql", "db/old/a.sql", False),
        ("db/**", "db/old/a.sql", True),
        ("db/**", "db", False),
        ("db/**/*.sql", "db/a.sql", True),
        ("db/**/*.sql", "db/x/y/a.sql", True),
        ("**/migrations/**", "migrations/1.sql", True),
        ("**/migrations/**", "app/migrations/1/up.sql", True),
        ("**/migrations/**", "app/mymigrations/up.sql", False),
        ("a?.sql", "ab.sql", True),
        ("a?.sql", "a/.sql", False),
        ("[ab].sql", "b.sql", True),
        ("[!ab].sql", "b.sql", False),
        (r"\*.sql", "x.sql", False),
        (r"\*.sql", "*.sql", True),
        ("[z-a].sql", "b.sql", False),
        ("a+b.sql", "a+b.sql", True),
    ],
)
def test_globs(glob: str, path: str, matches: bool) -> None:
    assert bool(glob_regex(glob).fullmatch(path)) is matches


def test_the_last_pattern_decides_and_folders_have_their_own(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("# built\n*.gen.sql\n!keep.gen.sql\nout/\n\n")
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / ".gitignore").write_text("/local.sql\n")
    ignored, root, inner = IgnoredPaths(), str(tmp_path), str(tmp_path / "db")
    assert ignored.includes(root, "a.gen.sql", is_folder=False)
    assert ignored.includes(inner, "a.gen.sql", is_folder=False)
    assert not ignored.includes(inner, "keep.gen.sql", is_folder=False)
    assert ignored.includes(inner, "local.sql", is_folder=False)
    assert not ignored.includes(root, "local.sql", is_folder=False)
    assert ignored.includes(root, "out", is_folder=True)
    assert not ignored.includes(root, "out", is_folder=False)


def test_patterns_above_the_repository_do_not_hold(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.sql\n")
    inner = tmp_path / "repository"
    (inner / ".git" / "info").mkdir(parents=True)
    (inner / ".git" / "info" / "exclude").write_text("mine.sql\n")
    ignored = IgnoredPaths()
    assert not ignored.includes(str(inner), "a.sql", is_folder=False)
    assert ignored.includes(str(inner), "mine.sql", is_folder=False)
