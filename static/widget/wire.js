// @ts-check
/**
 * The wire's shapes, for the type checker and the reader: no module loads this file when it runs.
 * docs/events.md tells the same in prose.
 */

/**
 * @typedef {{url: string, title: string}} Page
 * @typedef {{title: string, url: string, published: string, quote: string, section?: string,
 *   marks?: [number, number][]}} Source  marks: (start, end) of the decisive words, in characters
 * @typedef {"visitor" | "bot" | "agent" | "system"} Author
 * @typedef {"greeting" | "text" | "answered" | "suggested" | "smalltalk" | "unknown" | "notice"} Kind
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {number} seq           place in the conversation
 * @property {string} [client_id]
 * @property {Author} author
 * @property {Kind} kind
 * @property {string} text
 * @property {number} [confidence]
 * @property {Source[]} sources
 * @property {string[]} suggestions
 * @property {string} created_at    ISO 8601
 * @property {string} [agent]       who wrote it, of an agent's
 * @property {boolean} [helpful]    of the bot's: what the reader has said of it
 *
 * @typedef {object} Welcome
 * @property {string} conversation_id
 * @property {string} token
 * @property {string} greeting
 * @property {string[]} starters
 * @property {Message[]} messages
 * @property {string} locale
 * @property {string} [notice]
 * @property {import("./state.js").State} [state]
 *
 * @typedef {{author: Author, active: boolean}} Typing
 * @typedef {{code: string, message: string, retry_after?: number}} WireError
 * @typedef {{ok: true, message: Message} | {ok: false, error: WireError}} Ack
 * @typedef {{client_id: string, text: string, page?: Page}} Question
 *
 * @typedef {object} Config         what the server wrote into the document
 * @property {string} site
 * @property {string} name
 * @property {string} locale
 * @property {string[]} origins
 * @property {string} [contact_url]
 * @property {string} greeting
 * @property {number} [retention_days]
 *
 * @typedef {"cut" | "move" | "blocked"} Loss  why there is no line; blocked: the server answers all but sockets
 *
 * @typedef {object} ConnectionOptions
 * @property {() => object} auth             asked anew at each attempt
 * @property {() => void} forgetToken
 * @property {(welcome: Welcome) => void} onWelcome   from here on messages can be sent
 * @property {(event: string, payload: any) => void} onEvent
 * @property {(why: Loss) => void} onLost    and another attempt follows
 * @property {(error: WireError) => void} onRefused   and none follows
 *
 * @typedef {{conversation_id: string, last_seq: number, page_url?: string}} Place  how far a tab is
 *
 * @typedef {object} LineOptions
 * @property {string} name           tabs of one name share a line
 * @property {boolean} isShared      the browser keeps something for all tabs
 * @property {() => object} auth
 * @property {() => void} forgetToken
 * @property {() => Place} place
 * @property {(after_seq: number) => Message[]} history  what this tab knows
 * @property {(welcome: Omit<Welcome, "starters"> & {starters?: string[]}) => void} onWelcome
 *   without starters where those are of another page, without a token where another tab has kept it
 * @property {(event: string, payload: any) => void} onEvent  of the server, or told by another tab
 * @property {(why: Loss) => void} onLost
 * @property {(error: WireError) => void} onRefused
 * @property {() => void} onLead
 */

export {};
