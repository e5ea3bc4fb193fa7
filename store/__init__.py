"""Memory: what Salut remembers of sites, entries, visitors and conversations.

SQLAlchemy rows never leave this package: every function takes a `Session` first and gives back
frozen records. Modules in data order:

- errors: the tree of what can go wrong here
- records: Site, Visitor, Conversation, Message as callers see them (an Entry is `faq.Entry`)
- tables: the same nouns as rows
- driver_errors: a driver's complaint, told as ours
- sqlite_version: warns of a library that may lose commits
- engines: connections that keep our promises
- prepared: statements of the hot path, compiled once
- turns: who writes next, and with whom
- writer: the one connection that writes
- database: the file or server they live in; read, or write in short transactions
- schema: brings a database to the newest tables (migrations/ holds the steps)
- sites, entries, sources, pages, pushes, visitors, conversations, messages: one module a table
- page_entries: the entries of pages, only what differs written
- unanswered: what readers asked in vain
"""

from sqlalchemy.orm import Session

from store.database import Database, open_database
from store.engines import sqlite_address
from store.errors import (
    ConflictError,
    DatabaseBusyError,
    DatabaseUnusableError,
    MissingError,
    SiteExistsError,
    StoreError,
)
from store.records import (
    Author,
    Composition,
    Conversation,
    Kind,
    Message,
    OpenQuestion,
    Page,
    PageSource,
    Site,
    Visitor,
)

__all__ = [
    "Author",
    "Composition",
    "ConflictError",
    "Conversation",
    "Database",
    "DatabaseBusyError",
    "DatabaseUnusableError",
    "Kind",
    "Message",
    "MissingError",
    "OpenQuestion",
    "Page",
    "PageSource",
    "Session",
    "Site",
    "SiteExistsError",
    "StoreError",
    "Visitor",
    "open_database",
    "sqlite_address",
]
