"""Find quotations and reported speech, and say whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefing_lessons.english.analysis import Analyses, analyse_document
from briefing_lessons.english.phrases import Phrase, main_subject, one_unit
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.english.tagging import opens_with_participle
from briefing_lessons.english.wordclasses import WordClass, classes, listed, pattern
from briefing_lessons.english.words import find_words, word_list
from briefing_lessons.people.gather import entities_of
from briefing_lessons.people.memory import SUBJECT, Memory
from briefing_lessons.people.resolve import Resolved, Resolver
from briefing_lessons.quotes.clauses import CLAUSE_RULES, ClauseRule, find_clauses, reports_in
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES, Case, Decision, Rule
from briefing_lessons.quotes.scene import (
    Clause,
    Passage,
    Scene,
    first_answer,
    may_retell,
    passages_of,
    scene_of,
    stance_of,
)
from briefing_lessons.reading import Document
from briefing_lessons.reading.corrections import ReportCorrection
from briefing_lessons.spans import NO_SOURCE, Attribution, Link, Quote, QuoteKind, Span, Speaker

#: How many quotations back a rule may look.
_LOOK_BACK = 8


class Proposal(NamedTuple):
    """A quotation or reported clause before its source has a name; offsets count in the running text."""

    start: int
    end: int
    inner: tuple[int, int]  #: the words without their marks
    kind: QuoteKind
    subject: Phrase | None  #: the words that name the source
    cue: tuple[int, int] | None  #: units of the reporting expression
    follows: bool  #: it shares the source of the quotation before it
    because: str  #: the deciding rule in a learner's words
    tried: tuple[str, ...]  #: names of the rules tried, in order
    marked: Marked | None  #: for a quotation, its marks and what is nested in it


def propose(
    scene: Scene, clauses: Sequence[Clause], rules: Sequence[Rule], carried: bool
) -> tuple[Proposal, ...]:
    """Return the quotations and reported clauses of `scene` in order, an outer one before the nested.

    Parameters
    ----------
    scene
        A paragraph, or the inside of a quotation.
    clauses
        Its reported clauses.
    rules
        The attribution rules in the order in which they are tried.
    carried
        Whether the paragraph before ended with a speaker whose quotation may go on here.
    """
    if not (scene.units.marked or clauses):
        return ()
    in_sentence: dict[int, list[Clause]] = {}
    for clause in clauses:
        in_sentence.setdefault(scene.units.sentence_of(clause.cue[0]), []).append(clause)
    quoted: list[Proposal] = []
    earlier: list[tuple[int, Decision]] = []
    units = scene.units
    for unit, marked in units.marked.items():
        low, high = units.sentences[sentence := units.sentence_of(unit)]
        sides = units.tags[low:unit][-1:] or ".", units.tags[unit + 1 : high][:1] or "."
        beside, words = in_sentence.get(sentence, ()), units.text[slice(*marked.inner)]
        before = tuple(earlier[-_LOOK_BACK:])
        case = Case(scene, unit, low, scene.cues[sentence], beside, before, carried, words, *sides)
        decided, because, tried = first_answer(rules, case)
        decision = decided or Decision("direct" if case.is_utterance else "mixed")
        earlier.append((unit, decision))
        cue = (decision.cue.first, decision.cue.after) if decision.cue else decision.noun
        found = marked.start, marked.end, marked.inner, decision.kind, decision.subject, cue, decision.follows
        quoted.append(Proposal(*found, because, tried, marked))
    by_cue: dict[int, list[tuple[int, Decision]]] = {}
    for unit, decision in earlier:
        if decision.cue is not None:
            by_cue.setdefault(decision.cue.first, []).append((unit, decision))
    reported = [
        _reported(scene, report)
        for clause in clauses
        if not _is_quotation(scene, clause, by_cue.get(clause.cue[0], ()))
        for report in reports_in(scene.units, clause)
    ]
    return tuple(sorted([*quoted, *reported], key=lambda p: (p.start, -p.end, p.kind != "indirect")))


def _reported(scene: Scene, clause: Clause) -> Proposal:
    span, because = scene.units.span(clause.first, clause.after), clause.because
    return Proposal(*span, span, "indirect", clause.subject, clause.cue, False, because, clause.tried, None)


def _is_quotation(scene: Scene, clause: Clause, decided: Sequence[tuple[int, Decision]]) -> bool:
    """A clause whose cue introduces a quotation, or that is one from edge to edge, is not reported."""
    edge_to_edge = scene.units.tags[clause.first : clause.after].strip(",.") == WordClass.QUOTE
    return any(
        decision.kind == "direct" or edge_to_edge or not clause.first <= unit < clause.after
        for unit, decision in decided
    )


#: Rules that find a source by nothing but its being near.
_BY_NEARNESS = listed("introduced_by_sentence_before person_and_verb_before_fragment")
_ANSWERING = word_list("answering verbs")
_ASKING = listed("ask asks asked inquired enquired demanded wondered")
#: Quotations inside quotations are read to this depth.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the quotation engine finds in one document."""

    quotes: tuple[Quote, ...]  #: in order of start, an outer quotation before the one nested in it
    speakers: tuple[Speaker, ...]  #: in order of first mention
    warnings: tuple[str, ...] = ()


