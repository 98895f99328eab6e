"""What is known of every rule: how grave it is, what it means, what to do, and an example.

One text, in ``catalogue.yml``, from which all that explains a rule is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from concordance.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concordance.findings import Severity

Family = Literal["structure", "content", "permanence", "source"]
SOURCE = Path(__file__).with_name("catalogue.yml")


@dataclass(frozen=True, slots=True)
class Example:
    """A communication that breaks a rule, and the same communication mended."""

    original: str
    mended: str
    defect: str | None = None
    """``None`` where the defect is that there is no file."""
    languages: tuple[str, str] = ("fr", "en")
    """Of the original, and of the translation."""
    glossary: str = ""
    """What ``glossary.yml`` must hold for it."""
    published: tuple[str, ...] = ()
    """Both texts as they were approved; nothing where it does not matter."""
    published_as: str = ""
    """The name of the folder then, where it has been renamed."""
    mended_original: str = ""
    """The original, where that has to be mended as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of this name says."""

    name: str
    family: Family
    severity: Severity
    meaning: str
    """What is wrong, and why that matters: a sentence or two for editors."""
    cure: str
    """What to do about it."""
    example: Example

    @property
    def waivable(self) -> bool:
        """Whether an editor may say that a finding is right as it is.

        Where the source itself is at fault, or there is no translation that could say so,
        nobody may.
        """
        return self.family in {"structure", "content"} and self.name != "missing-translation"


@cache
def catalogue() -> Mapping[str, Rule]:
    """Give every rule by its name, in the order of the catalogue."""
    written = load_table(SOURCE)
    return MappingProxyType({name: _rule(name, **entry) for name, entry in written.items()})


def severity(rule: str) -> Severity:
    """Say how grave a finding of a rule is.

    Raises:
        KeyError: there is no such rule.

    """
    return catalogue()[rule].severity


def _rule(
    name: str,
    *,
    family: Family,
    meaning: str,
    cure: str,
    example: Mapping[str, Any],
    severity: Severity = "error",
) -> Rule:
    pairs = {key: tuple(example[key]) for key in ("languages", "published") if key in example}
    return Rule(name, family, severity, meaning, cure, Example(**{**example, **pairs}))
