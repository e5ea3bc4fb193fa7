"""The services of compose.yaml: locked up, healthy in the right order, and only nginx in front."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.server_process import ROOT
from web import settings

COMPOSE = ROOT / "deploy" / "compose.yaml"
LIMITS = ("read_only", "cap_drop", "security_opt", "mem_limit", "restart", "tmpfs")

Told = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> Told:
    loaded = yaml.safe_load(COMPOSE.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def services(told: Told) -> dict[str, Told]:
    found = told["services"]
    assert isinstance(found, dict)
    return found


def test_there_are_a_server_a_refresh_and_a_proxy(services: dict[str, Told]) -> None:
    assert set(services) == {"server", "refresh", "proxy"}
    assert services["server"]["image"] == services["refresh"]["image"]


def test_all_of_them_are_locked_up(services: dict[str, Told]) -> None:
    for service in services.values():
        assert not [limit for limit in LIMITS if limit not in service]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(service)


def test_what_is_built_and_mounted_is_there(services: dict[str, Told]) -> None:
    build = services["server"]["build"]
    context = (COMPOSE.parent / build["context"]).resolve()
    assert context == ROOT
    assert (context / build["dockerfile"]).is_file()
    mounts = [each for service in services.values() for each in service["volumes"]]
    local = [each.partition(":")[0] for each in mounts if each.startswith(".")]
    assert local
    assert [each for each in local if not (COMPOSE.parent / each).is_file()] == []
    assert [each for each in mounts if each.startswith(".") and not each.endswith(":ro")] == []


def test_named_networks_and_volumes_are_declared(told: Told, services: dict[str, Told]) -> None:
    for service in services.values():
        assert set(service["networks"]) <= set(told["networks"])
    mounts = [each.partition(":")[0] for s in services.values() for each in s["volumes"]]
    assert {each for each in mounts if not each.startswith(".")} == set(told["volumes"])


def test_only_the_proxy_is_reached_from_outside(told: Told, services: dict[str, Told]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert told["networks"]["front"]["internal"] is True
    assert list(services["server"]["networks"]) == ["front"]


def test_the_others_wait_until_the_server_is_healthy(services: dict[str, Told]) -> None:
    for name in ("refresh", "proxy"):
        waits = services[name]["depends_on"]
        assert waits == {"server": {"condition": "service_healthy"}}


def test_the_refresh_goes_on_for_ever_whatever_happens(services: dict[str, Told]) -> None:
    *_, command = services["refresh"]["command"]
    assert command.startswith("while true; do flask --app server faq refresh || true; sleep ")


def test_what_is_set_can_be_set_and_trusts_the_proxys_network_alone(
    told: Told, services: dict[str, Told]
) -> None:
    chosen = settings.load(services["server"]["environment"])
    front, out = (
        ip_network(told["networks"][name]["ipam"]["config"][0]["subnet"])
        for name in ("front", "out")
    )
    proxies, gateway = chosen.trusted_networks
    assert proxies == front
    assert gateway.num_addresses == 1
    assert gateway.network_address in out


def test_it_may_take_as_long_to_stop_as_it_needs(services: dict[str, Told]) -> None:
    seconds = int(services["server"]["stop_grace_period"].removesuffix("s"))
    assert seconds > settings.load({}).drain_seconds


def test_no_secret_is_inside() -> None:
    text = COMPOSE.read_text("utf-8").lower()
    assert not [word for word in ("secret:", "password", "token") if word in text]
    assert not Path(COMPOSE.parent / "salut.env").exists()
