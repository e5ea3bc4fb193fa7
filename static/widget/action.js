// @ts-check
/** A button: its words, and what it does. */
import { element } from "./element.js";

/**
 * Build a button. The second click of a double one does nothing: what stands there may have changed.
 *
 * @param {string} words
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function action(words, act, attributes = {}) {
  const button = element("button", { type: "button", ...attributes }, words);
  button.addEventListener("click", ({ detail }) => detail > 1 || act());
  return button;
}
