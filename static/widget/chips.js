// @ts-check
/** Questions to choose from, set like a table of contents. */
import { element, ornament } from "./element.js";

/**
 * Show questions; choosing one asks it.
 *
 * @param {string[]} questions
 * @param {string} label what screen readers call the list
 * @param {(question: string) => void} choose
 * @returns {HTMLElement}
 */
export function chips(questions, label, choose) {
  const items = questions.map((question) => {
    const button = element("button", { type: "button", class: "chip", dir: "auto" },
      ornament("→", "chip-arrow"), element("span", {}, question));
    button.addEventListener("click", () => choose(question));
    return element("li", {}, button);
  });
  return element("ul", { class: "chips", role: "list", "aria-label": label }, ...items);
}
