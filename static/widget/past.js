// @ts-check
/** The past: of a long history the last messages are shown, and earlier ones when the reader asks for them. */

const SHOWN = 50;

/**
 * @param {object} options
 * @param {HTMLButtonElement} options.earlier  asks for more
 * @param {(message: import("./wire.js").Message) => HTMLElement | null} options.put
 * @param {(change: () => void) => void} options.keep  changes what stands above what is being read
 */
export function createPast({ earlier, put, keep }) {
  /** @type {import("./wire.js").Message[]} */
  let unshown = [];

  earlier.addEventListener("click", () => {
    const more = unshown.slice(-SHOWN);
    unshown = unshown.slice(0, -SHOWN);
    keep(() => {
      earlier.hidden = !unshown.length;
      for (const message of more) put(message)?.classList.add("past");
    });
  });

  return {
    /**
     * Begin with a history.
     *
     * @param {import("./wire.js").Message[]} messages
     * @returns {import("./wire.js").Message[]} those to show now
     */
    take(messages) {
      unshown = messages.slice(0, -SHOWN);
      earlier.hidden = !unshown.length;
      return messages.slice(-SHOWN);
    },

    unshown: () => unshown,
  };
}
