"""Accuracy and speed of attribution beside a naive baseline and, where installed, textacy: one table.

    python benchmarks/quotes.py            # needs ../shared/quotes for the accuracy part
    python benchmarks/quotes.py --dev      # the 84 news articles of the development part too
    python benchmarks/quotes.py --without all   # what each rule buys on every gold set; or the name of one

For textacy: `pip install "spacy>=3.8.18,<3.9" textacy`, and a parser in ../shared/peers/ud_english_pipeline.
Accuracy is F1 in per cent by the shared scorer; times are the processor time, the fastest of several runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from briefing_lessons.quotes import ATTRIBUTION_RULES, find_quotes
from briefing_lessons.quotes.clauses import CLAUSE_RULES
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import Quote, Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TRANSCRIPT = ROOT / "seeds" / "000_95b79719e875266d.txt"
SAID = "said|says|told|added|wrote|asked|noted|stressed|pointed out|continued|explained|announced|claimed"
NAME = r"(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+|he|she|He|She|They|they"

Prediction = dict[str, Any]
Tool = Callable[[str], list[Prediction]]

MARKED = re.compile(r'"[^"\n]+"|“[^”\n]+”')
AFTER = re.compile(rf"\s*(?:({NAME}) (?:{SAID})|(?:{SAID}) ({NAME}))")
BEFORE = re.compile(rf"({NAME}) (?:{SAID})[^.\n“\"]{{0,30}}[,:]?\s*$")
THAT = re.compile(rf"({NAME}) (?:{SAID}) (?:that )?([a-z][^.\n“\"]{{15,}})")
SOURCE = re.compile(
    r"(?i:according to) ((?:the )?[A-Z][\w ]+?),\s*([^.\n]+)|([A-Z][^.\n]+?), according to ([^.,\n]+)"
)


def naive(text: str) -> list[Prediction]:
    """Attribute by regular expressions alone: what a class could write in an afternoon."""
    found: list[Prediction] = []

    def add(content: tuple[int, int], source: tuple[int, int] | None) -> None:
        name = text[slice(*source)] if source else None
        found.append({"spans": [content], "speaker": name, "speaker_spans": [source] if source else []})

    latest: tuple[int, int] | None = None
    for line in re.finditer(r"[^\n]+", text):
        for quote in MARKED.finditer(text, *line.span()):
            after = AFTER.match(text, quote.end(), line.end())
            before = BEFORE.search(text, max(line.start(), quote.start() - 90), quote.start())
            if after:
                latest = after.span(1) if after[1] else after.span(2)
            elif before:
                latest = before.span(1)
            add(quote.span(), latest)
        for clause in THAT.finditer(text, *line.span()):
            add(clause.span(2), clause.span(1))
        for clause in SOURCE.finditer(text, *line.span()):
            first = clause[1] is not None
            add(clause.span(2 if first else 3), clause.span(1 if first else 4))
    return found


def ours(text: str, without: str = "") -> list[Prediction]:
    """Attribute as `briefing-lessons read` does, in the scorer's form; `without` the rule of that name."""
    rules = [rule for rule in ATTRIBUTION_RULES if rule.__name__ != without]
    clauses = [rule for rule in CLAUSE_RULES if rule.__name__ != without]
    found = find_quotes(parse_source(Source("text", text, "utf-8")), rules, clause_rules=clauses)
    quotes = [q for q in found.quotes if q.kind != "term"]
    reported = [q for q in quotes if q.kind == "indirect"]
    kept = (q for q in quotes if q.kind == "indirect" or not any(_tells_twice(q, r) for r in reported))
    return [
        {"spans": _parts(q), "speaker": q.speaker, "speaker_spans": _span(q.attribution.mention)}
        for q in kept
    ]


def _tells_twice(fragment: Quote, clause: Quote) -> bool:
    return clause.contains(fragment) and clause.speaker == fragment.speaker


def _span(span: Span | None) -> list[tuple[int, int]]:
    return [(span.start, span.end)] if span else []


def _parts(quote: Quote) -> list[tuple[int, int]]:
    """A clause that its own cue interrupts counts as the two parts around it."""
    cue = quote.attribution.cue
    if quote.kind != "indirect" or cue is None or not quote.start < cue.start < cue.end < quote.end:
        return [(quote.start, quote.end)]
    inner = [s for s in (quote.attribution.mention, cue) if s and quote.start < s.start and s.end < quote.end]
    return [(quote.start, min(s.start for s in inner)), (max(s.end for s in inner), quote.end)]


