"""What was published: links that would break or lead elsewhere, and translations that have aged.

The text of a block is known again by its print, changed or not, wherever it has gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from concordance.counterparts import counterparts
from concordance.findings import Finding
from concordance.fingerprint import alike, is_of, print_of, same
from concordance.rules.catalogue import severity
from concordance.rules.pairing import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from concordance.model import Block, Communication, Version
    from concordance.reading import Reader
    from concordance.record import Record


ADVERBS = ("bis", "ter", "quater", "quinquies", *(f"bis{n}" for n in range(2, 1000)))
BIS = re.compile(r"(?:bis\d*|ter|quater|quinquies)$")
MOST_CHANGES = 3
Wording = Callable[[str], str]
"""From the print of a text that was published to the text, as far as that is known."""


def check(
    reader: Reader, communication: Communication, record: Record, wording: Wording
) -> Iterator[Finding]:
    """Find what has become of the links that readers may hold, and of the translations."""
    published = Published(reader, communication, record)
    yield from published.left()
    yield from published.lost()
    yield from published.moved()
    yield from published.replaced()
    yield from published.stale(wording)


def prints(original: Version) -> dict[str, str]:
    """Take the print of every block of an original, by id."""
    return {block.id: print_of(block.words) for block in original.blocks}


def basis(original: Version, translation: Version) -> dict[str, str]:
    """Take the print of the original text that each block of a translation stands for."""
    made_from = _made_from(original, translation)
    return {id_: print_of(text) for id_, text in _texts(original, made_from).items()}


def _texts(original: Version, made_from: Mapping[str, Sequence[str]]) -> dict[str, str]:
    words = {block.id: block.words for block in original.blocks}
    return {id_: " ".join(words[one] for one in ids) for id_, ids in made_from.items()}


def _made_from(original: Version, translation: Version) -> dict[str, tuple[str, ...]]:
    """Say which blocks of the original each block of a translation stands for."""
    found = counterparts(original, translation, of=translation)
    ids = {
        block.id: tuple(one for one in found.ids[block.id] if one not in found.alone)
        for block in translation.blocks
    }
    return {id_: ours for id_, ours in ids.items() if ours}


class Stale(NamedTuple):
    """A block of a translation whose original has changed since it was approved."""

    then: str
    """The print of what its original was."""
    made_from: tuple[str, ...]
    """The ids of its original."""


def stale(original: Version, translation: Version, record: Record) -> dict[str, Stale]:
    """Give the blocks of a translation, by id, whose original has changed since their approval.

    Where blocks are missing from a translation, so that its ids are shifted, a block is found
    under that of its original. Nothing is said of an original that is another paragraph than was
    published under its id: its translation has not aged.
    """
    then = record.of(translation.language)
    ids, found = _made_from(original, translation), {}
    for id_, now in _texts(original, ids).items():
        names = (*ids[id_], id_) if len(ids[id_]) == 1 else (id_,)
        known = [then[name] for name in names if name in then]
        if known and not any(is_of(one, now) for one in known):
            found[id_] = Stale(known[0], ids[id_])
    others = astray(record.of(original.language), prints(original)) if found else set()
    return {id_: one for id_, one in found.items() if others.isdisjoint(one.made_from)}


def with_stale(communication: Communication) -> Communication:
    """Note in a communication, once for all who show it, what of its translations has aged."""
    record, original = communication.record, communication.original
    if not record:
        return communication
    found = {one.language: stale(original, one, record) for one in communication.translations}
    ids = {
        language: {id_: one.made_from for id_, one in aged.items()}
        for language, aged in found.items()
    }
    return replace(communication, stale=ids)


def astray(then: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Give the ids under which there is no longer the published text, be it mended."""
    return {
        id_
        for id_, fate in fates_of(then, now).items()
        if fate != id_ or not alike(then[id_], now[id_])
    }


