"""Rows of questions and answers, with French or English names of columns -> curated articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from faq.clean import tidy
from faq.dates import date_of
from faq.errors import SourceUnreadableError
from faq.model import Article, Faq
from faq.page_questions import without_markup
from faq.sources.content import Content
from faq.sources.place import absolute
from faq.sources.records import Refuse
from faq.text import fold

QUESTION_CHARACTERS_MAX = 1_000
ANSWER_CHARACTERS_MAX = 20_000
ROWS_MAX = 200_000
# So many bad rows are named one by one.
ROWS_NAMED_MAX = 20

_NAMES = {
    "question": "question|questions|q|la question|question posee|intitule|demande|name",
    "answer": "reponse|reponses|answer|answers|a|r|la reponse|response|reply|acceptedanswer",
    "variants": "variante|variantes|variant|variants|variations|alternatives|formulation"
    "|formulations|autre formulation|autres formulations|alternative question"
    "|alternative questions|other wording|other wordings|wording|wordings|synonymes|synonyms",
    "url": "url|lien|link|adresse|address|page|href|source|source url",
    "title": "titre|title|article|page title|titre de la page",
    "published": "date|publie|publie le|published|published at|date de publication"
    "|publication date|datepublished|mise a jour|updated",
    "section": "rubrique|section|categorie|category|theme|topic",
    "language": "langue|language|lang|locale",
    "author": "auteur|author",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_FRENCH = frozenset({"reponse", "reponses", "la reponse", "intitule", "demande", "r"})
_MARKUP = re.compile(
    r"</?(?:p|br|div|ul|ol|li|a|b|strong|em|i|u|h\d|span|table|tr|td|blockquote)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_VARIANTS_APART = re.compile(r"[\n\r|]+|(?<=\?)\s*;\s*")
_NUMBER = re.compile(r"[\s_-]*\d+$")

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; `is_french` tells how its dates are written."""

    fields: Mapping[str, tuple[str, ...]]
    is_french: bool

    @property
    def are_enough(self) -> bool:
        """Tell whether there are questions and answers."""
        return "question" in self.fields and "answer" in self.fields


def columns_of(names: Iterable[str]) -> Columns:
    """Recognise columns by their names; several may hold variants ("Variante 1")."""
    found: dict[str, list[str]] = {}
    folded = {name: _NUMBER.sub("", _plain(name)) or _plain(name) for name in names}
    for name, plain in folded.items():
        if field := _FIELDS.get(plain):
            is_further = field == "question" and field in found
            found.setdefault("variants" if is_further else field, []).append(name)
    fields = {field: tuple(names) for field, names in found.items()}
    return Columns(fields, bool(_FRENCH & set(folded.values())))


def _plain(name: str) -> str:
    return re.sub(r"[\s_*:()-]+", " ", fold(name.strip("\ufeff'\" "))).strip()


def articles_of(
    rows: Iterable[tuple[int, Row]], columns: Columns, content: Content, refuse: Refuse
) -> Iterator[Article]:
    """Yield an article for each (number, row) that asks and answers; each other one is refused."""
    refused = 0
    for count, (number, row) in enumerate(rows, start=1):
        if count > ROWS_MAX:
            refuse(SourceUnreadableError(content.name, f"more than {ROWS_MAX:,} rows; split it"))
            break
        try:
            yield _article(row, columns, content, f"{content.name}, row {number}")
        except SourceUnreadableError as error:
            refused += 1
            if refused <= ROWS_NAMED_MAX:
                refuse(error)
    if refused > ROWS_NAMED_MAX:
        more = f"{refused - ROWS_NAMED_MAX} more rows without a question and an answer; mend them"
        refuse(SourceUnreadableError(content.name, more))


def _article(row: Row, columns: Columns, content: Content, location: str) -> Article:
    def told(field: str) -> str:
        return next(filter(None, (_text(row.get(n)) for n in columns.fields.get(field, ()))), "")

    question, answer = tidy(told("question")), _lines(told("answer"))
    if not question or not answer:
        what = "an answer" if question else "a question"
        raise SourceUnreadableError(location, f"it lacks {what}; fill it in")
    if len(question) > QUESTION_CHARACTERS_MAX or len(answer) > ANSWER_CHARACTERS_MAX:
        raise SourceUnreadableError(location, "too long for a question and an answer; shorten it")
    return Article(
        url=absolute(told("url"), content.url),
        # A title that repeats what is no question would make a label of it.
        title=tidy(told("title")) or (question if question.endswith("?") else ""),
        blocks=(),
        published=date_of(told("published"), is_day_first=columns.is_french),
        section=tidy(told("section")),
        language=tidy(told("language"))[:2].lower(),
        author=tidy(told("author")),
        faqs=(Faq(question, answer, _variants(row, columns, question)),),
    )


def _variants(row: Row, columns: Columns, question: str) -> tuple[str, ...]:
    """Return the other wordings of a question, each once: of a list, or of a cell cut apart."""
    found: list[str] = []
    for name in columns.fields.get("variants", ()):
        value = row.get(name)
        cells = value if isinstance(value, list) else _VARIANTS_APART.split(_text(value))
        found += [tidy(_text(cell))[:QUESTION_CHARACTERS_MAX] for cell in cells]
    return tuple(dict.fromkeys(each for each in found if each and each != question))


def _text(value: object) -> str:
    """Return a value as text; a list is its texts line by line, an answer object its text."""
    if isinstance(value, dict):
        value = value.get("text")
    if isinstance(value, list):
        return "\n".join(each for each in value if isinstance(each, str))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _lines(text: str) -> str:
    """Return an answer with its line ends, HTML made text and controls left out."""
    written = without_markup(text) if _MARKUP.search(text) else text
    visible = "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else " " for c in written)
    return "\n".join(filter(None, map(tidy, visible.split("\n"))))
