// @ts-check
/** Tells the newsroom that the reader is writing, and never what. */

const AGAIN_MS = 4000;
const PAUSE_MS = 6000;

/**
 * Watch the composer; nothing is told until `setOpen(true)`.
 *
 * @param {HTMLTextAreaElement} text
 * @param {(active: boolean) => void} tell
 */
export function signalTyping(text, tell) {
  let isOpen = false;
  let told_at = -Infinity;
  let timer = 0;

  function pause() {
    clearTimeout(timer);
    if (told_at > 0) tell(false);
    told_at = -Infinity;
  }

  text.addEventListener("input", () => {
    if (!isOpen) return;
    if (!text.value.trim()) return pause();
    clearTimeout(timer);
    timer = setTimeout(pause, PAUSE_MS);
    if (performance.now() - told_at < AGAIN_MS) return;
    told_at = performance.now();
    tell(true);
  });
  text.form?.addEventListener("submit", pause);

  return {
    /** @param {boolean} isOpenNow whether somebody is there to be told */
    setOpen(isOpenNow) {
      if (!isOpenNow) told_at = -Infinity;
      isOpen = isOpenNow;
    },
  };
}
