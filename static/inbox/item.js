// @ts-check
/** One conversation as a line of a list, and the few facts that a list and a head both tell. */
import { element, ornament } from "../widget/element.js";
import { safeUrl } from "../widget/source.js";
import { say } from "../widget/strings.js";
import { agoElement } from "./ago.js";

const CODE_LENGTH = 4;
const WORDS_MAX = 200; // more than two lines ever show

/**
 * @typedef {import("./wire.js").Summary} Summary
 * @typedef {import("./wire.js").Config} Config
 */

/** @param {Summary} summary */
export function readerOf({ id }) {
  return say("reader_named", { code: id.slice(-CODE_LENGTH) });
}

/**
 * Say who has a conversation.
 *
 * @param {Summary} summary
 * @param {string} agent_id of who looks on
 */
export function holderOf({ state, agent, agent_id: held_by }, agent_id) {
  if (state !== "open") return say(`state_${state}`);
  return held_by === agent_id ? say("state_mine") : say("state_open", { agent: agent ?? "" });
}

/**
 * Name a page by its host and path, as people read them.
 *
 * @param {string | undefined} page
 */
export function pageOf(page) {
  const url = safeUrl(page);
  if (!url) return "";
  const host = url.host === location.host && page?.startsWith("/") ? "" : url.host.replace(/^www\./, "");
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // What no browser could have written stays as it is.
  }
  return path === "/" ? host || path : host + path;
}

/**
 * Show a conversation as a line.
 *
 * @param {Summary} summary
 * @param {Config} config
 * @param {boolean} isOpen  it is the one that is looked at
 */
export function itemElement(summary, config, isOpen) {
  const { id, site, state, last_text, last_author, waiting_since, updated_at, unread } = summary;
  const isUnread = unread > 0 && (state === "waiting" || state === "open");
  const page = pageOf(summary.page);
  const several = Object.keys(config.sites).length > 1;
  const line = element("a", { class: "item", href: `#${id}`, "data-state": state, "aria-current": isOpen && "true" },
    element("span", { class: "item-top" },
      element("span", { class: "item-name" }, readerOf(summary)),
      isUnread ? unreadMark(unread) : "",
      agoElement(state === "waiting" && waiting_since ? waiting_since : updated_at)),
    element("span", { class: "item-words", dir: "auto" },
      last_author && last_author !== "visitor" ? element("span", { class: "item-author" }, `${say(`author_${last_author}`)} `) : "",
      last_text.slice(0, WORDS_MAX) || say("no_words")),
    element("span", { class: "item-facts" },
      element("span", { class: "holder" }, holderOf(summary, config.agent_id)),
      several ? element("span", {}, config.sites[site] ?? site) : "",
      page ? element("span", { class: "item-page", dir: "auto" }, page) : ""));
  return element("li", { "data-unread": isUnread }, line);
}

/** @param {number} unread */
function unreadMark(unread) {
  return element("span", { class: "mark" }, ornament(String(unread)), element("span", { class: "spoken" }, say("unread", { count: unread })));
}
