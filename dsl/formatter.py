"""The one canonical layout of specs: `.weft` and `.feature` files, and the ```weft blocks of Markdown."""

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Source, WeftError
from .blocks import FeatureLines, RawBlock
from .clauses import default_parser
from .fences import Fence, keep_only, read_fences
from .formatter_blocks import lay_out_blocks
from .formatter_gherkin import lay_out_gherkin
from .formatter_lines import Line, Role, print_lines
from .formatter_meaning import meaning_of
from .gherkin.document import GherkinDocument
from .gherkin.parser import parse_document
from .parser import SourceParser
from .syntax_tree import SourceFile

BYTE_ORDER_MARK = "\ufeff"


class LostMeaning(WeftError, ValueError):
    """A layout that would mean something else: a bug of the formatter, found before any harm is done."""


def format_source(source: Source) -> str:
    """Return the text of a source in the canonical layout; one with syntax errors comes back as it is."""
    return try_to_format(source)[0]


def try_to_format(source: Source) -> tuple[str, list[Diagnostic]]:
    """Do as `format_source`, and return the syntax errors as well. Raise LostMeaning rather than change a spec."""
    if source.text.startswith(BYTE_ORDER_MARK):
        text, problems = try_to_format(replace(source, text=source.text[1:]))
        return BYTE_ORDER_MARK + text, problems
    tree, problems = _parse(source)
    if problems:
        return source.text, problems
    text = _print(source)
    if text != source.text:
        after, new_problems = _parse(replace(source, text=text))
        if new_problems or meaning_of(after) != meaning_of(tree):
            raise LostMeaning(f"{source.name}: laying it out would change what it says; it was left as it is")
    return text, []


def _parse(source: Source) -> tuple[SourceFile | GherkinDocument, list[Diagnostic]]:
    if source.name.endswith(".feature"):
        return parse_document(source)
    parser = SourceParser(_without_prose(source), default_parser())
    return parser.parse(), parser.diagnostics


def _without_prose(source: Source) -> Source:
    """Return what is a spec in a source, at its place."""
    if not source.name.endswith(".md"):
        return source
    return keep_only(source, {number for fence in _weft_fences(source) for number in fence.content})


def _weft_fences(source: Source) -> list[Fence]:
    return [fence for fence in read_fences(source.text) if fence.is_weft]


def _print(source: Source) -> str:
    """Return the layout of a source without errors."""
    line_end = "\r\n" if _is_windows(source.text) else "\n"
    lines = _lay_out(_without_prose(source))
    if source.name.endswith(".md"):
        return _print_fences(source, lines, line_end)
    return "".join(f"{line}{line_end}" for line in print_lines(lines))


def _is_windows(text: str) -> bool:
    return 0 < text.count("\n") == text.count("\r\n")


def _lay_out(source: Source) -> list[Line]:
    """Return all lines that are not empty, in order."""
    last = source.text.count("\n") + 1
    if source.name.endswith(".feature"):
        return lay_out_gherkin(source, parse_document(source)[0].feature, 1, last)
    parser = SourceParser(source, default_parser())
    parser.parse()
    lines = lay_out_blocks(source, [part for part in parser.parts if isinstance(part, RawBlock)])
    for part in parser.parts:
        if isinstance(part, FeatureLines):
            document, _ = parse_document(source, part.first, part.last)
            lines += lay_out_gherkin(source, document.feature, part.first, part.last)
    known = {line.number for line in lines}
    texts = {number: source.line(number).strip() for number in range(1, last + 1) if number not in known}
    lines += [Line(number, text, role=Role.COMMENT) for number, text in texts.items() if text]
    return sorted(lines, key=lambda line: line.number)


def _print_fences(source: Source, lines: list[Line], line_end: str) -> str:
    """Return a Markdown text with the content of its ```weft blocks laid out; all else stays, byte for byte."""
    old = source.text.split("\n")
    new: list[str] = []
    done = 0
    for fence in _weft_fences(source):
        printed = print_lines([line for line in lines if line.number in fence.content], fence.indent)
        new += old[done : fence.opened] + [line + line_end[:-1] for line in printed]
        done = fence.closed - 1
        if printed and done == len(old):
            new.append("")
    return "\n".join(new + old[done:])
