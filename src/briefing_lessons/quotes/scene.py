"""What rules are asked, and what they answer: a paragraph, its cues, one quotation, a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from briefing_lessons.english.analysis import Analyses, Analysis
from briefing_lessons.english.phrases import Phrase, phrase_after
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import CLASS_OF, LEXICON, VERBS, WordClass, listed
from briefing_lessons.english.words import denies, word_list
from briefing_lessons.quotes.complements import Complement, complement_of
from briefing_lessons.quotes.cues import find_cues
from briefing_lessons.quotes.nominal_cues import Cue
from briefing_lessons.reading import Document
from briefing_lessons.reading.document import View
from briefing_lessons.reading.lexicon import small_words
from briefing_lessons.spans import Heading, Paragraph, QuoteKind, Stance, Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as running text."""

    analysis: Analysis
    speaker: str | None  #: who utters the whole paragraph, in a transcript of turns
    hearer: str | None  #: whom that person answers or asks
    spoken: bool  #: it belongs to a turn
    new_turn: bool  #: another person begins to speak here
    heading: bool = False
    continuing: frozenset[int] = frozenset()  #: starts of quotations that began in an earlier paragraph
    #: start of a quotation that goes on in later paragraphs -> its end, and the end of its words
    reaches: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    unclosed: Marked | None = None  #: a quotation that is never closed

    @property
    def view(self) -> View:
        """Its running text."""
        return self.analysis.view

    @property
    def crosshead(self) -> bool:
        """Whether it is a heading, or a short line alone in quotation marks: it inherits no speaker."""
        text, marked = self.view.text, self.marked
        alone = len(marked) == 1 and (marked[0].start, marked[0].end) == (0, len(text)) and marked[0].closed
        short = alone and len(text.split()) <= 12 and text[slice(*marked[0].inner)].rstrip()[-1:] not in ".,"
        return self.heading or (not self.spoken and (short or text.isupper()))

    @property
    def marked(self) -> tuple[Marked, ...]:
        """Its outermost quotations."""
        return self.analysis.marked


def passages_of(document: Document, english: Analyses) -> tuple[Passage, ...]:
    """Return the paragraphs of `document`, quotations that run over several of them joined."""
    passages: list[Passage] = []
    turns, at = document.turns, 0
    latest: Turn | None = None
    # a heading is read only where it quotes: what it reports is told again below it
    quoting = (heading for heading in document.headings if english[heading.start].marked)
    spans: tuple[Paragraph | Heading, ...] = (*quoting, *document.paragraphs)
    blocks = {hint.start for hint in document.source.hints if hint.kind == "quotation"}
    for paragraph in sorted(spans, key=lambda span: span.start):
        while at < len(turns) and turns[at].end <= paragraph.start:
            at += 1
        turn = turns[at] if at < len(turns) and turns[at].start <= paragraph.start else None
        analysis = english[paragraph.start]
        if paragraph.start in blocks and turn is latest and passages:
            block = _leads_into_block(passages[-1].analysis, analysis, blocks)
            analysis = Analysis(analysis.view, block) if block else analysis
        hearer = _hearer(turns, at) if turn is not None else None
        speaker = turn.speaker if turn is not None else None
        heading = isinstance(paragraph, Heading)
        passages.append(Passage(analysis, speaker, hearer, turn is not None, turn is not latest, heading))
        latest = turn
    return tuple(_joined(passages))


def _leads_into_block(above: Analysis, below: Analysis, blocks: Set[int]) -> bool:
    """Say whether a reporting expression and a colon lead up to a block quotation, or it goes on."""
    in_marks = any(marked.start == 0 for marked in below.marked)
    if above.block or in_marks or above.start in blocks or not above.units.tags.endswith(":"):
        return above.block
    scene, colon = scene_of(above.units), len(above.units.tags) - 1
    said = (scene.complements[cue.first] for cue in scene.cues[-1] if not cue.expression.thought)
    objects = ((told, phrase_after(scene.units, told.first, colon)) for told in said)
    # "Abel wrote:", "Abel wrote the following:"
    return any(colon in (told.first, whom and told.kind == "thing" and whom.after) for told, whom in objects)


