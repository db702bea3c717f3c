"""Lessons 00 to 02: dates, names and voices, line roles and twin words, and what the first lessons ask."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.wordclasses import VERBS, is_person_noun
from briefing_lessons.english.words import find_words, fold
from briefing_lessons.exercises.answers import denies, is_slip, plain_name, read_lines, without_reason
from briefing_lessons.exercises.excerpts import first_line, first_words, is_left_alone, line_before, note_on
from briefing_lessons.exercises.model import Values, asks, words_of
from briefing_lessons.exercises.picks import described, head_of
from briefing_lessons.exercises.written import ways_to_say
from briefing_lessons.people.names import BODIES, COURTESY, DEMONYM, ORGANISATIONS
from briefing_lessons.spans import LOOKS_LIKE, RUNNING, Line, Span, Speaker, Token, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import find_lines
from briefing_lessons.topics.scopes import people
from briefing_lessons.topics.stopwords import load_stop_words

_NAMED, _SHORT, _AGO, _LEAD = (found.pattern for found in ways_to_say("clues").values())
_DATE = rf"\b(?:{_NAMED}|(?:{_SHORT})(?=\.? \d)|(?:1[89]|20)\d\d|{_AGO})\b"
#: May and March are a modal and a verb as well: here they stand in the place of a month
_IN_PLACE = "|".join(map(r"(?<=\b{}[ -])|(?<=\d[snrt][tdh] )".format, _LEAD.split()))
_MONTH_AFTER = rf"(?:[’']s)?(?: \d|(?:,| and| or| to|-|–|/) ?(?:{_NAMED})\b)"
_SURE_DATE = rf"(?:(?i:{_IN_PLACE})|(?<=\bthis )|(?!\b(?:May|March)\b(?!{_MONTH_AFTER}))){_DATE}"


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of any text, by the rule that `briefing.tokens` follows.

    >>> split_words("sign up — now")
    ('sign', 'up', 'now')
    """
    return tuple(text[start:end] for start, end, _ in find_words(text))


def find_dates(briefing: Briefing, *, ignore_capitals: bool = False) -> Table:
    """Return the lines with the name of a month or a day, a year, or "last year".

    >>> from briefing_lessons import load_briefing
    >>> find_dates(load_briefing("000_95b79719e875266d.txt"))[0]
    (2, '2016')

    Parameters
    ----------
    ignore_capitals
        Also take "may" for May and "march" for March: the mistake lesson 01 looks at.
    """
    pattern = re.compile(_DATE, re.IGNORECASE) if ignore_capitals else re.compile(_SURE_DATE)
    found = ((line.number, ", ".join(dict.fromkeys(pattern.findall(line.text)))) for line in briefing.lines)
    rows = [(number, words) for number, words in found if words]
    return Table(("line", "words"), rows, f"Lines of {briefing.source} with a date word.")


def date_spans(briefing: Briefing) -> list[Span]:
    """Return the date words, each with the number of the day beside it."""
    date = rf"(?:\b\d\d? )?{_SURE_DATE}(?: \d+)?"
    return [Span(*match.span(), match[0]) for match in re.finditer(date, briefing.text)]


def years_named(briefing: Briefing) -> str:
    """Return the years that the text names, in order.

    >>> from briefing_lessons import load_briefing
    >>> years_named(load_briefing("000_95b79719e875266d.txt"))
    '2016'
    """
    return ", ".join(dict.fromkeys(re.findall(r"\b(?:1[89]|20)\d\d\b", briefing.text))) or "no year"


@lru_cache(maxsize=2)
def name_spans(briefing: Briefing) -> list[Span]:
    """Return the words that are names: capitals inside of a sentence, and the same words at its beginning."""
    names = (one.speaker or "" for one in briefing.turns), (speaker.name for speaker in briefing.speakers)
    called = {word for name in chain(*names) for word in split_words(name)}
    for first, last in _capital_runs(briefing):
        words = split_words(briefing.text[first.start : last.end])
        called.update(words[1:] if _begins_sentence(briefing, first) else words)
    called.update(re.findall(r"^(\w+), \d", briefing.text, re.MULTILINE))  # before a date
    plain = load_stop_words("function")
    called = {word for word in called if word[0].isupper() and word.casefold() not in plain}
    called -= {word for word in called if re.fullmatch(_DATE, word)}
    acronym = re.compile(r"[A-Z]{2,}")
    return [t for t in briefing.tokens if t.text.split("’")[0] in called or acronym.fullmatch(t.text)]


