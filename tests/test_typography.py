# ruff: noqa: RUF001 (signs of many scripts)
"""What holds together on a line, in each language; and not a character is changed.

In these texts, what must hold together stands between ⟨ and ⟩.
"""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from concordance.markup import markup
from concordance.typography import LONGEST, html, pieces

HELD_RE = re.compile(r'<span class="nb">(.*?)</span>', re.DOTALL)
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh", "xx")


def marked(text: str, code: str, *, last: bool = False) -> str:
    """Mark what holds together in a text."""
    found = pieces(text, code, last=last)
    return "".join(f"⟨{piece}⟩" if held else piece for piece, held in found)


def set_as(xml: str, code: str) -> str:
    """Mark what holds together in an element."""
    element = fromstring(xml)  # noqa: S314  (written below)
    return re.sub(r'<span class="nb">(.*?)</span>', r"⟨\1⟩", markup(element, code))


def bare(text: str) -> str:
    return re.sub("[⟨⟩]", "", text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # Marks
        ("fr", "Il a ⟨dit :⟩ ⟨oui ;⟩ ⟨non !⟩ ⟨pourquoi ?⟩ Fin."),
        ("fr", "le mot ⟨« oui »⟩ et ⟨« un⟩ long ⟨mot »,⟩ ⟨(« oui »)⟩ et ⟨l’« oui »⟩"),
        ("fr", "⟨« M. Dupont » ;⟩ suite"),
        ("fr", "d'une ⟨part —⟩ et de ⟨l'autre –⟩ fin"),
        ("fr", "une ligne ⟨«\ncoupée\n» ;⟩\nici"),
        ("ru", "⟨Женева —⟩ город ⟨мира –⟩ да"),
        ("es", "el ⟨acuerdo —⟩ una vez"),
        # Dates
        ("fr", "le ⟨15 mars⟩ 2024, le ⟨1er août⟩ et le ⟨3 déc.⟩ suivant, du ⟨10-15 Mai⟩ au"),
        ("en", "on ⟨15 March⟩ 2024 and ⟨March 15,⟩ 2024 and the ⟨1st of May,⟩ that"),
        ("es", "el ⟨15 de marzo⟩ de 2024"),
        ("ru", "от ⟨15 марта⟩ 2024 года и ⟨2024 г.⟩ и далее"),
        ("ar", "في ⟨15 آذار/مارس⟩ 2024 و ⟨١٥ كانون الأول/ديسمبر⟩ وقد"),
        ("zh", "大会⟨2024年3月15日⟩通过⟨2024 年 3 月 15 日⟩的⟨2024年⟩"),
        # Numbers, and what stands after or before them
        ("fr", "soit ⟨10 000⟩ habitants, ⟨1 234 567,5⟩ unités et ⟨12 000 %⟩ de"),
        ("fr", "de ⟨12,5 %⟩ à ⟨40 €⟩ pour ⟨10 000 km⟩ ou ⟨5 kg,⟩ à ⟨20 °C⟩ et ⟨15 h 30⟩ précises"),
        ("en", "at ⟨10 %⟩ of ⟨$ 5⟩ and ⟨EUR 1,000⟩ over ⟨5 km⟩ at ⟨3.30 p.m.⟩ on"),
        ("fr", "pour ⟨3 millions⟩ de dollars et ⟨4,5 milliards⟩ d'euros"),
        ("en", "some ⟨3 million⟩ dollars"),
        ("ru", "до ⟨10 000 км⟩ и ⟨5 %⟩ от"),
        ("zh", "增长⟨15%⟩，约⟨10 000公里⟩，共⟨30公顷⟩"),
        # Symbols and references
        ("fr", "la résolution ⟨78/123,⟩ la cote ⟨A/RES/78/123⟩ ou ⟨(S/2024/12)⟩ en ⟨2024-2030⟩ de"),
        ("en", "resolution ⟨2467 (2019)⟩ and ⟨S/RES/2467 (2019)⟩ on ⟨COVID-19⟩ in ⟨2030–2033⟩ was"),
        ("es", "la resolución ⟨3379 (XXX)⟩ de la"),
        ("zh", "第⟨78/123⟩号和第⟨2467(2019)⟩号决议，⟨A/RES/78/123⟩和⟨2024-2030⟩年"),
        # Abbreviations
        ("fr", "⟨n° 5,⟩ ⟨l'art. 5,⟩ ⟨(par. 3)⟩ et ⟨chap. IV,⟩ ⟨Art. 12⟩ et ⟨p. 7⟩ puis"),
        ("en", "⟨No. 5⟩ and ⟨para. 3,⟩ ⟨Chap. II⟩ of"),
        ("es", "el ⟨párr. 3⟩ y ⟨n.º 5⟩ de"),
        ("ru", "в ⟨№ 5⟩ и ⟨ст. 7⟩ о"),
        ("ar", "القرار ⟨رقم 5⟩ من"),
        # Forms of address
        ("fr", "⟨M. Dupont,⟩ ⟨Mme Sall⟩ et ⟨MM. les⟩ ministres"),
        ("en", "⟨Mr. Smith⟩ and ⟨Ms. Ng⟩ with ⟨Dr Lee⟩ said"),
        ("es", "el ⟨Sr. Pérez⟩ y la ⟨Dra. Ruiz⟩ de"),
        ("ru", "⟨г-н Иванов⟩ и ⟨г-жа Петрова⟩ из"),
        ("ar", "قال ⟨السيد أحمد⟩ إن"),
    ],
)
def test_pieces__what_holds_together(code: str, text: str) -> None:
    assert marked(bare(text), code) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Il a dit: oui; non! pourquoi? «mot» :a ;b"),
        ("fr", "il a dit\u00a0: «\u00a0oui\u202f»"),
        ("fr", "concernant 3 États, 15 marches et 15, mars"),
        ("fr", "en 2024 100 personnes, en 2024 mars fut long, 12 1000 et nos 15 membres"),
        ("fr", "et/ou mais vice-président, LMme Sall et km/h"),
        ("en", "a note : that « is » spaced ; as French — and – this"),
        ("en", "15 of them, May 2024, he may 15 times; no 5 and the Lords"),
        ("en", "mars 15 and 3 people on 5 boats, all (2019) of them"),
        ("es", "dijo : « no » ; 15 de los 20 de cada"),
        ("ru", "сказал : « да » ; 15 мартовских"),
        ("ar", "قال : « نعم » ؛ 15 كتابا"),
        ("zh", "他说 : 大会 ; 3个 第5次"),
        ("xx", "mot : « mot » 15 mars"),
    ],
)
def test_pieces__what_need_not_hold_together(code: str, text: str) -> None:
    assert marked(text, code) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "vu la ⟨résolution 2024.⟩"),
        ("fr", "à ⟨savoir 15⟩ \n"),
        ("fr", "en ⟨tout 10 000 %.⟩"),
        ("en", "as in ⟨annex 5)⟩"),
        ("ru", "за ⟨год 15⟩"),
        ("ar", "في ⟨عام ٢٠٢٩.⟩"),
    ],
)
def test_pieces__a_last_number_is_not_left_alone(code: str, text: str) -> None:
    assert marked(bare(text), code, last=True) == text
    assert marked(bare(text), code) != text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # A symbol may be parted after a slash.
        ("en", "see ⟨HRI/GEN/1/Rev.9/Vol.I/Add.1/⟩⟨Corr.2⟩ on"),
        # Where there is no room for all, a mark stays with the word before it.
        ("fr", "soit 10 000 000 000 000 000 000 000 ⟨000 :⟩ fin"),
        ("fr", "une inter-gouvernementalisation-là : fin"),
    ],
)
def test_pieces__nothing_long_holds_together(code: str, text: str) -> None:
    assert marked(bare(text), code) == text
    assert max(map(len, re.findall("⟨(.*?)⟩", text)), default=0) <= LONGEST


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "<p>⟨a :⟩ b</p>"),
        ("fr", '<p><a href="#a">le ⟨15 mars⟩</a></p>'),
        # What is beside an element is held to it by its blank.
        ("fr", "<p>dit <em>A</em>⟨ :⟩ ⟨« ⟩<em>B</em>⟨ »⟩</p>"),
        # Neither in code nor in the links of a block
        ("fr", "<p><code>a : b</code></p>"),
        ("fr", "<div><pre>a : b</pre> ⟨c :⟩ d</div>"),
        ("fr", '<p>a<b class="links">b : c</b></p>'),
        # By the rules of the language that it is in
        ("fr", '<p>⟨a :⟩ <q lang="en">b : c</q>⟨ :⟩ d</p>'),
        ("en", '<p lang="fr">⟨a :⟩ b</p>'),
        # Where a line ends
        ("fr", "<ul><li>⟨a 5⟩<ul><li>⟨b 6⟩</li></ul></li></ul>"),
        ("fr", '<p>⟨a 5⟩<span class="links"></span></p>'),
        ("fr", "<p>⟨a 5⟩<br />b <em>c 6</em> d</p>"),
        ("fr", "<p>a 5 <em>b</em> ⟨c 6⟩</p>"),
    ],
)
def test_markup(code: str, text: str) -> None:
    assert set_as(bare(text), code) == text


