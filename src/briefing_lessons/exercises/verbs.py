"""Lesson 04, The reporter's hand: verbs of saying, look-alikes, reports beside quotations."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import VERBS
from briefing_lessons.english.words import BE
from briefing_lessons.exercises.clues import name_spans
from briefing_lessons.exercises.excerpts import is_left_alone, lines_of, note_on
from briefing_lessons.exercises.model import Mistake, Values, asks, exit_line, words_of
from briefing_lessons.rhetoric.lexicon import load_lexicon
from briefing_lessons.rhetoric.measures import find_device
from briefing_lessons.spans import Quote, Span, shorten
from briefing_lessons.tables import Table

#: reports that are no clause of their own: “to pay for it”, “whether it is late”
_NO_CLAUSE = re.compile(r"(?:to|not|whether|if|who|whom|what|which|how|why|when|where|for|of|about)\b", re.I)


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A reporting verb where it stands, with its class: what it adds to "said"."""

    span: Span
    kind: str


def find_reporting_verbs(briefing: Briefing) -> tuple[ReportingVerb, ...]:
    """Return the reporter's verbs; in a transcript, those with which speakers report others."""
    marks = [mark for mark in briefing.marks if mark.device == "reporting_verb" and mark.voice == "reporter"]
    if marks:
        return tuple(ReportingVerb(mark, mark.category or "neutral") for mark in marks)
    cues = dict.fromkeys(quote.attribution.cue for quote in briefing.quotes)
    known = [(cue, VERBS.get(cue.text.split()[0].lower())) for cue in cues if cue]
    return tuple(ReportingVerb(cue, verb.stance) for cue, verb in known if verb)


def called(quote: Quote) -> str:
    """Return the source of a quotation as a sentence can begin with it: “The neighbour”."""
    name = str(quote.speaker)
    return f"The {name}" if name[0].islower() else name


def retellings(briefing: Briefing) -> Iterator[tuple[str, str, Quote, Span]]:
    """Yield what a source says in words that can follow “said”, the class of its verb, quotation and verb.

    What somebody denies, thinks or asks cannot be told so.

    >>> from briefing_lessons import load_briefing
    >>> next(retellings(load_briefing("001_ferry_report.txt")))[0]
    '“I heard it before I saw it, a bang like a wardrobe falling downstairs”'
    """
    names = {span.text for span in name_spans(briefing)}
    for quote in briefing.quotes:
        cue, words = quote.attribution.cue, " ".join(quote.content.text.split()).rstrip(" ,.;")
        verb = VERBS.get(cue.text.split()[0].lower()) if cue else None
        short = len(lines_of(briefing, (quote,))) < 3  # what runs over paragraphs is no sentence
        fit = verb and short and quote.speaker and verb.note != "says no" and "thought" not in verb.takes
        if cue is None or verb is None or not fit or is_left_alone(briefing, cue):
            continue
        if quote.kind == "direct":
            yield f"“{words}”", verb.stance, quote, cue
        elif quote.kind == "indirect" and not _NO_CLAUSE.match(words):
            kept = (first := words.split()[0]).split("’")[0] in names or first.endswith(".")  # "Mr."
            yield words if kept else words[0].lower() + words[1:], verb.stance, quote, cue


def telling_verbs(briefing: Briefing) -> tuple[ReportingVerb, ...]:
    """Return the reporting verbs that do more than say or order; where there are none, all of them."""
    verbs = find_reporting_verbs(briefing)
    return tuple(verb for verb in verbs if verb.kind not in ("neutral", "structuring")) or verbs


def reporting_verbs(briefing: Briefing) -> Table:
    """Count the reporting verbs as printed, with their class.

    >>> from briefing_lessons import load_briefing
    >>> reporting_verbs(load_briefing("001_ferry_report.txt"))["verb"][:2]
    ('said', 'told')
    """
    verbs = find_reporting_verbs(briefing)
    counts = Counter((verb.span.text.lower(), verb.kind) for verb in verbs)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = ((words, times, kind) for (words, kind), times in ranked)
    whose = "with which speakers report others" if briefing.turns else "of the reporter"
    return Table(("verb", "times", "class"), rows, f"{len(verbs)} verbs {whose} in {briefing.source}.")


