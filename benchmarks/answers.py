"""What is answered, rightly and wrongly: a table per kind of question, and pinned floors.

`python -m benchmarks.answers [--data FOLDER] [--embedded-max N] [--update [--allow-regression]]`.
A question counts as a hit when the passage found holds one of its expected texts, as answered
right when the quoted sentences do. Floors stand in floors.json for the demo site and, where a data
folder is given, for its corpora; `--update` raises them, and lowers one only with
`--allow-regression`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import faq
from benchmarks import corpora, floors, rivals
from benchmarks.corpora import Asked, Corpus
from benchmarks.typos import with_two_typos
from faq.meaning import Meaning, embed, load

CALIBRATION_BINS = 10
EMBEDDED_MAX = 400
HIT_1, HIT_3, RIGHT, WRONG, OUT, ERROR = "hit@1", "hit@3", "right", "wrong", "out", "calibration"
TYPOS_COST = "two_typos_cost"
LOWER_IS_BETTER = (WRONG, OUT, ERROR, TYPOS_COST)
MISTYPED_KINDS = ("plain", "paraphrase")


@dataclass
class Tally:
    """What happened to the questions of one kind."""

    questions: int = 0
    first: int = 0
    among_three: int = 0
    right: int = 0
    wrong: int = 0
    out: int = 0
    out_answered: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Return the counts as shares; of questions in scope, and of those out of scope."""
        asked, out = max(self.questions, 1), max(self.out, 1)
        return {
            HIT_1: self.first / asked,
            HIT_3: self.among_three / asked,
            RIGHT: self.right / asked,
            WRONG: self.wrong / asked,
            OUT: self.out_answered / out,
            ERROR: calibration_error(self.sure),
        }


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error of (confidence, was right) in ten bins.

    Naeini, Cooper, Hauskrecht 2015.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(CALIBRATION_BINS)]
    for confidence, right in sure:
        bins[min(int(confidence * CALIBRATION_BINS), CALIBRATION_BINS - 1)].append(
            (confidence, right)
        )
    gaps = (abs(sum(c for c, _ in each) - sum(r for _, r in each)) for each in bins)
    return sum(gaps) / max(len(sure), 1)


