// @ts-check
/**
 * The outbox of the inbox: a reply is sent until the server has said that it is stored, in the order
 * of writing, always under the same `client_id`, so that no retry says it twice.
 */
import { delayMs, willPass } from "../widget/backoff.js";
import { newId } from "../widget/identifier.js";

/**
 * @typedef {object} Unsent
 * @property {string} conversation_id
 * @property {string} client_id
 * @property {string} text
 * @property {import("./wire.js").WireError} [error]  why the server refused it
 *
 * @param {object} options
 * @param {import("./wire.js").Request} options.request
 * @param {ReturnType<typeof import("./memory.js").createMemory>} options.memory
 * @param {() => void} options.onChange
 * @param {(conversation_id: string, message: import("./wire.js").Message) => void} options.onStored
 */
export function createOutbox({ request, memory, onChange, onStored }) {
  let queue = memory.recall().unsent;
  let online = false;
  let sending = false;
  let failures = 0;

  /**
   * Change the queue, and what is remembered of it: another tab may have written there too.
   *
   * @param {(list: Unsent[]) => Unsent[]} change
   */
  function keep(change) {
    queue = change(queue);
    memory.remember(({ unsent }) => ({ unsent: change(unsent) }));
    onChange();
  }

  /** @param {Unsent} unsent */
  async function deliver(unsent) {
    const { conversation_id, client_id, text } = unsent;
    try {
      const ack = await request("reply", { conversation_id, client_id, text });
      if (ack.ok) {
        failures = 0;
        onStored(conversation_id, ack.message);
        keep((list) => list.filter((each) => each.client_id !== client_id));
      } else if (willPass(ack.error)) {
        await pause(ack.error.retry_after);
      } else {
        keep((list) => list.map((each) => (each.client_id === client_id ? { ...each, error: ack.error } : each)));
      }
    } catch {
      // No ack: perhaps stored, perhaps not. The same client_id again finds out.
      if (online) await pause();
    }
  }

  /** @param {number} [hint_seconds] */
  async function pause(hint_seconds) {
    await new Promise((resolve) => setTimeout(resolve, delayMs(failures, hint_seconds)));
    failures += 1;
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (let next; online && (next = queue.find(({ error }) => !error));) await deliver(next);
    sending = false;
  }

  return {
    /** @param {boolean} isOnline */
    setOnline(isOnline) {
      online = isOnline;
      onChange();
      flush();
    },

    /**
     * @param {string} conversation_id
     * @param {string} text
     */
    add(conversation_id, text) {
      const unsent = { conversation_id, client_id: newId(), text };
      keep((list) => [...list, unsent]);
      flush();
    },

    /** @param {string} client_id of a reply that was refused */
    retry(client_id) {
      keep((list) => list.map((each) => (each.client_id === client_id ? { ...each, error: undefined } : each)));
      flush();
    },

    /**
     * Take a refused reply out of the box; give its text.
     *
     * @param {string} client_id
     */
    take(client_id) {
      const text = queue.find((unsent) => unsent.client_id === client_id)?.text ?? "";
      keep((list) => list.filter((each) => each.client_id !== client_id));
      return text;
    },

    /** @param {string} conversation_id one that is held no more */
    forget(conversation_id) {
      keep((list) => list.filter((unsent) => unsent.conversation_id !== conversation_id));
    },

    /** @param {string} conversation_id */
    of: (conversation_id) => queue.filter((unsent) => unsent.conversation_id === conversation_id).map((unsent) => ({
      ...unsent, status: /** @type {"refused" | "sending" | "waiting"} */ (unsent.error ? "refused" : online ? "sending" : "waiting"),
    })),
  };
}
