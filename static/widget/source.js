// @ts-check
/** Sources: the passage as a quotation, and a link that scrolls to its sentence in the article. */
import { dateOf } from "./dates.js";
import { element, ornament } from "./element.js";
import { blocksOf } from "./quote.js";
import { say } from "./strings.js";

const EDGE_WORDS = 6;
const SAFE_SCHEMES = ["http:", "https:"];

/**
 * Give the address that a link may lead to, or null for anything but the web.
 *
 * @param {string | undefined} address absolute, or relative to our own origin
 * @returns {URL | null}
 */
export function safeUrl(address) {
  // "//host" and its disguises look relative and are not; blanks and controls only serve disguise.
  if (!address || /^[/\\]{2}|[\u0000-\u0020\\]/.test(address)) return null;
  try {
    const url = new URL(address, location.origin);
    return SAFE_SCHEMES.includes(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/**
 * Give the text directive that makes a browser scroll to a quote. Neither of its two ends may
 * reach over a block, since a browser looks for each within one.
 *
 * @param {string} quote
 * @returns {string} "text=start,end", or "text=all" for a short quote; "" without words
 */
export function textDirective(quote) {
  const blocks = blocksOf(quote).map((block) => block.replace(/[ \t]+/g, " "));
  if (!blocks.length) return "";
  const words = [...blocks[0].matchAll(/\S+/g)];
  if (blocks.length === 1 && words.length <= 2 * EDGE_WORDS) return `text=${encode(blocks[0])}`;
  const last = words[Math.min(EDGE_WORDS, words.length) - 1];
  const start = blocks[0].slice(0, last.index + last[0].length);
  const end = /(\S+\s+){0,5}\S+$/.exec(blocks[blocks.length - 1])?.[0] ?? "";
  return `text=${encode(start)},${encode(end)}`;
}

/**
 * Give a source's link to the very sentence, or null for an address that is not of the web.
 *
 * @param {import("./wire.js").Source} source
 * @returns {string | null}
 */
export function sentenceUrl(source) {
  const url = safeUrl(source.url);
  if (!url) return null;
  const directive = textDirective(source.quote);
  return directive ? `${url.href}${url.hash ? "" : "#"}:~:${directive}` : url.href;
}

/**
 * Show a source: title, date, host and link.
 *
 * @param {import("./wire.js").Source} source
 * @returns {HTMLElement}
 */
export function sourceCard(source) {
  const href = sentenceUrl(source);
  const card = element("footer", { class: "source" },
    element("cite", { class: "source-title" }, source.title || source.url));
  const date = dateOf(source.published);
  const host = safeUrl(source.url)?.host ?? "";
  const facts = element("p", { class: "source-facts" });
  if (source.section) facts.append(element("span", {}, source.section));
  if (date) facts.append(element("time", { datetime: source.published }, date));
  if (host && host !== location.host) facts.append(element("span", {}, host.replace(/^www\./, "")));
  if (facts.childNodes.length) card.append(facts);
  if (href) card.append(articleLink(href, source.title));
  return card;
}

/**
 * @param {string} href
 * @param {string} title
 */
function articleLink(href, title) {
  const address = href.split("#:~:")[0]; // what a print says
  return element("a", { class: "source-link", href, target: "_top", rel: "noopener", "data-address": address },
    element("span", { class: "source-words" }, say("read_article")), element("span", { class: "spoken" }, ` : ${title}`), ornament("→"));
}

/** @param {string} text */
function encode(text) {
  // "-" has a meaning of its own in a text directive, as "," and "&", which encodeURIComponent knows.
  return encodeURIComponent(text).replace(/-/g, "%2D");
}