def textacy_tool() -> Tool | None:
    """Return textacy's direct quotations on the shared parser, or `None` where either is missing."""
    parser = SHARED / "peers" / "ud_english_pipeline"
    if not parser.is_dir() or not all(importlib.util.find_spec(name) for name in ("spacy", "textacy")):
        return None
    import spacy
    from textacy.extract import direct_quotations

    pipeline = spacy.load(parser)

    def extract(text: str) -> list[Prediction]:
        found: list[Prediction] = []
        for line in re.finditer(r"[^\n]+", text):
            try:
                quotations = list(direct_quotations(pipeline(line.group())))
            except ValueError:  # an odd number of marks refuses the paragraph
                continue
            for speaker, _, content in quotations:
                at, source = line.start(), list(speaker)
                spans = [(at + source[0].idx, at + source[-1].idx + len(source[-1]))] if source else []
                name = " ".join(token.text for token in source) or None
                span = (at + content.start_char, at + content.end_char)
                found.append({"spans": [span], "speaker": name, "speaker_spans": spans})
        return found

    return extract


def fastest(work: Callable[[], object], runs: int) -> float:
    """Return the milliseconds of the fastest of `runs` runs."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return 1000 * min(times)


def accuracy(tool: Tool, gold: Path) -> str:
    """Return content / attributed / quoted F1 on one gold file."""
    sys.path.insert(0, str(SHARED / "quotes"))
    import score_news as scorer

    counts: Counter[str] = Counter()
    for _, text, items in scorer.documents(gold):
        scorer.score_doc(text, items, tool(text), counts)
    figures = (scorer.prf(counts, "R_"), scorer.prf(counts, "A_"), scorer.prf(counts, "Q_", "QA_"))
    return " / ".join(f"{100 * figure[2]:.1f}" for figure in figures)


def attribute(text: str) -> object:
    """Read and attribute, without turning the result into the scorer's form."""
    return find_quotes(parse_source(Source("text", text, "utf-8")))


def rows(tools: Sequence[tuple[str, Tool | None]], golds: Sequence[tuple[str, Path]]) -> list[list[str]]:
    """Return the table, a row for each tool; the naive baseline is the first."""
    text = TRANSCRIPT.read_text(encoding="utf-8")
    many = (text + "\n") * 100
    table, base = [], 0.0
    for name, tool in tools:
        if tool is None:
            table.append([name, *["not installed"] * len(golds), "–", "–", "–"])
            continue
        work = attribute if tool is ours else tool
        one = fastest(partial(work, text), 2 if name == "textacy" else 30)
        base = base or one
        grown = "–" if name == "textacy" else f"{fastest(partial(work, many), 2) / one:.0f}"
        scores = [accuracy(tool, gold) if gold.exists() else "no gold" for _, gold in golds]
        table.append([name, *scores, f"{one:.1f} ms", f"{one / base:.1f}", grown])
    return table


def what_rules_buy(which: str) -> list[list[str]]:
    """Return, for one rule or for all, the points of attributed and quoted F1 that are lost without it."""
    names = [rule.__name__ for rule in (*ATTRIBUTION_RULES, *CLAUSE_RULES)]
    if which not in ("all", *names):
        raise SystemExit(f"There is no rule {which}. Rules: {', '.join(names)}.")
    folder = SHARED / "quotes"
    golds = [folder / "seed.gold.json", *sorted(folder.glob("news/*_dev.json"))]
    table = [["rule", *(f"{gold.name}: content / attributed / quoted" for gold in golds)]]
    whole = [accuracy(ours, gold).split(" / ") for gold in golds]
    table.append(["all rules", *(" / ".join(figures) for figures in whole)])
    for name in names if which == "all" else [which]:
        bought = []
        for gold, figures in zip(golds, whole, strict=True):
            left = accuracy(partial(ours, without=name), gold).split(" / ")
            bought.append(
                " / ".join(f"{float(b) - float(a):+.1f}" for b, a in zip(left, figures, strict=True))
            )
        table.append([f"without {name}", *bought])
    return table


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--dev", action="store_true", help="score the 84 development articles too")
    options.add_argument("--without", metavar="RULE", help="what a rule buys on every gold set, or all")
    golds = [("transcript", SHARED / "quotes" / "seed.gold.json")]
    chosen = options.parse_args()
    if chosen.without:
        for row in what_rules_buy(chosen.without):
            print("| " + " | ".join(row) + " |")
        return
    if chosen.dev:
        golds.append(("84 news articles", SHARED / "quotes" / "news" / "polnear_dev.json"))
    tools = [("30-line regular expression", naive), ("briefing_lessons", ours), ("textacy", textacy_tool())]
    head = ["tool", *(f"{name}: content / attributed / quoted" for name, _ in golds)]
    head += ["transcript, warm", "times naive", "100 copies, times one"]
    for row in (head, ["---"] * len(head), *rows(tools, golds)):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
