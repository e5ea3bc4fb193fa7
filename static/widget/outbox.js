// @ts-check
/**
 * The outbox: each message is sent until the server has said that it is stored, in the order of
 * writing, always under the same `client_id`, so that no retry makes a double.
 */
import { delayMs, willPass } from "./backoff.js";
import { newId } from "./identifier.js";
import { remember, remembered } from "./storage.js";

const SLOW_MS = 1500;

/**
 * @typedef {import("./storage.js").Unsent} Unsent
 *
 * @param {object} options
 * @param {(question: import("./wire.js").Question) => Promise<import("./wire.js").Ack>} options.send
 * @param {(unsent: Unsent, status: "sending" | "waiting" | "refused") => void} options.show
 * @param {(message: import("./wire.js").Message) => void} options.stored
 */
export function createOutbox({ send, show, stored }) {
  let queue = remembered().unsent;
  let online = false;
  let sending = false;
  let paused = false;
  let failures = 0;
  let wake = /** @type {(done?: unknown) => void} */ (() => {});

  /**
   * @param {Unsent} unsent
   * @param {boolean} [isSlow]
   */
  function draw(unsent, isSlow = false) {
    show(unsent, unsent.error ? "refused" : online && !paused && !isSlow ? "sending" : "waiting");
  }

  /** @param {Unsent} unsent */
  function keep(unsent) {
    queue = [...queue.filter(({ client_id }) => client_id !== unsent.client_id), unsent];
    remember((before) => ({ unsent: [...without(before.unsent, unsent.client_id), unsent] }));
    draw(unsent);
  }

  /** @param {string} client_id */
  function drop(client_id) {
    queue = without(queue, client_id);
    remember((before) => ({ unsent: without(before.unsent, client_id) }));
  }

  /**
   * Let a while pass, as long as the server asked for, if it did; all that waits is shown so.
   *
   * @param {number} [hint_seconds]
   */
  async function pause(hint_seconds) {
    paused = true;
    queue.forEach((unsent) => draw(unsent));
    await new Promise((resolve) => {
      setTimeout(resolve, delayMs(failures, hint_seconds));
      if (!hint_seconds) wake = resolve; // a new line is reason enough to try
    });
    failures += 1;
    paused = false;
    if (online) queue.forEach((unsent) => draw(unsent));
  }

  /** @param {Unsent} unsent */
  async function deliver(unsent) {
    const { client_id, text, page } = unsent;
    const slow = setTimeout(() => queue.includes(unsent) && draw(unsent, true), SLOW_MS);
    try {
      const ack = await send(page ? { client_id, text, page } : { client_id, text });
      if (ack.ok) {
        failures = 0;
        drop(client_id);
        stored(ack.message);
      } else if (willPass(ack.error)) {
        await pause(ack.error.retry_after);
      } else {
        keep({ ...unsent, error: ack.error });
      }
    } catch {
      // No ack: perhaps stored, perhaps not. The same client_id again finds out.
      if (online) await pause();
    } finally {
      clearTimeout(slow);
    }
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (let next; online && (next = queue.find(({ error }) => !error));) await deliver(next);
    sending = false;
  }

  /** @param {boolean} isOnline */
  function setOnline(isOnline) {
    online = isOnline;
    queue.forEach((unsent) => draw(unsent));
    if (online) wake();
    flush();
  }

  /** Take over what tabs have left unsent that are gone. */
  function adopt() {
    const known = new Set(queue.map(({ client_id }) => client_id));
    const found = remembered().unsent.filter(({ client_id, error }) => !error && !known.has(client_id));
    queue = [...queue, ...found];
    found.forEach((unsent) => draw(unsent));
    flush();
  }

  queue.forEach((unsent) => draw(unsent));

  return {
    adopt,
    drop,
    setOnline,

    /**
     * Forget all that waits.
     *
     * @returns {Unsent[]}
     */
    clear: () => queue.splice(0),

    /**
     * @param {string} text
     * @param {import("./wire.js").Page} [page]
     */
    add(text, page) {
      keep({ client_id: newId(), text, created_at: new Date().toISOString(), ...(page && { page }) });
      flush();
    },

    /** @param {string} client_id of a message that was refused */
    retry(client_id) {
      const refused = queue.find((unsent) => unsent.client_id === client_id);
      if (!refused) return;
      const { error: _, ...unsent } = refused;
      keep(unsent);
      flush();
    },

    /** @param {string} client_id */
    textOf: (client_id) => queue.find((unsent) => unsent.client_id === client_id)?.text ?? "",
  };
}

/**
 * @param {Unsent[]} list
 * @param {string} client_id
 */
function without(list, client_id) {
  return list.filter((unsent) => unsent.client_id !== client_id);
}