def find_quotes(
    document: Document,
    rules: Sequence[Rule] = ATTRIBUTION_RULES,
    english: Analyses | None = None,
    clause_rules: Sequence[ClauseRule] = CLAUSE_RULES,
) -> Findings:
    """Return the quotations of `document`, each with its source and the evidence.

    Parameters
    ----------
    document
        A text whose layout has been read.
    rules
        The attribution rules in the order in which they are tried; leave one out to see what it does.
    english
        The analyses of its paragraphs and headings, where somebody has them already.
    clause_rules
        The rules for reported clauses, in their order.
    """
    english = english or analyse_document(document)
    passages = passages_of(document, english)
    scenes = tuple(scene_of(passage.analysis.units, spoken=passage.spoken) for passage in passages)
    # a headline sums up what is told below it, and is read last
    in_order = sorted(zip(passages, scenes, strict=True), key=lambda pair: pair[0].heading)
    entities = entities_of(document, [scene.units for passage, scene in in_order if not passage.heading])
    certain = all(map(_BESIDE_THE_LAYOUT.match, document.coverage.warnings))
    # "By Anna Abel": who says "I" where nobody is quoted
    by = (match[1] for span in document.boilerplate if (match := _BY.match(span.text)))
    memory = Memory(entities, author=next(by, None))
    reader = _Reader(document, rules, clause_rules, Resolver(memory), certain=certain)
    for passage, scene in in_order:
        reader.read(passage, scene)
    quotes = tuple(sorted(reader.quotes, key=lambda q: (q.start, -q.end, q.kind != "indirect")))
    quotes = tuple(
        _with_source_below(quotes, k) if quote.start in reader.crossheads else quote
        for k, quote in enumerate(quotes)
    )
    return Findings(quotes, entities.speakers(), tuple(reader.warnings))


#: "the floor went to a woman, who spoke:", ", and then gave three:"
_WHO_SPEAKS = pattern(", WH [VERB SAID ED] [^, QUOTE]* : $")
_OWN_CLAUSE = pattern(", AND (?! ADV* [VERB SAID ED AUX]) .* [AUX VERB SAID ED]")
#: How warnings begin that leave the layout as sure as it was.
_BESIDE_THE_LAYOUT = re.compile("The encoding is|Some paragraphs are|The (?:numbers|marks) |Not in the text")


_BY = re.compile(r"\W*(?:\w+ )?[Bb]y ([^\W\d_][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*)+)")


def _with_source_below(quotes: Sequence[Quote], k: int) -> Quote:
    """A heading in quotation marks repeats words of the text below: it has their source."""
    quote = quotes[k]
    words = _plain(quote)
    if re.match(r"[^\W\d_a-z].*[a-z]", quote.speaker or "") or len(words.split()) < 3:
        return quote  # but “…”, says nurse
    told = [(_plain(q), q) for q in quotes[k + 1 : k + 60] if q.speaker and q.kind != "indirect"]
    for again, below in sorted(told, key=lambda pair: pair[0] != words):  # the same, before what holds them
        if words in again or (quote.kind == "indirect" and again.count(" ") > 2 and again in words):
            found = replace(
                below.attribution, cue=None, rule="The same words stand below, with their source."
            )
            return replace(quote, kind="direct" if quote.kind == "term" else quote.kind, attribution=found)
    return quote


def _plain(quote: Quote) -> str:
    return " ".join(fold for _, _, fold in find_words(quote.content.text)).lower()


