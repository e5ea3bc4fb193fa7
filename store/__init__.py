"""Memory: what Salut remembers of sites, entries, visitors and conversations.

SQLAlchemy rows never leave this package: every function takes a `Session` first and gives back
frozen records. Modules in data order:

- errors: the tree of what can go wrong here
- records: Site, Visitor, Conversation, Message as callers see them (an Entry is `faq.Entry`)
- tables, conversation_tables: the same nouns as rows
- account_records, account_tables: the staff, as callers see it and as rows
- composing_tables: the rows of what composing notes for itself
- teaching_records, statistic_records, delivery_records: what editors learn and are told
- editing_records, editing_tables: entries as editors see them, and what they were
- source_run_tables: the rows of passes over sources that somebody has asked for
- teaching_tables, statistics_tables, delivery_tables: the same as rows
- driver_errors: a driver's complaint, told as ours
- sqlite_version: warns of a library that may lose commits
- engines: connections that keep our promises
- prepared: statements of the hot path, compiled once
- turns: who writes next, and with whom
- writer: the one connection that writes
- database: the file or server they live in; read, or write in short transactions
- schema: brings a database to the newest tables (migrations/ holds the steps)
- redirects, revisions: an entry that sends to another one; what each was before
- source_runs: how far such a pass is, and what it came to
- sites, entries, sources, pages, pushes, visitors, conversations, messages: one module a table
- feedback, notes: what a visitor thinks of an answer, what agents note of him
- entry_search, entry_import, validity: entries as editors look for them; many at once; by the day
- page_entries: the entries of pages, only what differs written
- page_samples: what articles say, sampled
- untold: changes that workers have not heard of yet
- unanswered: what readers asked in vain
- teaching, clusters: the clusters of that, filled and decided on
- expectations: the test set of a site
- rolling, statistics: days counted, and summed up
- webhooks, deliveries: who is told what happens, and what is on its way
- inbox: conversations as a list shows them
- agents, agent_sessions, invitations: the staff, its browsers, its secrets for one use
- audit: what the staff did, line by line
- erasures: a visitor is erased with all that is his
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
    StaleClaimError,
    StoreError,
)
from store.records import (
    Author,
    Composition,
    Conversation,
    Kind,
    Message,
    Note,
    OpenQuestion,
    Opinion,
    Page,
    PageSource,
    Site,
    Standing,
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
    "Note",
    "OpenQuestion",
    "Opinion",
    "Page",
    "PageSource",
    "Session",
    "Site",
    "SiteExistsError",
    "StaleClaimError",
    "Standing",
    "StoreError",
    "Visitor",
    "open_database",
    "sqlite_address",
]
