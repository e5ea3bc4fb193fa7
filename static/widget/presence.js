// @ts-check
/** Presence: whether the browser has a network at all, and whether this page is at work. */

const TICK_MS = 15000;
const SLEPT_MS = 90000; // a hidden tab's timers may be a minute late without any sleep

/**
 * Watch the browser; moments come one by one, so what hears them has to bear repetition.
 *
 * @param {object} options
 * @param {() => void} options.onOffline  the network is gone
 * @param {() => void} options.onBack     the network is there again, or the reader, or the machine has slept
 * @param {() => void} options.onLeft     the page is left or frozen; perhaps it is shown again
 * @param {() => void} options.onShown    after that
 * @param {() => void} options.onTick     every quarter of a minute, and on return
 */
export function watchPresence({ onOffline, onBack, onLeft, onShown, onTick }) {
  let ticked_at = Date.now();

  function tick() {
    const now = Date.now();
    if (now - ticked_at > SLEPT_MS) onBack();
    ticked_at = now;
    onTick();
  }

  setInterval(tick, TICK_MS);
  addEventListener("offline", onOffline);
  addEventListener("online", onBack);
  addEventListener("pagehide", onLeft); // an open line would keep the page out of the browser's cache
  addEventListener("pageshow", ({ persisted }) => (persisted ? onShown : onBack)());
  document.addEventListener("freeze", onLeft);
  document.addEventListener("resume", onShown);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    onBack();
    tick();
  });
}
