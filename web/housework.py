"""What is done beside serving, for ever: editors are followed, questions gathered, days counted.

Several processes may do it at once: each work is one at a time, or harmless when done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import gevent

from chat import delivering, rolling, unanswered, validity
from chat.alerts import Alerts
from chat.letters import Letters
from chat.mail import Mailer, mail_server
from chat.publishing import Publisher
from faq.posting import post
from web.services import Services
from web.settings import ROOT

MAIL_FOLDER = ROOT / "templates" / "mail"
EDITORS_SECONDS, DELIVERY_SECONDS, DATES_SECONDS = 0.25, 5.0, 30.0
GATHERING_SECONDS, COUNTING_SECONDS, TIDYING_SECONDS = 30.0, 60.0, 3_600.0

log = logging.getLogger(__name__)

Sleep = Callable[[float], object]


def start(services: Services) -> None:
    """Begin all of it beside the server."""
    for work in (follow_editors, follow_dates, deliver, gather, count_days, tidy):
        gevent.spawn(work, services)


def follow_editors(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Serve what editors change, within a second."""
    _for_ever(services.knowledge.follow_editors, EDITORS_SECONDS, sleep)


def follow_dates(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Let entries answer from their first day to their last."""
    _for_ever(
        lambda: validity.follow_dates(services.database, services.now()), DATES_SECONDS, sleep
    )


def deliver(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Deliver what waits, to webhooks and by mail."""
    send = send_of(services)
    _for_ever(
        lambda: delivering.deliver(services.database, post, send, services.now()),
        DELIVERY_SECONDS,
        sleep,
    )


def gather(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Gather what was asked in vain."""
    _for_ever(
        lambda: unanswered.gather(
            services.database, services.knowledge, services.now(), services.new_id, sleep
        ),
        GATHERING_SECONDS,
        sleep,
    )


def count_days(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Count what was said today."""
    _for_ever(lambda: rolling.roll_up(services.database, services.now()), COUNTING_SECONDS, sleep)


def tidy(services: Services, sleep: Sleep = gevent.sleep) -> None:
    """Drop from the log of deliveries what ended long ago."""
    _for_ever(
        lambda: delivering.forget_old(services.database, services.now()), TIDYING_SECONDS, sleep
    )


def mailer_of(services: Services) -> Mailer | None:
    """Give what sends mails; None where no server is set."""
    told = services.settings
    if not told.smtp_url:
        return None
    return Mailer(mail_server(told.smtp_url), told.mail_from, services.now)


def send_of(services: Services) -> delivering.Send | None:
    """Give what sends the mails that wait; None where no server is set."""
    mailer = mailer_of(services)
    return None if mailer is None else mailer.send_queued


def letters() -> Letters:
    """Give the templates of letters."""
    return Letters(MAIL_FOLDER)


def alerts_of(services: Services) -> Alerts:
    """Give what people are told of readers with."""
    return Alerts(letters(), services.settings.mail_to)


def publisher_of(services: Services) -> Publisher:
    """Give what editors publish with."""
    return Publisher(
        services.database, services.knowledge, services.bot.bands, services.now, services.new_id
    )


def _for_ever(work: Callable[[], object], seconds: float, sleep: Sleep) -> None:
    """Do some work again and again; a failure is logged and it is tried again."""
    while True:
        try:
            work()
        except Exception:
            log.exception("beside serving, something failed; it is tried again")
        sleep(seconds)
