"""Reading an answer however it was written: number, name, words, lines or a choice."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.written import ways_to_say, written_in
from briefing_lessons.people.names import plain
from briefing_lessons.spans import Attribution, Span, Speaker
from briefing_lessons.topics.stopwords import load_stop_words

#: how learners put it
_SAID = ways_to_say("answers")

_SEVERAL = (list, tuple, set, frozenset)
#: where the words of a thing stand; `list` typed without quote marks means the word
_WORDS_OF = {Span: "text", Speaker: "name", Attribution: "speaker", type: "__name__"}
Kind = Literal["choice", "number", "percent", "name", "words", "lines", "text"]

_QUOTE_MARKS = str.maketrans({**dict.fromkeys('"“”„«»‹›`'), "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})
#: letters that transliterations of one name exchange: Sergei, Sergey and Sergej; Lavrov and Lawrow
_EXCHANGED = str.maketrans("jyw", "iiv")
_VALUES, _PARTS, _TIMES, _ORDINALS = written_in("numbers.toml").values()
stem = partial(re.compile(r"(?<=\w{3})(?:ements?|ings?|ed|es|s|ly|e)$").sub, "")
#: stems of words that learners use for one another, with the first of each group
_ALIKE = {stem(w): stem(one.split()[0]) for one in written_in("alike.toml")["groups"] for w in one.split()}
_SIGNS = str.maketrans({"½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "¼": " 1/4", "¾": " 3/4"})
_JOINED = r"(?:[- ]|(?<=hundred) and |(?<=thousand) and )"  # "four and five" are two numbers
_NUMBER_WORDS = re.compile(rf"\b(?:a )?(?:{'|'.join(_VALUES)})(?:{_JOINED}(?:{'|'.join(_VALUES)}))*\b")
_SHARE_WORDS = re.compile(rf"\b(\d+|an?)[ -]({'|'.join(_PARTS)})\b|\bhalf(?:way)?\b")
_LINES_IN_WORDS = re.compile(
    rf"(?i)\blines? {_NUMBER_WORDS.pattern}(?:(?:,|,? and|,? or| to) {_NUMBER_WORDS.pattern})*(?! of\b)"
)
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|last) line\b(?! (?:of|in|but)\b)(?![^\d]{{0,9}}\d)", re.IGNORECASE
)
_ORDINAL_ONE = re.compile(rf"\b({'|'.join(_ORDINALS)}|last) one\b", re.IGNORECASE)
_LIST_OF_LINES = r"\d+(?:-\d+)?(?:(?:\s*(?:,|&|and|or)\s*)+\d+(?:-\d+)?)*"
_ONLY_LINES = re.compile(rf"(?:(?:in|on|at) )?(?:lines? )?(?!0){_LIST_OF_LINES}")
_AFTER_LINE = re.compile(rf"\blines?\s+({_LIST_OF_LINES})", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,']\d+|\s\d{3}(?!\d))*")


def is_unanswered(value: Any) -> bool:
    """Say whether nothing has been filled in yet.

    >>> is_unanswered(...), is_unanswered(" … "), is_unanswered(0)
    (True, True, False)
    """
    if isinstance(value, str):
        return value.strip() in ("", "...", "…")
    return value is None or value is ... or (isinstance(value, (*_SEVERAL, dict)) and not value)


def as_text(value: Any) -> str:
    """Return the words of an answer: of a text, a span, a speaker, or a collection with one of them.

    >>> as_text(["Moscow", "Russia"]), as_text(list), as_text(Span(0, 2, "US"))
    ('Moscow, Russia', 'list', 'US')
    """
    for kind, name in _WORDS_OF.items():
        if isinstance(value, kind):
            return getattr(value, name) or ""
    if isinstance(value, _SEVERAL):
        parts = map(as_text, value)
        return ", ".join(sorted(parts) if isinstance(value, (set, frozenset)) else parts)
    return str(value)


def cited(value: Any) -> str:
    """Return an answer between quote marks, without its full stop: our sentence has one.

    >>> cited("about 2,000"), cited("In line 4 it is softer."), cited("who talks more?")
    ('“about 2,000”', '“In line 4 it is softer”', '“who talks more?”')
    """
    return f"“{as_text(value).strip().rstrip('.').rstrip()}”"


def fold_answer(value: Any) -> str:
    """Return an answer without capitals, quote marks, outer punctuation and doubled spaces.

    >>> fold_answer(' “Sergei  LAVROV.” ')
    'sergei lavrov'
    """
    plain = " ".join(as_text(value).translate(_QUOTE_MARKS).split())
    return plain.strip(" '.,;:!?()[]").casefold()


def plain_answer(value: Any) -> str:
    """Return a folded answer without the words people put around it.

    >>> plain_answer("The word is “On”."), plain_answer("I think it is a partial quote")
    ('on', 'partial quote')
    """
    folded = fold_answer(value)
    bare = _SAID["around"].sub("", folded)
    return re.sub(r"^(?:an?|the)(?: (?:words?|verb))? (?=\w)", "", bare) or folded


def without_reason(value: Any, kind: Kind) -> Any:
    """Return an answer in words without the line or the reason beside it; lines that are asked for stay.

    >>> [without_reason(said, "words") for said in ("took part, in line 14 they look", "line 8: “promised”")]
    ['took part', '“promised”']
    >>> without_reason("line 8, line 9, because it says so", "lines")
    'line 8, line 9'
    """
    if not isinstance(value, str):
        return value
    words = " ".join(value.split())
    return _SAID["why"].sub("", words if kind == "lines" else _SAID["where"].sub("", words))


def plain_name(value: Any) -> str:
    """Return a name in plain form: no title, no initial, and not whom it is quoting.

    >>> plain_name("Dr. I. Velk"), plain_name("Velk, quoting Orsolin"), plain_name("not Orsolin but Velk")
    ('velk', 'velk', 'velk')
    >>> plain_name("Velk not Orsolin"), plain_name("Velk is not it"), plain_name("Orsolin in Velk’s mouth")
    ('velk', 'velk is not it', 'velk')
    """
    name = said_aloud(value)
    return _SAID["titles"].sub("", name) or name


def said_aloud(value: Any) -> str:
    """Return who is meant to speak, not whom that one is quoting, in plain form.

    >>> said_aloud("Minister Velk repeats what the baker said"), said_aloud("she = Velk")
    ('minister velk', 'velk')
    """
    return plain_answer(_SAID["speaks_for"].sub("", plain_answer(value)))


def read_numbers(value: Any) -> frozenset[float]:
    """Return every number an answer can stand for; "2,018" is two: a thousand mark or a decimal comma.

    >>> sorted(read_numbers("2,018")), sorted(read_numbers("50 %")), sorted(read_numbers("seventy-one"))
    ([2.018, 2018.0], [50.0], [71.0])
    >>> sorted(read_numbers("25 per 1,000 words")), sorted(read_numbers("said 26"))
    ([25.0], [26.0])
    """
    if isinstance(value, bool):
        return frozenset()
    if isinstance(value, (int, float)):
        return frozenset([float(value)])
    if isinstance(value, _SEVERAL):
        parts = list(value)
        # 0,5 passed without quote marks reaches us as two numbers
        decimal = len(parts) == 2 and isinstance(value, tuple) and {*map(type, parts)} == {int}
        return read_numbers(parts[0] if len(parts) == 1 else ",".join(map(str, parts)) if decimal else "")
    words = with_digits(value)
    if part := _SAID["part_of"].search(words):  # "1/2" may be one of two, or a half
        some, of = float(part[1]), float(part[2])
        return frozenset([some, some / of] if "/" in part[0] and of else [some])
    found = list(dict.fromkeys(_NUMBER.findall(words)))  # "6, I counted 6" is one number
    if len(found) > 1:  # "line 4: 26" says where, and how many
        found = _NUMBER.findall(_SAID["aside"].sub("", _AFTER_LINE.sub("", words)))
    return frozenset(_readings(found[0])) if len(found) == 1 else frozenset()


def read_shares(value: Any) -> frozenset[float]:
    """Return every share in per cent that an answer can stand for.

    >>> [sorted(read_shares(one)) for one in ("4 of 8", "two thirds", "69.6 %", "0.5", "0.5 %", 1)]
    [[50.0], [66.66666666666667], [69.6], [0.5, 50.0], [0.5], [1.0]]
    """
    part = _SAID["part_of"].search(with_digits(value)) if isinstance(value, str) else None
    if part and float(part[2]):
        return frozenset([100 * float(part[1]) / float(part[2])])
    numbers = read_numbers(value)
    return numbers if says_per_cent(value) else numbers | {100 * n for n in numbers if 0 < n < 1}


def guessed_share(guess: str) -> float | None:
    """Return the share in per cent that a guess names; `None` where it names none.

    >>> guessed_share("about 60 %"), guessed_share("most of it")
    (60.0, None)
    """
    return min((share for share in read_shares(guess) if 0 <= share <= 100), default=None)


def with_digits(value: Any) -> str:
    """Return an answer with its numbers in digits and without “per 1,000 words”.

    >>> with_digits("a hundred and five"), with_digits("Three quarters"), with_digits("25 per 1,000")
    ('105', '3/4', '25')
    """
    words = fold_answer(_SAID["point"].sub(_with_point, as_text(value)))
    words = _SAID["per_thousand"].sub("", words).translate(_SIGNS)
    if not re.search(r"\d", _SAID["of_digits"].sub("", words)):
        words = re.sub(rf"\b(?:{'|'.join(_TIMES)})\b", lambda found: _TIMES[found[0]], words)
        words = in_digits(words)
        words = _SAID["point"].sub(_with_point, words)
    words = re.sub(r"\bminus (?=\d)", "-", words)
    return _SHARE_WORDS.sub(
        lambda found: f"{found[1] if (found[1] or 'a').isdigit() else 1}/{_PARTS[found[2] or 'half']}", words
    )


def _with_point(found: re.Match[str]) -> str:
    return f"{found[1] or 0}."


def in_digits(words: str) -> str:
    """Return words with the numbers among them in digits, up to the thousands.

    >>> in_digits("two hundred and seventy-one of a thousand")
    '271 of 1000'
    """
    return _NUMBER_WORDS.sub(_number_said, words)


def _number_said(found: re.Match[str]) -> str:
    total = current = 0
    for word in re.findall(r"[^\W\d]+", found[0].replace(" and ", " ")):
        value = _VALUES.get(word, 0)
        if value >= 100:
            current = max(current, 1) * value
            total, current = (total + current, 0) if value == 1000 else (total, current)
        else:
            current += value
    return str(total + current)


def with_line_numbers(words: str, briefing: Briefing) -> str:
    """Return an answer with the numbers of its lines in digits; the last line is the last one with words.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> with_line_numbers("Line four and one of them", ferry), with_line_numbers("in the last line", ferry)
    ('line 4 and one of them', 'in the line 29')
    """
    numbers = _ORDINALS | {"last": briefing.line_number(len(briefing.text.rstrip()) - 1)}
    words = re.sub(r"\b(\d+)(?:st|nd|rd|th) line\b", r"line \1", words)
    words = _ORDINAL.sub(lambda found: f"line {numbers[found[1].lower()]}", words)
    return _LINES_IN_WORDS.sub(lambda lines: in_digits(lines[0].lower()), words)


def says_per_cent(value: Any) -> bool:
    """Say whether an answer is given in per cent.

    >>> says_per_cent("25.3 %"), says_per_cent("25 per 1,000")
    (True, False)
    """
    return bool(_SAID["per_cent"].search(as_text(value)))


def _readings(digits: str) -> Iterable[float]:
    digits = re.sub(r"[\s']", "", digits)
    for thousands, decimal in ((",", "."), (".", ",")):
        head, _, tail = digits.partition(decimal)
        grouped = re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}(?:\{thousands}\d{{3}})+", head)
        if not {",", "."} & set(tail) and (thousands not in head or grouped):
            yield float(f"{head.replace(thousands, '')}.{tail or 0}")


def read_lines(value: Any, briefing: Briefing) -> frozenset[int]:
    """Return the line numbers an answer names: `[13, 14]`, "lines 13 to 15", or spans of the text.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> sorted(read_lines("lines 13 to 15", ferry)), sorted(read_lines(ferry.quotes[0], ferry))
    ([13, 14, 15], [3])
    >>> [sorted(read_lines(said, ferry)) for said in ("Line thirty", "the last line", "in one of them")]
    [[30], [29], []]
    """
    if isinstance(value, Span):
        return frozenset([briefing.line_number(value)])
    if isinstance(value, _SEVERAL):
        return frozenset().union(*(read_lines(part, briefing) for part in value))
    told = _ORDINAL_ONE.sub(r"\1 line", _SAID["day"].sub(" ", _SAID["not_that"].sub("", str(value))))
    words = given = with_line_numbers(told, briefing)
    if not re.search(r"\d", words):  # in words they are a line number only where the answer is nothing else
        words = with_digits(plain_answer(words))
    text = _SAID["through"].sub(r"\1-\2", words)
    if words != given and not _ONLY_LINES.fullmatch(text):
        return frozenset()
    text = " ".join(_AFTER_LINE.findall(text)) or text  # "Line 25: January 23" names one line
    found = ((int(first), int(last or first)) for first, last in re.findall(r"(\d+)(?:-(\d+))?", text))
    return frozenset(n for first, last in found for n in range(first, min(last, first + 999) + 1))


def read_words(value: Any) -> frozenset[str]:
    """Return the set of words or phrases of an answer.

    >>> sorted(read_words("said, ‘told’ and STRESSED"))
    ['said', 'stressed', 'told']
    """
    several = isinstance(value, (*_SEVERAL, Mapping))
    parts = value if several else re.split(r"[,;\n]| and ", as_text(value))
    return frozenset(filter(None, map(fold_answer, parts)))


def listed(words: str | Iterable[Any]) -> tuple[Any, ...]:
    """Return words given as a list, or as one text with commas or semicolons: a text is no row of letters.

    >>> listed("said, told; added"), listed(["said", "told"])
    (('said', 'told', 'added'), ('said', 'told'))
    """
    return tuple(map(str.strip, re.split(r"[,;\n]", words))) if isinstance(words, str) else tuple(words)


def reads_as(kind: Kind, given: Any, meant: Any, tolerance: float, briefing: Briefing) -> bool:
    """Say whether `given`, however it is written, is the answer `meant`.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> reads_as("percent", "4 of 8", 50, 1.0, ferry), reads_as("name", "the mayor", "Mayor", 0, ferry)
    (True, True)
    """
    if kind in ("number", "percent"):
        numbers = read_shares(given) if kind == "percent" else read_numbers(given)
        return any(abs(n - m) <= tolerance + 1e-9 for n in numbers for m in read_numbers(meant))
    if kind == "lines":
        return read_lines(given, briefing) == read_lines(meant, briefing)
    if kind == "words" and read_words(given) == read_words(meant):
        return True
    if kind == "name":
        return _in_any_order(plain_name(given)) == _in_any_order(plain_name(meant))
    return plain_answer(given) == plain_answer(meant)


def _in_any_order(name: str) -> frozenset[str]:
    """Return the words of a name or an office, without what transliterations and word order change.

    >>> _in_any_order("sergej lawrow") == _in_any_order("Lavrov, Sergei".lower())
    True
    >>> _in_any_order("minister of transport") == _in_any_order("transport minister")
    True
    """
    words = set(re.findall(r"\w+", plain(name))) - {"of", "for", "the", "affairs", "s"}
    return frozenset(re.sub("ph|ff", "f", word).translate(_EXCHANGED) for word in words)


def read_choice(given: Any, options: tuple[str, ...], asked: str = "") -> str | None:
    """Return the option an answer means: by its letter, its words, a part of it, or a misspelling.

    Words of `asked`, the question, may stand in every answer.

    >>> read_choice("b)", ("Lavrov", "the reporter")), read_choice("reporter", ("Lavrov", "the reporter"))
    ('the reporter', 'the reporter')
    >>> read_choice("B) the reporter", ("Lavrov", "the reporter"))
    'the reporter'
    >>> read_choice("repitition", ("list", "repetition"))
    'repetition'
    >>> read_choice("It is a report, for a writer tells it", ("A report: a writer", "A speech: one"))
    'A report: a writer'
    """
    answer = fold_answer(given).removeprefix("option ").removeprefix("answer ")
    answer = _SAID["bare_not"].sub(r"\1n't", _SAID["more_than"].sub("", answer))
    answer = _SAID["not_any"].sub(r"\1 no", answer)
    folded = [fold_answer(option) for option in options]
    if answer in folded:
        return options[folded.index(answer)]
    answer = plain_answer(said := _SAID["not_but"].sub("", answer))
    if len(answer) == 1 and 0 <= ord(answer) - ord("a") < len(options):
        return options[ord(answer) - ord("a")]
    found = _by_telling_words(answer, options, asked)
    return _unless_turned(said, found, asked) or _slip_of(answer, folded, options)


def _parts(option: str) -> list[str]:
    """Return an option in folded form, whole and cut at its marks."""
    whole = re.sub(", who .*", "", option)
    return [fold_answer(whole), *map(fold_answer, re.split("[:,;](?! or )", whole))]


def denies(words: str) -> bool:
    """Say whether folded words deny something."""
    return bool(_SAID["denial"].search(words))


def _telling(words: str) -> set[str]:
    """Return the words of an answer or an option that tell it from others, each as `_alike` writes it.

    >>> _telling("both adverts counted") == _telling("it counts advertisements")
    True
    """
    found = re.findall(r"[^\W\d][\w'-]+|\d{2,}", words)
    return {_alike(w) for w in found if stem(w) in _ALIKE or w not in load_stop_words("function")} or {*found}


def _alike(word: str) -> str:
    """Return a word in the form that all which mean it share."""
    return _ALIKE.get(stem(word)) or (word if word in load_stop_words("function") else stem(word))


def _by_telling_words(answer: str, options: tuple[str, ...], asked: str) -> str | None:
    """Return the option that an answer in own words means: it alone has words of the answer, and enough.

    The words that neither an option nor the question has are fewer. The answer has at least half of the
    words of the option, or of a part of it, and denies what it denies.
    """
    words, given, known = [*map(_telling, map(fold_answer, options))], _telling(answer), _telling(asked)
    shared = {word for word in given if sum(word in own for own in words) > 1}
    hits = [(told, own, x) for own, x in zip(words, options, strict=True) if (told := given & own - shared)]
    if sum(f" {fold_answer(option)} " in f" {answer} " for option in options) > 1 or len(hits) != 1:
        return None
    (own, whole, option), strange = hits[0], given - known.union(_telling(" ".join(_VALUES)), *words)
    # "a news report" has the head of an option, "A report: …"
    head = {word for word in _telling(_parts(option)[1]) if not word.isdigit()}
    few = len(strange) <= len(own) - (len(own) < 2) or (head and head <= given)
    if not few or not all(_telling(one) & (whole | known) for one in answer.split(" or ")):
        return None  # "a report or a novel" has not decided
    for part in _parts(option):  # of "that it was said twice, or that …" one alone is too much
        has, every = _telling(part), all(given & _telling(one) for one in part.split(" or that "))
        edge = part.startswith(answer) or part.endswith(answer)
        enough = edge or 2 * len(given & has) >= len(has - (known - given))
        if own & has and every and enough and denies(answer) == denies(part):
            return option
    return None


def _unless_turned(answer: str, option: str | None, asked: str = "") -> str | None:
    """Return an option, unless an answer turns it round: in a small word, or in what one of them denies.

    >>> [_unless_turned(said, "the last line says why") for said in ("first line", "last of all", "not why")]
    [None, 'the last line says why', None]
    >>> [_unless_turned(said, "it could not end") for said in ("it could end", "no end", "it could not")]
    [None, 'it could not end', 'it could not end']
    """
    words, small = fold_answer(option), load_stop_words("function") - {*_ALIKE.values()}
    given, meant, own = _turning(answer), _turning(words), _telling(words)
    denied = {word for word, _ in given} - small
    affirmed = {word for word, _ in meant - given} & {_alike(word) for word in re.findall(r"\w+", answer)}
    # "we don't have his words" affirms nothing
    undone = affirmed - small if denies(answer) and denied else affirmed and not denies(answer)
    asks = {one for one in _turning(asked) if one[0] or not any(turn for _, turn in meant - given)}
    # where both deny, it may be in another word
    turned = ((word, turn) for word, turn in given - meant - asks if turn or word in denied)
    differs = (turn not in own if turn else word in own or not denies(words) for word, turn in turned)
    return None if undone or any(differs) else option


def _turning(words: str) -> set[tuple[str, str]]:
    """Return what words deny, and small words that decide."""
    return {(_alike(denied), _alike(turn)) for denied, turn in _SAID["turning"].findall(words)}


def _slip_of(answer: str, folded: list[str], options: tuple[str, ...]) -> str | None:
    """Return the one option that `answer` misspells, word by word: "said Jarn" is not “said Ida”."""
    given, known = answer.split() if len(answer) > 4 else [], map(str.split, folded)
    fits = [len(words) == len(given) and all(map(is_slip, given, words)) for words in known]
    return options[fits.index(True)] if sum(fits) == 1 else None


def is_slip(word: str, meant: str, *, of_a_name: bool = False) -> bool:
    """Say whether a word is the one that is meant, or a slip of it; a name keeps its first letter and length.

    >>> [is_slip(*words, of_a_name=True) for words in (("forign", "foreign"), ("Anne", "Hanne"))]
    [True, False]
    """
    kept = not of_a_name or (word[:1] == meant[:1] and abs(len(word) - len(meant)) < 2)
    near = SequenceMatcher(None, meant, word).ratio() if kept and word.isalpha() and len(meant) > 3 else 0
    return word == meant or near >= 0.75
