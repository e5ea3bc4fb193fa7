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
- feedback: a visitor says whether an answer has helped
- emails, hours: where and when people answer
- handover: who has a conversation, and how it passes from one to the other
- replying: what an agent says to a visitor, and notes for colleagues
- inbox: which conversations an agent sees, and what he reads of one
- export, transcript: a copy of what is held of a visitor, and of what was said
- forgetting: a visitor erased when he wishes, or when his time is over
- saved_indexes: indexes in a folder, built by one worker, opened by all
- meanings: vectors of passages, made in the background
- kept_answers: the last answers of an index, for questions that come again
- means: what an import or a refresh works with
- report: what it came to
- telling: workers hear of changes, once a minute at most
- withdrawing: a page that is gone answers nobody any more
- page_states: a page read, the same as before, failed, or gone
- page_keeping: the pages of one pass, stored a few at a time
- unlisted: pages that a source names no more
- gathering: one pass over a source, which asks for nothing twice
- making: what pages hold -> their entries, where they differ written
- speaking: a page composed by itself, and who speaks of those like it
- composing: stored pages -> entries, and workers hear of it if any differ
- pushing: one article, handed over and signed
- refreshing: every source of a site is read again
- checkup: what is wrong with a site's FAQ
- taught: what editors have just changed, served before the index is built anew
- knowledge: the index of each site, swapped whole when its entries change
- canned: answers of a site that an agent may quote
- reasons: why the bot gave an answer
- passwords, totp: what an agent proves himself by
- guesses: how often that may be tried
- authorize: who may do what; the one place
- audit: who did what, in a chain that shows what was changed
- office: all that an act of the staff is given
- staff_sessions, signing_in, invitations: an agent comes in, and goes
- agents: the staff is invited, given roles, disabled
- revocation: which sessions are good no more
- bot: answers the stored question from the index
"""
