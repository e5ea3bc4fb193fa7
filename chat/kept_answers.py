"""Answers kept: on election night the same question comes again and again.

They belong to one index and go when it goes (knowledge.py). What is kept is what the index would
answer anew: its key is all that an answer depends on, and an answer that depends on what is not
settled yet, a second opinion that came too late, vectors that are still being made, is not kept.

What a reader has written is in no key, only its digest by a secret of this process: when he is
forgotten, there is nothing to be looked for here. An answer is made of the paper's own words.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import faq
from faq.conversation import leans
from faq.question import language_asked
from faq.text import cap

ANSWERS_KEPT_MAX = 2_000

Previous = tuple[str, str]
Key = tuple[str | bytes | None, ...]

_SECRET = os.urandom(32)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to an index: its text, the page, what was said before, the locale."""

    text: str
    page: str | None
    previous: Previous | None
    locale: str


class KeptAnswers:
    """The last answers of one index, at most `count_max`."""

    def __init__(self, index: faq.Index, count_max: int = ANSWERS_KEPT_MAX) -> None:
        self._index = index
        self._count_max = count_max
        self._kept: OrderedDict[Key, faq.Answer | None] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def answer(self, asked: Asked, find: Callable[[], faq.Answer]) -> faq.Answer:
        """Give the answer that is kept, else what `find` gives, and keep that where it is final."""
        known = self.known(asked)
        if known is not None:
            return known
        late = self._late()
        found = find()
        if self._count_max and self._is_settled() and self._late() == late:
            self._keep(asked, found)
        return found

    def known(self, asked: Asked) -> faq.Answer | None:
        """Give the answer that is kept; None where there is none."""
        alone = self._alone(asked)
        with self._lock:
            return self._got(alone) or self._got((*alone, _disguised(asked.previous)))

    def _got(self, key: Key) -> faq.Answer | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def _keep(self, asked: Asked, found: faq.Answer) -> None:
        """Keep an answer, and forget the one that nobody has asked for the longest."""
        alone = self._alone(asked)
        key = (*alone, _disguised(asked.previous)) if self._leans(asked) else alone
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._count_max:
                self._kept.popitem(last=False)

    def _alone(self, asked: Asked) -> Key:
        """Give all that an answer depends on, but for what was said before.

        A page that the index does not know is like none.
        """
        is_here = asked.page is not None and bool(self._index.of_page(asked.page))
        return (_disguised((asked.text,)), asked.page if is_here else None, asked.locale)

    def _leans(self, asked: Asked) -> bool:
        """Tell whether what was said before may change the answer."""
        text = cap(asked.text)
        language = language_asked(text, asked.locale)
        return leans(text, language) or bool(self._index.asked_as(text))

    def _late(self) -> int:
        """Count the second opinions that came too late."""
        return 0 if self._index.meaning is None else self._index.meaning.unanswered

    def _is_settled(self) -> bool:
        """Tell whether no vector is still to be made."""
        return self._index.meaning is None or bool(self._index.meaning.vectors.there.all())


def _disguised(said: Sequence[str] | None) -> bytes | None:
    """Give what texts are known by here; nobody can read them in it."""
    if said is None:
        return None
    whole = "\0".join(said).encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=16, key=_SECRET).digest()
