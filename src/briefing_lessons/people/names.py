"""Find the names a text uses, with the titles and roles that stand beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from briefing_lessons.english.tagging import PARTICLES, letter_of, opens_name
from briefing_lessons.english.wordclasses import CLASS_OF, PERSON_NOUNS, classes, is_person_noun, listed
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names, word_list

#: `[^\W\d_a-zß-öø-ÿ]`, in the order in which it is told soonest that a letter is none
_CAPITAL = r"[A-Z]|[^\x00-\x7f\W\d_ß-öø-ÿ]"
_WORD = (
    rf"(?:[a-z]{{1,3}}[-‐‑’'](?=[A-ZÀ-Þ]))?(?:{_CAPITAL})[^\W_]*"
    r"(?:[’'](?:[^\W\d_a-z]|[^\W\d_]{3})[^\W_]*)*(?:[-‐‑][^\W_]+)*"
)
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|[A-Z])\."
_RUN = re.compile(
    rf"\b(?={_CAPITAL}|[a-z]{{1,3}}[-‐‑’'])(?<![@#.])(?:{_TITLE}|{_WORD})"
    rf"(?:[ \u00a0\n]+(?:(?:of|of the|for|(?:van |von |de )?(?:{'|'.join(sorted(PARTICLES))}))[ \u00a0\n]+)?"
    rf"(?:{_TITLE}|{_WORD}))*"
)
#: Courtesy titles: they precede a name and say no more than the gender of the person.
COURTESY: Final[dict[str, str | None]] = {
    **dict.fromkeys(word_list("titles of men"), "m"),
    **dict.fromkeys(word_list("titles of women"), "f"),
    **dict.fromkeys(word_list("titles")),
}
#: Pronouns that stand for one man or one woman.
GENDERED = dict.fromkeys(word_list("words for him"), "m") | dict.fromkeys(word_list("words for her"), "f")

#: Words that make a run of capitals an organisation, a paper or a place.
ORGANISATIONS: Final = word_list("organisations")
#: Nouns by which a text takes up the name of a firm or a body: they have a leader, hear and speak.
BODIES: Final = word_list("bodies")

#: Words for whose something is, before a noun: "her", "its".
OWNERS: Final = word_list("owners")
#: Nouns for who is the only one of a kind where something happens.
OFFICES: Final = word_list("offices")


class Name(NamedTuple):
    """One printed name: its words, and what stands beside it."""

    start: int
    words: tuple[str, ...]  #: without titles and roles
    role: str | None  #: "Russian Foreign Minister", "a conductor since ’98"
    gender: str | None  #: "m", "f" or unknown
    person: bool | None  #: `None` where nothing tells


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return `word` in lower case without accents or points, for comparing spellings.

    >>> plain("Márquez")
    'marquez'
    """
    if word.isascii():
        return word.lower().strip(".")
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_WITH_STROKES))
    return "".join(c for c in folded if not unicodedata.combining(c)).strip(".")


#: Letters with a stroke or without a point, which do not decompose into a letter and its accent.
_WITH_STROKES = str.maketrans("łøđħŧı", "lodhti")


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of `text` in order."""
    for run in _RUN.finditer(text):
        name = _name_of(text, run)
        if name is not None:
            yield name


_EPITHETS = word_list("epithets")


def _name_of(text: str, run: re.Match[str]) -> Name | None:
    words = tuple(run.group().split())
    while words and plain(words[0]) in CLASS_OF and len(words[0]) > 1 and not words[0].isupper():
        if len(words) > 1 and words[1] != "I" and _opens_name(text, run, words):
            break
        words = words[1:]
    read = _read_name(words)
    return Name(run.start(), *read) if read is not None else None


@lru_cache(maxsize=8192)
def _read_name(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None, str | None, bool | None] | None:
    """Return the name in `words`, its role and gender, and whether it is a person's."""
    if words[0:1] and (words[0].endswith("-year-old") or (words[0].lower() in _EPITHETS and len(words) > 2)):
        words = words[1:]  # "Nine-year-old Anna Abel", "Old Anna Abel"
    if not words:
        return None
    role, gender, rest = split_role(words)
    person: bool | None = True if len(rest) < len(words) else None
    joint = next((k for k, word in enumerate(rest) if word in ("of", "for")), 0)
    if joint > 1 and not any(plain(word) in ORGANISATIONS for word in rest[:joint]):
        rest = rest[:joint]  # "Anna Abel for Food Standards Ardal", but "Bank of Ardal"
    if not rest or rest[0][0].islower():
        return None
    if any(plain(w) in ORGANISATIONS for w in rest):
        return rest, None, None, False
    if gender is None and role:
        gender = gender_of_role(role)
    return rest, role, gender, person


def _opens_name(text: str, run: re.Match[str], words: tuple[str, ...]) -> bool:
    """Say whether the first of `words` is a first name, although it is in a closed class: "Will Straw"."""
    letter = CLASS_OF[plain(words[0])]
    following = _NEXT.match(text, run.end())
    after = letter_of(following[1], following[1].lower(), W.NAME) if following else W.STOP
    before = text[max(run.start() - 12, 0) : text.find(words[0], run.start())].rstrip()
    dated = letter == W.TIME or words[0] in ("May", "March")
    last = before.rpartition(" ")[2].lower()
    if dated and (last.isdigit() or CLASS_OF.get(last) in (W.PREP, W.DET)):
        return False  # "On Sunday Abel said", "On 4 May Abel said"
    if letter not in classes("TIME DET HE") and before and before[-1] not in '.?!“"‘”’:':
        return True
    return opens_name(words[0], letter, words[1], after)


