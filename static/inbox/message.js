// @ts-check
/** One message or note -> what agents see of it: who speaks in words, and why the bot said so. */
import { element } from "../widget/element.js";
import { safeUrl } from "../widget/source.js";
import { say } from "../widget/strings.js";
import { agoElement } from "./ago.js";
import { percent, whyElement } from "./why.js";

const EXPLAINED = ["answered", "suggested", "unknown"];

/**
 * @typedef {import("./wire.js").Message} Message
 * @typedef {(message_id: string) => Promise<any>} Explain
 */

/**
 * Show a message.
 *
 * @param {Message} message
 * @param {string} own_name  of the agent who looks on
 * @param {Explain} explain
 */
export function messageElement(message, own_name, explain) {
  const { author, kind, text, created_at, sources, suggestions, helpful } = message;
  const shown = element("article", { class: "message", "data-author": author, "data-kind": kind },
    element("p", { class: "meta" }, element("span", { class: "author" }, authorOf(message, own_name)), " ", agoElement(created_at)),
    element("p", { class: "text", dir: "auto" }, text));
  for (const source of kind === "answered" ? sources : []) shown.append(sourceElement(source));
  if (suggestions.length) {
    shown.append(element("ul", { class: "offered", dir: "auto" }, ...suggestions.map((each) => element("li", {}, each))));
  }
  if (author === "bot" && EXPLAINED.includes(kind)) shown.append(verdict(message), whyElement(message, explain));
  if (helpful !== undefined) shown.append(element("p", { class: "opinion" }, say(helpful ? "helpful" : "unhelpful")));
  return shown;
}

/**
 * Show a note, which no reader ever sees.
 *
 * @param {import("./wire.js").Note} note
 */
export function noteElement({ agent, text, created_at }) {
  return element("article", { class: "message note-line", "data-author": "note" },
    element("p", { class: "meta" }, element("span", { class: "author" }, say("note_of", { agent })), " ", agoElement(created_at)),
    element("p", { class: "text", dir: "auto" }, text));
}

/**
 * Show an address of the web as a link, with its host; anything else as words.
 *
 * @param {string | undefined} address
 * @param {string} words
 */
export function linkElement(address, words) {
  const url = safeUrl(address);
  if (!url) return element("span", { dir: "auto" }, words);
  const link = element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" },
    words, element("span", { class: "spoken" }, ` ${say("new_tab")}`));
  if (words.includes(url.host)) return link;
  return element("span", {}, link, " ", element("span", { class: "host" }, url.host));
}

/**
 * @param {Message} message
 * @param {string} own_name
 */
function authorOf({ author, agent }, own_name) {
  if (author !== "agent" || !agent) return say(`author_${author}`);
  return agent === own_name ? say("author_you", { agent }) : agent;
}

/** @param {import("../widget/wire.js").Source} source */
function sourceElement({ title, url, published }) {
  return element("p", { class: "source" }, linkElement(url, title || url), published ? ` · ${published.slice(0, 10)}` : "");
}

/** @param {Message} message */
function verdict({ kind, confidence }) {
  const words = confidence === undefined ? say(`kind_${kind}`) : say("verdict", { kind: say(`kind_${kind}`), sure: percent(confidence) });
  return element("p", { class: "verdict" }, words);
}
