// @ts-check
/** The blockade: sockets do not get through while other requests do. */

const FAILURES = 3;
const READY = "/readyz";
const PATIENCE_MS = 10000;

/**
 * Watch the attempts to connect.
 *
 * @param {() => void} onBlocked
 */
export function watchBlockade(onBlocked) {
  let failures = 0; // in a row, each with the server's answer to another request after it
  return {
    isBlocked: () => failures >= FAILURES,
    passed: () => void (failures = 0),
    async failed() {
      const answer = await fetch(READY, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
      failures = answer?.ok ? failures + 1 : 0;
      if (failures === FAILURES) onBlocked();
    },
  };
}
