"""All pages of these tests are served with a strict policy: it is that of the README, and holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.serving import POLICY
from tests.built import LETTER, PROJECT

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

ADD = """() => {
  const style = document.createElement("style");
  style.textContent = "h1 { color: rgb(1, 2, 3) }";
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.head.append(style, script);
  document.querySelector("h1").setAttribute("style", "color: rgb(1, 2, 3)");
  return [getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)", "ran" in window];
}"""


def test_publishers_are_told_the_policy() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"\nContent-Security-Policy: {POLICY}\n" in readme


def test_what_stands_within_a_page_has_no_effect(visit: Visit) -> None:
    page = visit(LETTER, troubled=True)
    assert page.evaluate(ADD) == [False, False]