def words_by_voice(briefing: Briefing) -> Table:
    """Count the words each voice utters: inside its turns, or inside its quotation marks.

    >>> from briefing_lessons import load_briefing
    >>> words_by_voice(load_briefing("001_ferry_report.txt"))["voice"][:2]
    ('Bruno Tasker', 'Katja Orsolin')
    """
    from briefing_lessons.topics.counting import count_words  # loads nltk

    words = Counter({name: count_words(briefing, name).N() for name in people(briefing)})
    rows = sorted(words.items(), key=lambda row: (-row[1], row[0]))
    return Table(("voice", "words"), rows, f"Words uttered in {briefing.source}: {words.total():,} in all.")


@lru_cache(maxsize=4)
def names_without_words(briefing: Briefing, *, sure: bool = True) -> tuple[str, ...]:
    """Return names the text mentions without quoting them, the most frequent first.

    A name here is a run of capitalised words inside of a sentence. Runs with the same last word are counted
    together and shown in their commonest form.

    >>> from briefing_lessons import load_briefing
    >>> names_without_words(load_briefing("000_95b79719e875266d.txt"))[:3]
    ('Syria', 'Obama', 'Astana')

    Parameters
    ----------
    sure
        Leave out names beside a quotation without a source, and those that stand once, in a line that names
        a source: it may be theirs, or speak for them. Leave out a place of which a source is the mayor,
        and who is told to have said something.
    """
    sources = _words_of_sources(briefing, briefing.speakers, sure=sure)
    heard = set().union(*sources)
    lost = {briefing.line_number(q) for q in briefing.quotes if q.kind != "term" and not q.speaker}
    mentions = filter(None, (quote.attribution.mention for quote in briefing.quotes))
    sourced = {*map(briefing.line_number, mentions)}
    forms: dict[str, Counter[str]] = {}
    beside: set[str] = set()  #: last words of names in lines that name a source
    for first, last, form in _named_runs(briefing):
        line = briefing.line_number(first) if sure else 0
        words = {*split_words(form.casefold())}
        # "Board of the Lake"
        if line in lost or (heard & words and any(source and source <= words for source in sources)):
            heard.add(last.text.casefold())
        if form:
            forms.setdefault(name := split_words(form)[-1], Counter())[form] += 1
            beside |= {name} if line in sourced else set()
    theirs = {name for name in beside if forms[name].total() == 1}
    # "Velk called me", in the words of somebody else
    theirs |= {
        name
        for name, does in re.findall(r"(\w+)(?= (\w+))", briefing.text * sure)
        if does in VERBS and "thought" not in VERBS[does].takes
    }
    silent = [n for n in forms if n.casefold() not in heard and n not in theirs and _may_be_somebody(n)]
    # "American" belongs to a noun more often than it names somebody
    silent.sort(key=lambda name: (bool(DEMONYM.fullmatch(name)), -forms[name].total(), name))
    return tuple(max(forms[name], key=lambda form: (forms[name][form], form)) for name in silent)


def _words_of_sources(briefing: Briefing, speakers: Iterable[Speaker], *, sure: bool) -> list[set[str]]:
    """Return the words of each name that a source has; to be sure, of offices and of whose a source is."""
    called = [name for who in speakers for name in (*who.aliases, (who.role or "") * sure)]
    called += [f"{turn.label} {turn.speaker or ''}" for turn in briefing.turns]
    called += [re.sub(r"['’]s\b", "", name) for name in called if sure]  # "Halvern’s minister"
    return [{*split_words(name.casefold())} - load_stop_words("function") for name in called]


_BODY = re.compile(r"^(?!.* (?:of|in|for|at) )[a-z].* [A-Z]\S+ [A-Z]\S+$")


