"""https is checked as a browser checks it, by the site's name though its number is called."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import trustme

from faq.errors import FetchFailedError, RedirectError
from faq.fetch import Known

from .unruly_server import PAGE, SITE, UnrulyServer, guest, redirect, reply


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Make an authority that the tests' clients trust."""
    return trustme.CA()


@pytest.fixture(scope="module")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Give what a client needs to trust the authority, and nobody else."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def serving(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[UnrulyServer]:
    """Run the site with its certificate."""
    with UnrulyServer(tls=serving(authority.issue_cert(SITE))) as running:
        yield running


def test_the_name_is_sent_and_checked_though_the_number_is_called(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    named: list[str | None] = []
    context = serving(authority.issue_cert(SITE))
    context.sni_callback = lambda _line, name, _context: named.append(name)
    with UnrulyServer(tls=context) as server:
        server.answers["/"] = reply()
        fetched = guest(server, tls=trusting)(server.url(scheme="https"), Known())
        assert fetched.content == PAGE
    assert named == [SITE, SITE]


def test_an_unknown_authority_is_refused(server: UnrulyServer) -> None:
    server.answers["/"] = reply()
    with pytest.raises(FetchFailedError, match="certificate is not valid"):
        guest(server)(server.url(scheme="https"), Known())
    assert server.requests == []


def test_a_certificate_of_another_name_or_out_of_date_is_refused(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    for wrong in (
        authority.issue_cert("other.example"),
        authority.issue_cert("127.0.0.1"),
        authority.issue_cert(SITE, not_before=past, not_after=past),
    ):
        with UnrulyServer(tls=serving(wrong)) as server:
            with pytest.raises(FetchFailedError, match="certificate is not valid"):
                guest(server, tls=trusting)(server.url(scheme="https"), Known())
            assert server.requests == []


def test_a_server_that_speaks_no_tls_is_a_failure(trusting: ssl.SSLContext) -> None:
    with UnrulyServer() as server, pytest.raises(FetchFailedError, match="no secure connection"):
        guest(server, tls=trusting)(server.url(scheme="https"), Known())


def test_https_is_not_given_up_by_a_redirect(
    server: UnrulyServer, trusting: ssl.SSLContext
) -> None:
    server.answers["/"] = redirect(server.url("/plain"))
    with pytest.raises(RedirectError, match="from https to http"):
        guest(server, tls=trusting)(server.url(scheme="https"), Known())


def test_http_may_be_left_for_https(server: UnrulyServer, trusting: ssl.SSLContext) -> None:
    server.answers["/"] = reply()
    with UnrulyServer() as plain:
        plain.answers["/"] = redirect(server.url(scheme="https"))
        hosts = [f"{SITE}:{server.port}", f"{SITE}:{plain.port}"]
        fetched = guest(plain, tls=trusting, hosts=hosts)(plain.url(), Known())
        assert fetched.url == server.url(scheme="https")
        assert fetched.content == PAGE