def fates_of(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Say where the text of each published block stands now, by its id; "" where it is gone.

    A text is looked for as it was, then as it may have been mended; first under its own id,
    then under any other, in the order in which the two stood.
    """
    fates: dict[str, str] = {}
    for known in (same, alike):
        for id_, text in then.items():
            if id_ not in fates and id_ in now and known(text, now[id_]):
                fates[id_] = id_
        taken = set(fates.values())
        free = [id_ for id_ in now if id_ not in taken]
        for id_, text in then.items():
            if id_ in fates:
                continue
            if found := next((one for one in free if known(text, now[one])), None):
                free.remove(found)
                fates[id_] = found
    # What is left under its own id has been written anew, unless another text has come there.
    taken = set(fates.values())
    for id_ in then:
        if id_ not in fates:
            fates[id_] = id_ if id_ in now and id_ not in taken else ""
    return {id_: fates[id_] for id_ in then}


@dataclass(frozen=True)
class Published:
    """A communication, and what is recorded of it."""

    reader: Reader
    communication: Communication
    record: Record

    @property
    def original(self) -> Version:
        """The original, as it is now."""
        return self.communication.original

    @cached_property
    def then(self) -> dict[str, str]:
        """The prints that were recorded of the original."""
        return self.record.of(self.original.language)

    @cached_property
    def now(self) -> dict[str, str]:
        """The prints of the original as it is."""
        return prints(self.original)

    @cached_property
    def fates(self) -> dict[str, str]:
        """Where each published text stands now."""
        return fates_of(self.then, self.now)

    @cached_property
    def gone(self) -> list[str]:
        """The ids whose texts are gone."""
        return [id_ for id_, fate in self.fates.items() if not fate]

    @cached_property
    def anew(self) -> list[str]:
        """The ids whose texts are so different that they may be others."""
        return [
            id_
            for id_, fate in self.fates.items()
            if fate == id_ and not alike(self.then[id_], self.now[id_])
        ]

    def left(self) -> Iterator[Finding]:
        """Find addresses that were published, from which nothing leads to the present one."""
        here, facts = self.communication.address, self.original.facts
        for address in self.record.addresses:
            if address not in {here, *facts.formerly}:
                line = facts.lines.get("formerly", 1)
                place = self.reader.place(self.original.path, line, line)
                every = ", ".join([*facts.formerly, address])
                yield Finding(
                    "address-lost",
                    severity("address-lost"),
                    self.communication.name,
                    "",
                    f'this was published as "{address}" and is now "{here}": whoever holds a '
                    "link to it finds nothing",
                    f"add formerly: [{every}] to the front matter of the original, or give "
                    "the folder its name back",
                    original=place,
                )

    def lost(self) -> Iterator[Finding]:
        """Find published texts that are gone."""
        for id_ in self.gone:
            other = self._block(id_)
            leads = f"its link would lead to {quote(other)}" if other else "its link leads nowhere"
            yield self._finding(
                "permalink-lost",
                id_,
                f"what was published under this id is gone, and {leads}",
                f"put it back, or withdraw it: concordance approve --withdraw {id_}",
                other or self._before(id_),
            )

    def moved(self) -> Iterator[Finding]:
        """Find published texts that stand under another id now, once for each cause."""
        old = {fate: id_ for id_, fate in self.fates.items() if fate and fate != id_}
        order, before, stand = list(self.now), list(self.then), set(self.fates.values())
        for index, id_ in enumerate(order):
            if id_ not in old or (index and order[index - 1] in old):
                continue  # nothing has moved, or what comes before has pushed it along
            first = before.index(old[id_])
            if first and before[first - 1] in self.gone:
                continue  # what is gone has left its number to it, which is said of that
            run = list(takewhile(old.__contains__, order[index:]))
            above = order[index - 1] if index else ""
            if above and above not in stand:
                yield self._inserted(above, old[id_], id_, len(run))
            else:
                yield self._displaced(old[id_], id_, len(run))

    def _inserted(self, above: str, first: str, fate: str, count: int) -> Finding:
        block = self._there(above)
        return self._finding(
            "permalink-moved",
            above,
            f"{quote(block)} is new here, and {_others(count)} no longer where the links lead: "
            f"what was published as {first} would be {fate}, {quote(self._there(fate))}",
            f"give what is new an id of its own: {{ #{self._free(above)} }}",
            block,
        )

    def _displaced(self, first: str, fate: str, count: int) -> Finding:
        block, other = self._there(fate), self._block(first)
        leads = f"the link {first} would lead to {quote(other)}" if other else "that link is lost"
        return self._finding(
            "permalink-moved",
            fate,
            f"{quote(block)} was published as {first}, and {leads}"
            + (f"; {count - 1} more that follow have moved too" if count > 1 else ""),
            f"let it keep its id: {{ #{first} }}",
            block,
        )

    def replaced(self) -> Iterator[Finding]:
        """Find ids under which there is so different a text that it may be another."""
        for id_ in self.anew:
            block = self._there(id_)
            yield self._finding(
                "permalink-moved",
                id_,
                f"little of what was published under this id is in {quote(block)}, to which its "
                "link would lead",
                f"if it is that paragraph, written anew: concordance approve --only {id_}; if "
                f"it is another, give it an id of its own: {{ #{self._free(id_)} }}",
                block,
            )

    def stale(self, wording: Wording) -> Iterator[Finding]:
        """Find blocks of translations whose original has changed since they were approved."""
        for translation in self.communication.translations:
            blocks = {block.id: block for block in translation.blocks}
            for id_, (then, ids) in stale(self.original, translation, self.record).items():
                ours = [self._there(one) for one in ids]
                now = " ".join(block.words for block in ours)
                yield self._stale(translation, blocks[id_], ours, changed(wording(then), now))

    def _stale(
        self, translation: Version, block: Block, ours: Sequence[Block], change: str
    ) -> Finding:
        place = self.reader.place(translation.path, block.line, block.end_line)
        original = self.reader.place(self.original.path, ours[0].line, ours[-1].end_line)
        language = translation.language
        return Finding(
            "stale-translation",
            severity("stale-translation"),
            self.communication.name,
            block.id,
            "the original has changed since this was approved: "
            + (change or f"it is now {quote(ours[0])}"),
            "translate the change, then approve it: "
            f"concordance approve --only {block.id} --language {language}",
            original=original,
            translation=place,
        )

    def _finding(
        self, rule: str, id_: str, message: str, help_: str, block: Block | None
    ) -> Finding:
        line, end = (block.line, block.end_line) if block else (1, 1)
        place = self.reader.place(self.original.path, line, end)
        name = self.communication.name
        return Finding(rule, severity(rule), name, id_, message, help_, original=place)

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {block.id: block for block in self.original.blocks}

    def _block(self, id_: str) -> Block | None:
        return self._blocks.get(id_)

    def _there(self, id_: str) -> Block:
        return self._blocks[id_]

    def _before(self, id_: str) -> Block | None:
        """Give the block after which one stood that is gone."""
        order = list(self.then)
        earlier = [self.fates[one] for one in order[: order.index(id_)]]
        return next((self._block(one) for one in reversed(earlier) if one), None)

    def _free(self, id_: str) -> str:
        """Give an id to what comes after a block, as treaties number articles."""
        order = list(self.now)
        at = order.index(id_)
        stem = BIS.sub("", order[at - 1] if at else id_)
        taken = {*self.now, *self.record.blocks}
        return next(name for word in ADVERBS if (name := f"{stem}{word}") not in taken)


def _others(count: int) -> str:
    return "what follows is" if count == 1 else f"{count} that follow are"


def changed(then: str, now: str) -> str:
    """Say word by word what has changed in a text; nothing, if what it was is not known."""
    if not then:
        return ""
    old, new = then.split(), now.split()
    said = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            # With a word on either side, so that the place can be found.
            was, has = old[max(0, i - 1) : j + 1], new[max(0, k - 1) : m + 1]
            said.append(f'"{" ".join(was)}" has become "{" ".join(has)}"')
    more = f", and {len(said) - MOST_CHANGES} more" if len(said) > MOST_CHANGES else ""
    return "; ".join(said[:MOST_CHANGES]) + more
