// @ts-check
/** Questions to choose from, set like a table of contents. */
import { element, ornament } from "./element.js";

/** Between a heading and the title of its article, in the label of a passage. */
const TITLE_MARK = " — ";

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
      ornament("→", "chip-arrow"), element("span", {}, ...labelOf(question)));
    button.addEventListener("click", () => choose(question));
    return element("li", {}, button);
  });
  return element("ul", { class: "chips", role: "list", "aria-label": label }, ...items);
}

/**
 * Set the title after a heading apart, so that the heading is read first.
 *
 * @param {string} question
 * @returns {(Node | string)[]}
 */
export function labelOf(question) {
  const at = question.lastIndexOf(TITLE_MARK);
  if (at <= 0) return [question];
  const title = question.slice(at + TITLE_MARK.length);
  return [question.slice(0, at), element("span", { class: "spoken" }, TITLE_MARK),
    element("span", { class: "chip-title" }, title)];
}