#: Words that look like verbs of saying and often are things: "the claims were denied".
_LOOK_ALIKES = ("claim", "promise", "question", "answer", "call", "report", "point", "note", "state", "show")


def ambiguous_verb(briefing: Briefing) -> str:
    """Return a word of the text that looks like a verb of saying and does another job somewhere.

    >>> from briefing_lessons import load_briefing
    >>> ambiguous_verb(load_briefing("000_95b79719e875266d.txt"))
    'claim'
    """
    verbs = {found.span.start for found in find_reporting_verbs(briefing)}
    other = {token.norm for token in briefing.tokens if token.start not in verbs}
    return next((word for word in _LOOK_ALIKES if {word, word + "s", word + "ed"} & other), "say")


def show_marks(briefing: Briefing, device: str, like: str = "") -> Table:
    """List the candidates for one device, with their lines and the reason.

    >>> from briefing_lessons import load_briefing
    >>> show_marks(load_briefing("000_95b79719e875266d.txt"), "question")["words"]
    ('Why is this happening?',)

    Parameters
    ----------
    device
        One of `rhetoric.DEVICES`.
    like
        Only those that begin with these letters.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    device, like = find_device(device), like.lower()
    marks = [mark for mark in briefing.marks if mark.device == device and mark.text.lower().startswith(like)]
    rows = ((briefing.line_number(mark), shorten(mark.text, 60), mark.evidence) for mark in marks)
    letters = f" that begin with “{like}”" if like else ""
    caption = f"Candidates for {device.replace('_', ' ')}{letters} in {briefing.source}: {len(marks)}."
    return Table(("line", "words", "because"), rows, caption)


def compared_text(briefing: Briefing) -> Briefing:
    """Return `briefing`, where a report that says more than its quotation is noted; else our invented ferry.

    >>> from briefing_lessons import parse_briefing
    >>> compared_text(parse_briefing("The boat is late, said Ida Velk. “It will come.”")).source
    '001_ferry_report.txt'
    """
    return briefing if note_on(briefing, "echo") else read_seed("001_ferry_report.txt")


@asks("hand.2")
def _what_the_verb_adds(briefing: Briefing) -> Values | None:
    """Ask what a reporting verb does beyond "said"."""
    classes = words_of("hand.2")["classes"]
    if not (telling := [verb for verb in telling_verbs(briefing) if verb.kind in classes]):
        return None
    words = [verb.span.text.lower() for verb in telling]
    verb = max(telling, key=lambda verb: (words.count(verb.span.text.lower()), -verb.span.start))
    others = [c for c in ("neutral", "distancing", "endorsing", "strong") if c != verb.kind][:3]
    plain = "claimed" if verb.kind == "neutral" else "said"
    shown = {"line": briefing.line_number(verb.span), "verb": verb.span.text, "own": verb.kind}
    wrong = tuple(Mistake(classes[c][0], classes[c][1], (c,)) for c in others)
    right = {"expected": classes[verb.kind][0], "also": (verb.kind,)}
    return {**shown, "plain": plain, **right, "mistakes": wrong}


@asks("hand.3")
def _report_says_more(briefing: Briefing) -> Values:
    """Ask which words of a report say more than the quotation beside it: here, or in the ferry report."""
    text = compared_text(briefing)
    echo = note_on(text, "echo") or {}
    lent = {} if text is briefing else {"text": text, "where": f" of {text.source}"}
    return {"where": "", **echo, "expected": echo["more"], "begins": echo["more"].split()[0], **lent}


#: a form of “be” with what follows it, unless a doer does
_BE_AND_WORD = re.compile(rf"\b(?:{'|'.join(BE)})(?: not| never| still| already| \w+ly)* (\w+)\b(?! by\b)")


@asks("hand.5")
def _done_by_whom(briefing: Briefing) -> Values | None:
    """Ask for a line that says what was done without saying who did it."""
    passives = [m for m in briefing.marks if m.device == "agentless_passive" and m.voice != "boilerplate"]
    if not passives:
        return None
    kinds = {"paragraph": ["result"], "turn": ["result"], "heading": ["result", "irregular"]}
    known = load_lexicon("participles")
    been = ((x, _BE_AND_WORD.findall(x.text.lower())) for x in briefing.lines if x.role in kinds)
    states = [x.number for x, words in been for w in words if w in known and known[w].kind in kinds[x.role]]
    lines = tuple(dict.fromkeys((*lines_of(briefing, passives), *states)))  # a state is left by a deed
    without = [x for x in briefing.lines if x.number not in lines]
    running = [x.number for x in without if x.role in ("paragraph", "turn")]
    headings = [x.number for x in without if x.role == "heading"]
    return {"expected": lines, "line": lines[0], "others": running[:2] + headings[:1]}


@asks("hand.6")
def _alleged(briefing: Briefing) -> Values:
    """Ask what "alleged" tells, and what it does not."""
    found = re.search(r"\balleged(?:ly)?\b", briefing.text, re.IGNORECASE)
    where = f"Line {briefing.line_number(found.start())} has “{found[0]}”." if found else ""
    return {"where": where or "A report speaks of “an alleged thief”."}


@asks("hand.7")
def _rewrite_neutrally(briefing: Briefing) -> Values:
    """Ask for a neutral rewriting of one report: of the ferry, where no verb here does more than say."""
    if not (told := [one for one in retellings(briefing) if one[1] != "neutral"]):
        ferry = read_seed("001_ferry_report.txt")
        asked = _rewrite_neutrally(ferry) or {}
        return {**asked, "where": f" of {ferry.source}", "rests_on": (), "text": ferry}
    told.sort(key=lambda one: (one[1] == "structuring", not one[2].attribution.sure, one[0][0] == "“"))
    words, _, quote, verb = told[0]
    said = f"that {words}" if quote.kind == "indirect" else words
    who = {"verb": verb.text, "who": called(quote), "said": said, "words": words}
    return {"line": briefing.line_number(verb), "where": "", **who, "rests_on": (quote,)}


@asks("hand.8")
def _share_of_neutral(briefing: Briefing) -> Values | None:
    """Ask for the share of neutral verbs among all reporting verbs."""
    verbs = reporting_verbs(briefing)
    if (total := sum(verbs["times"])) < 5:
        return None
    neutral = sum(times for _, times, kind in verbs if kind == "neutral")
    others, words = round(100 * (total - neutral) / total), round(100 * neutral / len(briefing.tokens), 1)
    share = round(100 * neutral / total)
    return {"expected": share, "neutral": neutral, "share_of_others": others, "share_of_words": words}


@asks("hand.back")
def _two_counts(briefing: Briefing) -> Values | None:
    """Take up from lesson 02 that a count has a rule: letters found, and verbs of saying."""
    word = ambiguous_verb(briefing)
    letters = briefing.text.lower().count(word)
    verbs = sum(found.span.text.lower().startswith(word) for found in find_reporting_verbs(briefing))
    return None if letters == verbs else {"word": word, "letters": letters, "verbs": verbs}


asks("hand.exit")(lambda text: exit_line("hand.exit", text, (verb.span for verb in telling_verbs(text))))


@asks("hand.vote")
def _side_of_a_verb(briefing: Briefing) -> Values:
    for verb in telling_verbs(briefing):
        return {"where": f"Line {briefing.line_number(verb.span)} has “{verb.span.text}”"}
    return {"where": "A reporter writes “claimed”"}
