"""Full names: from a label's surname or office to the name that the title, the metadata or the text gives."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, takewhile

from briefing_lessons.reading.labels import is_outlet, label_key
from briefing_lessons.reading.lexicon import ADDRESSES, ASKERS, LISTS, MODERATORS, OFFICES, OPENERS, PARTICLES
from briefing_lessons.reading.lines import LINE

_NOT_GIVEN = frozenset(LISTS["not_given"])
_BEFORE_NAMES = OFFICES | ADDRESSES | {"ministry", "department"}
#: forms of address at the head of an office, and inside it
_NO_TITLES = (ADDRESSES - {"right"}, ADDRESSES - {"right", "the"})
PEERS = frozenset({"lord", "lady", "baroness", "viscount", "earl"})  # "of" belongs to their names


Offices = Mapping[str, str]  #: name -> office in a list of who takes part


@dataclass(frozen=True, slots=True)
class LabelName:
    """The parts of a label."""

    office: str | None  #: words of office: "Foreign Ministry Spokesperson"
    name: tuple[str, ...]  #: words of the name: ("Zhanar", "Bekova")
    address: str | None  #: "mr", "ms", "dr"


@lru_cache(maxsize=20_000)
def split_label(label: str) -> LabelName:
    """Take a label apart into form of address, office and name.

    >>> split_label("Foreign Ministry Spokesperson Zhanar Bekova").name
    ('Zhanar', 'Bekova')
    >>> split_label("SECRETARY OF STATE BLINKEN").office
    'Secretary of State'
    >>> split_label("THE VICE PRESIDENT").name
    ()
    """
    first, _, rest = LINE["works_for"].sub(",", label.replace("\u00a0", " ")).partition(",")
    house = is_outlet(label_key(first).split())  # "Coastline Radio, Ruiz"
    if rest and (house or not _name_words(LINE["name_word"].findall(first))[1]):  # "Minister, Ana Ruiz"
        first, rest = rest, first
    office_words, name = _name_words(LINE["name_word"].findall(first))
    address = next((plain for plain in map(_fold, office_words) if plain in ADDRESSES - {"the"}), None)
    if "of" in name[1:] and address not in PEERS:  # "Ms. OSEI of Port Liss"
        name = name[: name.index("of", 1)]
    while len(name) > 1 and name[-1].casefold() in LISTS["after_names"]:  # "Ana Ruiz MP"
        name = name[:-1]
    titles = [word for place, word in enumerate(office_words) if _fold(word) not in _NO_TITLES[place > 0]]
    office = " ".join(titles) if _more_office(titles) else ""  # "Right Hon." is none
    if not titles and rest and _more_office(LINE["name_word"].findall(rest)):
        office = rest.strip()
    return LabelName((proper(office) if len(office) > 3 else office) or None, tuple(name), address)


def _fold(word: str) -> str:
    return word.casefold().rstrip(".")


def _name_words(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut a label's words after the last word of office or address."""
    folded = list(map(_fold, words))
    parts = len(list(takewhile((ASKERS | MODERATORS).__contains__, folded[:-1])))
    offices = (place for place, word in enumerate(folded, 1) if word in _BEFORE_NAMES)
    cut = max(offices, default=parts)  # "Moderator Ana Ruiz"
    nameless = cut == 1 or {"of", "for"} & set(folded[2:])  # "The Convener", "The Governor of the State Bank"
    if nameless and folded[:1] == ["the"] and not PEERS & set(folded):
        return words, []
    if cut == len(words) > 1 and folded[-1] in LISTS["also_surnames"] and folded[0] != "the":
        cut -= 1
    while cut and cut < len(words) and folded[cut] in ("of", "for", "the", "and"):
        cut += 2
    lettered = (word.casefold() for word in words[cut:] if any(map(str.isalpha, word)))
    counted = all(word in LISTS["numbers"] for word in lettered)
    return words[:cut], [] if counted else words[cut:]  # "OFFICIAL #2", "OFFICIAL ONE"


def _more_office(words: list[str]) -> bool:
    return any(_fold(word) in OFFICES for word in words)


