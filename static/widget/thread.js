// @ts-check
/** The thread: messages in the order of their `seq`, each once, with a line where a day begins. */
import { chips } from "./chips.js";
import { dayOf } from "./dates.js";
import { element, ornament } from "./element.js";
import { messageElement, showStatus } from "./message.js";
import { say } from "./strings.js";

/**
 * @typedef {import("./message.js").Shown} Shown
 * @typedef {{message: Shown, shown: HTMLElement, day?: HTMLElement}} Line
 */

/**
 * Make the thread in its element.
 *
 * @param {HTMLElement} log
 * @param {import("./message.js").Actions} actions
 */
export function createThread(log, actions) {
  /** @type {Line[]} */
  const lines = [];
  const opening = element("div", { class: "opening" });
  const typing = element("p", { class: "typing", hidden: true });
  const greeting = element("p", { class: "greeting" });
  const notice = element("p", { class: "notice", hidden: true });
  opening.append(greeting, notice);
  log.append(opening);
  log.after(typing);

  /** @param {Shown} message */
  const lineOf = ({ id, client_id }) =>
    lines.find(({ message }) => (client_id && message.client_id === client_id) || (id && message.id === id));

  /** @param {Line} line */
  function place(line) {
    const rank = line.message.seq || Infinity;
    let at = lines.length;
    while (at && (lines[at - 1].message.seq || Infinity) > rank) at -= 1;
    lines.splice(at, 0, line);
    const next = lines[at + 1];
    log.insertBefore(line.shown, next ? next.day ?? next.shown : null);
    drawDay(at);
    drawDay(at + 1);
  }

  /** @param {number} at */
  function drawDay(at) {
    const line = lines[at];
    if (!line) return;
    const now = new Date();
    const before = at ? dayOf(lines[at - 1].message.created_at, now) : say("today");
    const day = dayOf(line.message.created_at, now);
    line.day?.remove();
    line.day = day === before ? undefined : element("p", { class: "day" }, day);
    if (line.day) log.insertBefore(line.day, line.shown);
  }

  /** @param {Line} line */
  function take(line) {
    line.day?.remove();
    line.shown.remove();
    lines.splice(lines.indexOf(line), 1);
  }

  return {
    /**
     * Show a message, or bring the one that is shown up to date.
     *
     * @param {Shown} message
     * @returns {HTMLElement | null} what is new on the screen, if anything is
     */
    put(message) {
      if (message.kind === "greeting") greeting.hidden = true;
      const line = lineOf(message);
      if (!line) {
        const shown = messageElement(message, actions);
        place({ message, shown });
        return shown;
      }
      const moved = line.message.seq !== message.seq;
      line.message = message;
      showStatus(line.shown, message, actions);
      const at = lines.indexOf(line);
      const misplaced = moved && lines.some(({ message: { seq } }, other) =>
        other < at ? (seq || Infinity) > message.seq : (seq || Infinity) < message.seq);
      if (misplaced) {
        take(line);
        place(line);
      }
      return null;
    },

    /** @param {string} client_id */
    remove(client_id) {
      const line = lines.find(({ message }) => message.client_id === client_id);
      if (line) take(line);
    },

    /** Take away all that the server has stored; what waits to be sent stays. */
    clear() {
      for (const line of lines.filter(({ message }) => message.seq)) take(line);
    },

    /**
     * Say the first words, offer questions while none has been asked, and tell who answers.
     *
     * @param {string} text
     * @param {string[]} [starters]
     * @param {string} [small_print]
     */
    open(text, starters = [], small_print = "") {
      greeting.textContent = text;
      notice.textContent = small_print;
      notice.hidden = !small_print;
      opening.querySelector(".chips")?.remove();
      const asked = lines.some(({ message }) => message.author === "visitor");
      if (starters.length && !asked) greeting.after(chips(starters, say("starters"), actions.ask));
    },

    /** Take the opening questions away: one has been asked. */
    closeStarters() {
      opening.querySelector(".chips")?.remove();
    },

    /** @param {import("./wire.js").Author | null} author who is writing, if anyone */
    setTyping(author) {
      typing.hidden = !author;
      typing.replaceChildren(...(author ? [say(author === "agent" ? "typing_agent" : "typing_bot"),
        ...[1, 2, 3].map(() => ornament(".", "dot"))] : []));
    },

    /** @returns {number} the last `seq` shown, 0 for none */
    lastSeq() {
      return Math.max(0, ...lines.map(({ message }) => message.seq || 0));
    },
  };
}
