"""The reporter's and the editor's hand: reporting verbs, fragments, brackets, paraphrase then quotation."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefing_lessons.english.analysis import Analysis
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import VERB_LIKE_NOUNS, VERBS, Expression, WordClass
from briefing_lessons.english.words import BE, FUNCTION, word_list
from briefing_lessons.html import plural
from briefing_lessons.quotes.cues import find_cues
from briefing_lessons.quotes.nominal_cues import Cue
from briefing_lessons.rhetoric.wording import Wording, covers, stem
from briefing_lessons.spans import Mark, Quote

#: said to somebody, and so also in the passive: were told
_TO_PERSONS = word_list("said to persons")
_ON_A_TOPIC = word_list("said on a topic")
_BEFORE_PARTICIPLE = word_list("before a participle")
_CLAUSE_FOLLOWS = (WordClass.DET, WordClass.HE, WordClass.WH, WordClass.NAME)
_CLAUSE_OPENS = ("", WordClass.COMMA, WordClass.STOP, WordClass.QUOTE)
_CLASS: Final = {
    "neutral": "a neutral verb",
    "structuring": "a verb that places the words after others",
    "endorsing": "a verb that treats the words as true",
    "strong": "a verb of force",
    "tentative": "a verb that leaves room for doubt",
    "distancing": "a verb that does not vouch for the words",
    "evaluative": "a verb that judges",
}


_Found = tuple[int, int, Expression, str]  # its first unit, the unit after it, why it counts


def reporting_verb(wording: Wording) -> Iterator[Mark]:
    """Mark the reporter's verbs of speaking, with their stance as `category`.

    Stances: neutral (say), structuring (add), endorsing (point out), strong (insist), tentative (suggest),
    distancing (claim), evaluative (slam). Only in the reporter's voice and in headings. Not marked: nouns
    ("dismissed claims"), adjectives ("stated position"), verbs inside speech.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "The minister dismissed claims that her stated position had changed, she pointed out."
    >>> [(mark.text, mark.category) for mark in reporting_verb(cut_sentence(text, voice="reporter"))]
    [('dismissed', 'evaluative'), ('pointed out', 'endorsing')]

    Source: Hyland (1999) and Bednarek and Caple (2012) ch. 4 for the stances; the list is
    `english/reporting.csv`.
    """
    introducing = {q.attribution.cue.start for q in wording.quotes if q.attribution.cue is not None}
    reported = [(q.start, q.end) for q in wording.quotes if q.kind == "indirect"]
    for block in wording.blocks:
        for first, after, expression, reason in sorted(
            _in_block(block, introducing, reported), key=lambda found: found[0]
        ):
            start, end = block.view.source_span(*block.units.span(first, after))
            if wording.segment(bisect_left(wording.starts, start)).voice in ("reporter", "heading"):
                why = f"“{expression.lemma}” is {_CLASS[expression.stance]}; {reason}"
                yield wording.mark("reporting_verb", (start, end), why, expression.stance)


def _in_block(
    block: Analysis, introducing: set[int], reported: Sequence[tuple[int, int]]
) -> Iterator[_Found]:
    units = block.units
    for sentence in units.sentences:
        cues = [cue for cue in find_cues(units, sentence) if cue.expression.pos in ("verb", "phrase")]
        for cue in cues:
            start, _ = block.view.source_span(*units.span(cue.first, cue.after))
            apart = WordClass.QUOTE not in units.tags[slice(*sentence)]
            if _thinks(cue.expression) or (apart and cue.expression.lemma in word_list("gestures")):
                continue
            if start in introducing:
                yield cue.first, cue.after, cue.expression, "it introduces reported words"
            elif not covers(reported, start) and _speaks(units, cue):
                yield cue.first, cue.after, cue.expression, "somebody speaks"
        taken = {unit for cue in cues for unit in range(cue.first, cue.after)}
        for k in range(*sentence):
            if k not in taken and (_says(units, k) or _asked(units, k, sentence[0])):
                yield k, k + 1, VERBS[units.low[k]], "somebody speaks or is spoken to"


def _says(units: Units, k: int) -> bool:
    """Said last week that …; it is said that … names nobody who speaks."""
    return units.low[k] == "said" and not (k and units.low[k - 1] in BE)


def _asked(units: Units, k: int, low: int) -> bool:
    """Asked about the bakers, …; when asked; were told; commenting on the talks: without a subject."""
    word, before = units.low[k], units.low[k - 1] if k > low else ""
    expression = VERBS.get(word)
    if expression is None:
        return False
    if expression.lemma in _TO_PERSONS and word.endswith(("d", "t")):
        return before in BE | _BEFORE_PARTICIPLE or k == low
    opens = k == low or before in _BEFORE_PARTICIPLE
    return expression.lemma in _ON_A_TOPIC and opens and units.tags[k + 1 : k + 2] == WordClass.PREP


def _thinks(expression: Expression) -> bool:
    """Believes, considers, shows: no act of speech."""
    thought = expression.thought and expression.lemma not in word_list("spoken thoughts")
    return thought or expression.lemma in word_list("no speech")


def _speaks(units: Units, cue: Cue) -> bool:
    """Say whether a cue without reported words is an act of speech."""
    lemma, takes = cue.expression.lemma, cue.expression.takes
    before, after = units.tags[max(0, cue.first - 1) : cue.first], units.tags[cue.after : cue.after + 1]
    words_follow = after in (WordClass.THAT, WordClass.QUOTE)
    if "names" in takes or (lemma.replace(" ", "_") in word_list("needs words") and not words_follow):
        return False  # opened the road, is called Will: only reported words would show it
    if not word_list("yet to come").isdisjoint(units.low[cue.group : cue.first]):
        return False  # suppliers must tell customers: nobody has spoken
    if cue.shape == "passive" and lemma not in _TO_PERSONS:
        return False  # the ward was closed; the change was announced: nobody is spoken to
    if cue.shape == "participle" and not words_follow:  # a press briefing; said Batbayar, smiling
        return before in _CLAUSE_OPENS and (after in _CLAUSE_FOLLOWS or lemma in _ON_A_TOPIC)
    noun = units.low[cue.first] in VERB_LIKE_NOUNS  # her counsel; the cheaper brands went first
    return before != WordClass.POSSESSIVE and (words_follow or after == WordClass.HE or not noun)


_STAGE = (
    r"laugh|applause|inaudible|cross-?talk|pause|off[- ]mi|interrupt|unintelligible|cheer|silence|smile|"
    r"sigh|nod|gestur|points|break|music|recess|phone|coughs"
)
_BRACKETS = re.compile(
    r"(?P<gloss>\[(?![\d:.]+\])[^\[\]\n]{1,120}\](?!\())"
    r"|(?P<omission><\s*(?:…|\.{3})\s*>|\(\s*(?:…|\.{3})\s*\))"
    rf"|(?P<stage>\((?:(?:{_STAGE})\w*|no response|sic|(?:speaks )?in \w+|\w+ interprete[rd])\.?\))"
    r"|(?P<ellipsis>…|(?<!\.)\.{3}(?!\.)|(?<=\s)\. \. \.)",
    re.IGNORECASE,
)
#: before words in quotation marks that are named or spoken of, not quoted
_NAMING = re.compile(
    r"\b(?:so-called|called|known as|named|titled|entitled|dubbed|nicknamed|"
    r"words?|terms?|phrase|label|reading)$"
)


def partial_quote(wording: Wording) -> Iterator[Mark]:
    """Mark a quoted fragment inside the reporter's own sentence, with its quotation marks.

    Not marked: a quotation that stands as an utterance, a title or name in quotation marks, and a
    quotation inside somebody's speech.

    >>> from briefing_lessons import parse_briefing
    >>> text = 'Olmeda said the answer was "polite, vague and late."'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "partial_quote"]
    ['"polite, vague and late."']
    >>> text = '"It was late," Olmeda said of the play "The Late Train".'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "partial_quote"]
    []

    Source: Bednarek and Caple (2012) *News Discourse*, ch. 4; Short (1988) on partial quotation.
    """
    for quote in wording.quotes:
        if quote.kind not in ("mixed", "term"):
            continue
        first = bisect_left(wording.starts, quote.start)
        part = wording.segment(first)
        inside = part.quote is not None and part.quote is not quote  # a quotation inside a quotation
        named = quote.kind == "term" and not _fragment(wording, quote)
        if part.role is not None or part.furniture or inside or named:
            continue
        count = bisect_left(wording.starts, quote.end) - first
        evidence = f"{plural(count, 'quoted word')} inside the reporter’s own sentence"
        mark = wording.mark("partial_quote", (quote.start, quote.end), evidence)
        yield replace(mark, voice="reporter", speaker=quote.speaker)


def _fragment(wording: Wording, quote: Quote) -> bool:
    """Say whether words in quotation marks without a source are a fragment of speech rather than a name."""
    if not quote.content.text[:1].islower():
        return False
    return not _NAMING.search(wording.text[max(0, quote.start - 40) : quote.start].lower().rstrip())


def bracket_edit(wording: Wording) -> Iterator[Mark]:
    """Mark what an editor put in or took out: […], <…>, an ellipsis, a stage direction.

    Not marked: ordinary round brackets, footnote numbers, times, links.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "We [Norvath] want … peace (PEACE) [1]. [Laughter.]"
    >>> [mark.text for mark in bracket_edit(cut_sentence(text))]
    ['[Norvath]', '…', '[Laughter.]']

    Source: *The Chicago Manual of Style* (17th ed.) §13.50-13.60.
    """
    for match in _BRACKETS.finditer(wording.text):
        kind = match.lastgroup or "gloss"
        if kind == "gloss":
            inside = match.group()[1:-1].strip()
            omitted = inside in ("…", "...", ". . .")
            kind = "omission" if omitted else "stage" if re.search(_STAGE, inside, re.I) else kind
        yield wording.mark("bracket_edit", match.span(), f"an editor’s {kind}: not the speaker’s words", kind)


_REACH = 700  # characters between the paraphrase and its quotation
_FEWEST = 3  # content words in common
_SHARE = 0.37  # of the content words of the paraphrase


def echo(wording: Wording) -> Iterator[Mark]:
    """Mark a paraphrase whose words come back in a direct quotation of the same source soon after.

    Compare the two: where the reporter says more, or less, than the quotation, the paraphrase is a reading.
    Not marked: a paraphrase that shares only a word or two with what follows.

    >>> from briefing_lessons import parse_briefing
    >>> text = 'War can be stopped only by force, Lavrov said.\\n'
    >>> text += '"The war may be stopped by force," Lavrov said.'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "echo"]
    ['War can be stopped only by force']

    Source: Bell (1991) *The Language of News Media*, ch. 9-10, on lead and quotation.
    """
    direct = [quote for quote in wording.quotes if quote.kind == "direct"]
    starts = [quote.start for quote in direct]
    for quote in wording.quotes:
        said = _content(wording, quote) if quote.kind == "indirect" else {}
        if len(said) < _FEWEST:
            continue
        at = bisect_left(starts, quote.end)
        for later in direct[at : at + 2]:
            if later.start > quote.end + _REACH or quote.speaker != later.speaker:
                continue
            quoted = _content(wording, later)
            shared = [word for stem, word in said.items() if stem in quoted]
            if len(shared) >= max(_FEWEST, _SHARE * len(said)):
                why = f"the quotation after it repeats: {', '.join(shared)}"
                mark = wording.mark("echo", (quote.start, quote.end), why)
                yield replace(mark, voice="reporter", speaker=quote.speaker)
                break


def _content(wording: Wording, quote: Quote) -> dict[str, str]:
    """Return stem -> word of the content words of a quotation."""
    first = bisect_left(wording.starts, quote.start)
    last = bisect_left(wording.starts, quote.end)
    return {stem(word): word for word in wording.words[first:last] if word not in FUNCTION and len(word) > 2}
