"""Salut's idea, with no framework in it: a site's own articles answer its readers' questions.

Read the modules in the order in which data flows:

- model.py         the nouns: Article, Entry, Match, Answer
- errors.py        what can go wrong
- text.py          free text made comparable
- language/        what is known of each language, as data
- addresses.py     which machines may be connected to
- hosts.py         which web addresses belong to a site
- inflate.py       what came compressed, without bombs
- connection.py    one request over one connection, in a time that ends
- pace.py          one request at a time to each host
- robots.py        what a site asks of robots
- client.py        one request, polite and patient
- fetch.py         a web address -> what it holds now
- posting.py       what a web address is told
- ampersands.py    broken XML mended where it is broken most
- xml.py           XML from anybody -> its wanted elements
- progress.py      how far a long work is
- dates.py         dates as they are written -> ISO dates
- clean.py         lines that are page chrome
- readable.py      elements of a page -> text that reads well
- metadata.py      what a page declares of itself
- page_questions.py  the questions that a page itself asks
- decoding.py      the bytes of a page -> its text
- page_bounds.py   what a page may cost
- article_body.py  the text of an article on its page
- spoken.py        which language a text is written in
- extract.py       HTML -> Article
- article_lines.py   an article as one line of JSON
- extraction_frames.py  what is said with a process that reads pages
- extraction_process.py  the process itself
- extraction_child.py  one such process, seen from outside
- extraction_workers.py  pages -> Articles in processes of their own
- repeated_lines.py  lines that stand on many pages of a site
- near_duplicates.py  articles that say the same as another one
- likeness.py      which articles may say the same as a new one
- sources/         whatever a newspaper has -> Articles
- compose.py       Article -> Entries
- build.py         sources -> Entries, with a report
- facts.py         which kinds of fact a sentence holds
- spelling.py      mistyped words -> words of the site
- question.py      what was typed -> words to look for
- vocabulary.py    words as one sorted array
- postings.py      which entries hold a term, and its weight there
- wordings.py      which entries are asked by exactly these words, or stand on a page
- acronyms.py      what the site's acronyms stand for
- indexing.py      Entries -> the arrays of an index
- entry_lines.py   entries in a mapped file
- index_files.py   an index saved whole, opened and checked
- scratch.py       arrays lent to one search at a time
- index.py         Entries -> searchable form
- meaning.py       passages -> vectors: a second opinion, where the model is installed
- features.py      candidates measured
- confidence.py    scores -> probability
- match.py         candidates -> scored matches: the idea on one screen
- quote.py         a passage -> the sentences that answer
- smalltalk.py     greetings, thanks and the like
- conversation.py  follow-ups, chosen suggestions, starters
- suggest.py       what was typed so far -> questions it may become
- explain.py       why this answer
- answer.py        matches -> Answer
- entries.py       entries and test questions as files
- check.py         labelled questions -> hit@1, hit@3, right, wrong
- doctor.py        what is wrong with articles and entries, and what mends it
- overlay.py       what editors have just written, searched beside the index
- alike.py         do two readers ask the same?
- cli.py           `python -m faq build | ask | check`
"""

from faq.answer import Bands, answer
from faq.build import BuildReport, build
from faq.conversation import starters
from faq.errors import FaqError, IndexUnusableError
from faq.index import Index
from faq.model import Answer, Entry, Match, Source
from faq.suggest import suggest

__all__ = [
    "Answer",
    "Bands",
    "BuildReport",
    "Entry",
    "FaqError",
    "Index",
    "IndexUnusableError",
    "Match",
    "Source",
    "answer",
    "build",
    "starters",
    "suggest",
]
