"""Coverage as one page that needs nothing else: no script, no network, readable by screen readers and on paper."""

from collections.abc import Iterable, Iterator
from html import escape

from ..demangling import demangled
from ..listing import ListedFunction, listing
from ..report import Observed, Report, code_of
from ..source_coverage import SourceFile, SourceLine, source_coverage
from .html_style import STYLE


class HtmlPage(Report):
    """Totals, functions with bars, and each source, or the text format, with a count before every line."""

    name = "html"
    file = "coverage.html"

    def render(self, run: Observed) -> bytes:
        """Return the page."""
        program, code = code_of(run)
        files = source_coverage(program, code)
        functions = [each for each in listing(program, code) if each.counted]
        title = f"Coverage of {escape(run.name)}"
        note = "Code was only flagged: 1 stands for any number of times." if code.are_flags else ""
        parts = [_totals(files, functions), _functions(files, functions), _files(files), *_sources(files)]
        return _page(title, note, parts).encode()


def _page(title: str, note: str, parts: Iterable[str]) -> str:
    body = "\n".join(parts)
    shown = f'\n<p class="note">{note}</p>' if note else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{STYLE}</style>\n</head>\n'
        f"<body>\n<header>\n<h1>{title}</h1>{shown}\n</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _totals(files: Iterable[SourceFile], functions: list[ListedFunction]) -> str:
    lines = [line for file in files for line in file.lines]
    outcomes = [count for line in lines for branch in line.branches for count in branch]
    told = [
        ("lines", sum(bool(line.count) for line in lines), len(lines)),
        ("functions", sum(bool(each.entries) for each in functions), len(functions)),
        ("instructions", sum(each.hit for each in functions), sum(each.counted for each in functions)),
        ("outcomes of branches", sum(map(bool, outcomes)), len(outcomes)),
    ]
    items = (
        f"<li><b>{_percent(part, whole)}</b> {part} of {whole} <span>{what}</span></li>"
        for what, part, whole in told
        if whole
    )
    listed = "\n".join(items)
    return f'<ul class="totals" aria-label="Totals">\n{listed}\n</ul>'


def _functions(files: tuple[SourceFile, ...], functions: list[ListedFunction]) -> str:
    anchors = {file.path: at for at, file in enumerate(files)}
    in_text = {each.name: _line_id(at, each.line) for at, file in enumerate(files) for each in file.functions}
    rows: list[str] = []
    for each in functions:
        origin = each.origin
        anchor = _line_id(anchors[origin.path], origin.line) if origin else in_text.get(each.name)
        entered = f'<td class="number">{each.entries}</td>'
        name = _link(demangled(each.name), anchor)
        rows.append(f'<tr><th scope="row">{name}</th>{entered}{_bar(each.hit, each.counted)}</tr>')
    return _list("Functions", ("Function", "Entered", "Instructions run"), rows)


def _files(files: tuple[SourceFile, ...]) -> str:
    rows = [
        f'<tr><th scope="row">{_link(file.path, f"file{at}")}</th><td class="number">{len(file.lines)}</td>'
        f"{_bar(file.hit, len(file.lines))}</tr>"
        for at, file in enumerate(files)
    ]
    return _list("Files", ("File", "Lines", "Lines run"), rows)


def _list(title: str, columns: tuple[str, str, str], rows: list[str]) -> str:
    name, number, part = columns
    head = (
        f'<tr><th scope="col">{name}</th><th scope="col" class="number">{number}</th><th scope="col">{part}</th></tr>'
    )
    body = "\n".join(rows)
    return _scrolled(title, f'<table class="list">\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>')


def _scrolled(title: str, content: str, anchor: str = "") -> str:
    """Return a titled part that scrolls by itself, by keyboard too, where the window is narrow."""
    identity = f' id="{anchor}"' if anchor else ""
    region = f'<div class="scroll" role="region" aria-label="{escape(title)}" tabindex="0">'
    return f"<section>\n<h2{identity}>{escape(title)}</h2>\n{region}\n{content}\n</div>\n</section>"


def _sources(files: tuple[SourceFile, ...]) -> Iterator[str]:
    head = '<tr><th scope="col">Line</th><th scope="col" class="count">Count</th><th scope="col">Source</th></tr>'
    for at, file in enumerate(files):
        rows = "\n".join(_rows(at, file))
        table = f'<table class="code">\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
        yield _scrolled(file.path, table, f"file{at}")


def _rows(at: int, file: SourceFile) -> Iterator[str]:
    """Yield the rows of a file: all of its lines, or, where its text is not at hand, those that code came from."""
    known = {line.number: line for line in file.lines}
    # compilers count no other ends of lines
    texts = file.text.removesuffix("\n").split("\n") if file.text is not None else []
    for number in sorted({*known, *range(1, len(texts) + 1)}):
        line = known.get(number)
        kind, count = ("none", "") if line is None else (_kind(line), _count(line))
        text = escape(texts[number - 1]) if number <= len(texts) else ""
        yield (
            f'<tr id="{_line_id(at, number)}" class="{kind}"><th scope="row">{number}</th>'
            f'<td class="count">{count}</td><td class="text"><pre>{text}</pre></td></tr>'
        )


def _kind(line: SourceLine) -> str:
    if not line.count:
        return "miss"
    return "hit" if all(map(all, line.branches)) else "part"


def _count(line: SourceLine) -> str:
    """Return the count; how many outcomes of the line's branches were seen stands in brackets where some were not."""
    outcomes = [count for branch in line.branches for count in branch]
    seen = sum(map(bool, outcomes))
    return f"{line.count} ({seen}/{len(outcomes)})" if line.count and seen < len(outcomes) else str(line.count)


def _bar(part: int, whole: int) -> str:
    width = 100 * part / whole if whole else 0
    bar = f'<span class="bar" aria-hidden="true"><i style="width:{width:.1f}%"></i></span>'
    return f'<td class="part-cell">{bar}{_percent(part, whole)} <span class="note">({part}/{whole})</span></td>'


def _percent(part: int, whole: int) -> str:
    """Return a share in whole percent, rounded down, so that 100 % means all."""
    return f"{100 * part // whole if whole else 0}\N{NO-BREAK SPACE}%"


def _link(text: str, target: str | None) -> str:
    return f'<a href="#{target}">{escape(text)}</a>' if target else escape(text)


def _line_id(file: int, line: int) -> str:
    return f"file{file}-line{line}"
