// @ts-check
/**
 * The wire's shapes of the namespace `/inbox`, for the type checker and the reader: no module loads
 * this file when it runs. docs/events.md tells the same in prose.
 */

/**
 * @typedef {import("../widget/wire.js").Message} Message
 * @typedef {import("../widget/wire.js").WireError} WireError
 * @typedef {"waiting" | "mine" | "all"} Shelf
 *
 * @typedef {object} Summary       what a list shows of a conversation
 * @property {string} id
 * @property {string} site
 * @property {"bot" | "waiting" | "open" | "closed"} state
 * @property {number} claim        grows each time it changes hands
 * @property {string} locale
 * @property {string} last_text
 * @property {import("../widget/wire.js").Author} [last_author]
 * @property {string} [page]       what the reader is on
 * @property {number} unread
 * @property {string} [waiting_since]
 * @property {string} [agent_id]
 * @property {string} [agent]
 * @property {string} [email]
 * @property {string} created_at
 * @property {string} updated_at
 *
 * @typedef {{id: string, agent: string, text: string, created_at: string}} Note
 * @typedef {{question: string, answer: string, title: string, url: string}} Entry
 *
 * @typedef {object} Explanation
 * @property {string} language
 * @property {boolean} meaning
 * @property {{word: string, weight: number, met: [string, number][]}[]} words
 * @property {{question: string, title: string, score: number, confidence: number}[]} matches
 *
 * @typedef {object} Config        what the server wrote into the document
 * @property {string} agent_id
 * @property {string} agent
 * @property {Record<string, string>} sites  the name of each, by its key
 * @property {string} login
 * @property {number} length_max
 *
 * @typedef {(event: string, payload: object) => Promise<any>} Request  resolves with the ack
 */

export {};
