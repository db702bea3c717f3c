"""The reporter's and the editor's hand: reporting verbs, fragments, brackets, paraphrase then quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from briefing_lessons.english.analysis import Analysis
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import VERB_LIKE_NOUNS, VERBS, Expression, WordClass
from briefing_lessons.english.words import BE, FUNCTION, word_list
from briefing_lessons.quotes.cues import Cue, find_cues
from briefing_lessons.rhetoric.wording import Wording, covers, stem
from briefing_lessons.spans import Mark, Quote

#: of the verbs of thought these are also acts of speech
_SPEAKING_THOUGHT = word_list("spoken thoughts")
#: on the list because they may introduce a clause, but no acts of speech
_NO_SPEECH = word_list("no speech")
#: acts of speech whose subject need not speak: only reported words show that somebody does
_NEEDS_WORDS = word_list("needs words")
#: said to somebody, and so also in the passive: were told
_TO_PERSONS = word_list("said to persons")
#: said about something: commenting on the talks
_GESTURES = word_list("gestures")
_ON_A_TOPIC = word_list("said on a topic")
_BEFORE_PARTICIPLE = word_list("before a participle")
_YET_TO_COME = word_list("yet to come")
_WORDS_FOLLOW = (WordClass.THAT, WordClass.QUOTATION)
_CLAUSE_FOLLOWS = (WordClass.DETERMINER, WordClass.SUBJECT_PRONOUN, WordClass.QUESTION_WORD, WordClass.NAME)
_CLAUSE_OPENS = ("", WordClass.COMMA, WordClass.FINAL_MARK, WordClass.QUOTATION)
_BEFORE_ADJECTIVE = (WordClass.VERB, WordClass.ED_FORM, WordClass.PREPOSITION, WordClass.COORDINATOR)
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


class _Place(NamedTuple):
    """A cue where it stands."""

    units: Units
    cue: Cue

    @property
    def before(self) -> str:
        """The class of the unit before it."""
        return self.units.tags[max(0, self.cue.first - 1) : self.cue.first]

    @property
    def after(self) -> str:
        """The class of the unit after it."""
        return self.units.tags[self.cue.after : self.cue.after + 1]

    @property
    def word(self) -> str:
        """Its first word."""
        return self.units.low[self.cue.first]


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
            segment = wording.segment(bisect_left(wording.starts, start)) if wording.segments else None
            if segment is not None and segment.voice in ("reporter", "heading"):
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
            apart = WordClass.QUOTATION not in units.tags[slice(*sentence)]
            if _thinks(cue.expression) or (apart and cue.expression.lemma in _GESTURES):
                continue
            if start in introducing:
                yield cue.first, cue.after, cue.expression, "it introduces reported words"
            elif not covers(reported, start) and not any(sign(_Place(units, cue)) for sign in NO_SPEECH):
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
    return expression.lemma in _ON_A_TOPIC and opens and units.tags[k + 1 : k + 2] == WordClass.PREPOSITION


def _thinks(expression: Expression) -> bool:
    """Believes, considers, shows: no act of speech."""
    thought = expression.thought and expression.lemma not in _SPEAKING_THOUGHT
    return thought or expression.lemma in _NO_SPEECH


def _needs_words(at: _Place) -> bool:
    """Opened the road, is called Will: only reported words would show that somebody speaks."""
    needs = at.cue.expression.lemma in _NEEDS_WORDS and at.after not in _WORDS_FOLLOW
    return needs or "names" in at.cue.expression.takes


def _yet_to_come(at: _Place) -> bool:
    """Suppliers must tell customers: nobody has spoken."""
    return not _YET_TO_COME.isdisjoint(at.units.low[at.cue.group : at.cue.first])


def _adjective(at: _Place) -> bool:
    """Doctors treated stressed staff and reported cases."""
    attributive = at.before in _BEFORE_ADJECTIVE and at.after == WordClass.NOUN and at.word.endswith("ed")
    return attributive and not at.cue.expression.takes & {"object", "thing", "of"}


def _state(at: _Place) -> bool:
    """The ward was closed; the change was announced: nobody is spoken to."""
    return at.cue.shape == "passive" and at.cue.expression.lemma not in _TO_PERSONS


def _gerund(at: _Place) -> bool:
    """A press briefing; said Batbayar, smiling; without reading it."""
    if at.cue.shape != "participle" or at.after in _WORDS_FOLLOW:
        return False
    opens = at.before in _CLAUSE_OPENS or at.units.low[at.cue.first - 1] in _BEFORE_PARTICIPLE
    return not opens or not (at.after in _CLAUSE_FOLLOWS or at.cue.expression.lemma in _ON_A_TOPIC)


def _noun(at: _Place) -> bool:
    """The cheaper brands went first; her counsel; a written order."""
    clause = at.after in (*_WORDS_FOLLOW, WordClass.SUBJECT_PRONOUN)
    return at.before == WordClass.POSSESSIVE or (at.word in VERB_LIKE_NOUNS and not clause)


#: signs that a cue without reported words is no act of speech; tried in this order
NO_SPEECH: Final[tuple[Callable[[_Place], bool], ...]] = (
    _needs_words, _yet_to_come, _adjective, _state, _gerund, _noun
)  # fmt: skip


_BRACKETS = re.compile(
    r"(?=[\[<(….])"
    r"(?:(?P<gloss>\[(?![\d:.]+\])[^\[\]\n]{1,120}\](?!\())"
    r"|(?P<omission><\s*(?:…|\.{3})\s*>|\(\s*(?:…|\.{3})\s*\))"
    r"|(?P<stage>\((?:laughter|laughs|applause|inaudible|crosstalk|cross-talk|pause|off[- ]mike|off[- ]mic|"
    r"smiles|laughing|interruption|no response|unintelligible|via interpreter|as interpreted|in \w+|"
    r"through interpreter|speaks in \w+|gestures|nods|sighs|sic)\.?\))"
    r"|(?P<ellipsis>…|(?<!\.)\.{3}(?!\.)|(?<=\s)\. \. \.))",
    re.IGNORECASE,
)
#: before words in quotation marks that are named or spoken of, not quoted
_NAMING = re.compile(
    r"\b(?:so-called|called|known as|named|titled|entitled|dubbed|nicknamed|"
    r"words?|terms?|phrase|label|reading)$"
)
_STAGE = re.compile(
    r"laugh|applause|inaudible|crosstalk|cross-talk|pause|off-mi|interrupt|unintelligible|cheer|silence|smile|"
    r"sigh|nod|gestur|points|break|music|recess|phone|coughs",
    re.IGNORECASE,
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
        if first == len(wording.starts) or wording.starts[first] >= quote.end:
            continue
        part = wording.segment(first)
        inside = part.quote is not None and part.quote is not quote  # a quotation inside a quotation
        named = quote.kind == "term" and not _fragment(wording, quote)
        if part.role is not None or part.furniture or inside or named:
            continue
        count = bisect_left(wording.starts, quote.end) - first
        evidence = f"{count} quoted word{'s' * (count != 1)} inside the reporter’s own sentence"
        mark = wording.mark("partial_quote", (quote.start, quote.end), evidence)
        yield replace(mark, voice="reporter", speaker=quote.speaker)


def _fragment(wording: Wording, quote: Quote) -> bool:
    """Say whether words in quotation marks without a source are a fragment of speech rather than a name."""
    if not quote.content.text[:1].islower():
        return False
    before = wording.text[max(0, quote.start - 40) : quote.start].lower().rstrip()
    if re.search(r"\bin (?:his|her|their|its)(?: own)? words,?$", before):
        return True
    return not _NAMING.search(before)


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
            kind = "omission" if omitted else "stage" if _STAGE.search(inside) else kind
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
    best: dict[int, tuple[float, Mark]] = {}  # by quotation: how much of the paraphrase comes back
    for quote in wording.quotes:
        said = _content(wording, quote) if quote.kind == "indirect" else {}
        if len(said) < _FEWEST:
            continue
        at = bisect_left(starts, quote.end)
        for later in direct[at : at + 2]:
            others = quote.speaker and later.speaker and quote.speaker != later.speaker
            if later.start > quote.end + _REACH or others:
                continue
            quoted = _content(wording, later)
            shared = [word for stem, word in said.items() if stem in quoted]
            share = len(shared) / len(said)
            if len(shared) >= _FEWEST and share >= _SHARE and share > best.get(later.start, (0.0,))[0]:
                why = f"the quotation after it repeats: {', '.join(shared)}"
                mark = wording.mark("echo", (quote.start, quote.end), why)
                best[later.start] = share, replace(mark, voice="reporter", speaker=quote.speaker)
                break
    yield from (mark for _, mark in best.values())


def _content(wording: Wording, quote: Quote) -> dict[str, str]:
    """Return stem -> word of the content words of a quotation."""
    first = bisect_left(wording.starts, quote.start)
    last = bisect_left(wording.starts, quote.end)
    return {stem(word): word for word in wording.words[first:last] if word not in FUNCTION and len(word) > 2}
