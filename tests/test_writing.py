"""What is written of a text, once and in pieces, is what Python-Markdown would write of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

import lxml.html
import pytest
from markdown import Markdown

from concordance import writing
from concordance.blocks import NAME
from concordance.writing import Page, resolved, sources
from tests.made import page
from tests.test_lines import TEXTS

if TYPE_CHECKING:
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

SOURCES = {"hard": HARD} | {name: text for name, (text, *_) in TEXTS.items()}
LINKS = re.compile(r'<span class="links".*?</span>')
LABELS = re.compile(r' aria-label="[^"]*"')


def plain(html: str) -> str:
    """Leave out what is added to a text, to see the text itself."""
    root = lxml.html.fragment_fromstring(LABELS.sub("", LINKS.sub("", html)), create_parent=True)
    return str(lxml.html.tostring(root, encoding="unicode"))


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_page__is_what_markdown_would_make(site_reader: Reader, source: str) -> None:
    configs = {**site_reader.extension_configs, NAME: {"language": "fr"}}
    names = [one for one in site_reader.extensions if one != NAME]
    expected = Markdown(extensions=[*names, NAME], extension_configs=configs).convert(source)
    assert plain(page(site_reader, source, "fr")) == plain(expected)


def test_page__leaves_the_text_as_it_is(site_reader: Reader) -> None:
    blocks = site_reader.extension
    blocks.setConfig("left_out", {})
    text = writing.finish(blocks, blocks.convert(HARD), "fr", {})
    before = tostring(text.root)
    pages = [writing.write(blocks, text, Page("fr")) for _ in range(2)]
    assert pages[0] == pages[1]
    assert tostring(text.root) == before
    assert "permalink" not in before.decode()


def test_ways_back__in_the_language_of_the_page(site_reader: Reader) -> None:
    html = page(site_reader, HARD, "fr")
    assert html.count('title="Retour au texte, note 1"') == 2  # it is referred to twice
    assert html.count('title="Retour au texte, note 2"') == 1


def test_found__marks_the_blocks(site_reader: Reader) -> None:
    found = {"para_1": "error", "named": "warning", "para_99": "note"}
    html = page(site_reader, HARD, "fr", found=found)
    assert html.count("data-finding") == 2
    root = lxml.html.fromstring(html)
    assert root.xpath("string(//*[@id='para_1']/@data-finding)") == "error"
    assert root.xpath("string(//*[@id='named']/@data-finding)") == "warning"


LINKED = """See [it](../b/index.md?a=1&b=2#para_3 "T"), [here](#para_1), ![it](scan.png), <a@b.org>,
[out](https://example.org/#x), [//host](//example.org) and [odd](<a "b" & c.md>).
"""


def test_sources__are_those_that_may_be_of_the_site(site_reader: Reader) -> None:
    blocks = site_reader.extension
    blocks.setConfig("left_out", {})
    text = writing.finish(blocks, blocks.convert(LINKED), "en", {})
    html = writing.write(blocks, text, Page("en"))
    expected = ["../b/index.md?a=1&b=2#para_3", "#para_1", "scan.png", 'a "b" & c.md']
    assert list(sources(html)) == expected
    told = resolved(html, lambda link: f"<{link}>" if '"' in link else "../there/")
    root = lxml.html.fragment_fromstring(told, create_parent=True)
    assert root.xpath(".//a[@title]/@href | .//img/@src") == ["../there/", "../there/"]
    assert root.xpath("string((.//p/a)[last()]/@href)") == '<a "b" & c.md>'
    assert "x-source" not in told
