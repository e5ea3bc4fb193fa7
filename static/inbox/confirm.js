// @ts-check
/** Asks before what takes something from somebody. */
import { find } from "../widget/element.js";

/**
 * Ask in a dialog; resolves with whether it was confirmed.
 *
 * @param {string} question
 * @returns {Promise<boolean>}
 */
export function askDialog(question) {
  const dialog = find(".ask", HTMLDialogElement);
  find(".ask-words", HTMLElement).textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
