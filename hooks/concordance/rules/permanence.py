"""What was published: links that would break or lead elsewhere, and translations that have aged.

The text of a block is known again by its print, changed or not, wherever it has gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice, product, takewhile
from typing import TYPE_CHECKING, NamedTuple

from concordance.counterparts import counterparts
from concordance.findings import Finding
from concordance.fingerprint import ALIKE, alike, digest_of, distance, is_of, print_of, same
from concordance.rules.catalogue import severity
from concordance.rules.pairing import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from concordance.model import Block, Communication, Version
    from concordance.reading import Reader
    from concordance.record import Record


ADVERBS = ("bis", "ter", "quater", "quinquies", *(f"bis{n}" for n in range(2, 1000)))
BIS = re.compile(r"(?:bis\d*|ter|quater|quinquies)$")
MOST_CHANGES = 3
PROMISED = {"permalink-lost", "permalink-moved"}
"""What breaks the promise that a link leads where it led."""
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


def unapproved(
    reader: Reader, communication: Communication, record: Record | None
) -> Iterator[Finding]:
    """Find, at once, that nothing is recorded yet of a communication or of some of its blocks."""
    known = record.blocks if record else {}
    new = [
        (version, block)
        for version in communication.versions
        for block in version.blocks
        if version.language not in known.get(block.id, {})
    ]
    if not new:
        return
    version, block = new[0]
    others = len({one.id for _, one in new}) - 1
    what = quote(block) + (f" and {others} more" if others else "") if record else "it"
    folder = reader.place(communication.folder).path
    finding = reader.finding(
        "unapproved",
        version.path,
        f"nothing is recorded of {what} yet, so a link to it may break unnoticed",
        f"once it is right: concordance approve {folder}",
        line=block.line if record else 1,
        id_=block.id if record else "",
    )
    yield replace(finding, severity=severity("unapproved"))


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

    A text is looked for as it was, first under its own id, then under any other, in the order in
    which the two stood; then as it may have been mended, the nearest first.
    """
    fates = {id_: id_ for id_, text in then.items() if id_ in now and same(text, now[id_])}
    for nearest, notes in product((_unchanged, _mended), (False, True)):
        taken = set(fates.values())
        left = {id_: text for id_, text in then.items() if id_ not in fates}
        free = {id_: text for id_, text in now.items() if id_ not in taken}
        # No passage of the text is known again as a footnote, which could not have its id.
        fates |= nearest(
            *({i: t for i, t in s.items() if _is_note(i) == notes} for s in (left, free))
        )
    # What is left under its own id has been written anew, unless another text has come there.
    taken = set(fates.values())
    for id_ in then:
        if id_ not in fates:
            fates[id_] = id_ if id_ in now and id_ not in taken else ""
    return {id_: fates[id_] for id_ in then}


def _is_note(id_: str) -> bool:
    return id_.startswith("fn_")


def _unchanged(left: Mapping[str, str], free: Mapping[str, str]) -> dict[str, str]:
    """Find texts as they were; of equal ones, those that stand in the same order."""
    old, new = list(left), list(free)
    was, has = ([digest_of(text) for text in side.values()] for side in (left, free))
    runs = SequenceMatcher(None, was, has, autojunk=False).get_matching_blocks()
    found = {old[run.a + n]: new[run.b + n] for run in runs for n in range(run.size)}
    places: dict[str, list[str]] = {}
    for id_, digest in zip(new, has, strict=True):
        if id_ not in found.values():
            places.setdefault(digest, []).append(id_)
    for id_, digest in zip(old, was, strict=True):
        if id_ not in found and places.get(digest):
            found[id_] = places[digest].pop(0)
    return found


def _mended(left: Mapping[str, str], free: Mapping[str, str]) -> dict[str, str]:
    """Find texts that have changed: the nearest first; of equally near ones, its own id."""
    near = sorted(
        (away, id_ != other, i, j)
        for i, (id_, text) in enumerate(left.items())
        for j, (other, now) in enumerate(free.items())
        if (away := distance(text, now)) <= ALIKE
    )
    old, new = list(left), list(free)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in near:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return {old[i]: new[j] for i, j in found.items()}


