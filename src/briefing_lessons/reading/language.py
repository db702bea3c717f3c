"""The language of a text, guessed from its most frequent small words."""

from __future__ import annotations

import re
from collections import Counter

#: small words that make up a fifth or more of running text in each language
SMALL_WORDS = {
    "English": (
        "the of and to in that is was for it on with as you be "
        "this are we have at but not they from by i he so will our"
    ),
    "French": (
        "le la les des de du et en un une est que qui pour dans "
        "sur pas nous vous ce au aux avec plus par je il ne sont cette"
    ),
    "German": (
        "der die das und ist in den von zu mit nicht ein eine auf "
        "für sich wir dass es ich auch des dem im werden haben sie hat"
    ),
    "Spanish": (
        "el la los las de que y en un una es por con para "
        "no se del al lo como más pero su nos ha este esta muy"
    ),
    "Portuguese": (
        "o a os as de que e em um uma é por com para não se do da no na dos das mais mas ao nos foi"
    ),
    "Italian": (
        "il la le di che e in un una è per con non si del della dei delle al sono più ma come anche nel alla"
    ),
    "Dutch": (
        "de het een van en in is dat op te zijn voor met niet aan er die om ook als maar wij ze bij door"
    ),
    "Russian": "и в не на что с по как это мы к у из за о от то для так же но я он они а или был",
    "Ukrainian": "і в не на що з по як це ми до у із за про від то для так же але я він вони та",
    "Polish": "i w nie na że z się do jest to jak o ale po co tak za od przez dla jego są",
    "Turkish": "ve bir bu için de da ile çok olarak daha ne gibi ama biz var olan en",
    "Indonesian": "yang dan di untuk dengan ini itu dari dalam tidak akan kita pada ada juga ke kami",
}
_SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
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
    letters = sum(c.isalpha() for c in sample)
    if letters < 80:
        return None
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.3 * letters:
            return _warning(language)
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < 20:
        return None
    counts = Counter(words)
    share = {language: sum(counts[word] for word in small) / len(words) for language, small in _SETS.items()}
    best = max(share, key=lambda language: share[language])
    if best != "English" and share[best] > 0.12 and share[best] > 1.2 * share["English"]:
        return _warning(best)
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", sample))
    if cyrillic > 0.3 * letters:
        return _warning("a language in Cyrillic letters")
    return _warning(None) if share["English"] < 0.06 and len(words) > 150 else None


def _warning(language: str | None) -> str:
    like = f" (it looks like {language})" if language else ""
    return (
        f"This text does not look like English{like}. Lines, headings and turns are shown; "
        "quotations, speakers and marks are made for English and will be wrong."
    )