def test_markup__a_long_symbol_may_part() -> None:
    parted = "<p>⟨HRI/GEN/1/Rev.9/Vol.I/Add.1/⟩<wbr />⟨Corr.2⟩</p>"
    assert set_as("<p>HRI/GEN/1/Rev.9/Vol.I/Add.1/Corr.2</p>", "en") == parted


def test_html() -> None:
    assert html("<b> : A & B", "fr") == '<span class="nb">&lt;b&gt; :</span> A &amp; B'
    assert html("A/RES/78/123", "en") == '<span class="nb">A/RES/78/123</span>'


# --- Whatever the text --------------------------------------------------------------------

PLACEHOLDERS = (
    AMP_SUBSTITUTE, f"{STX}wzxhzdk:0{ETX}", f"{STX}wzxhzdk:17{ETX}", f"{STX}45{ETX}",
    f"{STX}qq3936677670287331zz{ETX}", f"{STX}klzzwxh:0001{ETX}",
)  # fmt: skip
"""What Python-Markdown puts into a text for what it has put away."""
WORDS = (
    "15", "mars", "March", "марта", "de", "marzo", "10", "000", "%", "€", "km", "h", "78/123",
    "A/RES/78/123", "(2019)", "n°", "art.", "No.", "M.", "Mr.", "Dupont", "«", "»", ";", ":", "—",
    "2024年3月15日", "l'", "HRI/GEN/1/Rev.9/Vol.I/Add.1/Corr.2", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    " ", " ", " ", "\n", "\t", "\u00a0", "<", "&",
)  # fmt: skip
made = st.lists(st.sampled_from((*WORDS, *PLACEHOLDERS)), max_size=12)
likely = made.map("".join) | made.map(" ".join)
texts = st.text(max_size=60) | likely
codes = st.sampled_from(LANGUAGES)


