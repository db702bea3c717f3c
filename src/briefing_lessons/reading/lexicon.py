"""Words the reader knows (who asks, who leads, offices, keys that are no labels), and the language of a text.

They stand in `word_lists.csv`, with what each list means. Every list is short on purpose: a word is there
because published transcripts use it in a label. Other languages are listed where their transcripts are
common, so that structure is shown even there.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from briefing_lessons.errors import BriefingError


def read_table(name: str | Path) -> list[list[str]]:
    """Return the rows of a .csv file, by its path or the name of one that lies here, without its head."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


#: byte -> a small letter, or a space where none stands
_SMALL_LETTERS = bytes(code | 32 if chr(code).isalpha() and code < 128 else 32 for code in range(256))


def small_words(text: str) -> list[str]:
    """Return the runs of English letters in `text`, in lower case.

    >>> small_words("It’s 5 p.m., Ana")
    ['it', 's', 'p', 'm', 'ana']
    """
    return text.encode("ascii", "replace").translate(_SMALL_LETTERS).decode().split()


class Patterns(dict[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is first looked up: a text needs few of them."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = written

    def __missing__(self, name: str) -> re.Pattern[str]:
        return self.setdefault(name, re.compile(self.written[name]))


def read_patterns(path: Path) -> Patterns:
    """Return the patterns that a .toml file names."""
    return Patterns(fill(tomllib.loads(path.read_text(encoding="utf-8")), {}))


def fill(patterns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    r"""Return patterns with every @name@ replaced by the pattern of that name above, or one `known` before.

    >>> fill({"clock": r"\d+:@two@", "range": "@clock@-@clock@"}, {"two": "[0-5]\\d"})["range"]
    '\\d+:[0-5]\\d-\\d+:[0-5]\\d'
    """
    filled = dict(known)
    for name, pattern in patterns.items():
        filled[name] = re.sub(r"@(\w+)@", lambda match: filled[match[1]], re.sub(r"\n *", "", pattern))
    return filled


#: the words of each list; where a list holds phrases, they have semicolons between them
LISTS = {
    name: tuple(words.split("; ") if "; " in words else words.split())
    for name, _, words in read_table("word_lists.csv")
}
#: what is said to the reader of a text of which something is doubted, by name
WARNINGS = dict(read_table("warnings.csv"))
_REFUSALS = dict(read_table("refusals.csv"))


def refusal(why: str, name: object, **told: object) -> BriefingError:
    """Return the error that says why a file cannot be used, and what to do.

    >>> print(refusal("pages", "talk.pdf", count=4_000, most=2_000))
    talk.pdf has 4000 pages (at most 2000). Cut it into parts.
    """
    return BriefingError(f"{name} {_REFUSALS[why].format(**told)}")


ASKERS = frozenset(LISTS["askers"])
ANSWERERS = frozenset(LISTS["answerers"])
MODERATORS = frozenset(LISTS["moderators"])
PRESIDING = frozenset(LISTS["presiding"])
OUTLETS = frozenset(LISTS["outlets"])
UNNAMED = frozenset(LISTS["unnamed"])
ADDRESSES = frozenset(LISTS["addresses"])
OFFICES = frozenset(LISTS["offices"])
PARTICLES = frozenset(LISTS["particles"])
KEYS = frozenset(LISTS["keys"])
OPENERS = frozenset(LISTS["openers"])


#: languages whose small words are listed, each name capitalised
_LANGUAGES = tuple(name for name in LISTS if name[0].isupper())
#: small word -> the languages that have it
_SMALL = {
    word: [name for name in _LANGUAGES if word in LISTS[name]] for one in _LANGUAGES for word in LISTS[one]
}
#: how the names of letters begin in Unicode -> the language that they tell by themselves
_SCRIPTS = dict(read_table("scripts.csv"))


def language_warning(text: str) -> str | None:
    """Return a warning when `text` is not English, `None` when it is or when it is too short to say.

    >>> words = "Der Minister sagte, dass die Brücke und der Hafen nicht mit dem Zug zu erreichen sind. "
    >>> print(language_warning(words * 3))
    This text does not look like English (it looks like German). Lines, headings and turns are shown;
    quotations, speakers and marks are made for English and will be wrong.
    """
    quarters = range(0, len(text), len(text) // 4 + 1)
    sample = text if len(text) < 6000 else " ".join(text[start : start + 1500] for start in quarters)
    language = other_language(sample, at_least=20)
    like = f" (it looks like {language})" if language else ""
    return None if language is None else WARNINGS["language"].format(like=like)


def other_language(text: str, at_least: int) -> str | None:
    """Name the language of `text` where it is not English and has enough words to say so; "" is unknown.

    >>> other_language("Wir sagten, dass die Brücke nicht mit dem Zug zu erreichen ist.", at_least=8)
    'German'
    """
    if len(text) < 4 * at_least or text.count(" the ") * 300 >= len(text):  # English has three times as many
        return None
    words = text.casefold().split()
    small = Counter(language for word in words if word in _SMALL for language in _SMALL[word])
    best = max(_LANGUAGES, key=small.__getitem__)
    not_latin = filter("\ud800".__gt__, re.findall(r"[^\0-\u036f\u1e00-\u2e7f]", text))
    other = Counter(unicodedata.name(letter, "?").split()[0] for letter in not_latin)
    letters = sum(map(str.isalpha, text)) if other or best != "English" else 0
    if letters >= 4 * at_least:
        little = len(words) >= at_least and small["English"] <= 0.3 * len(words)
        if little and small[best] > max(0.12 * len(words), 1.5 * small["English"]):
            return best
        script, count = other.most_common(1)[0] if other else ("", 0)
        if count > 0.3 * letters and script in _SCRIPTS:
            return _SCRIPTS[script]
    return "" if len(words) > 150 and small["English"] < 0.06 * len(words) else None