_NEXT = re.compile(r"\s*(\w+|[^\w\s])")


@lru_cache(maxsize=8192)
def split_role(words: tuple[str, ...]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Cut "Russian Foreign Minister Sergey Lavrov" into role, gender and name.

    >>> split_role(("Finance", "Minister", "Vera", "Holt"))
    ('Finance Minister', None, ('Vera', 'Holt'))
    """
    folded = [plain(word) for word in words]
    cut = _role_ends(folded)
    gender = next((COURTESY[word] for word in folded[:cut] if COURTESY.get(word)), None)
    of = next((k for k, word in enumerate(words) if word in ("of", "for")), 0)
    named = words[cut:] or words[max(0, of - 1) : of] * words[-1].endswith("s")
    if named and all(plain(word) in ORGANISATIONS for word in named):
        return None, gender, words  # "Police Department", "Association of School Leaders"
    while len(words) - cut > 2 and words[-1].isupper() and 1 < len(words[-1]) < 5 and not words[-2].isupper():
        words = words[:-1]  # "Simeon Drax KC"
    if 0 < cut < len(words) - 3 and words[cut] == "of":  # "Leader of the Opposition Anna Abel"
        given = (k for k in range(cut + 2, len(words) - 1) if plain(words[k]) in given_names())
        cut = next(given, cut if any(plain(w) in ORGANISATIONS for w in words[-2:]) else len(words) - 2)
    return (" ".join([w for w in words[:cut] if plain(w) not in COURTESY]) or None), gender, words[cut:]


def _role_ends(words: Sequence[str]) -> int:
    """Return how many of the words, in lower case, are titles and nouns for persons before a name."""
    cut, last = 0, len(words) - 1
    if last == 1 and words[0] in word_list("trades that are given names"):
        return 0  # "Hunter Price"
    for k, word in enumerate(words):
        if cut < k == last and word in PERSON_NOUNS and words[k - 1] in given_names():
            break  # "Congressman Arno King", "Will Porter"
        if word in PERSON_NOUNS or word.endswith("-general") or (word in COURTESY and k < last):
            cut = k + 1
    return cut


def gender_of_role(role: str) -> str | None:
    """Return the gender that a role word itself tells.

    >>> gender_of_role("spokeswoman"), gender_of_role("foreman"), gender_of_role("captain")
    ('f', 'm', None)
    """
    for word in role.lower().replace("-in-law", "").split():
        if word.endswith(_FOR_WOMEN):
            return "f"
        if word == "son" or (word.endswith(_FOR_MEN) and word not in word_list("nouns in man for both")):
            return "m"
    return None


#: Endings of nouns for women, and of nouns for men.
_FOR_WOMEN: Final = tuple(sorted(word_list("nouns for women")))
_FOR_MEN: Final = tuple(sorted(word_list("nouns for men")))


def is_demonym(word: str) -> bool:
    """Say whether a name has the ending of an adjective of origin, and is no other word for somebody.

    >>> [is_demonym(word) for word in ("sorvian", "ardalese", "librarian", "guardian", "senate")]
    [True, True, False, False, False]
    """
    return _ORIGIN.search(word) is not None and word not in _PAPERS and not is_person_noun(word)


_ORIGIN: Final = re.compile("(?:[^aeiou]ian|ean|[^aeiou]an|ese|[^fd]ish)$")


#: Names of papers, bodies and places that look like it.
_PAPERS: Final = listed("guardian republican vatican sudan pakistan ocean titan meridian")


#: by its ending the name of a people: "the Sorvian"
DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ican|ese|ish)")


def is_described_person(words: str) -> bool | None:
    """ "a fisher" is a person and "a note" is not; capitals leave it open."""
    folded = [plain(word) for word in words.split()]
    if folded in (["one"], ["another"]) or any(map(is_person_noun, folded)):
        return True  # "said one, who would not give a name"
    return False if words.islower() or not ORGANISATIONS.isdisjoint(folded) else None


def initials(words: tuple[str, ...]) -> str:
    """Return "LAST" for "Lake Authority for Safe Transport"."""
    return "".join(word[0] for word in words if word[0].isupper())


@lru_cache(maxsize=8192)
def key_of(words: str) -> str:
    """Return a description without its article, for looking it up.

    >>> key_of("The Foreign Minister")
    'foreign minister'
    """
    kept = [plain(w) for w in words.split()]
    while kept and kept[0] in ("the", "a", "an", "its", "their", "his", "her", "our", "this"):
        kept = kept[1:]
    return " ".join(kept)


@lru_cache(maxsize=8192)
def compatible(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether two names may be one person's.

    >>> compatible(("Sergei", "Lavrov"), ("Sergey", "Lavrov")), compatible(("Anna", "Velk"), ("Jarn", "Velk"))
    (True, False)
    """
    a, b = [plain(w) for w in full], [plain(w) for w in words]
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    alike = a[-1] == b[-1] and min(len(a), len(b)) > 1 and a[0][0] == b[0][0]
    return alike and (1 in (len(a[0]), len(b[0])) or sum(x != y for x, y in zip_longest(a[0], b[0])) < 2)
