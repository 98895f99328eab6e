"""A page goes on from what the check has converted, and comes out as if converted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import tostring

import lxml.html
import pytest
from markdown import Markdown

from concordance.blocks import NAME, Blocks, Text
from tests.test_lines import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concordance.reading import Reader

HARD = """The *first*[^1] & a [link](https://example.org/?a=1&b=2), AT&amp;T.

/// untranslated | annex_1
///

- (a) One `code`[^1];
- (b) two.

| a | b |
|---|---|
| 1 | *2* |

```python
x < 1 & y
```

<div id="raw"><p>Raw &copy;</p></div>

> Said <b>aloud</b>.

## Heading { #named }

Last[^2].
{ #end data-x="1" }

[^1]: A note.
[^2]: Another.

    It goes on.
"""
PAGE: Mapping[str, Any] = {
    "links": True,
    "language": "fr",
    "others": [{"language": "en", "name": "anglais", "href": "../en/"}],
    "original": {"language": "en", "name": "anglais", "href": "../en/"},
    "left_out": {"annex_1": ("annex_1", "annex_1__para_1")},
    "kinds": {"annex_1": "part"},
}


def make(reader: Reader, **options: object) -> tuple[Markdown, Blocks]:
    configs = {**reader.extension_configs, NAME: options}
    extensions = [one for one in reader.extensions if one != NAME]
    md = Markdown(extensions=[*extensions, NAME], extension_configs=configs)
    (blocks,) = [one for one in md.registeredExtensions if isinstance(one, Blocks)]
    return md, blocks


def converted(reader: Reader, source: str) -> Text:
    return make(reader, left_out=PAGE["left_out"])[1].convert(source)


SOURCES = {"hard": HARD} | {name: text for name, (text, *_) in TEXTS.items()}


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_page__same_html(site_reader: Reader, source: str) -> None:
    anew = make(site_reader, **PAGE)[0].convert(source)
    assert make(site_reader, **PAGE, text=converted(site_reader, source))[0].convert(source) == anew


def test_page__is_not_converted_again(site_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    md, _ = make(site_reader, **PAGE, text=converted(site_reader, HARD))
    parsed: list[str] = []
    parse = md.parser.parseDocument

    def noted(lines: list[str]) -> object:
        parsed.extend(lines)
        return parse(lines)

    monkeypatch.setattr(md.parser, "parseDocument", noted)
    assert "The <em>first</em>" in md.convert(HARD)
    assert "".join(parsed) == ""


def test_copy__leaves_the_text_as_it_is(site_reader: Reader) -> None:
    text = converted(site_reader, HARD)
    before = tostring(text.root)
    pages = [make(site_reader, **PAGE, text=text.copy())[0].convert(HARD) for _ in range(2)]
    assert pages[0] == pages[1]
    assert tostring(text.root) == before
    assert "permalink" not in before.decode()


def test_ways_back__in_the_language_of_the_page(site_reader: Reader) -> None:
    text = converted(site_reader, HARD)
    html = make(site_reader, **PAGE, text=text)[0].convert(HARD)
    assert html.count('title="Retour au texte, note 1"') == 2  # it is referred to twice
    assert html.count('title="Retour au texte, note 2"') == 1


def test_found__marks_the_blocks(site_reader: Reader) -> None:
    found = {"para_1": "error", "named": "warning", "para_99": "note"}
    html = make(site_reader, **PAGE, found=found)[0].convert(HARD)
    assert html.count("data-finding") == 2
    root = lxml.html.fromstring(html)
    assert root.xpath("string(//*[@id='para_1']/@data-finding)") == "error"
    assert root.xpath("string(//*[@id='named']/@data-finding)") == "warning"
