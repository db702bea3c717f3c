"""Where the entries of a word list stand in the wording, each with the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing_lessons.rhetoric.lexicon import Entry
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a word list where it stands, with the words around it."""

    wording: Wording
    first: int  #: number of its first word
    last: int  #: number after its last word
    entry: Entry

    @property
    def text(self) -> str:
        """The entry, as the list has it."""
        return self.entry.text

    @property
    def before(self) -> str:
        """The word before it in the same sentence, or an empty string."""
        return self.wording.before(self.first)

    @property
    def after(self) -> str:
        """The word after it in the same sentence, or an empty string."""
        return self.wording.after(self.last - 1)

    @property
    def second(self) -> str:
        """The word after the word after it."""
        return self.wording.after(self.last - 1, 2)

    @property
    def opens(self) -> bool:
        """Whether it opens a sentence or a clause after a mark."""
        return self.wording.opens(self.first)

    @property
    def opens_sentence(self) -> bool:
        """Whether it opens a sentence."""
        return self.first == self.wording.sentence(self.first).first

    @property
    def joined(self) -> bool:
        """Whether a word follows with only white space between."""
        return bool(self.after) and self.wording.joined(self.last - 1)

    @property
    def mark_after(self) -> str:
        """The punctuation mark that follows at once, or an empty string."""
        return self.wording.gaps[self.last - 1].strip()[:1]

    @property
    def capital(self) -> bool:
        """Whether it is printed with a capital."""
        return self.wording.raw(self.first)[:1].isupper()

    @property
    def ruled_out(self) -> bool:
        """Whether its list says that it does not count between these words."""
        entry, after = self.entry, self.after if self.joined else "|"
        return self.before in entry.not_after or bool({self.after, after} & entry.not_before)

    def mark(self, device: str, what: str) -> Mark:
        """Return a mark for it; the evidence is the words in quotation marks and `what` they do."""
        evidence = f"{self.wording.quoted(self.first, self.last)} {what}"
        span = self.wording.span(self.first, self.last)
        return self.wording.mark(device, span, evidence, self.entry.kind, self.entry.weak)


#: a reason why an entry does not count where it stands, beside what its list says
Veto = Callable[[Hit], bool]


def mark_hits(wording: Wording, device: str, what: str, vetoes: Sequence[Veto]) -> Iterator[Mark]:
    """Yield a mark for every entry of the list of `device` that no veto speaks against."""
    for hit in find_hits(wording, f"{device}s"):
        if not hit.ruled_out and not any(veto(hit) for veto in vetoes):
            yield hit.mark(device, what.format(hit.entry.kind))


def find_hits(wording: Wording, name: str) -> Iterator[Hit]:
    """Yield every place where an entry of a word list stands, the longest entry at each place, in order."""
    lexicon = wording.lexicons[name]
    free = 0
    for number in wording.find(*(lexicon.by_first.keys() & wording.places.keys())):
        if number < free:
            continue
        for entry in lexicon.by_first[wording.words[number]]:
            stop = number + len(entry.words)
            if tuple(wording.words[number:stop]) == entry.words and _in_one_breath(wording, number, stop):
                yield Hit(wording, number, stop, entry)
                free = stop
                break


def _in_one_breath(wording: Wording, first: int, stop: int) -> bool:
    if stop - first == 1:
        return True
    return stop <= wording.segment(first).last and all(map(wording.joined, range(first, stop - 1)))