def measured(corpus: Corpus, index: faq.Index) -> dict[str, Tally]:
    """Return a tally for each kind of question and one for "all"."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for asked in corpus.questions:
        own = tallies.setdefault(asked.labelled.kind, Tally())
        for tally in (own, tallies["all"]):
            _count(tally, corpus, index, asked)
    return tallies


def _count(tally: Tally, corpus: Corpus, index: faq.Index, asked: Asked) -> None:
    question = asked.labelled.question
    given = faq.answer(index, question, page=asked.page, previous=asked.previous)
    answered = given.kind == "answered"
    quotes = " ".join([given.text, *(source.quote for source in given.sources[:1])])
    right = answered and corpus.is_answered(asked, given.sources[0].title, quotes)
    if asked.labelled.in_scope:
        tally.questions += 1
        tally.right += right
        tally.wrong += answered and not right
        if asked.previous is None:
            found = index.search(question, limit=3, page=asked.page)
            hits = [corpus.is_right(asked, match.entry, match.entry.answer) for match in found]
        else:
            hits = [right]
        tally.first += hits[:1] == [True]
        tally.among_three += any(hits)
    else:
        tally.out += 1
        tally.out_answered += answered
    if answered:
        tally.sure.append((given.confidence, right))


def first_hits(corpus: Corpus, index: faq.Index) -> tuple[float, float] | None:
    """Return hit@1 of the well-typed questions as they are, and with two typos in each.

    None where the corpus has none of MISTYPED_KINDS.
    """
    asked = [each for each in corpus.questions if each.labelled.kind in MISTYPED_KINDS]
    if not asked:
        return None
    as_they_are = [_is_first(corpus, index, each, each.labelled.question) for each in asked]
    mistyped = [
        _is_first(corpus, index, each, with_two_typos(each.labelled.question)) for each in asked
    ]
    return sum(as_they_are) / len(asked), sum(mistyped) / len(asked)


def _is_first(corpus: Corpus, index: faq.Index, asked: Asked, question: str) -> bool:
    found = index.search(question, limit=1, page=asked.page)
    return any(corpus.is_right(asked, match.entry, match.entry.answer) for match in found)


def rivals_of(corpus: Corpus) -> Iterator[tuple[str, float, float]]:
    """Yield (name, hit@1, hit@3) of other ways to search the same entries."""
    asked = [each for each in corpus.questions if each.labelled.in_scope and not each.previous]
    for name, rival in (
        ("RapidFuzz token_set_ratio", rivals.token_set_ratio(corpus.entries)),
        ("BM25, folded and stemmed", rivals.bm25(corpus.entries)),
    ):
        found = [(each, rival(each.labelled.question, 3)) for each in asked]
        hits = [[corpus.is_right(each, e, e.answer) for e in three] for each, three in found]
        first = sum(hit[:1] == [True] for hit in hits) / len(asked)
        yield name, first, sum(any(hit) for hit in hits) / len(asked)


def table(tallies: dict[str, Tally]) -> str:
    """Return the tallies as a Markdown table, the sum last."""
    heads = (HIT_1, HIT_3, RIGHT, WRONG, OUT, ERROR)
    lines = [f"| kind | n | {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) + 1)}"]
    for name in [*sorted(name for name in tallies if name != "all"), "all"]:
        tally = tallies[name]
        shares = (f"{tally.shares()[head]:.3f}" for head in heads)
        lines.append(f"| {name} | {tally.questions + tally.out} | {' | '.join(shares)} |")
    return "\n".join(lines)


def indexes(corpus: Corpus, embedded_max: int) -> Iterator[tuple[str, faq.Index]]:
    """Yield the corpus indexed by words alone and, where the model is installed, with meaning.

    To embed more than `embedded_max` entries takes too long.
    """
    yield "words", faq.Index(corpus.entries, meaning="off")
    if len(corpus.entries) <= embedded_max and (model := load()) is not None:
        opinion = Meaning(model.question, embed(model, corpus.entries))
        yield "meaning", faq.Index(corpus.entries, meaning=opinion)


def main() -> int:
    """Print every table, compare with the floors; return 1 when one was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with more labelled questions")
    parser.add_argument(
        "--embedded-max",
        type=int,
        default=EMBEDDED_MAX,
        help="entries up to which a corpus is measured with meaning, too",
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what was met")
    parser.add_argument("--allow-regression", action="store_true", help="lower floors, too")
    options = parser.parse_args()
    met: dict[str, dict[str, float]] = {}
    for corpus in corpora.every(options.data):
        print(f"\n## {corpus.name}: {len(corpus.entries)} entries\n")
        for name, first, three in rivals_of(corpus):
            print(f"{name}: hit@1 {first:.3f}, hit@3 {three:.3f}")
        for name, index in indexes(corpus, options.embedded_max):
            tallies = measured(corpus, index)
            asked = f", asked {index.meaning.asked} times" if index.meaning else ""
            print(f"\n### {name}{asked}\n\n{table(tallies)}")
            met[f"{corpus.name}, {name}"] = tallies["all"].shares()
            if hits := first_hits(corpus, index):
                print(f"\ntwo typos: hit@1 {hits[0]:.3f} as asked, {hits[1]:.3f} with two typos")
                # Never below nothing: lucky typos are noise, which no floor should hold.
                met[f"{corpus.name}, {name}"][TYPOS_COST] = max(0.0, hits[0] - hits[1])
    return floors.held("answers", met, LOWER_IS_BETTER, options.update, options.allow_regression)


if __name__ == "__main__":
    sys.exit(main())