def _hearer(turns: Sequence[Turn], at: int) -> str | None:
    """A question is put to whoever answers next; an answer is given to whoever asked last."""
    asking = turns[at].role == "question"
    order = range(at + 1, min(at + 4, len(turns))) if asking else range(at - 1, max(at - 4, -1), -1)
    for k in order:
        if turns[k].speaker and turns[k].speaker != turns[at].speaker:
            return turns[k].speaker
    return None


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Join a quotation left open in one paragraph and opened again at the start of the next."""
    joined: list[Passage] = []
    first = None  # where the paragraph stands whose quotation is open
    for passage in passages:
        if first is not None and _reopens(passage, joined[first]):
            part, opened = passage.marked[0], joined[first].marked[-1]
            end, inner_end = (passage.view.source_offset(k - 1) + 1 for k in (part.end, part.inner[1]))
            joined[first] = replace(joined[first], reaches={opened.start: (end, inner_end)}, unclosed=None)
            joined.append(replace(passage, continuing=frozenset([part.start])))
            first = None if part.closed else first
        elif passage.marked and not passage.marked[-1].closed:
            first = len(joined)
            joined.append(replace(passage, unclosed=None if passage.analysis.block else passage.marked[-1]))
        else:
            first = None
            joined.append(passage)
    return joined


def _reopens(following: Passage, passage: Passage) -> bool:
    opens = not following.new_turn and following.marked and following.marked[0].start == 0
    alike = bool(opens) and following.view.text[0] == passage.view.text[passage.marked[-1].start]
    return alike or following.analysis.block


class Scene(NamedTuple):
    """What the rules look at."""

    units: Units
    cues: tuple[tuple[Cue, ...], ...]  #: reporting expressions, one tuple per sentence
    complements: dict[int, Complement]  #: first unit of a cue -> what it introduces
    spoken: bool  #: the text is somebody's speech: a turn of a transcript, or the inside of a quotation
    quoted: bool  #: it is the inside of a quotation

    def cues_with(self, unit: int) -> tuple[Cue, ...]:
        """Return the reporting expressions in the sentence of `unit`."""
        return self.cues[self.units.sentence_of(unit)]


def scene_of(units: Units, spoken: bool = False, quoted: bool = False) -> Scene:
    """Find the reporting expressions of `units`, and what each introduces."""
    cues = tuple(find_cues(units, sentence) for sentence in units.sentences)
    complements = {cue.first: complement_of(units, cue) for found in cues for cue in found}
    return Scene(units, cues, complements, spoken, quoted)


class Clause(NamedTuple):
    """A reported clause."""

    first: int  #: first unit
    after: int  #: unit after the last
    cue: tuple[int, int]  #: units of the reporting expression
    subject: Phrase | None
    because: str  #: the deciding rule in a learner's words
    tried: tuple[str, ...]  #: names of the rules tried, in order


class Decision(NamedTuple):
    """What a rule says about one quotation."""

    kind: QuoteKind
    subject: Phrase | None = None  #: the words that name the source, as units of the scene
    cue: Cue | None = None
    follows: bool = False  #: the source is that of the quotation before it
    noun: tuple[int, int] | None = None  #: units of a cue that is no verb of its own: "reply", "words"


class Case(NamedTuple):
    """One quotation in its paragraph, for the rules to decide."""

    scene: Scene
    unit: int  #: the unit that the quotation is
    low: int  #: the first unit of its sentence
    cues: Sequence[Cue]  #: the reporting expressions of its sentence
    clauses: Sequence[Clause]  #: reported clauses of the paragraph
    earlier: Sequence[tuple[int, Decision]]  #: (unit, decision) of quotations before it in the paragraph
    carried: bool  #: the paragraph before ended with an attributed quotation or a colon
    words: str  #: what stands between the marks
    before: str  #: the letter of the unit before the quotation; "." at the start of its sentence
    after: str  #: the letter of the unit after the quotation; "." at the end of its sentence

    @property
    def initial(self) -> str:
        """The first letter or digit of the words."""
        return next((c for c in self.words if c.isalnum()), "")

    @property
    def is_utterance(self) -> bool:
        """Whether the words could stand as a sentence: a capital, and a final mark or four words."""
        words = self.words.strip()
        return self.initial.isupper() and (words[-1:] in ".,?!…" or len(words.split()) > 3)

    @property
    def goes_on_from_fragment(self) -> bool:
        """Whether a fragment stands earlier in the sentence and these words go on from it in lower case."""
        return self.initial.islower() and any(
            unit >= self.low and decision.kind == "mixed" for unit, decision in self.earlier
        )


Rule = Callable[[Case], Decision | None]


def first_answer(rules: Sequence[Callable[..., Any]], *asked: object) -> tuple[Any, str, tuple[str, ...]]:
    """Return the first answer of `rules`, the rule in a learner's words, and the names of those tried."""
    for number, rule in enumerate(rules, 1):
        if (answer := rule(*asked)) is not None:
            because = (rule.__doc__ or "").strip().partition("\n")[0]
            return answer, because, tuple([tried.__name__ for tried in rules[:number]])
    return None, "Nothing beside these words says whose they are.", tuple([rule.__name__ for rule in rules])