@dataclass(frozen=True)
class Published:
    """A communication, and what is recorded of it."""

    reader: Reader
    communication: Communication
    record: Record
    proposed: set[str] = field(default_factory=set)
    """The ids that findings have proposed, each to be given once."""

    @property
    def _approve(self) -> str:
        return f"concordance approve {self.reader.place(self.communication.folder).path}"

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

    @cached_property
    def back(self) -> list[str]:
        """The ids that were withdrawn, and that something new stands under."""
        known = set(self.fates.values())
        return [id_ for id_ in self.record.withdrawn if id_ in self.now and id_ not in known]

    def lost(self) -> Iterator[Finding]:
        """Find published texts that are gone."""
        for id_ in self.gone:
            other = self._block(id_)
            leads = f"its link would lead to {quote(other)}" if other else "its link leads nowhere"
            yield self._finding(
                "permalink-lost",
                id_,
                f"what was published under this id is gone, and {leads}",
                f"put it back, or withdraw it: {self._approve} --withdraw {id_}",
                other or self._before(id_),
            )

    def moved(self) -> Iterator[Finding]:
        """Find published texts that stand under another id now, once for each cause."""
        old = {fate: id_ for id_, fate in self.fates.items() if fate and fate != id_}
        order, before, stand = list(self.now), list(self.then), set(self.fates.values())
        counted = {id_ for id_ in old if not self._there(id_).named}
        for index, id_ in enumerate(order):
            if id_ not in old or (id_ in counted and index and order[index - 1] in old):
                continue  # nothing has moved, or what comes before has pushed it along
            first = before.index(old[id_])
            if first and before[first - 1] in self.gone and id_ in counted:
                continue  # what is gone has left its number to it, which is said of that
            count = 1 + sum(1 for _ in takewhile(counted.__contains__, order[index + 1 :]))
            if new := self._pushing(old[id_], order[:index], stand):
                yield self._inserted(new, old[id_], id_, count)
            else:
                yield self._displaced(old[id_], id_, count)

    def _pushing(self, first: str, above: Sequence[str], stand: Collection[str]) -> list[str]:
        """Give what is new, counted as what it has pushed away, and stands above it."""
        if first in stand or first not in above:
            return []
        new = [one for one in above[above.index(first) :] if one not in stand]
        return [one for one in new if _counter(one) == _counter(first)]

    def _inserted(self, new: Sequence[str], first: str, fate: str, count: int) -> Finding:
        block = self._there(new[0])
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        return self._finding(
            "permalink-moved",
            new[0],
            f"{quote(block)}{more} {'are' if more else 'is'} new here, and {_others(count)} no "
            f"longer where the links lead: what was published as {first} would be {fate}, "
            f"{quote(self._there(fate))}",
            f"give what is new {self._names(new)}",
            block,
        )

    def _displaced(self, first: str, fate: str, count: int) -> Finding:
        block, other = self._there(fate), self._block(first)
        leads = f"the link {first} would lead to {quote(other)}" if other else "that link is lost"
        has_it = other and other.named and first not in self.fates.values()
        return self._finding(
            "permalink-moved",
            fate,
            f"{quote(block)} was published as {first}, and {leads}"
            + (f"; {count - 1} more that follow have moved too" if count > 1 else ""),
            f"let it keep its id: {_written(block, first)}"
            + (f"; give what has that now {self._names([first])}" if has_it else ""),
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
                f"if it is that paragraph, written anew: {self._approve} --only {id_}; if "
                f"it is another, give it {self._names([id_])}",
                block,
            )
        for id_ in self.back:
            block = self._there(id_)
            yield self._finding(
                "permalink-moved",
                id_,
                "what was published under this id was withdrawn, and its link would lead to "
                f"{quote(block)}",
                f"if it is that paragraph, put back: {self._approve} --only {id_}; if it is "
                f"another, give it {self._names([id_])}",
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
            f"{self._approve} --only {block.id} --language {language}",
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

    def _names(self, new: Sequence[str]) -> str:
        """Say what to write, so that some blocks get ids that nothing has had."""
        names = list(islice(self._free(new[0]), len(new)))
        self.proposed.update(names)
        written = ", ".join(
            _written(self._there(id_), name) for id_, name in zip(new, names, strict=True)
        )
        return f"{'ids of their' if len(new) > 1 else 'an id of its'} own: {written}"

    def _free(self, id_: str) -> Iterator[str]:
        """Give ids to what comes after a block of its kind, as treaties number articles."""
        above = takewhile(id_.__ne__, self.now)
        like = [one for one in above if _counter(one) == _counter(id_)]
        stem = BIS.sub("", like[-1] if like else id_)
        taken = {*self.now, *self.record.reserved, *self.record.blocks, *self.proposed}
        return (name for word in ADVERBS if (name := f"{stem}{word}") not in taken)


def _counter(id_: str) -> str:
    """Give what an id was counted by: of ``para_3__point_b`` the points of that paragraph."""
    return id_.rpartition("_")[0]


def _written(block: Block, id_: str) -> str:
    """Write an id as Markdown has it, and say where, if that is not below the block."""
    if block.kind == "footnote":
        return f"[^{id_.removeprefix('fn_')}]"
    where = " at the end of its first cell" if block.kind == "row" else ""
    return f"{{ #{id_} }}{where}"


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
