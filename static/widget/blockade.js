// @ts-check
/** The blockade: sockets do not get through while other requests do. */
import { isServed } from "./detour.js";

const FAILURES = 3;

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
      failures = (await isServed()) ? failures + 1 : 0;
      if (failures === FAILURES) onBlocked();
    },
  };
}
