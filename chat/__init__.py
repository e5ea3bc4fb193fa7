"""Behaviour: what happens between a reader's question and the answer that he finds again.

Nothing here knows Flask or sockets: the database, the keys, the clock and the source of ids come
in as arguments. Modules in data order:

- errors: the tree of what a reader or a publisher can be told, each with its stable code
- urls: what of a URL is kept
- tokens: the signed paper by which a visitor is known again
- limits: how much one visitor, one address and one site may send, counted before any work
- visitors: admits by token, or makes a new visitor
- conversations: opens or resumes the thread; replays what was missed
- messages: takes a question: validated, stored once
- saved_indexes: indexes in a folder, built by one worker, opened by all
- meanings: vectors of passages, made in the background
- kept_answers: the last answers of an index, for questions that come again
- report: what an import or a refresh came to
- withdrawing: a page that is gone answers nobody any more
- page_states: a page read, the same as before, failed, or gone
- page_keeping: the pages of one pass, stored a few at a time
- gathering: one pass over a source, which asks for nothing twice
- composing: stored pages -> entries, and workers hear of it if any differ
- pushing: one article, handed over and signed
- refreshing: every source of a site is read again
- checkup: what is wrong with a site's FAQ
- knowledge: the index of each site, swapped whole when its entries change
- bot: answers the stored question from the index
"""