@lru_cache(maxsize=2)
def _first_heard(briefing: Briefing) -> list[tuple[str, int, list[tuple[str, set[str]]], set[str]]]:
    """Return whoever is heard, with the first line, head and words of each name, and words of all so far.

    That is each source and each speaker of a turn, and who asks, by a label or as the text tells.
    """
    small, asked = _known_names(briefing)[1], re.finditer(r"[Aa]sked by (?:an?|the) (\w+ \w+)", briefing.text)
    heard = [(briefing.line_number(q), q.speaker) for q in briefing.quotes if q.speaker and q.kind != "term"]
    heard += [(briefing.line_number(found.start()), found[1]) for found in asked]
    for turn in briefing.turns:
        asks = re.match(r"\w+ \(([^,;:)]+)", briefing.text[turn.start : turn.end])  # "Q (Ida Velk, Herald):"
        heard.append((briefing.line_number(turn), turn.speaker or (asks[1] if asks else turn.label)))
    aliases, called, found = {who.name: who.aliases for who in briefing.speakers}, set[str](), []
    for name, line in {str(name): line for line, name in sorted(heard, reverse=True)}.items():
        # Ida is heard where "Ida Velk" is; Halvern is not where "Halvern’s minister" is
        own = {alias: {*split_words(plain_name(alias))} - small for alias in aliases.get(name, [name])}
        # so is the Coast Party where "opposition Coast Party" is
        whole = (words for alias, words in own.items() if alias.istitle() or _BODY.search(alias))
        called = called.union(*whole)
        found.append((name, line, [(head_of(alias), own[alias]) for alias in own if own[alias]], called))
    return found


@lru_cache(maxsize=2)
def _known_names(briefing: Briefing) -> tuple[set[str], set[str]]:
    """Return the words of names in small letters, and the small words that are no names: no “us” of a US."""
    spans = (span.text.split("’")[0] for span in name_spans(briefing))
    names = {word.casefold() for word in spans if not DEMONYM.fullmatch(word)}
    return names, {*load_stop_words("function")} - names


def _given(briefing: Briefing, said: str) -> set[str]:
    """Return the words of an answer that can name somebody; for a slip, the name that is meant."""
    names, small = _known_names(briefing)
    words = {*split_words(plain_name(said))} - small
    slips = words.difference(split_words(briefing.text.casefold()))
    mended = {slip: name for slip in slips for name in names if is_slip(slip, name, of_a_name=True)}
    return {mended.get(word, word) for word in words}


def tell_heard(briefing: Briefing, said: str) -> str:
    """Return in which line somebody is heard whom words name, by name or office; nothing where nobody is.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> tell_heard(ferry, "Ida"), tell_heard(ferry, "the mayor")[:12], tell_heard(ferry, "Costrel")
    ('Ida Velk is heard in line 4. Try another name.', 'Bruno Tasker', '')
    """
    names, given, meant = _known_names(briefing)[0], _given(briefing, said), described(briefing, said)
    for name, line, own, called in _first_heard(briefing):
        # "the association" for its whole name
        whole = any(words <= given or (given <= words and head in given) for head, words in own)
        if whole or (given & names and given & names <= called) or name in meant:
            return f"{f'The {name}' if name.islower() else name} is heard in line {line}. Try another name."
    return ""


def is_silent(briefing: Briefing, said: str) -> bool:
    """Say whether words in small letters name somebody or something that is never heard.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> [is_silent(ferry, said) for said in ("the ferry grey heron", "costrel", "katja", "the ferry")]
    [True, True, False, False]
    """
    names, given = _known_names(briefing)[0], _given(briefing, said)
    offices = set().union(*_words_of_sources(briefing, briefing.speakers, sure=True))
    meant = given.intersection(split_words(re.split("['’]s ", said)[-1]))  # "her sister’s union"
    nouns = {*filter(is_person_noun, meant)} | meant & (ORGANISATIONS | BODIES)
    somebody = (given & names or nouns - offices) and given.issubset(split_words(briefing.text.casefold()))
    return bool(somebody) and not (denies(said) or " or " in said or tell_heard(briefing, said))


def _named_runs(briefing: Briefing) -> Iterator[tuple[Token, Token, str]]:
    """Yield the first and last word of runs of capitals, and how they stand inside a sentence, or ""."""
    for first, last in _capital_runs(briefing):
        if not re.match(r"\s+\d", briefing.text[last.end : last.end + 9]):  # "Ward 6" is nobody's name
            form = re.sub(r"['’]s$", "", briefing.text[first.start : last.end])
            yield first, last, "" if _begins_sentence(briefing, first) or form.isupper() else form


def _may_be_somebody(name: str) -> bool:
    """Say whether a word with a capital is neither a date nor a small word: "No. 3 crane", “I’ll go”."""
    date = re.fullmatch(f"{_DATE}|(?:{_NAMED})s|{_SHORT}|Christmas|Easter|Ramadan|Diwali|Passover", name)
    return date is None and fold(name) not in load_stop_words("function")


