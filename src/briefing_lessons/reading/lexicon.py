"""Words the reader knows (who asks, who leads, offices, keys that are no labels), and the language of a text.

They stand in `word_lists.csv`, with what each list means. Every list is short on purpose: a word is there
because published transcripts use it in a label. Other languages are listed where their transcripts are
common, so that structure is shown even there.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path


def _read_lists() -> dict[str, tuple[str, ...]]:
    """Return the words of each list; where a list holds phrases, they have semicolons between them."""
    with Path(__file__).with_name("word_lists.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["list"], row["words"]) for row in csv.DictReader(file)]
    return {name: tuple(words.split("; ") if "; " in words else words.split()) for name, words in rows}


def read_patterns(path: Path) -> dict[str, str]:
    """Return the patterns that a .toml file names."""
    return fill(tomllib.loads(path.read_text(encoding="utf-8")), {})


def fill(patterns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    r"""Return patterns with every @name@ replaced by the pattern of that name above, or one `known` before.

    >>> fill({"clock": r"\d+:@two@", "range": "@clock@-@clock@"}, {"two": "[0-5]\\d"})["range"]
    '\\d+:[0-5]\\d-\\d+:[0-5]\\d'
    """
    filled = dict(known)
    for name, pattern in patterns.items():
        filled[name] = re.sub(r"@(\w+)@", lambda match: filled[match[1]], re.sub(r"\n *", "", pattern))
    return filled


LISTS = _read_lists()
ASKERS = frozenset(LISTS["askers"])
ANSWERERS = frozenset(LISTS["answerers"])
MODERATORS = frozenset(LISTS["moderators"])
PRESIDING = frozenset(LISTS["presiding"])
OUTLETS = frozenset(LISTS["outlets"])
UNNAMED = frozenset(LISTS["unnamed"])
ADDRESSES = frozenset(LISTS["addresses"])
OFFICES = frozenset(LISTS["offices"])
MODIFIERS = frozenset(LISTS["modifiers"])
PARTICLES = frozenset(LISTS["particles"])
KEYS = frozenset(LISTS["keys"])
LAST_WORDS = frozenset(LISTS["last_words"])
OPENERS = frozenset(LISTS["openers"])
OCCASIONS = LISTS["occasions"]


#: languages whose small words are listed, each name capitalised
_SETS = {name: frozenset(words) for name, words in LISTS.items() if name[0].isupper()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: letters that are not Latin
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff]")
#: writing systems that tell the language family by themselves
_SCRIPTS = (
    ("Chinese or Japanese", re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Arabic or Persian", re.compile(r"[\u0600-\u06ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("an Indian language", re.compile(r"[\u0900-\u0dff]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("Georgian or Armenian", re.compile(r"[\u0530-\u058f\u10a0-\u10ff]")),
)


def language_warning(text: str) -> str | None:
    """Return a warning when `text` is not English, `None` when it is or when it is too short to say.

    >>> words = "Der Minister sagte, dass die Brücke und der Hafen nicht mit dem Zug zu erreichen sind. "
    >>> print(language_warning(words * 3))
    This text does not look like English (it looks like German). Lines, headings and turns are shown;
    quotations, speakers and marks are made for English and will be wrong.
    """
    quarters = range(0, len(text), len(text) // 4 + 1)
    sample = text if len(text) < 24_000 else " ".join(text[start : start + 6000] for start in quarters)
    words = _words(sample)
    language = _language_of(sample, words, at_least=20)
    if language is None and (len(words) <= 150 or _count("English", words) >= 0.06 * len(words)):
        return None
    like = f" (it looks like {language})" if language else ""
    return (
        f"This text does not look like English{like}. Lines, headings and turns are shown; "
        "quotations, speakers and marks are made for English and will be wrong."
    )


def other_language(text: str, at_least: int) -> str | None:
    """Name the language of `text` where it is not English and has enough words to say so.

    >>> other_language("Wir sagten, dass die Brücke nicht mit dem Zug zu erreichen ist.", at_least=8)
    'German'
    """
    return _language_of(text, _words(text), at_least) if len(text) >= 4 * at_least else None


def _words(text: str) -> list[str]:
    return list(map(str.casefold, _WORD.findall(text)))


def _count(language: str, words: list[str]) -> int:
    return sum(map(_SETS[language].__contains__, words))


def _language_of(text: str, words: list[str], at_least: int) -> str | None:
    english = _count("English", words) > 0.3 * len(words)
    foreign_letters = _OTHER_LETTERS.search(text)
    if english and not foreign_letters:
        return None
    letters = sum(map(str.isalpha, text))
    if letters < 4 * at_least:
        return None
    for language, script in _SCRIPTS if foreign_letters else ():
        if len(script.findall(text)) > 0.3 * letters:
            return language
    if english or len(words) < at_least:
        return None
    share = {language: _count(language, words) / len(words) for language in _SETS}
    best = max(share, key=share.__getitem__)
    if best != "English" and share[best] > 0.12 and share[best] > 1.2 * share["English"]:
        return best
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", text))
    return "a language in Cyrillic letters" if cyrillic > 0.3 * letters else None
