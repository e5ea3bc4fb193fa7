// @ts-check
/** The conversation: what the server says -> what the thread shows, and how far the reader is. */

/**
 * @typedef {import("./wire.js").Message} Message
 *
 * @param {object} options
 * @param {HTMLElement} options.log
 * @param {ReturnType<typeof import("./thread.js").createThread>} options.thread
 * @param {ReturnType<typeof import("./scroll.js").createScroll>} options.scroll
 * @param {(client_id: string) => void} options.drop  forget a message that the server has
 * @param {(count: number) => void} options.onUnread
 */
export function createConversation({ log, thread, scroll, drop, onUnread }) {
  let id = "";
  let seen = true;
  let unread = 0;

  /** @param {number} count */
  function count(count) {
    if (count !== unread) onUnread(count);
    unread = count;
  }

  /** @param {import("./message.js").Shown} message */
  function put(message) {
    const shown = thread.put(message);
    if (message.author === "visitor") thread.closeStarters();
    if (!shown) return;
    if (message.status) scroll.toBottom(); // written here, a moment ago
    else scroll.reveal(shown);
  }

  /** @param {Message} message one of a history, read before */
  function restore(message) {
    if (message.client_id) drop(message.client_id);
    thread.put(message);
  }

  /** @param {Message} message */
  function receive(message) {
    if (message.client_id) drop(message.client_id);
    if (message.author !== "visitor") {
      thread.setTyping(null);
      if (!seen) count(unread + 1);
    }
    put(message);
  }

  return {
    put,
    receive,

    /**
     * Begin, or go on after a pause with what was missed.
     *
     * @param {import("./wire.js").Welcome} welcome
     */
    greet({ conversation_id, greeting, starters, messages, notice }) {
      const isNew = conversation_id !== id;
      id = conversation_id;
      if (isNew) thread.clear();
      log.setAttribute("aria-busy", String(isNew)); // a history is shown, not read out
      messages.forEach(isNew ? restore : receive);
      thread.open(greeting, starters, notice);
      if (isNew) scroll.toBottom();
      requestAnimationFrame(() => log.setAttribute("aria-busy", "false"));
    },

    /** @param {import("./wire.js").Typing} typing */
    setTyping({ author, active }) {
      thread.setTyping(active && author !== "visitor" ? author : null);
      scroll.follow();
    },

    /** @param {boolean} isSeen whether the panel is before the reader's eyes */
    setSeen(isSeen) {
      seen = isSeen;
      if (seen) count(0);
    },
  };
}