def proper(name: str) -> str:
    """Give a name in capitals its usual spelling.

    >>> proper("NANCY MARSHALL-GENZER"), proper("MICHAEL MCKEE"), proper("O'DONNELL"), proper("ADA MacINTYRE")
    ('Nancy Marshall-Genzer', 'Michael McKee', "O'Donnell", 'Ada MacIntyre')
    """
    words = []
    lowered = LINE["mac"].sub(lambda match: match[1] + match[2].capitalize(), name)
    for place, word in enumerate(lowered.split()):
        folded = word.casefold()
        if place and folded in PARTICLES | {"of", "for", "at"} and (word.islower() or name.isupper()):
            words.append(folded)
        elif word.isupper() and len(word.rstrip(".")) > (1 if name.isupper() else 2) and "." not in word[:-1]:
            done = "".join(map(str.capitalize, re.split(r"([-'’])", word)))
            words.append("Mc" + done[2:].capitalize() if done.startswith("Mc") and len(done) > 4 else done)
        else:
            words.append(word)
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name found for a surname."""

    name: str
    office: str | None
    rivals: tuple[str, ...]  #: other full names with the same surname that are nearly as frequent


class NameIndex:
    """Every full name that the texts give for the wanted surnames.

    >>> title = "Briefing by Foreign Ministry Spokesperson Zhanar Bekova"
    >>> index = NameIndex({"bekova"}, [title], "Ms Bekova said no.", {})
    >>> index.find("Bekova")
    FullName(name='Zhanar Bekova', office='Foreign Ministry Spokesperson', rivals=())
    """

    def __init__(self, surnames: Iterable[str], headers: Iterable[str], text: str, listed: Offices) -> None:
        wanted = frozenset(name.casefold() for name in surnames if len(name) > 1)
        self._listed = listed
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._offices: dict[str, Counter[str]] = defaultdict(Counter)
        if not wanted:
            return
        for header in headers:
            self._read(wanted, header, weight=6)
        self._read(wanted, text, weight=1)

    def _read(self, wanted: frozenset[str], text: str, weight: int) -> None:
        for match in LINE["capitalised"].finditer(text):
            surname = match.group()
            if surname.casefold() not in wanted or (surname.isupper() and weight == 1 and len(surname) > 2):
                continue  # another word, or a label
            before = LINE["before_surname"].search(text, max(0, match.start() - 90), match.start())
            office, given = _given(_on_one_line(text, before).split() if before else [])
            key = surname.casefold()
            if given:
                name = proper(" ".join([*given, surname]))
                self._votes[key][name] += weight
                if office:
                    self._offices[name][office] += 1
            elif office:
                self._offices[key][office] += 1

    def find(self, surname: str) -> FullName | None:
        """Return the best full name for `surname`."""
        votes = Counter(self._votes.get(surname.casefold(), {}))
        if not votes:
            return None
        ranks = ((name[1:2] == ".", -count, -len(name), name) for name, count in votes.items())
        (_, most, _, best), *others = sorted(ranks)  # "G. Mbeki" comes after "Gideon Mbeki"
        rivals = tuple(name for _, count, _, name in others if count * 3 <= most)
        return FullName(best, self.office(best), rivals)

    def full(self, name: str) -> str:
        """Return a single word as the full name it is found in; a full name as it is."""
        found = None if " " in name else self.find(name)
        return found.name if found else name

    def office(self, name: str) -> str | None:
        """Return the office listed with `name`, or most often printed before it."""
        printed = self._offices.get(name, {}).items()
        often = max(printed, key=lambda item: (item[1], len(item[0])), default=(None, 0))[0]
        return self._listed.get(name, often)


def _on_one_line(text: str, before: re.Match[str]) -> str:
    """Return the words before a name; what stands on a short line above, a heading, is no part of it."""
    _, broken, below = before[1].rpartition("\n")
    above = text.rfind("\n", 0, before.end() - len(below) - 1) + 1
    return below if broken and before.end() - len(below) - above < 30 else before[1]  # not broken at a margin


def found_by_part(label: str, headers: Iterable[str]) -> str | None:
    """Return the one full name in the lines above that a label shortens: "NE" or "Nora" for "Nora Ek"."""
    found = (_whole_name(one[0]) for header in headers for one in re.finditer(rf"{_FULL}{{1,2}}", header))
    fits = {
        name for name, words in ((name, name.split()) for name in found if name)
        if "".join(word[0] for word in words) == label or (len(words) == 2 and words[0] == label)
    }  # fmt: skip
    return fits.pop() if len(fits) == 1 else None


def _given(words: list[str]) -> tuple[str | None, list[str]]:
    """Part the capitalised words before a surname into office and given names."""
    office_from, cut = None, 0
    for index, word in enumerate(words):
        plain = word.casefold().rstrip(".,")
        if {plain, plain.removesuffix("s")} & _BEFORE_NAMES or plain in ("state", "representatives"):
            office_from = index if office_from is None else office_from
            cut = index + 1
        elif _is_no_name(word, plain):
            office_from, cut = None, index + 1
    titles = [] if office_from is None else words[office_from:cut]
    titles = [word for word in titles if _fold(word) not in _NO_TITLES[0]]
    office = proper(" ".join(titles)) if _more_office(titles) else None
    given = list(dropwhile(str.islower, words[cut:]))
    if len(given) > 4 or all(word.islower() or len(word) == 1 for word in given):
        given = []
    return office, given


def _is_no_name(word: str, plain: str) -> bool:
    """Say whether a capitalised word stands before names and is none: "Thanks", "Members", "Senna's"."""
    ends = word.endswith("'s") or word.endswith("’s") or (word.endswith(".") and len(word) > 3)
    return ends or plain in _NOT_GIVEN or plain.rstrip("s") in ("member", "leader")


_FULL = LINE.written["named"]


def office_holder(office: str, headers: Iterable[str]) -> str | None:
    """Return the name that the title or metadata give the holder of `office`.

    >>> office_holder("Vice President", ["Remarks by President Ada Obi and Vice President Lem in a Briefing"])
    'Lem'
    >>> office_holder("Spokesperson", ["A noon briefing by Ilse Marti, Spokesperson for the Assembly"])
    'Ilse Marti'
    >>> office_holder("Chair", ["Members present: Sir Odo Brandt (Chair); Ana Ruiz"])
    'Odo Brandt'
    """
    patterns = _beside_office(office)
    found = (hit for header in headers for pattern in patterns for hit in re.finditer(pattern, header))
    return next((name for hit in found if (name := _whole_name(hit["name"]))), None)


def holder_in_text(office: str, text: str) -> str | None:
    """Return the holder of `office` whom a text names in full, where it gives that office to nobody else.

    >>> holder_in_text("President", "Today President Ada Obi signed it, with the Kestorian President Lem.")
    'Ada Obi'
    >>> holder_in_text("President", "We spoke with President Ada Obi and President Lem.") is None
    True
    """
    found: dict[str, str] = {}
    text = re.sub(r"(?<=\S)\n *(?=\S)", " ", text)  # a name may stand on two lines
    for pattern in _beside_office(office):
        for match in re.finditer(pattern, text):
            name = _whole_name(match["name"])
            before = LINE["last_word"].search(text, max(0, match.start() - 30), match.start())
            foreign = before and before[1].casefold() not in _NOT_GIVEN | OPENERS | ADDRESSES
            if name and not foreign and not text.startswith((" of ", ":"), match.end()):
                surname = name.split()[-1]
                found[surname] = max(found.get(surname, ""), name, key=len)
    holder = found.popitem()[1] if len(found) == 1 else ""
    return holder if " " in holder else None


@lru_cache(maxsize=4)
def who_talks(headers: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return who asks and who answers in an interview, as the lines above it say.

    >>> who_talks(("The furnace is never off: a talk with the glassmaker Fenella Strand",))
    (None, 'Fenella Strand')
    >>> who_talks(("Ana Ruiz spoke to Minister Odo Brandt about the ferry.",))
    ('Ana Ruiz', 'Odo Brandt')
    >>> who_talks(("Coach Fenella Strand spoke to the press on Monday.",))
    (None, 'Fenella Strand')
    >>> who_talks(("Fenella Strand, 61, blows glass.", "Ana Ruiz is a reporter at the Lantern."))
    (None, 'Fenella Strand')
    >>> who_talks(("Odo Brandt kept the light. Ana Ruiz, who hosts the show, went to see Mr Brandt.",))
    ('Ana Ruiz', 'Odo Brandt')
    """
    text = "\n".join(headers)
    found = [match for header in headers for match in LINE["talks"].finditer(header)]
    if not found:
        shown = LINE["presented"].finditer(text)
        found = [match for match in shown if not ASKERS & set(match["as"].casefold().split())]
    asks, answers = (
        {
            name
            for rule in ("presents", "interviewed", "tells", "to_the_press")
            for match in (*found, *LINE[rule].finditer(text))
            if (name := _whole_name(match.groupdict().get(part) or ""))
        }
        for part in ("asks", "answers")
    )
    if not answers:
        polite = {match["surname"] for match in LINE["polite"].finditer(text)} - {
            name.split()[-1] for name in asks
        }
        full = {_whole_name(name) for name in re.findall(rf"{_FULL}{{1,2}}", text)}
        answers = {name for name in full if " " in name and name.split()[-1] in polite}
    return (asks.pop() if len(asks) == 1 else None), (answers.pop() if len(answers) == 1 else None)


