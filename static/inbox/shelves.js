// @ts-check
/** What is known of the conversations, and on which of the three shelves each stands. */

/**
 * @typedef {import("./wire.js").Summary} Summary
 * @typedef {import("./wire.js").Shelf} Shelf
 */

/** @type {Shelf[]} */
export const SHELVES = ["waiting", "mine", "all"];

/** @param {string} agent_id whose shelf "mine" is */
export function createShelves(agent_id) {
  /** @type {Map<string, Summary>} */
  let known = new Map();
  /** @type {Set<string>} what was heard of while the lists were on their way */
  let heard = new Set();

  /** @type {Record<Shelf, (one: Summary) => boolean>} */
  const stands = {
    waiting: ({ state }) => state === "waiting",
    mine: (one) => one.state === "open" && one.agent_id === agent_id,
    all: () => true,
  };

  /**
   * Take what is newer than what is known; tell whether the conversation has begun to wait.
   *
   * @param {Summary} told
   */
  function put(told) {
    heard.add(told.id);
    const before = known.get(told.id);
    if (before && isNewer(before, told)) return false;
    known.set(told.id, told);
    return told.state === "waiting" && before?.state !== "waiting";
  }

  return {
    put,
    /** @param {string} id */
    get: (id) => known.get(id),

    /** @param {string} id */
    remove(id) {
      known.delete(id);
    },

    /** Ask for the lists from here on: what is heard from now on is newer than they are. */
    begin() {
      heard = new Set();
    },

    /**
     * Put whole lists in place of all that was known; give those that have begun to wait.
     *
     * @param {Summary[]} listed
     */
    replace(listed) {
      const before = known;
      known = new Map([...before].filter(([id]) => heard.has(id)));
      return listed.filter((one) => {
        const held = known.get(one.id);
        if (!held || isNewer(one, held)) known.set(one.id, one);
        return one.state === "waiting" && before.get(one.id)?.state !== "waiting";
      });
    },

    /**
     * List what stands on a shelf: who waits longest first, of all the newest first.
     *
     * @param {Shelf} shelf
     */
    on(shelf) {
      const found = [...known.values()].filter(stands[shelf]);
      if (shelf === "all") return found.sort((one, other) => compare(other.updated_at, one.updated_at));
      return found.sort((one, other) => compare(one.waiting_since ?? "", other.waiting_since ?? ""));
    },
  };
}

/**
 * Tell whether one summary of a conversation is newer than another one.
 *
 * @param {Summary} one
 * @param {Summary} other
 */
function isNewer(one, other) {
  return one.claim > other.claim || (one.claim === other.claim && one.updated_at > other.updated_at);
}

/**
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
