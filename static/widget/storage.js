// @ts-check
/**
 * What the browser remembers: one key in the frame's own origin, written only once the panel is
 * open. Where storage is refused, everything still works until the page is left.
 */

/**
 * @typedef {object} Unsent                  a message that the server has not acknowledged
 * @property {string} client_id
 * @property {string} text
 * @property {string} created_at
 * @property {import("./wire.js").Page} [page]
 * @property {import("./wire.js").WireError} [error]  why the server refused it
 *
 * @typedef {{token: string, unsent: Unsent[], draft: string}} Memory
 */

const KEY = "salut";

/** @type {Memory} */
let memory = { token: "", unsent: [], draft: "" };

/**
 * Read what is remembered.
 *
 * @returns {Memory}
 */
export function remembered() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    memory = {
      token: typeof stored.token === "string" ? stored.token : "",
      unsent: Array.isArray(stored.unsent) ? stored.unsent.filter(isUnsent) : [],
      draft: typeof stored.draft === "string" ? stored.draft : "",
    };
  } catch {
    // Blocked or broken storage: what this page knows is all there is.
  }
  return memory;
}

/**
 * Change what is remembered. Reads first, since another tab may have written meanwhile.
 *
 * @param {(before: Memory) => Partial<Memory>} change
 */
export function remember(change) {
  const before = remembered();
  memory = { ...before, ...change(before) };
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Blocked or full: see above.
  }
}

/** Tell whether this browser keeps anything for us, and so for other tabs. */
export function isKept() {
  remember(() => ({}));
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/**
 * @param {any} value
 * @returns {value is Unsent}
 */
function isUnsent(value) {
  return typeof value?.client_id === "string" && typeof value.text === "string";
}
