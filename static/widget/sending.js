// @ts-check
/** Sending a question: by the line, or by the detour while that is blocked and the robot answers. */

/**
 * @typedef {import("./wire.js").Message} Message
 *
 * @param {object} options
 * @param {{site: string, locale: string}} options.config
 * @param {(question: import("./wire.js").Question) => Promise<import("./wire.js").Ack>} options.byLine
 * @param {() => boolean} options.isBlocked
 * @param {() => boolean} options.isForRobot
 * @param {(author: "bot" | null) => void} options.setTyping
 * @param {(question: Message, answer: Message) => Message} options.putAside
 * @returns {(question: import("./wire.js").Question) => Promise<import("./wire.js").Ack>} rejects without an ack
 */
export function createSending({ config, byLine, isBlocked, isForRobot, setTyping, putAside }) {
  return async (question) => {
    if (!isBlocked() || !isForRobot()) return byLine(question);
    setTyping("bot");
    const said = await import("./detour.js").then(({ askByHttp }) => askByHttp(config, question))
      .finally(() => setTyping(null));
    if (!said.ok) return said;
    const { client_id, text } = question;
    /** @type {Message} */
    const asked = { id: "", seq: 0, client_id, author: "visitor", kind: "text", text, sources: [], suggestions: [],
      created_at: new Date().toISOString() };
    return { ok: true, message: putAside(asked, said.message) };
  };
}
