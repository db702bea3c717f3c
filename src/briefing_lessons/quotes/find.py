"""Find quotations and reported speech, and say whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing_lessons.english.analysis import Analyses, analyse_document
from briefing_lessons.english.phrases import phrase_after
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.english.subjects import main_subject
from briefing_lessons.english.tokens import find_words
from briefing_lessons.english.wordclasses import listed
from briefing_lessons.people.gather import entities_of
from briefing_lessons.people.memory import Memory
from briefing_lessons.people.resolve import Resolved, Resolver
from briefing_lessons.quotes.clause_rules import CLAUSE_RULES, ClauseRule
from briefing_lessons.quotes.passages import Passage, passages_of
from briefing_lessons.quotes.propose import Proposal, propose
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES, Rule
from briefing_lessons.quotes.scene import Scene, scene_of
from briefing_lessons.quotes.stance import stance_of
from briefing_lessons.reading import Document
from briefing_lessons.spans import Attribution, Quote, Span, Speaker

#: Rules that find a source by nothing but its being near.
_BY_NEARNESS = (("introduced_by_sentence_before",), ("person_and_verb_before_fragment",))
_ANSWERING = listed("answer answers answered reply replies replied respond responds responded")
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
    passages = passages_of(document, english or analyse_document(document))
    scenes = tuple(scene_of(passage.analysis.units, spoken=passage.spoken) for passage in passages)
    entities = entities_of(document, (scene.units for scene in scenes))
    certain = not document.coverage.warnings
    reader = _Reader(document, rules, clause_rules, Resolver(Memory(entities)), certain=certain)
    for passage, scene in zip(passages, scenes, strict=True):
        reader.read(passage, scene)
    quotes = tuple(sorted(reader.quotes, key=lambda q: (q.start, -q.end, q.kind != "indirect")))
    quotes = tuple(
        _with_source_below(quotes, k) if quote.start in reader.crossheads else quote
        for k, quote in enumerate(quotes)
    )
    return Findings(quotes, entities.speakers(), tuple(reader.warnings))


def _with_source_below(quotes: Sequence[Quote], k: int) -> Quote:
    """A heading in quotation marks repeats words of the text below: it has their source."""
    quote = quotes[k]
    if quote.kind not in ("direct", "term", "mixed") or quote.speaker or quote.attribution.cue:
        return quote
    words = _plain(quote)
    if len(words.split()) < 3:
        return quote
    for below in quotes[k + 1 : k + 60]:
        if below.speaker and below.kind != "indirect" and words in _plain(below):
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
    crossheads: set[int] = field(default_factory=set)  #: where headings that quote begin
    last: Resolved | None = None  #: source of the latest quotation
    opened: int = 0  #: index of the latest quotation that runs over several paragraphs
    before: tuple[Scene, bool] | None = None  #: the paragraph before, and whether it holds a quotation
    certain: bool = True  #: the layout was read without a warning
    carried: bool = False  #: a quotation that opens this paragraph has its speaker in the one before

    def read(self, passage: Passage, scene: Scene) -> None:
        """Read one paragraph."""
        if passage.new_turn:
            self.last, self.before = None, None
        opens_quoted = bool(passage.marked) and passage.marked[0].start == 0
        self.carried = opens_quoted and not passage.crosshead and self._carries_on()
        text = passage.view.text
        self.resolver.memory.enter(scene.units, passage.view, passage.speaker, passage.hearer)
        found = tuple(self._level(passage, scene, depth=0))
        if passage.crosshead:
            self.crossheads.add(passage.analysis.start)
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
            self.last = self.resolver.topic_of(scene.units) or self.last
        return self.last is not None

    def _introduced_by(self, scene: Scene) -> Resolved | None:
        """Return who is announced by a paragraph that ends with a colon."""
        units = scene.units
        low, high = units.sentences[-1]
        for cue in reversed(scene.cues[-1]):
            if cue.subject is not None:
                return self.resolver.resolve(units, cue.subject)
        subject = main_subject(units, low, high) or phrase_after(units, low, high)
        return self.resolver.resolve(units, subject) if subject is not None else None

    def _level(self, passage: Passage, scene: Scene, depth: int) -> Iterator[Proposal]:
        noticed = 0
        for proposal in propose(scene, self.rules, self.clause_rules, self.carried and depth == 0):
            yield proposal
            here = scene.units.sentence_at(proposal.start)
            for sentence in range(noticed, here):
                self.resolver.notice_topic(scene.units, sentence)
            noticed = max(noticed, here)
            resolved = self._whose(scene, proposal)
            quote = self._quote(passage, scene, proposal, resolved)
            if proposal.marked is not None and proposal.marked.start in passage.continuing:
                self._give_source(quote, resolved)
                self._nested(passage, proposal.marked, resolved, depth)
                continue
            if proposal.marked is not None and proposal.marked.start in passage.reaches:
                self.opened = len(self.quotes)
            self.quotes.append(quote)
            spoken = proposal.kind in ("direct", "mixed") and depth == 0 and not passage.crosshead
            if spoken and resolved.mention is not None:
                self.last = resolved
            if proposal.marked is not None:
                self._nested(passage, proposal.marked, resolved, depth)
        for sentence in range(noticed, len(scene.units.sentences)):
            self.resolver.notice_topic(scene.units, sentence)

    def _give_source(self, part: Quote, resolved: Resolved) -> None:
        """A later paragraph of a quotation may name the source that its first does not."""
        whole = self.quotes[self.opened]
        if part.attribution.cue is not None and whole.attribution.cue is None:
            self.quotes[self.opened] = replace(whole, kind="direct", attribution=part.attribution)
            self.last = resolved

    def _nested(self, passage: Passage, marked: Marked, outer: Resolved, depth: int) -> None:
        if not marked.nested or depth >= _DEEPEST:
            return
        inside = scene_of(passage.analysis.inside(marked), spoken=True)
        with self.resolver.memory.inside(inside.units, outer.name):
            for _ in self._level(passage, inside, depth + 1):
                pass

    def _whose(self, scene: Scene, proposal: Proposal) -> Resolved:
        if proposal.kind == "term":
            return Resolved()
        if proposal.follows and self.last is not None:
            return self.last
        if proposal.subject is None:
            return Resolved()
        asker = self.last.source if self.last is not None and self._answers(scene, proposal) else None
        self.resolver.memory.asker = asker
        resolved = self.resolver.resolve(scene.units, proposal.subject)
        self.resolver.memory.asker = None
        return resolved

    def _answers(self, scene: Scene, proposal: Proposal) -> bool:
        """Say whether the words answer the quotation before: nobody answers a question of their own."""
        if proposal.cue is None or not self.quotes or not self.quotes[-1].content.text.endswith("?"):
            return False
        return scene.units.low[proposal.cue[0]] in _ANSWERING

    def _quote(self, passage: Passage, scene: Scene, proposal: Proposal, resolved: Resolved) -> Quote:
        start, end = passage.view.source_span(proposal.start, proposal.end)
        first, after = passage.view.source_span(*proposal.inner)
        if proposal.marked is not None and proposal.marked.start in passage.reaches:
            end, after = passage.reaches[proposal.marked.start]
        cue = None
        if proposal.cue is not None and proposal.kind != "term":
            cue = self._span(*passage.view.source_span(*scene.units.span(*proposal.cue)))
        if resolved.source is not None:
            resolved.source.cited = True
        attribution = Attribution(
            resolved.name,
            self._span(*resolved.mention) if resolved.mention else None,
            cue,
            proposal.because,
            resolved.chain,
            proposal.tried,
            resolved.sure and self.certain and proposal.tried[-1:] not in _BY_NEARNESS,
            stance_of(scene, proposal.cue, proposal.kind) if proposal.cue else "said",
        )
        text = self.document.text
        return Quote(start, end, text[start:end], proposal.kind, self._span(first, after), attribution)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.document.text[start:end])