def _capital_runs(briefing: Briefing) -> Iterable[tuple[Token, Token]]:
    run: list[Token] = []
    for token in briefing.tokens:
        capital = token.text[0].isupper() and token.text != "I" and token.voice in RUNNING
        between = briefing.text[run[-1].end : token.start] if run else ""
        titled = between == ". " and run[-1].text.casefold() in COURTESY
        if capital and (titled or re.fullmatch(" (?:(?:of|for) (?:the )?)?|-", between)):
            run.append(token)  # "Ministry of Schools" is one name
        elif token.text not in ("of", "for", "the") or not re.fullmatch(" (?:of |for )?", between):
            if run:
                yield run[0], run[-1]
            run = [token] if capital else []
    if run:
        yield run[0], run[-1]


def _begins_sentence(briefing: Briefing, token: Token) -> bool:
    before = briefing.text[max(0, token.start - 4) : token.start].rstrip(" \t*_")
    return not before or not (before[-1].isalnum() or before[-1] in ",;")


#: how a rule for words is called, and what cuts them
WORD_RULES = {"at spaces": r"\S+", "at every mark": r"\w+|[^\w\s]+"}


def cut_by_rules(words: str) -> dict[str, list[str]]:
    """Return the pieces of a sentence by three rules for words.

    >>> {rule: len(pieces) for rule, pieces in cut_by_rules("sign up — it’s now").items()}
    {'at spaces': 5, 'at every mark': 7, 'our rule': 4}
    """
    cut = {name: re.findall(rule, words) for name, rule in WORD_RULES.items()}
    return cut | {"our rule": list(split_words(words))}


def lines_to_cut(briefing: Briefing) -> list[Line]:
    """Return short lines: those on which most rules for words differ.

    >>> from briefing_lessons import load_briefing
    >>> [line.number for line in lines_to_cut(load_briefing("000_95b79719e875266d.txt"))]
    [30, 45]
    """
    fit = [x for x in briefing.lines if x.text and not is_left_alone(briefing, x.number)]
    lines = [x for x in fit if x.role in ("paragraph", "turn")] or fit
    short = [x for x in lines if 5 < len(x.text.split()) <= 30] or lines
    numbers = {x.number: len(set(map(len, cut_by_rules(x.text).values()))) for x in short}
    return [x for x in short if numbers[x.number] == max(numbers.values())]


def line_roles(briefing: Briefing, *numbers: int) -> Table:
    """Show what the reader took some lines for, and by which rule.

    >>> from briefing_lessons import load_briefing
    >>> line_roles(load_briefing("000_95b79719e875266d.txt"), 1, 2)["role"]
    ('heading', 'paragraph')
    """
    chosen = [briefing.line(n) for n in dict.fromkeys(numbers) if 1 <= n <= len(briefing.lines)]
    rows = [(x.number, x.role, x.rule or "nothing spoke against it", shorten(x.text, 50)) for x in chosen]
    return Table(("line", "role", "because", "begins"), rows, f"Lines of {briefing.source} and their roles.")


def find_twin_words(briefing: Briefing) -> Table:
    """Find acronyms that lower-casing would turn into another word of the text, such as US and us.

    >>> from briefing_lessons import load_briefing
    >>> find_twin_words(load_briefing("000_95b79719e875266d.txt"))[0]
    ('US', 20, 'us', 1)
    """
    from briefing_lessons.topics.counting import count_words  # loads nltk

    counts = count_words(briefing)
    small = {token.text for token in briefing.tokens if token.text.islower()}  # "DUNMARROW" is Dunmarrow
    # a heading or a banner in capitals, where such words stand side by side, has no acronyms
    alone = re.compile(r"(?<![A-Z]{2} )\b[A-Z]{2,}\b(?! [A-Z]{2})")
    apart = {word for line in briefing.lines if not line.text.isupper() for word in alone.findall(line.text)}
    twins = (word for word in apart & counts.keys() if word.lower() in small)
    rows = [(word, counts[word], word.lower(), counts[word.lower()]) for word in twins]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table(("acronym", "times", "word", "its times"), rows, "Acronyms and the words they would become.")


def shared_words(briefing: Briefing) -> Counter[tuple[int, int]]:
    """Count for two lines of running text the longer words that both have and no other line, names apart.

    A question states nothing: lines with one are left out.

    >>> from briefing_lessons import load_briefing
    >>> shared_words(load_briefing("002_school_meals.txt")).most_common(1)
    [((19, 21), 5)]
    """
    skipped = load_stop_words("function") | {name.text.casefold() for name in name_spans(briefing)}
    places: dict[str, list[int]] = {}
    for line in (x for x in briefing.lines if x.role in ("paragraph", "turn") and "?" not in x.text):
        words = {norm.casefold() for *_, norm in find_words(line.text) if len(norm) > 3} - skipped
        for word in sorted({word.removesuffix("s") for word in words}):
            places.setdefault(word, []).append(line.number)
    return Counter((lines[0], lines[1]) for lines in places.values() if len(lines) == 2)


