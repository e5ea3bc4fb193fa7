"""docs/events.md has a table and an example for every payload model."""

from __future__ import annotations

import json
from types import NoneType
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from web import inbox_payloads, payloads, people_payloads

from . import papers

PAGE = "docs/events.md"
COMMON = {payloads.Incoming, payloads.Outgoing}
MODELS = sorted(
    {
        each
        for module in (payloads, people_payloads, inbox_payloads)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, BaseModel) and each is not BaseModel
        if each not in COMMON
    },
    key=lambda model: model.__name__,
)


def fields_told(page: str, model: type[BaseModel]) -> dict[str, bool]:
    """Map each field in the table below a model's heading to whether it must be there."""
    rows = papers.table_rows(papers.sections(page).get(model.__name__, ""))
    return {row[0].strip("`"): row[1] == "yes" for row in rows}


def fields_of(model: type[BaseModel]) -> dict[str, bool]:
    """Map each field of a model to whether it must be there (in), or always is (out)."""
    if issubclass(model, payloads.Outgoing):
        return {
            name: NoneType not in get_args(field.annotation)
            for name, field in model.model_fields.items()
        }
    return {name: field.is_required() for name, field in model.model_fields.items()}


def check_example(example: str, model: type[BaseModel]) -> None:
    """Raise ValueError unless an example has the shape of its model."""
    said = json.loads(example)
    if not issubclass(model, payloads.Outgoing):
        model.model_validate(said)
        return
    absent = {name: None for name, always in fields_of(model).items() if not always}
    model.model_validate(absent | said)
    if unknown := said.keys() - model.model_fields.keys():
        raise ValueError(f"not in {model.__name__}: {sorted(unknown)}")


def first_example(page: str, model: type[BaseModel]) -> str:
    """Give the first JSON below a model's heading."""
    return papers.fences(papers.sections(page)[model.__name__] + "\n", "json")[0]


def test_the_models_are_found() -> None:
    names = {model.__name__ for model in MODELS}
    assert {"Auth", "Question", "Ask", "Page", "MessageOut", "SourceOut", "Welcome"} <= names


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_told_and_whether_it_must_be_there(model: type[BaseModel]) -> None:
    assert fields_told(papers.read(PAGE), model) == fields_of(model)


@pytest.mark.parametrize("model", MODELS)
def test_the_example_has_the_shape_of_its_model(model: type[BaseModel]) -> None:
    check_example(first_example(papers.read(PAGE), model), model)


def test_all_other_examples_are_json() -> None:
    examples = papers.fences(papers.read(PAGE), "json")
    assert len(examples) > len(MODELS)
    assert all(isinstance(json.loads(each), dict) for each in examples)


def test_a_missing_field_would_be_seen() -> None:
    page = papers.read(PAGE).replace("| `last_seq` |", "| `last` |")
    assert fields_told(page, payloads.Auth) != fields_of(payloads.Auth)
    assert fields_told("# Nothing\n", payloads.Auth) == {}


@pytest.mark.parametrize(
    ("example", "model"),
    [
        ('{"client_id": "not valid!", "text": "?"}', payloads.Question),
        ('{"title": "", "url": "", "published": ""}', payloads.SourceOut),
        ('{"title": "", "url": "", "published": "", "quote": "", "page": 1}', payloads.SourceOut),
        ("{", payloads.Page),
    ],
)
def test_an_example_of_another_shape_would_be_seen(example: str, model: type[BaseModel]) -> None:
    with pytest.raises((ValidationError, ValueError)):
        check_example(example, model)
