"""Whatever a form or an address of the console is sent, it is answered, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web import csrf
from web.access import CONSOLE

from .office import Newspaper, opened
from .test_every_route import VALUES
from .vain import cluster_of

WRITES = sorted(
    rule.removeprefix("POST /console")
    for rule in CONSOLE
    if rule.startswith("POST ")
    and not rule.endswith(("logout", "sign-out-everywhere", "sources/run"))
)
NAMES = (
    "email", "name", "role", "site", "locale", "password", "old_password", "new_password", "code",
    "question", "answer", "url", "entry_id", "entry", "force", "marks", "words",
)  # fmt: skip
TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "\0",
        "\ud800",
        "' OR 1=1 --",
        '"*^NEAR(',
        "{}",
        "[]",
        "null",
        "x" * 2000,
        "*",
        "demo",
        "admin",
    ]
)
CONTENT_TYPES = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "",
)


@pytest.fixture(scope="module")
def house(staffed_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    with opened(staffed_instance, tmp_path_factory.mktemp("any") / "instance") as paper:
        yield paper


def address_of(house: Newspaper, path: str) -> str:
    """Fill in the places of a route."""
    places = {
        **VALUES,
        "agent_id": house.agent("Victor").id,
        "token": "t",
        "act": "enable",
        "cluster_id": cluster_of(house).id if "cluster" in path else "",
    }
    for place, value in places.items():
        path = path.replace(f"<{place}>", value)
    return f"/console{path}"


def sent(text: str) -> str:
    """Give a text as a browser sends it: it has no half of a pair."""
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("path", WRITES)
@settings(max_examples=15)
@given(values=st.lists(TEXT, min_size=len(NAMES), max_size=len(NAMES)))
def test_any_text_in_any_field(house: Newspaper, path: str, values: list[str]) -> None:
    olga = house.tab("Olga")
    fields = dict(zip(NAMES, map(sent, values), strict=True))
    response = olga.client.post(
        address_of(house, path),
        data={csrf.FIELD: olga.form_token, **fields},
    )
    assert response.status_code < 500


@pytest.mark.parametrize("path", WRITES)
@settings(max_examples=15)
@given(body=st.binary(max_size=400), kind=st.sampled_from(CONTENT_TYPES))
def test_any_bytes_as_a_form(house: Newspaper, path: str, body: bytes, kind: str) -> None:
    olga = house.tab("Olga")
    response = olga.client.post(
        address_of(house, path),
        data=body,
        content_type=kind,
        headers={csrf.HEADER: olga.form_token},
    )
    assert response.status_code < 500


@settings(max_examples=60)
@given(path=st.text(max_size=60), query=st.text(max_size=40))
def test_any_address(house: Newspaper, path: str, query: str) -> None:
    olga = house.tab("Olga")
    told = {"before": sent(query), "done": sent(query)}
    for where in ("/console/agents/", "/console/invitation/", "/console/audit"):
        address = f"{where}{quote(sent(path))}"
        response = olga.client.get(address, query_string=told, buffered=True)
        assert response.status_code < 500


@pytest.mark.parametrize("before", ["0", "-1", str(2**53), str(2**63), "9" * 400, "1e9", "१"])
def test_any_number_of_a_line(house: Newspaper, before: str) -> None:
    response = house.tab("Olga").client.get("/console/audit", query_string={"before": before})
    assert response.status_code == 200