def echo_pairs(briefing: Briefing) -> tuple[tuple[int, int], ...]:
    """Return the lines of each report that says again what the quotation beside it says, and of that.

    >>> from briefing_lessons import load_briefing
    >>> echo_pairs(load_briefing("000_95b79719e875266d.txt"))[-2:]
    ((54, 55), (56, 57))
    """
    noted = note_on(briefing, "echo")
    pairs = [(noted["report"], noted["quotation"])] if noted else []
    for mark in briefing.marks:
        after = next((q for q in briefing.quotes if q.start >= mark.end and q.kind == "direct"), None)
        if mark.device == "echo" and after:
            pairs.append((briefing.line_number(mark), briefing.line_number(after)))
    return tuple((report, quotation) for report, quotation in pairs if report != quotation)


@asks("start.1")
def _count_lines(briefing: Briefing) -> Values:
    lines = len(briefing.lines)
    last = briefing.line_number(briefing.tokens[-1])  # an empty line may end the file
    beside = {"fewer": lines - 1, "more": lines + 1, "letters": len(briefing.text)}
    return {"expected": lines, "also": (last,), **beside}


@asks("start.2")
def _first_word(briefing: Briefing) -> Values:
    words = [token.text for token in briefing.tokens]
    line = " ".join(briefing.text.split("\n")[0].split())
    return {"expected": words[0], "second": words[:2][-1], "last": words[-1], "all": line}


@asks("read.1")
def _kind_of_text(briefing: Briefing) -> Values | None:
    turns = [turn for turn in briefing.turns if turn.label.strip()]
    told = any(quote.speaker and quote.kind != "term" for quote in briefing.quotes)
    own = any(token.norm == "i" and token.voice == "reporter" for token in briefing.tokens)
    if not turns and (own or not told):  # who says "I" is no reporter
        return None
    line = next(map(briefing.line_number, turns or briefing.paragraphs), 1)
    one_voice = len({turn.speaker or turn.label for turn in turns}) == 1
    speech = None if one_voice else "A speech: one person speaks throughout"
    return {"form": "transcript" if turns else "report", "line": line, "speech": speech}


@asks("read.2")
def _line_with_date(briefing: Briefing) -> Values | None:
    if not (lines := find_dates(briefing)["line"]):
        return None
    traps = [n for n in find_dates(briefing, ignore_capitals=True)["line"] if n not in lines]
    plain = [x.number for x in briefing.lines if x.role != "blank" and x.number not in (*lines, *traps)]
    wrong = {"trap": traps[:1], "plain": plain[:2], "refuse": partial(_dates_another, briefing)}
    return {"expected": lines, "near": line_before(briefing, lines[0]), **wrong}


def _dates_another(briefing: Briefing, answer: str) -> str:
    """Return what to say where an answer has a date word that its lines have not."""
    lines, dates = read_lines(answer, briefing), re.findall(_DATE, answer)
    # “last” may stand there as “Last”
    strange = lines and dates and not any(word[1:] in briefing.line(n).text for n in lines for word in dates)
    return f"“{dates[0]}” does not stand in that line. Which word of it is a date?" if strange else ""


@asks("read.5")
def _never_heard(briefing: Briefing) -> Values | None:
    heard, voices = partial(tell_heard, briefing), words_by_voice(briefing)
    silent = [name for name in names_without_words(briefing) if not heard(name)]
    if not silent or not len(voices):
        return None
    also = [name for name in names_without_words(briefing, sure=False) if not heard(name)]
    unsure = tuple(quote for quote in briefing.quotes if not quote.attribution.sure)
    marked = {"rests_on": unsure, "accept": partial(is_silent, briefing), "tell": heard}
    # of two names, both are silent
    marked["refuse"] = lambda x: max(map(heard, re.split(",? and |, (?!not)", without_reason(x, "name"))))
    return {"expected": silent[0], "also": also, "heard": list(voices["voice"][:2]), **marked}


@asks("own.7")
@asks("read.6")
def _missing_voice(briefing: Briefing) -> Values:
    """Ask for an interpretation: whose voice would change the picture?"""
    name = next(iter(names_without_words(briefing)), "")
    line = first_line(briefing, name)
    return {"form": "" if name else "none", "line": line, "about": name or first_words(briefing, line)}


