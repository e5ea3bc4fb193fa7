"""Skin: Flask, Flask-SocketIO and the command line around `chat`.

Modules in data order:

- addresses: where a request comes from, as far as it can be believed
- allowed: what a setting may be
- setting: one row of the table of settings
- settings: everything that can be set, in one table
- translations: the words that readers see, by locale
- errors: what a refusal looks like on the wire
- payloads: what may come in, and the shape of what goes out
- message_body: a stored message as it goes on the wire
- drain: how a server ends
- services: the parts that every handler needs, made once
- disk: the thread that waits for the disk
- second_opinion: asks for meaning beside the event loop, with a deadline
- startup: makes the instance folder, the secret, the database and the demo site; follows changes
- housework: what is done beside serving, for ever
- security: headers of every HTTP response
- tight: scripts and style sheets without what only their readers need
- linked: one script of several modules, one style sheet of several
- compression: texts compressed for those who can read them so
- assets: static files under a path that changes with their content
- colours: whether one can be read on another
- theme: what a site may choose of the panel's look, as a style sheet
- loader: the script for publishers' pages, today's and all that were
- widget: serves the loader and the panel's document
- demo: the example news site at `/`
- api: questions over plain HTTP
- articles: an article handed over by a site's own system
- health: is it alive, can it answer
- deadlines: HTTP requests have to arrive in time
- gate: who may open one more socket
- websocket: one reader's line, and how it ends
- alarms: something to be done for each of many, after the same time
- session: one Engine.IO session, strict
- transport, packets: the Engine.IO and Socket.IO edges, made strict
- answering: the bot's turn after each stored question
- welcome: what an accepted connection begins with
- hash_threads: where passwords are hashed
- staff_cookie, csrf: the console's cookie, and the token of its forms
- staff: who of the staff sends a request or holds a socket
- revocation: cuts the sockets of those who may no longer
- access: who may open which page of the console
- browsers, forms: what the console is told, and shows again
- console: the shell of every page of it
- console_guard: stands before each, and lets nobody by without his right
- console_login, console_two_factor, console_home, console_agents, console_audit: its pages
- console_site: what the pages of one site share
- entry_forms, console_entries, console_entry: its entries, and one of them
- kept_uploads, console_import: entries come from files, and go into some
- source_process, console_sources: sources are read again, in a process of its own
- site_forms, console_sites, console_one_site, console_sample: the sites, and how each looks
- console_try: a question as a reader would ask it, explained
- days, figures, downloads: days and numbers as the console writes them, tables as files
- teaching_forms, console_teaching, console_cluster: what was asked in vain, and what becomes of it
- console_tests: the test set, kept and run
- statistics_forms, console_statistics: what was asked and what became of it, as pictures and tables
- inbox_page: the document in which agents answer
- rooms: who hears what
- people_payloads, inbox_payloads: the edge between readers and the staff
- people: what both are told when a conversation changes hands
- transcripts: conversations as files
- acks: what went wrong, told to the one who sent it
- reader_events: the form of what a reader may send
- question_sockets, people_sockets: what each of his events does
- sockets: the /widget namespace
- inbox_desk, inbox_answers, inbox_events, inbox_sockets: the /inbox namespace
- agent_commands, faq_commands, people_commands, snippet_commands: `flask --app server …`
- theme_commands, teaching_commands, delivery_commands, commands: the rest of it
- app: create_app puts them together
"""

from web.app import create_app

__all__ = ["create_app"]