@dataclass(slots=True)
class _Reader:
    """Goes through the passages in order, remembering who spoke last."""

    document: Document
    rules: Sequence[Rule]
    clause_rules: Sequence[ClauseRule]
    resolver: Resolver
    quotes: list[Quote] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    crossheads: set[int] = field(default_factory=set)  #: where the quotations in headings begin
    last: Resolved | None = None  #: source of the latest quotation
    latest: Resolved | None = None  #: source of the latest quotation or report
    said_in: int = -1  #: the number of its sentence
    crosshead: bool = False  #: this paragraph is a heading that quotes
    alone: bool = False  #: the paragraph before is one quotation
    taking_turns: bool = False  #: the latest paragraphs hold questions and answers alone
    opened: int = 0  #: index of the latest quotation that runs over several paragraphs
    before: tuple[Scene, bool] | None = None  #: the paragraph before, and whether it holds a quotation
    certain: bool = True  #: the layout was read without a warning
    carried: bool = False  #: a quotation that opens this paragraph has its speaker in the one before

    def read(self, passage: Passage, scene: Scene) -> None:
        """Read one paragraph."""
        if passage.new_turn:
            self.last, self.before = None, None
        opens_quoted = bool(passage.marked) and passage.marked[0].start == 0
        # “Where, then?” between paragraphs that hold nothing but quotations is said, and no crosshead
        asks_alone = self.alone and passage.view.text.rstrip(" ”’\"'").endswith("?")
        self.crosshead = passage.crosshead and not asks_alone
        self.alone = opens_quoted and passage.marked[0].end == len(passage.view.text)
        self.carried = opens_quoted and not self.crosshead and self._carries_on()
        text = passage.view.text
        self.resolver.memory.enter(scene.units, passage.view, passage.speaker, passage.hearer)
        count = len(self.quotes)
        found = tuple(self._level(passage, scene, tuple(find_clauses(scene, self.clause_rules)), depth=0))
        if self.crosshead:
            self.crossheads.update(quote.start for quote in self.quotes[count:])
            self.resolver.memory.opening = None
            return
        self.before = (scene, any(proposal.kind == "direct" for proposal in found))
        if passage.unclosed:
            begins = text[passage.unclosed.inner[0] :][:40].strip()
            self.warnings.append(
                f"The quotation that begins “{begins}…” is never closed; it is taken to end with its "
                "paragraph. Check the file for a missing quotation mark."
            )

    def _carries_on(self) -> bool:
        """Say whether a quotation that opens a paragraph may be that of the paragraph before.

        It may where that paragraph announces it with a colon, or holds a quotation; else its speaker is
        the person whom that paragraph is about.
        """
        if self.before is None:
            return False
        scene, quoted = self.before
        if scene.units.tags.endswith(":"):
            self.last = self._introduced_by(scene) or self.last
        elif not quoted:
            self.last = self.resolver.topic_of(scene.units) or (self.last and self.last._replace(sure=False))
        return self.last is not None

    def _introduced_by(self, scene: Scene) -> Resolved | None:
        """Return who is announced by a paragraph that ends with a colon."""
        units, (low, high) = scene.units, scene.units.sentences[-1]
        if who := _WHO_SPEAKS.search(units.tags, low, high):
            return self.resolver.resolve(units, one_unit(who.start() + 1))
        clause = units.tags.rfind(",&", low, high)
        if clause > 0 and _OWN_CLAUSE.match(units.tags, clause, high):
            low = clause + 2  # "…, and the clerk gave a long answer:"
        for cue in sorted(scene.cues[-1], key=lambda cue: (cue.shape == "finite", cue.first), reverse=True):
            if cue.subject is not None and cue.first >= low and units.tags[cue.subject.first] != WordClass.WH:
                return self.resolver.resolve(units, cue.subject)
        subject = main_subject(units, low, high)
        named = subject is not None and units.tags[subject.head[1] - 1] in classes("NAME NOUN HE")
        return self.resolver.resolve(units, subject) if subject is not None and named else None

    def _level(
        self, passage: Passage, scene: Scene, clauses: Sequence[Clause], depth: int
    ) -> Iterator[Proposal]:
        noticed = 0
        for proposal in propose(scene, clauses, self.rules, self.carried and depth == 0):
            here = scene.units.sentence_at(proposal.start)
            self.resolver.notice_topics(scene.units, noticed, here)
            noticed = max(noticed, here)
            yield proposal
            resolved = self._whose(scene, proposal)
            if not (depth and proposal.kind == "indirect" and resolved.source is None):
                self._keep(
                    passage, scene, proposal, resolved, depth
                )  # but not “If they say that it leaks, …”
        self.resolver.notice_topics(scene.units, noticed, len(scene.units.sentences))

    def _keep(
        self, passage: Passage, scene: Scene, proposal: Proposal, resolved: Resolved, depth: int
    ) -> None:
        """Keep a quotation, what is nested in it, and who spoke last."""
        quote, marked = self._quote(passage, scene, proposal, resolved), proposal.marked
        if resolved.source is not None and depth == 0:
            self.latest, here = resolved, scene.units.sentence_at(proposal.start)
            self.said_in = self.resolver.memory.first_sentence + here
        if marked is not None and marked.start in passage.continuing:
            self._give_source(quote, resolved)
        else:
            if marked is not None and marked.start in passage.reaches:
                self.opened = len(self.quotes)
            self.quotes.append(quote)
            spoken = proposal.kind in ("direct", "mixed") and depth == 0 and not self.crosshead
            # “No,” came the reply. “Never.”
            if spoken and (resolved.mention or (proposal.follows and proposal.cue) or self.taking_turns):
                self.last = resolved
        if marked is not None:
            self._nested(passage, marked, resolved, depth)

    def _give_source(self, part: Quote, resolved: Resolved) -> None:
        """A later paragraph of a quotation may name the source that its first does not."""
        whole = self.quotes[self.opened]
        if part.attribution.cue is not None and whole.attribution.cue is None:
            self.quotes[self.opened] = replace(whole, kind="direct", attribution=part.attribution)
            self.last = resolved

    def _nested(self, passage: Passage, marked: Marked, outer: Resolved, depth: int) -> None:
        told = marked.nested or may_retell(passage.view.text[slice(*marked.inner)])
        if not told or depth >= _DEEPEST:
            return
        inside = scene_of(passage.analysis.inside(marked), spoken=True, quoted=True)
        clauses = tuple(find_clauses(inside, self.clause_rules))
        if not (marked.nested or (clauses and passage.unclosed is not marked)):
            return
        sure = self.quotes[-1].attribution.sure
        above = [m for m in passage.marked if m.end <= marked.start][-1:]
        said = (*map(passage.analysis.inside, above), inside.units)
        with self.resolver.memory.inside(said, outer.name, sure):
            for _ in self._level(passage, inside, clauses, depth + 1):
                pass

    def _whose(self, scene: Scene, proposal: Proposal) -> Resolved:
        if proposal.follows and (before := self._turn_taken(scene, proposal) or self.last) is not None:
            return before
        subject, latest, memory = proposal.subject, self.latest, self.resolver.memory
        if subject is None:
            return Resolved()
        memory.asker = latest.source if latest is not None and self._answers(scene, proposal) else None
        resolved = self.resolver.resolve(scene.units, subject)
        memory.asker = None
        return resolved

    def _turn_taken(self, scene: Scene, proposal: Proposal) -> Resolved | None:
        """Return who answers: a question is followed by another's words, in a paragraph of their own.

        So are those words by the words of who asked, while the paragraphs hold nothing but what is said.
        """
        replies = proposal.cue is not None
        cue = self.quotes[-1].attribution.cue if self.quotes else None
        asked = cue is not None and cue.text.lower() in _ASKING and self.quotes[-1].content.text.endswith("?")
        alone = proposal.tried[-1:] == ("continues_paragraph_before",)
        self.taking_turns = alone and (asked or self.taking_turns)
        if not (replies or self.taking_turns) or self.latest is None:
            return None
        memory = self.resolver.memory
        recent = (m.entity for m in reversed(memory.seen) if m.weight >= SUBJECT)
        may = (e for e in recent if (e.person or e.may_be_person) and not e.plural)
        other = next((e for e in may if e.words and e is not self.latest.source), None)
        if other is None:
            return None
        memory.remember(scene.units, proposal.cue[0] if proposal.cue is not None else 0, other)
        return Resolved(other, None, (Link(other.name, "a guess: one asks, another answers"),))

    def _answers(self, scene: Scene, proposal: Proposal) -> bool:
        """Say whether the words answer the quotation before: nobody answers a question of their own."""
        subject, units = proposal.subject, scene.units
        if proposal.cue is None or subject is None or not self.quotes:
            return False
        here, replies = units.sentence_of(subject.first), units.low[proposal.cue[0]] in _ANSWERING
        if replies and self.said_in == self.resolver.memory.first_sentence + here - 1:
            return not opens_with_participle(units.low, units.sentences[here][0])  # "Asked why, he replied"
        described = units.tags[subject.head[1] - 1] == WordClass.NOUN and proposal.start == 0
        if not _is_question(self.quotes[-1]):  # … “There,” Abel answered.¶“Thank you,” said the lawyer.
            return described and any(map(_is_question, self.quotes[-2:-1]))
        # “Where?” asked Abel.¶“There,” said the witness.
        return described or replies

    def _quote(self, passage: Passage, scene: Scene, proposal: Proposal, resolved: Resolved) -> Quote:
        view = passage.view
        start, end = view.source_span(proposal.start, proposal.end)
        first, after = (start, end) if proposal.marked is None else view.source_span(*proposal.inner)
        if proposal.marked is not None and proposal.marked.start in passage.reaches:
            end, after = passage.reaches[proposal.marked.start]
        at = proposal.cue and view.source_span(*scene.units.span(*proposal.cue))
        if resolved.source is not None:
            resolved.source.cited = True
        attribution = Attribution(
            resolved.name,
            self._span(*resolved.mention) if resolved.mention else None,
            self._span(*at) if at else None,
            proposal.because,
            resolved.chain,
            proposal.tried,
            resolved.sure and self.certain and not _is_guess(proposal, resolved, passage.heading),
            stance_of(scene, proposal.cue, proposal.kind) if proposal.cue else "said",
        )
        text = self.document.text
        return Quote(start, end, text[start:end], proposal.kind, self._span(first, after), attribution)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.document.text[start:end])


