// @ts-check
/** Scrolling: new messages are followed at the bottom only; who reads further up is left in peace. */

const BOTTOM_PX = 48;

/**
 * @param {HTMLElement} scroller
 * @param {HTMLElement} thread
 * @param {HTMLButtonElement} latest the button that leads back to the bottom
 */
export function createScroll(scroller, thread, latest) {
  let following = true;

  const toBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
    following = true;
    latest.hidden = true;
  };
  const onScroll = () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < BOTTOM_PX;
    if (following) latest.hidden = true;
  };
  const onResize = new ResizeObserver(() => {
    if (following) toBottom();
  });

  scroller.addEventListener("scroll", onScroll, { passive: true });
  latest.addEventListener("click", toBottom);
  onResize.observe(scroller);
  onResize.observe(thread);

  return {
    toBottom,

    /** Stay at the bottom if that is where the reader is. */
    follow() {
      if (following) toBottom();
    },

    /**
     * Change what stands above without moving what is being read.
     *
     * @param {Element} anchor  a message that stays
     * @param {() => void} change
     */
    keep(anchor, change) {
      const before = anchor.getBoundingClientRect().top;
      change();
      scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    },

    /**
     * Bring a new message into view, from its first line if it is taller than the view.
     *
     * @param {HTMLElement} shown
     */
    reveal(shown) {
      if (!following) {
        latest.hidden = false;
      } else if (shown.offsetHeight > scroller.clientHeight) {
        following = false;
        scroller.scrollTop = shown.offsetTop - scroller.offsetTop;
      } else {
        toBottom();
      }
    },
  };
}