DENYING = listed("deny refute reject dispute contradict rebut disavow")
_ASKING = listed("ask wonder inquire enquire doubt query")


def stance_of(scene: Scene, cue: tuple[int, int], kind: QuoteKind) -> Stance:
    """Return what the source does with the words: a question or a verb that is negated asserts nothing.

    Parameters
    ----------
    scene
        The paragraph.
    cue
        Units of the reporting expression.
    kind
        A quotation in marks was uttered, whatever the verb; only what is reported can be denied.
    """
    if kind == "direct":
        return "said"
    low, first = scene.units.low, cue[0]
    verb = VERBS.get(low[first])
    lemma = verb.lemma if verb is not None else low[first]
    before = low[max(scene.units.sentences[scene.units.sentence_of(first)][0], first - 4) : first]
    negated = denies(before)
    if lemma in DENYING:
        return "neither" if negated and "nor" not in before else "denied"
    return "neither" if negated or lemma in _ASKING else "said"


def never_said(scene: Scene, cue: Cue) -> bool:
    """ "She has not said that …", "nobody said that …", "if she says that …" report nothing that was said."""
    units, low = scene.units, cue.sentence[0]
    if cue.subject is None or cue.expression.lemma in DENYING:
        return False
    if denies(units.low[cue.subject.first : cue.subject.first + 1]):
        return True
    group = units.low[cue.group : cue.first]
    # "Ardal does not believe that" reports a belief
    negated = group and denies(group) and not cue.expression.thought
    if negated and not MODALS & {word.removesuffix("n't") for word in group}:
        return True
    inverted = units.low[low] == "had" and "," not in units.tags[low : cue.first]  # "Had she said that …"
    return inverted or units.low[cue.begin - 1] in ("if", "unless")


def is_performed(scene: Scene, cue: Cue) -> bool:
    """ "I think", "I admit" said by the speaker hedge or perform; "I said", "we told them" report."""
    units = scene.units
    if cue.subject is None or not scene.spoken:
        return False
    subject = units.low[cue.subject.first]
    if subject == "you":  # "Can you say whether …?", "you may have read that …"
        asked = units.low[cue.subject.first - 1] in ("can", "could", "will", "would", "did", "do")
        return asked or cue.expression.lemma in ("read", "see", "hear", "know")
    if subject not in ("i", "we"):
        return False
    present = units.low[cue.first] == cue.expression.lemma.split()[0].lower()
    helpers = {word for word in units.low[cue.group : cue.first] if word in _HELPERS}
    hearer = scene.complements[cue.first].hearer
    of_another = hearer is not None and units.low[hearer[0]] not in ("you", "yourself")
    return cue.expression.thought or (present and (not helpers or (helpers <= MODALS and not of_another)))


def may_retell(text: str) -> bool:
    """Say whether the words inside a quotation hold a form by which `is_retold` can be true: a quick look."""
    return not _TOLD.isdisjoint(small_words(text))


_TOLD = frozenset(
    form.split()[0]
    for expression in LEXICON
    if expression.pos in ("verb", "phrase") and not expression.thought
    for form in expression.forms
    if not (form == expression.lemma or form.split()[0].endswith("s"))
) - (CLASS_OF.keys() | word_list("light verbs"))


def is_retold(scene: Scene, cue: Cue) -> bool:
    """Inside a quotation only what was said counts: no thoughts, nothing that may be said or always is."""
    group, verb = scene.units.low[cue.group : cue.first], scene.units.low[cue.first]
    present = verb == cue.expression.lemma or verb.endswith("s")
    return not present and cue.shape == "finite" and not cue.expression.thought and MODALS.isdisjoint(group)


#: Auxiliaries that leave "I would say" a hedge; "I did say" and "I have said" report.
MODALS = listed("would could can may might must should will 'd 'll")
_HELPERS = frozenset(word for word, letter in CLASS_OF.items() if letter == WordClass.AUX)
