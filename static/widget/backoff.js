// @ts-check
/**
 * When to try again: exponential back-off with full jitter, so that readers who were cut off
 * together do not come back together.
 */

const BASE_MS = 1000;
const CAP_MS = 30000;
const HINT_SECONDS_MAX = 600;
/** Codes of refusals that pass by themselves. */
const PASSING = ["busy", "not_connected", "rate_limited", "storage_unavailable"];

/**
 * Choose how long to wait before an attempt: anything from nothing to a ceiling that doubles each
 * time, on top of what the server has asked for.
 *
 * @param {number} attempt                how many have failed, from 0
 * @param {number} [hint_seconds]         the server's `retry_after`: never earlier
 * @param {() => number} [random]         from 0 up to 1
 * @returns {number} milliseconds
 */
export function delayMs(attempt, hint_seconds = 0, random = Math.random) {
  const hint_ms = Math.min(HINT_SECONDS_MAX, Math.max(0, Number(hint_seconds) || 0)) * 1000;
  return hint_ms + random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

/**
 * Tell whether a refusal passes by itself, so that the same may simply be sent again.
 *
 * @param {import("./wire.js").WireError | undefined} error
 */
export function willPass(error) {
  return error?.retry_after !== undefined || PASSING.includes(error?.code ?? "");
}
