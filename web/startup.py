"""From nothing to a server that can answer: folder, secret, database, demo site, indexes.

The first start fills an empty instance; every later start finds all of it and is quick.
"""

from __future__ import annotations

import gc
import logging
import os
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import gevent
from limits.storage import MemoryStorage

import faq
import store
from chat import forgetting, knowledge
from chat.bot import Bot
from chat.knowledge import Knowledge
from chat.limits import Limits
from chat.meanings import Meanings
from chat.tokens import make_keys
from faq.meaning import load
from store import schema, sites, sqlite_version
from web import translations
from web.allowed import SECRET_LENGTH_MIN
from web.disk import DiskThread
from web.errors import StartupError
from web.second_opinion import SecondOpinion
from web.services import Services, now_in_utc
from web.settings import ROOT, Settings

log = logging.getLogger(__name__)

Made = TypeVar("Made")

EMBEDDED_AT_A_TIME, PAUSE_SECONDS = 4, 0.2
PURGE_SECONDS = 3600.0
COLLECT_AFTER = 20_000, 10, 10  # Python's own are 700, 10, 10
DEMO_FOLDER = ROOT / "examples" / "news-site"
DEMO_SITE = store.Site(
    key="demo",
    name="Le Fanal",
    locale="fr",
    base_url="/",
    contact_url="/contact.html",
    greetings={
        "fr": "Salut! Comment puis-je t'aider?",
        "en": "Hi! How can I help you?",
    },
)


def prepare(settings: Settings) -> Services:
    """Make whatever is missing and give the parts; raise StartupError with what to do."""
    words = translations.load(ROOT / "translations")
    make_instance_folder(settings.instance_path)
    database = open_and_upgrade(settings)
    keys = make_keys(read_or_make_secrets(settings))
    meanings = make_meanings(settings)
    indexes = Knowledge(
        database,
        meanings,
        in_a_thread,
        settings.instance_path / "index",
        settings.answers_kept_max,
    )
    bot = Bot(indexes, settings.bands, lambda locale: words.text(locale, "errors", "internal"))
    limits = Limits(settings.rates, MemoryStorage(), keys, now_in_utc)
    services = Services(settings, database, keys, indexes, meanings, bot, words, limits)
    if make_demo_site(database, DEMO_FOLDER, services.now()):
        forget_indexes(settings.instance_path)
    return services


def make_instance_folder(folder: Path) -> None:
    """Make the folder of run-time data, for us alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unwritable(folder, PermissionError("no right to write"))


def read_or_make_secrets(settings: Settings) -> list[str]:
    """Give the signing secrets, newest first; without a setting, from a file made once."""
    if settings.secret:
        return [each.strip() for each in settings.secret.split(",")]
    path = settings.instance_path / "secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{secrets.token_urlsafe(32)}\n")
    except FileExistsError:
        pass
    except OSError as error:
        raise _unwritable(settings.instance_path, error) from error
    try:
        lines = path.read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        lines = []
    if not lines or any(len(line) < SECRET_LENGTH_MIN for line in lines):
        raise StartupError(f"{path} holds no usable secret: remove the file, or set SALUT_SECRET")
    return lines


def open_and_upgrade(settings: Settings) -> store.Database:
    """Open the database and bring its tables up to date."""
    file = settings.instance_path / "salut.db"
    address = settings.database_url or store.sqlite_address(file)
    try:
        database = store.open_database(address, settings.write_wait_seconds, DiskThread())
        schema.upgrade(database)
    except store.StoreError as error:
        raise StartupError(str(error)) from error
    if database.engine.dialect.name == "sqlite" and (told := sqlite_version.warning()):
        log.warning("%s", told)
    return database


def make_demo_site(database: store.Database, folder: Path, now: datetime) -> bool:
    """Store the demo site and the entries of its articles; tell whether it was not there yet."""
    with database.read() as session:
        if sites.get(session, DEMO_SITE.key) is not None or not folder.is_dir():
            return False
    report = faq.BuildReport()
    entries = list(faq.build([str(folder)], report=report))
    with database.write() as session:
        if sites.get(session, DEMO_SITE.key) is None:
            site = sites.add(session, DEMO_SITE, now)
            knowledge.import_entries(session, site, entries, now)
    log.info("demo site made: %s", report)
    return True


def forget_indexes(folder: Path) -> None:
    """Remove what was made of another database: a new one counts its versions anew."""
    for kept in ("index", "meaning"):
        shutil.rmtree(folder / kept, ignore_errors=True)


def make_meanings(settings: Settings) -> Meanings | None:
    """Make the second opinions, None where they are off or there is no model."""
    if settings.meaning == "off":
        return None
    try:
        model = load(settings.meaning_folder, threads=1)
    except faq.FaqError as error:
        raise StartupError(str(error)) from error
    if model is None:
        log.info("no model of meaning is installed: words answer alone")
        return None
    ask = SecondOpinion(model, settings.meaning_wait_seconds)
    return Meanings(model, ask, settings.instance_path / "meaning", in_a_thread)


def in_a_thread(work: Callable[[], Made]) -> Made:
    """Do heavy work beside the event loop, so that readers are served meanwhile.

    What it raises is raised here; the pool itself would print it as if nobody awaited it.
    """
    outcome: Made | Exception = gevent.get_hub().threadpool.apply(_outcome, (work,))
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _outcome(work: Callable[[], Made]) -> Made | Exception:
    try:
        return work()
    except Exception as error:
        return error


def spare_collections() -> None:
    """Keep Python's garbage collector off what lives as long as the process; call it once.

    A collection of all generations goes over every module, 51 to 69 ms in which no reader is
    served; over 200 readers alone it takes 0.9 ms. Call it before anything is served: what a
    reader leaves behind, and an index that is swapped, hold cycles, and frozen they would stay.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def follow_knowledge(services: Services, sleep: Callable[[float], None] = gevent.sleep) -> None:
    """Keep the indexes up to date for ever; a failure is logged and tried again."""
    while True:
        try:
            if services.knowledge.refresh():
                gc.collect()  # what was served until now, and its files
        except Exception:
            log.exception("the indexes could not be refreshed")
        sleep(services.settings.follow_seconds)


def purge_hourly(services: Services, sleep: Callable[[float], None] = gevent.sleep) -> None:
    """Erase what is due, every hour for ever; several processes that do it are no harm."""
    is_first = True
    while True:
        try:
            if is_first:
                forgetting.again(services.database, services.now(), sleep)
                is_first = False
            count = forgetting.purge(services.database, services.now(), sleep)
            if count:
                log.info("%d visitors erased, whose time was over", count)
            forgetting.rewrite_at_night(services.database, services.now(), sleep)
        except Exception:
            log.exception("what is due could not be erased")
        sleep(PURGE_SECONDS)


def fill_meanings(services: Services, sleep: Callable[[float], None] = gevent.sleep) -> None:
    """Make the vectors that are missing, a few at a time, for ever."""
    while services.meanings is not None:
        missing = 0
        try:
            missing = services.meanings.fill(EMBEDDED_AT_A_TIME)
        except Exception:
            log.exception("passages could not be embedded")
        sleep(PAUSE_SECONDS if missing else services.settings.follow_seconds)


def _unwritable(folder: Path, error: OSError) -> StartupError:
    return StartupError(
        f"{folder} cannot be written ({error.strerror or error}): "
        "set SALUT_INSTANCE to a folder of your own"
    )