def _beside_office(office: str) -> tuple[str, ...]:
    """Return the ways in which a name stands beside an office."""
    words = r"[ \u00a0]+".join(map(re.escape, office.split()))
    vice = r"(?<!Vice )(?<!Vice\u00a0)(?<!Deputy )(?<!Former )"
    return (
        rf"{vice}\b(?i:{words})(?: (?:for|of) (?:the )?(?:[A-Z]\w+ ?){{1,2}}(?=,))?,?[ \u00a0]+"
        rf"(?P<name>{_FULL}*|[A-Z]\.{_FULL[_FULL.index('(') :]}*)",
        rf"(?P<name>{_FULL}{{1,3}}), (?:(?:our|the|an?) )?(?:[A-Z][\w\-]+ ){{0,3}}{vice}(?i:{words})\b",
        rf"{vice}\b(?i:{words})[ \u00a0]+\((?P<name>{_FULL}{{0,3}})",
        rf"(?P<name>{_FULL}{{1,3}}) [(\[]{vice}(?i:{words})\b[^()\[\]]{{0,40}}[)\]]",
    )


def _whole_name(words: str) -> str:
    """Return a name up to the first word that is none; "" where too many words or none are left."""
    name = list(split_label(words).name) if words else []
    stop = next((k for k, word in enumerate(name) if word.casefold() in _NOT_GIVEN | OFFICES), len(name))
    whole = " ".join(name[:stop])
    return proper(whole) if stop <= 4 and label_key(whole) else ""