def _is_teaser(heading: Line, running: dict[int, str]) -> bool:
    """Say whether a heading may lead to another page: nothing but the next line has words of it."""
    elsewhere = " ".join(text.lower() for number, text in running.items() if number != heading.number + 1)
    words = re.findall(r"\b\w{4,5}", heading.text.lower())
    return len(heading.text.split()) > 3 and not any(f" {word}" in elsewhere for word in words)


@asks("read.7")
def _not_the_text(briefing: Briefing) -> Values | None:
    """Ask for a line that is no part of the briefing: an advertisement, a page number."""
    if not (lines := tuple(dict.fromkeys(map(briefing.line_number, briefing.boilerplate)))):
        return None
    placed = {x.number: x.text for x in briefing.lines if x.rule and x.role in ("paragraph", "turn")}
    web = any((line.rule or "").startswith(LOOKS_LIKE) for line in briefing.lines)
    teasers = [x.number for x in briefing.lines if web and x.role == "heading" and _is_teaser(x, placed)]
    by_line = re.compile(r"\s*By(?: [A-Z][\w’'-]+){2,3}\s*")
    teasers += [x.number for x in briefing.lines if by_line.fullmatch(x.text)]
    above = [h for h in map(briefing.line_number, briefing.headings) if {*placed} & {h + 1, h + 2}]
    within = map(briefing.line_number, (*briefing.paragraphs, *briefing.turns))
    first = next((number for number in within if number not in (*lines, *teasers)), 0)
    named = {"near": line_before(briefing, lines[0]), "heading": [h for h in above if h not in teasers][-1:]}
    return {"expected": tuple(dict.fromkeys((*lines, *teasers))), "first": first, **named}


@asks("page.2")
def _role_of_line(briefing: Briefing) -> Values | None:
    """Ask for the role of a line that has one alone: a closing note is of two minds."""
    roles = words_of("page.2")["roles"]  # the surest first
    if not (sure := [x for x in reversed(find_lines(briefing)) if x.rule and x.role in roles]):
        return None
    role = (line := min(sure, key=lambda x: [*roles].index(x.role))).role
    line = sure[len(sure) // 2] if role == "paragraph" else line
    right = {"expected": roles[role], "also": (role, *words_of("page.2")["called"][role])}
    return {**roles, "line": line.number, "rule": line.rule, **right}


@asks("page.4")
def _capitals_matter(briefing: Briefing) -> Values | None:
    if not len(twins := find_twin_words(briefing)):
        return None
    row = dict(zip(("acronym", "expected", "word", "other"), twins[0], strict=True))
    return {**row, "both": row["expected"] + row["other"], "gone": 0}


@asks("page.6")
def _two_wordings(briefing: Briefing) -> Values | None:
    shared = shared_words(briefing)
    # somebody who goes on in the next line repeats some words
    pairs = [one for one, n in shared.most_common() if n > 2 + 2 * (one[1] - one[0] == 1)]
    pairs += echo_pairs(briefing)
    if noted := note_on(briefing, "twins"):
        pairs.insert(0, tuple(noted))
    if not pairs:
        return None
    lines = first, second = pairs[0]
    # of lines that follow on each other one word is enough: a report of somebody and a quotation
    told = {(briefing.line_number(q), q.speaker, q.kind == "direct") for q in briefing.quotes if q.speaker}
    both = {(a, b) for a, b in shared for _, who, _ in told if {(a, who, False), (b, who, True)} <= told}
    pairs += sorted((a, b) for a, b in both if not any(briefing.line(n).text for n in range(a + 1, b)))
    also = tuple(dict.fromkeys(pair for pair in pairs if pair != lines))
    further = "one line" if second - first == 1 else f"{second - first} lines"
    return {"expected": lines, "also": also, "first": first, "second": second, "further": further}


@asks("page.back")
def _cut_at_spaces(briefing: Briefing) -> Values:
    """Take up from lesson 00 that a machine does as told: cut one line at its spaces."""
    lines = lines_to_cut(briefing)
    line = lines[len(lines) // 2]
    pieces, marks, words = map(len, cut_by_rules(line.text).values())
    beside = {"words": words, "marks": marks, "spaces": pieces - 1, "more": pieces + 1}
    return {"line": line.number, "expected": pieces, **beside}


asks("read.vote")(lambda briefing: {"silent": list(names_without_words(briefing)[:3])})
asks("page.vote")(lambda page: {"spaces": len(page.text.split()), "rule": len(split_words(page.text))})
