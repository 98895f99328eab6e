"""What the templates show: plain data made from communications."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from concordance.beside import Other, There
from concordance.blocks import name_of
from concordance.counterparts import counterparts
from concordance.markup import escape
from concordance.phrases import direction, language_name, long_date, phrases
from concordance.writing import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from concordance.blocks import Text
    from concordance.findings import Finding
    from concordance.model import Communication, Version


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above a text: the publisher's words, not the author's."""

    title: str
    description: str
    date: date | None
    long_date: str
    place: str
    place_language: str
    """The language that the place is in: that of the original, unless it is translated."""
    symbol: str
    references: tuple[str, ...]
    translator: str
    is_original: bool
    label: str
    """Which version this is: « Original français », "English translation"."""
    original_language: str
    """The code of the original's language."""
    original_name: str
    """The name of that language, in the language of the page."""
    stale: tuple[tuple[str, str], ...]
    """The id and the name of each passage whose original has changed since."""

    @property
    def full_name(self) -> str:
        """Name the version where its masthead is not seen: on paper."""
        return f"{self.label}. {self.title}" + (f", {self.long_date}" if self.date else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that may stand beside that of the page."""

    code: str
    name: str
    """The name of its language, in the language of the page."""
    label: str
    """Which version it is, in the language of the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a preview shows it."""

    severity: str
    label: str
    """How severe it is, in the language of the page."""
    rule: str
    message: str
    help: str
    place: str
    """File and line."""
    original: str
    """File and line of the counterpart in the original, if it has one."""
    href: str
    """Leads to the block or line on the page; empty where it is not there."""
    where: str
    """The name of that block or line."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A communication in which something was found."""

    name: str
    """Empty for what lies among the communications."""
    url: str
    findings: tuple[Shown, ...]


def page_of(
    communication: Communication,
    version: Version,
    others: Sequence[There],
    texts: Mapping[str, Text],
    findings: Iterable[Finding] = (),
) -> Page:
    """Give what is on the page of a version besides its text.

    ``others`` are the pages in the other languages, in the order of the site; ``texts`` what
    the versions have been converted to, by their languages.
    """
    original = communication.original
    shown = next(iter(_candidates(communication, version, [one.language for one in others])), None)
    return Page(
        language=version.language,
        others=tuple(others),
        original=next((one for one in others if one.language == original.language), None),
        beside=_beside(communication, version, shown, texts) if shown else None,
        stale=frozenset(_aged(communication, version, shown) if shown else ()),
        kinds={gap.id: _kind(original, gap.id) for gap in version.gaps},
        found=found_on(version, findings),
    )


def _aged(communication: Communication, version: Version, beside: Version) -> Iterator[str]:
    """Give the ids in a version where it and what stands beside it have come apart."""
    if version is communication.original:
        yield from chain.from_iterable(communication.stale.get(beside.language, {}).values())
    else:
        yield from communication.stale.get(version.language, ())


def withdrawn(communication: Communication, version: Version) -> dict[str, str]:
    """Give the ids of the blocks that are gone for good, each with that of the block before it."""
    blocks = communication.record.blocks if communication.record else {}
    there = {block.id for block in version.blocks}  # in a preview, one may be back
    order = ["", *blocks]
    return {id_: before for before, id_ in pairwise(order) if not blocks[id_] and id_ not in there}


def _candidates(
    communication: Communication, version: Version, languages: Sequence[str]
) -> list[Version]:
    """Give what may stand beside a version: beside a translation the original, beside that all."""
    if version is not communication.original:
        return [communication.original]
    there = {translation.language: translation for translation in communication.translations}
    return [there[code] for code in languages if code in there]


def choices(
    communication: Communication, version: Version, languages: Sequence[str]
) -> list[Choice]:
    """Give the versions that a reader may have beside one; what is shown at first stands first."""
    return [
        Choice(
            code=other.language,
            name=language_name(other.language, version.language),
            label=_label(communication, other, version.language),
        )
        for other in _candidates(communication, version, languages)
    ]


def _label(communication: Communication, version: Version, language: str) -> str:
    """Say in a language which version this is: « Original français »."""
    say, name = phrases(language), language_name(version.language, language)
    label = say["original"] if version is communication.original else say["translation"]
    return label.format(language=name)


def _kind(original: Version, id_: str) -> str:
    """Give the kind of a block or part, or of what holds blocks: a quotation, a table."""
    kinds: dict[str, str] = {block.id: block.kind for block in original.blocks}
    kinds |= {section.id: "part" for section in original.sections if section.kind == "part"}
    within = {"row": "table", "quotation": "quotation"}
    held = original.within(id_)
    return kinds.get(id_) or within.get(kinds[held[0]] if held else "", "html")


def _beside(
    communication: Communication, version: Version, shown: Version, texts: Mapping[str, Text]
) -> Other:
    """Give what stands beside a version."""
    original = communication.original
    return Other(
        language=shown.language,
        name=language_name(shown.language, version.language),
        direction=direction(shown.language),
        text=texts[shown.language],
        counterparts=counterparts(
            original, version if version is not original else shown, of=version
        ),
        prevails=shown is original,
    )


def searched(version: Version, content: str) -> str:
    """Give what the search finds of a version, by the ids that are on its page."""
    facts = version.facts
    about = f"<p>{escape(facts.description)}</p>" if facts.description else ""
    return (
        f'<!doctype html><html lang="{version.language}"><body data-pagefind-body>'
        f'<h1 id="__title" data-pagefind-meta="title">{escape(facts.title)}</h1>'
        f"{about}{content}</body></html>"
    )


def masthead(communication: Communication, version: Version) -> Masthead:
    """Give what stands above a version. Facts that stand once come from the original."""
    original, facts = communication.original.facts, version.facts
    language = version.language
    return Masthead(
        title=facts.title,
        description=facts.description,
        date=original.date,
        long_date=long_date(original.date, language) if original.date else "",
        place=facts.place or original.place,
        place_language=language if facts.place else communication.original.language,
        symbol=original.symbol,
        references=original.references,
        translator=facts.translator,
        is_original=version is communication.original,
        label=_label(communication, version, language),
        original_language=communication.original.language,
        original_name=language_name(communication.original.language, language),
        stale=_named(version, communication.stale.get(language, ())),
    )


def _named(version: Version, ids: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Name blocks of a version in its language."""
    language = version.language
    return tuple((b.id, name_of(b.id, b.kind, language)) for b in version.blocks if b.id in ids)


def schema(
    communication: Communication, version: Version, addresses: Mapping[str, str]
) -> dict[str, Any]:
    """Describe a version to machines, after schema.org's CreativeWork."""
    original, facts = communication.original, version.facts
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Message",
        "@id": addresses[version.language],
        "url": addresses[version.language],
        "name": facts.title,
        "inLanguage": version.language,
    }
    if facts.description:
        described["description"] = facts.description
    if original.facts.date:
        described["dateCreated"] = original.facts.date.isoformat()
    if original.facts.references:
        described["mentions"] = list(original.facts.references)
    if version is original:
        described["workTranslation"] = [
            {"@id": addresses[translation.language]}
            for translation in communication.translations
            if translation.language in addresses
        ]
    elif original.language in addresses:
        described["translationOfWork"] = {"@id": addresses[original.language]}
    if facts.translator:
        described["translator"] = facts.translator
    return described


SEVERITIES = ("error", "warning", "note")


def found_on(version: Version, findings: Iterable[Finding]) -> dict[str, str]:
    """Give the ids in a version in which something was found, each with the worst of it."""
    found: dict[str, str] = {}
    for finding in findings:
        sides = [side for side in (finding.original, finding.translation) if side]
        if any(side.language == version.language for side in sides):
            worst = min(found.get(finding.id, "note"), finding.severity, key=SEVERITIES.index)
            found[finding.id] = worst
    return found


def shown(
    findings: Iterable[Finding], language: str, version: Version | None = None
) -> tuple[Shown, ...]:
    """Give findings as the page of a version shows them, or that of a text as it is."""
    return tuple(_shown(finding, language, version) for finding in findings)


def _shown(finding: Finding, language: str, version: Version | None) -> Shown:
    say = phrases(language)
    href, where = _on_page(finding, language, version)
    both = finding.translation and finding.original
    return Shown(
        severity=finding.severity,
        label=say[f"finding_{finding.severity}"],
        rule=finding.rule,
        message=finding.message,
        help=finding.help,
        place=str(finding.place or ""),
        original=str(finding.original) if both else "",
        href=href,
        where=where,
    )


def _on_page(finding: Finding, language: str, version: Version | None) -> tuple[str, str]:
    """Give the address and the name of what a finding is about, if it is on the page."""
    say = phrases(language)
    if version:
        kinds: dict[str, str] = {block.id: block.kind for block in version.blocks}
        kinds |= {part.id: "part" for part in version.sections if part.kind == "part"}
        kind = kinds.get(finding.id)
        return (f"#{finding.id}", name_of(finding.id, kind, language)) if kind else ("", "")
    sides = [side for side in (finding.translation, finding.original) if side]
    line = next((side.line for side in sides if side.language == language), 0)
    return (f"#line_{line}", say["finding_line"].format(number=line)) if line else ("", "")


def faulty(
    findings: Iterable[Finding], language: str, addresses: Mapping[tuple[str, str], str]
) -> list[Faulty]:
    """List the communications in which something was found."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.communication, []).append(finding)
    others = {name: url for (name, _), url in addresses.items()}
    return [
        Faulty(name, addresses.get((name, language), others.get(name, "")), shown(those, language))
        for name, those in sorted(grouped.items())
    ]
