// @ts-check
/** The line that says who is writing, shown only while someone is. */
import { element, ornament } from "./element.js";
import { say } from "./strings.js";

/**
 * Make the line, below the thread.
 *
 * @param {HTMLElement} log
 */
export function createTyping(log) {
  const typing = element("p", { class: "typing", hidden: true });
  log.after(typing);

  return {
    /** @param {import("./wire.js").Author | null} author who is writing, if anyone */
    show(author) {
      typing.hidden = !author;
      typing.replaceChildren(...(author ? [say(author === "agent" ? "typing_agent" : "typing_bot"),
        ...[1, 2, 3].map(() => ornament(".", "dot"))] : []));
    },
  };
}
