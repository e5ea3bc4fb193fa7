// @ts-check
/** What this browser remembers for an agent; where storage is refused, until the page is left. */

/**
 * @typedef {object} Memory
 * @property {import("./outbox.js").Unsent[]} unsent
 * @property {Record<string, string>} drafts  what is being written, by conversation
 * @property {boolean} sound
 * @property {boolean} notify
 * @property {boolean} keys    the keyboard shortcuts are on
 */

/**
 * Open the memory of one agent: nobody else sends what he has written.
 *
 * @param {string} agent_id
 */
export function createMemory(agent_id) {
  const key = `salut-inbox-${agent_id}`;
  /** @type {Memory} */
  let memory = { unsent: [], drafts: {}, sound: false, notify: false, keys: true };

  function recall() {
    try {
      memory = { ...memory, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
    } catch {
      // Blocked or broken: what this page knows is all there is.
    }
    return memory;
  }

  /**
   * Change what is remembered. Reads first, since another tab may have written meanwhile.
   *
   * @param {(before: Memory) => Partial<Memory>} change
   */
  function remember(change) {
    const before = recall();
    memory = { ...before, ...change(before) };
    try {
      localStorage.setItem(key, JSON.stringify(memory));
    } catch {
      // Blocked or full: see above.
    }
  }

  return { recall, remember };
}
