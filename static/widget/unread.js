// @ts-check
/** Unread: how many messages came since the reader last looked, on any of his tabs. */

/**
 * Count; a message counts only while the panel is not before the reader's eyes.
 *
 * @param {object} options
 * @param {(count: number) => void} options.onCount
 * @param {() => void} options.onSeen  all has been seen here: other tabs may know
 */
export function createUnread({ onCount, onSeen }) {
  const title = document.title;
  let isOpen = true;
  let count = 0;

  const isSeen = () => isOpen && document.visibilityState === "visible";

  /** @param {number} next */
  function set(next) {
    if (next === count) return;
    count = next;
    document.title = count ? `(${count}) ${title}` : title;
    onCount(count);
  }

  function look() {
    if (!isSeen()) return;
    set(0);
    onSeen();
  }

  document.addEventListener("visibilitychange", look);
  return {
    /** A message of somebody else has come. */
    add() {
      if (isSeen()) onSeen();
      else set(count + 1);
    },

    /** All was seen, on another tab. */
    clear: () => set(0),

    /** @param {boolean} isOpenNow whether the panel is open on its page */
    setOpen(isOpenNow) {
      isOpen = isOpenNow;
      look();
    },
  };
}