def _is_question(quote: Quote) -> bool:
    """“Where?”, or what somebody "asked"."""
    cue = quote.attribution.cue if quote.kind == "indirect" else None
    return quote.content.text.endswith("?") or (cue is not None and cue.text.lower() in _ASKING)


def _is_guess(proposal: Proposal, resolved: Resolved, heading: bool) -> bool:
    """Say whether nothing but nearness, or a thing without a verb of speaking, names the source.

    Whom a heading describes is likely to be named below.
    """
    source, rule = resolved.source, proposal.tried[-1:]
    if heading and source is not None and resolved.chain and resolved.chain[0].text[-1:].islower():
        return source.name != resolved.chain[0].text or not source.proper
    thing = source is not None and not (source.person or source.proper)
    return not _BY_NEARNESS.isdisjoint(rule) or (thing and proposal.cue is None)


BY_A_READER = "A reader put this right."


def mend_reports(findings: Findings, reports: Sequence[ReportCorrection], text: str) -> Findings:
    """Return `findings` with every quotation as a reader put it right; the machine's words find it again."""
    if not reports:
        return findings
    mended = {(report.start, report.words): report for report in reports}
    quotes: list[Quote] = []
    for quote in findings.quotes:
        report = mended.get((quote.start, quote.text))
        if report is None:
            quotes.append(quote)
        elif not report.dropped:
            quotes.append(_mend(quote, report, text))
    known = {speaker.name for speaker in findings.speakers}
    named = dict.fromkeys(q.speaker for q in quotes if q.speaker and q.speaker not in known)
    new = tuple(Speaker(name, (name,), None) for name in named)
    return replace(findings, quotes=tuple(quotes), speakers=(*findings.speakers, *new))


def _mend(quote: Quote, report: ReportCorrection, text: str) -> Quote:
    source, content, start, end = report.source, quote.content, quote.start, quote.end
    found = quote.attribution
    if source:
        speaker = None if source == NO_SOURCE else source
        found = Attribution(speaker, None, found.cue, BY_A_READER, sure=True)
    if report.extent:
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        at = text.find(report.extent, low, high if high >= 0 else len(text))
        if at >= 0:
            start, end = at, at + len(report.extent)
            content = Span(start, end, report.extent)
    return replace(quote, start=start, end=end, text=text[start:end], content=content, attribution=found)
