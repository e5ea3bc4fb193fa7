"""When nothing can be built, the error says why; each is a FaqError."""

from __future__ import annotations

from pathlib import Path

import pytest

import faq
from faq.errors import (
    EntriesInvalidError,
    NothingBuiltError,
    PageWithoutTextError,
    SourceError,
    SourceMissingError,
    SourceUnreadableError,
)

from .pages import write


def test_one_string_instead_of_a_list_is_refused_at_once() -> None:
    with pytest.raises(faq.FaqError, match=r"list of locations, e\.g\. \['site'\]"):
        faq.build("site")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("nulle-part", None, SourceMissingError),
        ("rapport.pdf", "texte", SourceUnreadableError),
        ("image.html", "\0\0", SourceUnreadableError),
        ("vide.html", "", PageWithoutTextError),
        ("a" * 300, None, SourceError),
    ],
    ids=["missing", "unknown kind", "binary", "empty", "a name too long for a file"],
)
def test_a_single_bad_location_raises_its_own_error(
    tmp_path: Path, name: str, content: str | None, error: type[SourceError]
) -> None:
    if content is not None:
        write(tmp_path / name, content)
    with pytest.raises(error) as raised:
        list(faq.build([str(tmp_path / name)]))
    assert raised.value.location.endswith(name)
    assert str(raised.value) == f"{raised.value.location}: {raised.value.reason}"


def test_several_bad_locations_are_all_named() -> None:
    with pytest.raises(NothingBuiltError, match=r"no entry was built: nord: .*; sud: "):
        list(faq.build(["nord", "sud"]))


def test_no_location_at_all_is_an_error() -> None:
    with pytest.raises(NothingBuiltError, match="no source was given"):
        list(faq.build([]))


def test_every_error_is_one_of_faq() -> None:
    for error in (SourceError, NothingBuiltError, EntriesInvalidError):
        assert issubclass(error, faq.FaqError)
    for of_source in (SourceMissingError, SourceUnreadableError, PageWithoutTextError):
        assert issubclass(of_source, SourceError)


def test_the_report_is_filled_even_when_nothing_is_built(tmp_path: Path) -> None:
    report = faq.BuildReport()
    with pytest.raises(faq.FaqError):
        list(faq.build([str(tmp_path / "nulle-part")], report))
    assert [reason for _, reason in report.refusals] == [
        "there is no such file or folder; check the path"
    ]