@given(text=texts, code=codes, last=st.booleans())
def test_pieces__are_the_text(text: str, code: str, *, last: bool) -> None:
    found = pieces(text, code, last=last)
    assert "".join(piece for piece, _ in found) == text
    assert all(piece for piece, _ in found)
    assert all(len(piece) <= LONGEST for piece, held in found if held)


@given(text=likely, code=codes, last=st.booleans())
def test_pieces__leave_placeholders_whole(text: str, code: str, *, last: bool) -> None:
    for piece, _ in pieces(text, code, last=last):
        assert piece.count(STX) == piece.count(ETX)


@given(text=texts, code=st.sampled_from(("ar", "en", "es", "fr", "ru", "xx")), last=st.booleans())
def test_pieces__break_no_word(text: str, code: str, *, last: bool) -> None:
    blanks, parts = " \t\n", [piece for piece, _ in pieces(text, code, last=last)]
    for piece, following in pairwise(parts):
        assert piece[-1] in blanks or following[0] in blanks or piece[-1] == "/"


trees = st.recursive(
    st.tuples(st.just("p"), texts, st.just(())),
    lambda inner: st.tuples(
        st.sampled_from(("p", "em", "li", "code", "span")),
        texts,
        st.lists(st.tuples(inner, texts), max_size=3).map(tuple),
    ),
    max_leaves=6,
)


def grown(tree: tuple, parent: Element | None = None) -> Element:  # type: ignore[type-arg]
    tag, text, children = tree
    element = SubElement(parent, tag) if parent is not None else Element(tag)
    element.text = text
    for child, tail in children:
        grown(child, element).tail = tail
    return element


@given(tree=trees, code=codes)
def test_markup__changes_no_text_and_nests_nothing(tree: tuple, code: str) -> None:  # type: ignore[type-arg]
    element = grown(tree)
    bare_, set_ = markup(element, ""), markup(element, code)
    assert HELD_RE.sub(r"\1", set_).replace("<wbr />", "") == bare_
    assert "<" not in "".join(HELD_RE.findall(set_))
