// @ts-check
/** The thread: messages in the order of their `seq`, each once, with a line where a day begins. */
import { dayOf, refreshTimes } from "./dates.js";
import { element } from "./element.js";
import { markHelpful } from "./feedback.js";
import { messageElement, showStatus } from "./message.js";
import { say } from "./strings.js";

const ASIDE_STEP = 2 ** -10;

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
  let today = new Date().toDateString();

  /** @param {{id?: string, client_id?: string}} names */
  const lineOf = ({ id, client_id }) =>
    lines.find(({ message }) => (client_id && message.client_id === client_id) || (id && message.id === id));

  /** @param {Shown} message what waits to be sent stands last */
  const rankOf = (message) => message.seq || Infinity;

  const lastRank = () => Math.max(0, ...lines.map(({ message }) => message.seq));

  /** @param {Line} line */
  function place(line) {
    const rank = rankOf(line.message);
    let at = lines.length;
    while (at && rankOf(lines[at - 1].message) > rank) at -= 1;
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
    if (line.day && line.day.textContent === day && day !== before) return;
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

  /**
   * Show a message, or bring the one that is shown up to date.
   *
   * @param {Shown} message
   * @returns {HTMLElement | null} what is new on the screen, if anything is
   */
  function put(message) {
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
    const misplaced = moved && lines.some((other, place) =>
      place < at ? rankOf(other.message) > rankOf(message) : rankOf(other.message) < rankOf(message));
    if (misplaced) {
      take(line);
      place(line);
    }
    return null;
  }

  return {
    put,

    /**
     * Give its place to what the server does not keep: after all that is there.
     *
     * @param {import("./wire.js").Message} message
     * @returns {Shown}
     */
    aside: (message) => ({ ...message, seq: lastRank() + ASIDE_STEP, status: "aside" }),

    /** @param {string} client_id */
    remove(client_id) {
      const line = lineOf({ client_id });
      if (line) take(line);
    },

    /**
     * Take away all but what waits to be sent.
     *
     * @returns {Shown[]} those of them that the server did not keep
     */
    clear() {
      const gone = lines.filter(({ message }) => message.seq);
      gone.forEach(take);
      return gone.map(({ message }) => message).filter(({ status }) => status === "aside");
    },

    /** @param {string} id @param {boolean} helpful */
    rate(id, helpful) {
      const line = lineOf({ id });
      if (!line) return;
      line.message.helpful = helpful;
      markHelpful(line.shown, helpful);
    },

    /** Say anew when each message was written, for time has passed. */
    refresh() {
      const now = new Date();
      refreshTimes(log, now);
      if (today !== now.toDateString()) lines.forEach((_, at) => drawDay(at));
      today = now.toDateString();
    },

    /** @returns {import("./wire.js").Message[]} what the server has kept */
    kept: () => lines.map(({ message }) => message).filter(({ seq, status }) => seq && status !== "aside"),

    isAsked: () => lines.some(({ message }) => message.author === "visitor"),

    /** @returns {number} the last `seq` shown, 0 for none */
    lastSeq: () => Math.floor(lastRank()),
  };
}
