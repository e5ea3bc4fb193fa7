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
 *
 * @typedef {object} Welcome
 * @property {string} conversation_id
 * @property {string} token
 * @property {string} greeting
 * @property {string[]} starters
 * @property {Message[]} messages
 * @property {string} locale
 * @property {string} [notice]
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
 */

export {};
