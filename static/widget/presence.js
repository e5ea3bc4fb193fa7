// @ts-check
/** Presence: whether the browser has a network at all, and when the reader looks here again. */

/**
 * Watch the browser; moments come one by one, so what hears them has to bear repetition.
 *
 * @param {object} options
 * @param {() => void} options.onOffline  the network is gone
 * @param {() => void} options.onBack     the network is there again, or the reader is
 */
export function watchPresence({ onOffline, onBack }) {
  addEventListener("offline", onOffline);
  addEventListener("online", onBack);
  addEventListener("pageshow", onBack);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") onBack();
  });
}
