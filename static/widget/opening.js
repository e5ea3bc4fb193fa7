// @ts-check
/** The opening: the first words, questions to begin with, who answers, and the way to what was said long ago. */
import { chips } from "./chips.js";
import { element } from "./element.js";
import { say } from "./strings.js";

/**
 * Make the opening, at the head of the thread.
 *
 * @param {HTMLElement} log
 * @param {(question: string) => void} ask
 */
export function createOpening(log, ask) {
  const greeting = element("p", { class: "greeting" });
  const notice = element("p", { class: "notice", hidden: true });
  const earlier = element("button", { type: "button", class: "earlier", hidden: true }, say("earlier"));
  const opening = element("div", { class: "opening" }, greeting, notice, earlier);
  log.append(opening);

  function closeStarters() {
    opening.querySelector(".chips")?.remove();
  }

  return {
    closeStarters,
    earlier,

    /** @param {boolean} isGreeted by a message of the conversation */
    setGreeted: (isGreeted) => void (greeting.hidden = isGreeted),

    /** @param {string} text */
    greet: (text) => void (greeting.textContent = text),

    /** @param {string} text who answers, and what is kept */
    tell(text) {
      notice.textContent = text;
      notice.hidden = !text;
    },

    /** @param {string[]} starters */
    offer(starters) {
      closeStarters();
      if (starters.length) greeting.after(chips(starters, say("starters"), ask));
    },
  };
}
