// @ts-check
/** The conversation: what the server says -> what the thread shows, and how far the reader is. */
import { setClock } from "./dates.js";
import { createOpening } from "./opening.js";
import { createPast } from "./past.js";
import { createThread } from "./thread.js";
import { createTyping } from "./typing.js";

/**
 * @typedef {import("./wire.js").Message} Message
 *
 * @param {object} options
 * @param {HTMLElement} options.log
 * @param {import("./message.js").Actions} options.actions
 * @param {ReturnType<typeof import("./scroll.js").createScroll>} options.scroll
 * @param {ReturnType<typeof import("./unread.js").createUnread>} options.unread
 * @param {(client_id: string) => void} options.drop  forget a message that the server has
 */
export function createConversation({ log, actions, scroll, unread, drop }) {
  const opening = createOpening(log, actions.ask);
  const thread = createThread(log, actions);
  const typing = createTyping(log);
  const past = createPast({
    earlier: opening.earlier,
    put: thread.put,
    keep: (change) => scroll.keep(log.querySelector(".message") ?? log, change),
  });
  let id = "";

  /** @param {import("./message.js").Shown} message */
  function put(message) {
    if (message.kind === "greeting") opening.setGreeted(true);
    if (message.author === "visitor") opening.closeStarters();
    const shown = thread.put(message);
    if (!shown) return;
    if (message.author === "visitor" && message.status) scroll.toBottom(); // written here, a moment ago
    else scroll.reveal(shown);
  }

  /** @param {Message} message one of a history, read before */
  function restore(message) {
    if (message.kind === "greeting") opening.setGreeted(true);
    thread.put(message)?.classList.add("past");
  }

  /** @param {Message} message */
  function receive(message) {
    if (message.client_id) drop(message.client_id);
    if (message.author !== "visitor") {
      typing.show(null);
      unread.add();
    }
    put(message);
  }

  /** Take away all that the server has kept, but not what waits to be sent. */
  function clear() {
    id = "";
    const asides = thread.clear();
    past.take([]);
    opening.setGreeted(false);
    typing.show(null);
    return asides;
  }

  return {
    clear,
    put,
    receive,
    say: opening.greet,
    refresh: thread.refresh,
    rate: thread.rate,
    remove: thread.remove,
    place: () => ({ conversation_id: id, last_seq: thread.lastSeq() }),
    isAsked: () => thread.isAsked(),

    /** @param {number} after_seq */
    history: (after_seq) => [...past.unshown(), ...thread.kept()].filter(({ seq }) => seq > after_seq),

    /** @param {Message} message one that comes this very moment */
    hear(message) {
      setClock(message.created_at, new Date());
      receive(message);
    },

    /**
     * Show a question that was answered without being kept.
     *
     * @param {Message} question
     * @param {Message} answer
     * @returns {Message} the question as it is shown
     */
    putAside(question, answer) {
      const asked = thread.aside(question);
      put(asked);
      const shown = thread.put(thread.aside(answer));
      unread.add();
      if (shown) scroll.reveal(shown);
      return asked;
    },

    /**
     * Begin, or go on after a pause with what was missed.
     *
     * @param {Omit<import("./wire.js").Welcome, "starters"> & {starters?: string[]}} welcome
     */
    greet({ conversation_id, greeting, starters, messages, notice = "" }) {
      const isNew = conversation_id !== id;
      log.setAttribute("aria-busy", String(isNew)); // a history is shown, not read out
      if (isNew) {
        const asides = clear();
        for (const { client_id } of messages) if (client_id) drop(client_id);
        past.take(messages).forEach(restore);
        for (const aside of asides) thread.put(thread.aside(aside));
      } else messages.forEach(receive);
      id = conversation_id;
      opening.greet(greeting);
      opening.tell(notice);
      if (thread.isAsked()) opening.closeStarters();
      else if (starters) opening.offer(starters);
      if (isNew) scroll.toBottom();
      requestAnimationFrame(() => log.setAttribute("aria-busy", "false"));
    },

    /** @param {import("./wire.js").Author | null} author who is writing, if anyone */
    setTyping(author) {
      typing.show(author);
      scroll.follow();
    },
  };
}
