// @ts-check
/** One message -> what the reader sees of it. */
import { willPass } from "./backoff.js";
import { chips } from "./chips.js";
import { timeElement } from "./dates.js";
import { element } from "./element.js";
import { feedbackElement } from "./feedback.js";
import { handoverOffer } from "./handover.js";
import { quoteElement } from "./quote.js";
import { safeUrl, sourceCard } from "./source.js";
import { say } from "./strings.js";

const INTERNAL = "internal";
const CONTACT_SCHEME = "mailto:";

/**
 * @typedef {import("./wire.js").Message & {
 *   status?: "sending" | "waiting" | "refused" | "aside", error?: import("./wire.js").WireError}} Shown
 *   aside: answered without being kept
 *
 * @typedef {object} Actions
 * @property {(text: string) => void} ask        send a question that was chosen
 * @property {(client_id: string) => void} retry send a refused message again
 * @property {(client_id: string) => void} edit  take a refused message back into the composer
 * @property {import("./feedback.js").Rate} rate
 * @property {string} [contact_url]
 */

const RATED = ["answered", "suggested", "unknown"];

/**
 * Show a message.
 *
 * @param {Shown} message
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function messageElement(message, actions) {
  const shown = element("article",
    { class: "message", "data-author": message.author, "data-kind": message.kind },
    element("p", { class: "meta" },
      element("span", { class: "author" }, authorOf(message)), " ",
      timeElement(message.created_at, new Date())),
    ...body(message, actions),
    ...(message.author === "bot" && RATED.includes(message.kind) ? [feedbackElement(message, actions.rate)] : []),
    element("p", { class: "status" }));
  showStatus(shown, message, actions);
  return shown;
}

/** @param {Shown} message */
function authorOf({ author, agent }) {
  return agent ? say("author_named", { agent }) : say(`author_${author}`);
}

/**
 * Bring the line below a message up to date: waiting, refused and why, or nothing.
 *
 * @param {HTMLElement} shown
 * @param {Shown} message
 * @param {Actions} actions
 */
export function showStatus(shown, message, actions) {
  const line = shown.querySelector(".status");
  shown.dataset.status = message.status ?? "";
  line?.replaceChildren(...(message.status === "refused" ? refusal(message, actions)
    : message.status ? [say(message.status)] : []));
}

/**
 * @param {Shown} message
 * @param {Actions} actions
 * @returns {Node[]}
 */
function body(message, actions) {
  if (message.kind === "answered" && message.sources.length) return answer(message);
  const parts = [element("p", { class: "text", dir: "auto" }, message.text)];
  if (message.suggestions.length) {
    return [...parts, chips(message.suggestions, say("suggestions"), actions.ask)];
  }
  return message.kind === "unknown" ? [...parts, wayOut(actions.contact_url)] : parts;
}

/**
 * The quote with where it stands; further sources are folded away.
 *
 * @param {Shown} message
 * @returns {Node[]}
 */
function answer({ sources: [first, ...further] }) {
  const shown = [element("figure", { class: "answer" }, quoteElement(first), sourceCard(first))];
  if (!further.length) return shown;
  return [...shown, element("details", { class: "further" },
    element("summary", {}, say("further", { count: further.length })), ...further.map(sourceCard))];
}

/** @param {string | undefined} address */
function wayOut(address) {
  const href = address?.startsWith(CONTACT_SCHEME) ? address : safeUrl(address)?.href;
  const link = href && element("a", { href, target: "_top", rel: "noopener" }, say("contact"));
  return element("p", { class: "contact" }, handoverOffer(), ...(link ? [" ", link] : []));
}

/**
 * @param {Shown} message
 * @param {Actions} actions
 * @returns {(Node | string)[]}
 */
function refusal({ client_id = "", error }, actions) {
  const again = error?.code === INTERNAL || willPass(error);
  const button = element("button", { type: "button", class: "status-action" }, say(again ? "retry" : "edit"));
  button.addEventListener("click", () => (again ? actions.retry : actions.edit)(client_id));
  return [element("span", {}, error?.message || say("refused")), " ", button];
}
