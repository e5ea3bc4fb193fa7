"""One article handed over by a site's own system: `POST /api/articles`, signed.

What is not signed is not looked at. A whole page is read in a process of its own, the rest beside
the event loop, so that readers are served meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock

from flask import Blueprint, Response, jsonify, request

from chat import pushing
from chat.conversations import find_site
from chat.errors import BusyError, InvalidPayloadError, NoArticleError
from chat.pushing import Push
from faq.extraction_workers import ExtractionWorkers, Page
from faq.model import Article
from store import pushes
from web.addresses import countable_address
from web.packets import Json
from web.payloads import NewArticle
from web.services import Services
from web.startup import in_a_thread

ROUTE = "/api/articles"
ARTICLE_BYTES_MAX = 5_000_000
READ_AT_ONCE_MAX = 20

SITE, MOMENT, SIGNATURE = "X-Salut-Site", "X-Salut-Timestamp", "X-Salut-Signature"


def blueprint(services: Services) -> Blueprint:
    """Serve `POST /api/articles`."""
    routes = Blueprint("articles", __name__)
    reading = Reading(services)
    trusted = services.settings.trusted_networks

    @routes.post(ROUTE)
    def take() -> Response:
        services.limits.count_request(countable_address(request.environ, trusted))
        now, moment = services.now(), request.headers.get(MOMENT, "")
        pushing.check_moment(moment, now)
        request.max_content_length = ARTICLE_BYTES_MAX
        body = request.get_data()
        with services.database.read() as session:
            site = find_site(session, request.headers.get(SITE) or services.settings.site)
            secret = pushes.secret(session, site.key)
        signed = request.headers.get(SIGNATURE, "")
        signature = pushing.check_signature(secret, moment, body, signed)
        push = pushed(body)
        address = pushing.address_of(push, site)
        article = None if push.is_deleted else reading.article(push, address)
        done = pushing.take(services.database, site, signature, address, article, now)
        return jsonify(state=done.state, url=address, entries=done.entries)

    return routes


def pushed(body: bytes) -> Push:
    """Read what is handed over; raise InvalidPayloadError, pydantic.ValidationError."""
    try:
        said = NewArticle.model_validate(Json.loads(body.decode()))
    except UnicodeDecodeError as error:
        raise InvalidPayloadError("the body is not UTF-8") from error
    except ValueError as error:
        raise InvalidPayloadError("the body is not an article as JSON") from error
    return Push(
        url=said.url,
        title=said.title,
        html=said.html,
        text=said.text,
        published=said.published,
        section=said.section,
        language=said.language,
        is_deleted=said.deleted,
    )


class Reading:
    """Reads what is handed over, a few at once; others are told to come back.

    The process for whole pages is there as long as there is one to read: it takes 150 MB.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._workers: ExtractionWorkers | None = None
        self._at_once = 0
        self._lock = Lock()

    def article(self, push: Push, address: str) -> Article:
        """Read an article; raise NoArticleError, BusyError."""
        today = self._services.now().date()
        if not push.is_page:
            return in_a_thread(lambda: pushing.article_of(push, address, today))
        finish = partial(pushing.told_of, push=push, address=address, today=today)
        page = Page(push.html.encode("utf-8", "replace"), address, finish)
        with self._process() as workers:
            found = workers.submit(page).result()
        if not isinstance(found, Article):
            raise NoArticleError(found.reason) from found
        return found

    @contextmanager
    def _process(self) -> Iterator[ExtractionWorkers]:
        """Give the process, started by the first who needs it and ended by the last."""
        with self._lock:
            if self._at_once >= READ_AT_ONCE_MAX:
                raise BusyError
            self._at_once += 1
            workers = self._workers = self._workers or ExtractionWorkers(1)
        try:
            yield workers
        finally:
            with self._lock:
                self._at_once -= 1
                if not self._at_once:
                    self._workers = None
                    workers.close()
