"""Images in literate specs: they are found outside code, and belong to the page or feature beside them."""

import pytest

from weft.diagnostics import Source
from weft.dsl.clauses import default_parser
from weft.dsl.fences import keep_only, read_fences
from weft.dsl.images import linked_images, owner_of
from weft.dsl.parser import SourceParser
from weft.dsl.syntax_tree import Block

PAGE = '```weft\nPage: {} at "/"\n```\n'
FEATURE = "```weft\nFeature: REQ-1 Search\n```\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ![Home](home.png) b", [("home.png", "Home")]),
        ("![](a.png)![b c](<b c.png> 'title')", [("a.png", ""), ("b c.png", "b c")]),
        ('![x]( ./a-(b.png "title" )', [("./a-(b.png", "x")]),
        ("[a link](a.png) and !(no) [image]", []),
        ("`![code](a.png)` <!-- ![note](b.png)\n --> ![c](c.png)", [("c.png", "c")]),
        ("```\n![a](a.png)\n```\n~~~weft\n![b](b.png)\n~~~\n![c](c.png)", [("c.png", "c")]),
        ("```\n![a](a.png)\n", []),
        ("", []),
    ],
)
def test_images_are_found_in_prose(text: str, expected: list[tuple[str, str]]) -> None:
    found = linked_images(Source("a.md", text))
    assert [(image.path, image.alt) for image in found] == expected
    assert all(image.span.text.startswith(f"![{image.alt}](") for image in found)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        pytest.param(f"# A\n{PAGE.format('One')}![i](i.png)\n{PAGE.format('Two')}", "One", id="the page before it"),
        pytest.param(f"# A\n{PAGE.format('One')}{FEATURE}![i](i.png)\n", "REQ-1", id="the feature before it"),
        pytest.param(f"{PAGE.format('One')}# A\n![i](i.png)\n{PAGE.format('Two')}", "Two", id="under another heading"),
        pytest.param(f"![i](i.png)\n## B\n{FEATURE}", "REQ-1", id="above all"),
        pytest.param(f"# A\n{PAGE.format('One')}```\n# no heading\n```\n![i](i.png)", "One", id="a heading in code"),
        pytest.param(f"{PAGE.format('One')}\n# A\n![i](i.png)", None, id="none under its heading and none after it"),
        pytest.param("![i](i.png)\n```weft\nRole: A\n```\n", None, id="neither page nor feature"),
    ],
)
def test_an_image_belongs_to(text: str, owner: str | None) -> None:
    source = Source("a.md", text)
    kept = {number for fence in read_fences(text) if fence.is_weft for number in fence.content}
    file = SourceParser(keep_only(source, kept), default_parser()).parse()
    [image] = linked_images(source)
    found = owner_of(image, file)
    if isinstance(found, Block):
        assert found.header.name and found.header.name.text == owner
    else:
        assert (found and found.document.feature and found.document.feature.name.split()[0]) == owner
