"""Histories of a communication: edits at random, and an editor who does what the check says.

Each passage knows who it is, whatever becomes of its text, its place and its id. That is what a
link is held against: after each approval, every id that was ever published must lead to the
passage that it was published with, or must have been withdrawn.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count, groupby, pairwise
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from concordance import record
from concordance.approving import Refused, Wanted, approve
from concordance.check import examine
from concordance.configuration import UsageError
from concordance.fingerprint import plain
from concordance.folders import read_as_recorded
from concordance.reading import Reader
from concordance.rules import permanence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.model import Communication

ORIGINAL, TRANSLATION = LANGUAGES = ("fr", "fr-BE")
"""Two languages that write alike, so that a translation can be made by whoever knows neither."""
HEADS = {
    ORIGINAL: "---\ntitle: Lettre\n---\n\n",
    TRANSLATION: f"---\ntitle: Lettre\ntranslation_of: {ORIGINAL}\n---\n\n",
}
WORDS = tuple(
    """
    pont bac quai tunnel lampe route place gare phare canal digue port barque voile câble poutre
    rampe grille pavé borne le la les un une des du au aux sur sous dans vers pour sans avec entre
    chez ferme ouvre passe reste porte monte descend traverse éclaire longe garde peint répare
    vert bleu neuf ancien large étroit long bas haut libre gratuit public voisin lent calme clair
    matin soir nuit été hiver jour semaine maire conseil ville voisins pêcheurs piétons enfants
    travaux peinture éclairage circulation passage autorisation commission séance rapport budget
    """.split()  # noqa: SIM905  (they are easier to read so)
)
SHORT = ("Monsieur,", "Madame,", "Excellence,", "Fait à Hart", "Note", "Copie")
FEWEST, MOST = 6, 16
"""How many words a passage has that is not short."""
FEWEST_PASSAGES, MOST_PASSAGES = 6, 16
MOST_ROUNDS = 12
NAME = re.compile(r"\{ #(\S+) \}|\[\^(\S+)\]")
COMMAND = re.compile(r"concordance approve \S+ (--\S+) (\S+?)(?:;|$)")

LINKS = ("permalink-lost", "permalink-moved")

Kind = Literal["paragraph", "item", "heading", "row", "footnote"]
Style = Literal["", "wrapped", "spaced", "stressed"]


@dataclass(frozen=True)
class Remembering(Reader):
    """Reads as its like do, and the same text once only."""

    remembered: dict[object, Any] = field(default_factory=dict)

    def read(self, path: Path, raw: bytes, language: str, *given: Any) -> Any:  # noqa: ANN401
        """Read the content of a file, or remember what was read."""
        key = raw, language, repr(given)
        if key not in self.remembered:
            self.remembered[key] = super().read(path, raw, language, *given)
        return self.remembered[key]


@dataclass
class Passage:
    """A passage of a text: what it says in both languages, and who it is."""

    kind: Kind
    words: tuple[str, ...]
    who: frozenset[int]
    """Of one that was merged of two, both; the halves of one that was split are both that one."""
    said: tuple[str, ...]
    """What its translation says."""
    name: str = ""
    """The id that its author wrote, if any."""
    style: Style = ""


class DeadEnd(Exception):  # noqa: N818  (it is an answer)
    """What the check said to do has led nowhere."""


@dataclass
class History:
    """A communication, and all that was ever published of it."""

    reader: Reader
    folder: Path
    random: Random
    seen: Counter[str]
    """How often each kind of edit was made, and each rule spoke."""
    parts: list[list[Passage]] = field(default_factory=list)
    """The letterhead, the body, the annex and the footnotes."""
    published: dict[str, frozenset[int]] = field(default_factory=dict)
    """Who was first published under each id."""
    read_as: dict[str, str] = field(default_factory=dict)
    """How each id read when it was last approved."""
    basis: dict[str, str] = field(default_factory=dict)
    """How the original of each translated block read when that was approved, by id."""
    log: list[str] = field(default_factory=list)
    _was: dict[str, str] = field(default_factory=dict)
    """How each id read when it was approved before the edits of this time."""
    _spoken_of: set[str] = field(default_factory=set)
    """The ids that findings were about this time, or that they proposed."""
    _numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def begin(cls, reader: Reader, folder: Path, seed: int, seen: Counter[str]) -> History:
        """Write a communication and approve it."""
        remembering = Remembering(
            root=reader.root,
            docs=reader.docs,
            languages=LANGUAGES,
            extensions=reader.extensions,
            extension_configs=reader.extension_configs,
            severities={"stale-translation": "note"},
        )
        self = cls(remembering, folder, Random(seed), seen)  # noqa: S311  (no secret)
        kinds: list[list[Kind]] = [
            ["paragraph"] * 2,
            ["paragraph", "heading", "paragraph", "item", "item", "item", "paragraph"],
            ["paragraph", "row", "row", "row"],
            ["footnote", "footnote"],
        ]
        self.parts = [[self._new(kind) for kind in part] for part in kinds]
        (record_file := folder / record.FILE).unlink(missing_ok=True)
        assert not record_file.exists()
        self._write()
        self._approve(Wanted())
        return self

    # --- Edits ---------------------------------------------------------------------------

    def play(self, edits: int) -> None:
        """Make edits, a few at a time; after each time, do what the check says and approve."""
        made = 0
        while made < edits:
            self._was, self._spoken_of = {**self.read_as}, set()
            for _ in range(self.random.choice((1, 1, 2, 3))):
                edit = self.random.choice(EDITS)
                if edit(self):
                    made += 1
                    self.seen[edit.__name__] += 1
                    self.log.append(edit.__name__)
            self._mend()
            self._publish()
            self._prove()

    def _new(self, kind: Kind, words: Sequence[str] = ()) -> Passage:
        said = tuple(words) or self._words(kind)
        return Passage(kind, said, frozenset({next(self._numbers)}), said)

    def _words(self, kind: Kind) -> tuple[str, ...]:
        if kind in {"paragraph", "item"} and self.random.random() < 0.15:
            return (self.random.choice(SHORT),)
        return tuple(self.random.choices(WORDS, k=self.random.randint(FEWEST, MOST)))

    def _pick(self, fits: Callable[[Passage], bool] = bool) -> tuple[list[Passage], int] | None:
        places = [
            (part, at)
            for part in self.parts
            for at, passage in enumerate(part)
            if passage.kind and fits(passage)
        ]
        return self.random.choice(places) if places else None

    def mend_a_word(self) -> bool:
        return self._change(self._with_a_word, FEWEST)

    def _with_a_word(self, words: tuple[str, ...]) -> tuple[str, ...]:
        at = self.random.randrange(len(words))
        return (*words[:at], self.random.choice(WORDS), *words[at + 1 :])

    def rewrite(self) -> bool:
        return self._change(lambda words: tuple(self.random.choices(WORDS, k=len(words))), 1)

    def _change(self, do: Callable[[tuple[str, ...]], tuple[str, ...]], fewest: int) -> bool:
        """Change the words of a passage, and of its translation at once or late."""
        if not (place := self._pick(lambda one: len(one.words) >= fewest)):
            return False
        part, at = place
        part[at].words = do(part[at].words)
        if self.random.random() < 0.5:
            part[at].said = part[at].words
        else:
            self.seen["translated late"] += 1
        return True

    def edit_the_translation(self) -> bool:
        if not (place := self._pick(lambda one: len(one.said) >= FEWEST)):
            return False
        part, at = place
        part[at].said = self._with_a_word(part[at].said)
        return True

    def restyle(self) -> bool:
        """Wrap lines, change a kind of space or stress a word: nothing that is text."""
        if not (place := self._pick(lambda one: len(one.words) > 2)):
            return False
        part, at = place
        styles: tuple[Style, ...] = ("", "spaced", "stressed", "wrapped")
        part[at].style = self.random.choice(
            styles[: 3 if part[at].kind in ("row", "heading") else 4]
        )
        return True

    def insert(self) -> bool:
        if sum(map(len, self.parts)) >= MOST_PASSAGES:
            return False
        return self._put(self._new("paragraph"))

    def insert_alike(self) -> bool:
        """Put in a passage that is nearly what another says."""
        place = self._pick(lambda one: len(one.words) >= FEWEST)
        if not place or sum(map(len, self.parts)) >= MOST_PASSAGES:
            return False
        part, at = place
        return self._put(self._new("paragraph", self._with_a_word(part[at].words)))

    def duplicate(self) -> bool:
        if sum(map(len, self.parts)) >= MOST_PASSAGES or not (place := self._pick()):
            return False
        part, at = place
        return self._put(self._new("paragraph", part[at].words))

    def _put(self, passage: Passage) -> bool:
        """Put a passage anywhere, of the kind of what stands there."""
        part = self.random.choice(self.parts)
        at = self.random.randint(0, len(part))
        around: list[Kind] = [one.kind for one in part[max(0, at - 1) : at + 1]]
        in_table = at < len(part) and around == ["row", "row"]
        kind = "row" if in_table else self.random.choice(around)
        if kind in {"row", "heading", "footnote"} and len(passage.words) < FEWEST:
            return False
        if "footnote" in {kind, passage.kind} and kind != passage.kind:
            passage.name = ""  # a label is no id, and an id no label
        passage.kind, passage.style = kind, ""
        part.insert(at, passage)
        return True

    def delete(self) -> bool:
        if sum(map(len, self.parts)) <= FEWEST_PASSAGES or not (place := self._pick(self._may_go)):
            return False
        part, at = place
        del part[at]
        return True

    def _may_go(self, passage: Passage) -> bool:
        part = next(part for part in self.parts if any(one is passage for one in part))
        rows = sum(one.kind == "row" for one in part)
        return len(part) > 1 and (passage.kind != "row" or rows > 2)

    def replace(self) -> bool:
        """Take a passage out, and put another in its place."""
        if not (place := self._pick(lambda one: len(one.words) >= FEWEST)):
            return False
        part, at = place
        part[at] = self._new(part[at].kind, self.random.choices(WORDS, k=len(part[at].words)))
        return True

    def split(self) -> bool:
        place = self._pick(lambda one: len(one.words) >= 2 * FEWEST)
        if not place or sum(map(len, self.parts)) >= MOST_PASSAGES:
            return False
        part, at = place
        whole, cut = part[at], self.random.randint(2, len(part[at].words) - 2)
        halves = [
            replace(whole, words=words, said=words)
            for words in (whole.words[:cut], whole.words[cut:])
        ]
        halves[1].name = ""
        part[at : at + 1] = halves
        return True

    def merge(self) -> bool:
        if not (place := self._pick(self._may_go)):
            return False
        part, at = place
        if at + 1 >= len(part) or part[at].kind != part[at + 1].kind:
            return False
        words = part[at].words + part[at + 1].words
        if len(words) > 2 * MOST:
            return False
        both = part[at].who | part[at + 1].who
        part[at : at + 2] = [replace(part[at], words=words, said=words, who=both)]
        return True

    def swap(self) -> bool:
        if not (place := self._pick()):
            return False
        part, at = place
        other = self.random.choice([n for n, one in enumerate(part) if one.kind == part[at].kind])
        part[at], part[other] = part[other], part[at]
        return other != at

    def swap_alike(self) -> bool:
        """Swap the two neighbours that are most alike."""
        places = [
            (len({*one.words} & {*other.words}), n, at)
            for n, part in enumerate(self.parts)
            for at, (one, other) in enumerate(pairwise(part))
            if one.kind == other.kind
        ]
        if not places:
            return False
        _, n, at = max(places)
        self.parts[n][at : at + 2] = self.parts[n][at : at + 2][::-1]
        return True

    def move(self) -> bool:
        if not (place := self._pick(lambda one: one.kind != "row" and self._may_go(one))):
            return False
        part, at = place
        passage = part.pop(at)
        if not self._put(passage):
            part.insert(at, passage)
            return False
        return True

    def give_a_name(self) -> bool:
        if not (place := self._pick(lambda one: not one.name and one.kind != "footnote")):
            return False
        part, at = place
        part[at].name = f"nom_{next(self._numbers)}"
        return True

    def rename(self) -> bool:
        if not (place := self._pick(lambda one: bool(one.name) and one.kind != "footnote")):
            return False
        part, at = place
        part[at].name = f"nom_{next(self._numbers)}"
        return True

    def unname(self) -> bool:
        if not (place := self._pick(lambda one: bool(one.name))):
            return False
        part, at = place
        part[at].name = ""
        return True

    def take_a_withdrawn_id(self) -> bool:
        """Give a passage the id of one that was withdrawn."""
        recorded = record.read(self.folder / record.FILE)
        place = self._pick(lambda one: one.kind != "footnote")
        if not recorded or not place:
            return False
        names = [one for one in recorded.withdrawn if not one.startswith("fn_")]
        if not names or self._holder(name := self.random.choice(names)):
            return False
        part, at = place
        part[at].name = name
        return True

    def _holder(self, name: str) -> Passage | None:
        return next((one for part in self.parts for one in part if one.name == name), None)

    def translate_late(self) -> bool:
        if not (place := self._pick(lambda one: one.said != one.words)):
            return False
        part, at = place
        part[at].said = part[at].words
        return True

    # --- What an editor does ---------------------------------------------------------------

    def _mend(self) -> None:
        """Do what the findings say to do, one after the other, until nothing stops."""
        for _ in range(MOST_ROUNDS):
            self._write()
            stops = [one for one in self._findings() if one.severity != "note"]
            if not stops:
                return
            passages = self._by_id()
            named = [self._name_as_told(one, passages) for one in stops]
            if any(named):
                continue
            done = [self._command_as_told(one, passages) for one in stops]
            if not any(done):
                self._translate_all()
        raise DeadEnd(self.story(stops))

    def _findings(self) -> Sequence[Finding]:
        """Give what is found; of what was published alone, as long as that is at fault."""
        links = [one for one in self._of_what_was_published() if one.rule in LINKS]
        for one in links:
            names = (name or f"fn_{label}" for name, label in NAME.findall(one.help))
            self._spoken_of |= {one.id, *names}
        found = links or examine(self.reader, self.folder).findings
        self.seen.update(one.rule for one in found)
        return found

    def _of_what_was_published(self) -> list[Finding]:
        communication, wording = self._read(), str
        assert communication.record
        return list(permanence.check(self.reader, communication, communication.record, wording))

    def _name_as_told(self, finding: Finding, passages: dict[str, Passage]) -> bool:
        """Write, to the letter, the ids that a finding proposes; none, if it need not be."""
        names = [one or f"fn_{label}" for one, label in NAME.findall(finding.help)]
        if not names or (COMMAND.search(finding.help) and self._is(finding.id, passages)):
            return False
        new = [finding.id, *self._new_after(finding.id, passages)]
        if "give what has that now" in finding.help:
            new = [finding.id, names[0]]
        for id_, name in zip(new, names, strict=False):
            passages[id_].name = name
        return True

    def _command_as_told(self, finding: Finding, passages: dict[str, Passage]) -> bool:
        """Run, to the letter, the command that a finding proposes, if it is about links."""
        command = COMMAND.search(finding.help)
        if not command or finding.rule not in LINKS:
            return False
        if finding.rule == "permalink-lost":
            assert command[1] == "--withdraw"
            return self._approve(Wanted(withdraw=(command[2],)))
        assert command[1] == "--only"
        assert self._is(finding.id, passages)
        return self._approve(Wanted(only=(command[2],)))

    def _is(self, id_: str, passages: dict[str, Passage]) -> bool:
        """Whether the passage under an id is the one that was published under it."""
        return bool(self.published[id_] & passages[id_].who)

    def _new_after(self, id_: str, passages: dict[str, Passage]) -> list[str]:
        """Give the ids, counted as one is, of what stands below and was never published."""
        stem, order = id_.rpartition("_")[0], list(passages)
        ever = frozenset[int]().union(*self.published.values())
        return [
            one
            for one in order[order.index(id_) + 1 :]
            if one.rpartition("_")[0] == stem and not passages[one].who & ever
        ]

    def _translate_all(self) -> None:
        for part in self.parts:
            for passage in part:
                passage.said = passage.words

    def _publish(self) -> None:
        """Approve: all, once it is translated; the original alone; or what is stale, by name."""
        stale = [one for one in self._of_what_was_published() if one.rule == "stale-translation"]
        way = self.random.choice(("whole", "original", "only", "nothing"))
        if way == "original":
            done = self._approve(Wanted(languages=(ORIGINAL,)))
        elif way == "only" and stale:
            finding = self.random.choice(stale)
            command = COMMAND.search(finding.help.replace(f" --language {TRANSLATION}", ""))
            assert command
            assert command[1] == "--only"
            passage = self._by_id()[command[2]]
            passage.said = passage.words
            self._write()
            done = self._approve(Wanted(only=(command[2],), languages=(TRANSLATION,)))
        elif way == "nothing" and not stale:
            self.seen["approved: nothing"] += 1
            return
        else:
            self._translate_all()
            self._write()
            done = self._approve(Wanted())
            way = "whole"
        self.seen[f"approved: {way}"] += 1
        if not done:
            raise DeadEnd(self.story(self._findings()))

    def _approve(self, wanted: Wanted) -> bool:
        try:
            said = approve(self.reader, self.folder, wanted)
        except Refused as refused:
            self.log.append(f"refused: {wanted}: {[(f.rule, f.id) for f in refused.findings]}")
            return False
        except UsageError as error:  # another command of the same report has changed the numbers
            self.log.append(f"refused: {error}")
            return False
        self.log.append(said)
        if wanted.withdraw:
            self.seen["withdrawn"] += 1
            return True
        if len(self.log) % 5 == 0:
            again = approve(self.reader, self.folder, wanted)
            assert "nothing new" in again, self.story()
            self.seen["approved twice"] += 1
        communication = self._read()
        passages = self._by_id()
        for id_, words in self._words_of(communication).items():
            if wanted.only and id_ not in wanted.only:
                continue
            if TRANSLATION in (wanted.languages or LANGUAGES):
                self.basis[id_] = words
            if ORIGINAL in (wanted.languages or LANGUAGES):
                self.read_as[id_] = words.replace(" | ", " ")
                self.published.setdefault(id_, passages[id_].who)
        return True

    # --- What must hold ----------------------------------------------------------------------

    def _prove(self) -> None:
        communication, passages = self._read(), self._by_id()
        recorded = communication.record
        assert recorded
        texts = self._words_of(communication)
        said = {id_: text.replace(" | ", " ") for id_, text in texts.items()}
        for id_, who in self.published.items():
            if id_ in recorded.withdrawn:
                assert id_ not in passages, f"{id_} is withdrawn and there\n{self.story()}"
                continue
            assert id_ in passages, f"{id_} leads nowhere\n{self.story()}"
            if who & passages[id_].who:
                continue
            # Nobody can tell copies apart, nor a passage that was mended from one put in that is as
            # near to what it was. Where its own is nearer, that must have been spoken of.
            was, now = self._was.get(id_, ""), said[id_]
            own = {said[other] for other, one in passages.items() if who & one.who}
            nearest = all(_shared(now, was) >= _shared(one, was) for one in own)
            mended = 2 * _shared(now, was) >= max(len(now.split()), len(was.split()))
            assert now in {was, *own} or (mended and (nearest or id_ in self._spoken_of)), (
                f"{id_} leads to another\n{self.story()}"
            )
            self.published[id_] = who | passages[id_].who
        stale = {
            finding.id
            for finding in self._of_what_was_published()
            if finding.rule == "stale-translation"
        }
        aged = {id_ for id_, now in texts.items() if self.basis.get(id_, now) != now}
        assert stale == aged, f"stale {stale - aged}, not stale {aged - stale}\n{self.story()}"
        self.seen["stale, and said so"] += len(stale)

    # --- Texts -----------------------------------------------------------------------------

    def _read(self) -> Communication:
        recorded = record.read(self.folder / record.FILE)
        return read_as_recorded(self.reader, self.folder, recorded)

    def _by_id(self) -> dict[str, Passage]:
        """Give the passages by the ids that reading gives them."""
        passages = [passage for part in self.parts for passage in part]
        ids = [block.id for block in self._read().original.blocks]
        return dict(zip(ids, passages, strict=True))

    def _words_of(self, communication: Communication) -> dict[str, str]:
        return {block.id: plain(block.words) for block in communication.original.blocks}

    def _write(self) -> None:
        for language in LANGUAGES:
            text = HEADS[language] + self.text(language)
            (self.folder / f"index.{language}.md").write_text(text, encoding="utf-8")

    def text(self, language: str) -> str:
        """Write the communication in a language."""
        letterhead, body, annex, notes = (self._part(part, language) for part in self.parts)
        return (
            f"/// letterhead\n{letterhead}\n///\n\n{body}\n\n/// annex\n{annex}\n///\n\n{notes}\n"
        )

    def _part(self, part: Sequence[Passage], language: str) -> str:
        labels = _labels(part)
        runs = []
        for kind, run in groupby(part, key=lambda one: one.kind):
            lines = [_line(one, language, labels) for one in run]
            if kind == "row":
                lines.insert(1, "|---|---|")
            runs.append(("\n" if kind in {"row", "item"} else "\n\n").join(lines))
        return "\n\n".join(runs)

    def story(self, findings: Sequence[Finding] = ()) -> str:
        """Tell what has happened, for the message of a test that fails."""
        said = [f"{one.rule} {one.id}: {one.message}; {one.help}" for one in findings]
        written = (self.folder / record.FILE).read_text(encoding="utf-8")
        return "\n".join([*self.log[-45:], *said, self.text(ORIGINAL), written])


def _labels(part: Sequence[Passage]) -> Iterator[str]:
    """Count the footnotes as an editor does who has not given one a label of its own."""
    named = {one.name for one in part}
    return (str(n) for n in count(1) if f"fn_{n}" not in named)


def _line(passage: Passage, language: str, labels: Iterator[str]) -> str:
    words = list(passage.words if language == ORIGINAL else passage.said)
    if passage.style == "stressed":
        words[1:2] = [f"*{word}*" for word in words[1:2]]
    name = f"{{ #{passage.name} }}" if passage.name else ""
    if passage.kind == "row":
        half = len(words) // 2
        return f"| {' '.join(words[:half])} {name} | {' '.join(words[half:])} |"
    gap = {"spaced": "\u00a0", "wrapped": "\n"}.get(passage.style, " ")
    text = gap.join([" ".join(words[:2]), *words[2:3]]) + "".join(f" {one}" for one in words[3:])
    if passage.kind == "footnote":
        label = passage.name.removeprefix("fn_") or next(labels)
        return f"[^{label}]: {text.replace(chr(10), ' ')}"
    if passage.kind == "heading":
        return f"## {text} {name}".rstrip()
    below = f"\n{name}" if name else ""
    return f"- {text}{below}" if passage.kind == "item" else text + below


def _shared(one: str, other: str) -> int:
    """Count the words that two texts have in common."""
    return (Counter(one.split()) & Counter(other.split())).total()


EDITS: tuple[Callable[[History], bool], ...] = (
    History.mend_a_word,
    History.rewrite,
    History.edit_the_translation,
    History.restyle,
    History.insert,
    History.insert_alike,
    History.duplicate,
    History.delete,
    History.replace,
    History.split,
    History.merge,
    History.swap,
    History.swap_alike,
    History.move,
    History.give_a_name,
    History.rename,
    History.unname,
    History.take_a_withdrawn_id,
    History.translate_late,
)
