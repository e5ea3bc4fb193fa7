"""Pages beside a feed or a sitemap are read from disk, and nothing outside of its folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.errors import AddressRefusedError
from faq.sources.mirror import file_of

from .gathering import SITE, gathered, index, page, place, urlset, web_of
from .pages import write


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/culture/musee.html", "culture/musee.html"),
        ("/culture/musee", "culture/musee.html"),
        ("/culture/", "culture/index.html"),
        ("/culture", "culture/index.html"),
        ("/", "index.html"),
        ("/culture/mus%C3%A9e.html?utm=1", "culture/musée.html"),
    ],
)
def test_a_page_is_found_by_the_path_of_its_address(
    tmp_path: Path, address: str, name: str
) -> None:
    write(tmp_path / name, page())
    assert file_of(f"{SITE}{address}", tmp_path) == tmp_path / name
    assert file_of(address, tmp_path) == tmp_path / name


@pytest.mark.parametrize(
    "address",
    [
        "../secret.html",
        "../../etc/passwd",
        f"{SITE}/../secret.html",
        f"{SITE}/a/../../secret.html",
        f"{SITE}/%2e%2e/secret.html",
        f"{SITE}/..%2fsecret.html",
        f"{SITE}/..%5csecret.html",
        f"{SITE}/secret.html%00.html",
        "file:///etc/passwd",
        "ftp://journal.example/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[::1",
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(tmp_path: Path, address: str) -> None:
    write(tmp_path / "secret.html", page())
    (tmp_path / "site").mkdir()
    with pytest.raises(AddressRefusedError):
        file_of(address, tmp_path / "site")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "secret.html", page())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(AddressRefusedError, match="out of the folder by a link"):
        file_of(f"{SITE}/a.html", tmp_path / "site")


@pytest.mark.parametrize("address", [f"{SITE}/absent", "/etc/passwd", f"{SITE}/{'a' * 3000}", ""])
def test_what_is_not_there_is_nothing(tmp_path: Path, address: str) -> None:
    assert file_of(address, tmp_path) is None


def test_each_escape_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    write(tmp_path / "secret.html", page("Secret"))
    write(tmp_path / "site" / "a.html", page())
    written = urlset(
        place("../secret.html"),
        "<url><loc>file:///etc/passwd</loc></url>",
        "<url><loc>../../etc/passwd</loc></url>",
        place("a.html"),
    )
    found = gathered(write(tmp_path / "site" / "s.xml", written))
    assert found.urls == [f"{SITE}/a.html"]
    assert len(found.refusals) == 3
    assert all(isinstance(error, AddressRefusedError) for error in found.errors)


def test_pages_that_are_not_there_are_counted_in_one_refusal(tmp_path: Path) -> None:
    write(tmp_path / "b.html", page())
    path = write(tmp_path / "s.xml", urlset(*(place(f"{n}.html") for n in "abcd")))
    found = gathered(path)
    assert found.urls == [f"{SITE}/b.html"]
    assert found.refusals[str(path)].startswith("3 of its pages are not in its folder")
    assert f"{SITE}/a.html" in found.reason


def test_the_folder_is_not_asked_when_pages_are_fetched(tmp_path: Path) -> None:
    write(tmp_path / "a", page("Copie"))
    found = gathered(write(tmp_path / "s.xml", urlset(place("a"))), web_of("a"))
    assert found.article.title == "Page a"


def test_the_sitemaps_of_an_index_are_found_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "maps" / "one.xml", urlset(place("a.html")))
    write(tmp_path / "a.html", page())
    assert gathered(write(tmp_path / "i.xml", index("maps/one.xml"))).urls == [f"{SITE}/a.html"]
