// @ts-check
/** Sources: the passage as a quotation, and a link that scrolls to its sentence in the article. */
import { dateOf } from "./dates.js";
import { element, ornament } from "./element.js";
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
 * Give the text directive that makes a browser scroll to a quote.
 *
 * @param {string} quote
 * @returns {string} "text=start,end", or "text=all" for a short quote; "" without words
 */
export function textDirective(quote) {
  const text = quote.replace(/[ \t\r\n]+/g, " ").trim();
  const words = [...text.matchAll(/\S+/g)];
  if (!words.length) return "";
  if (words.length <= 2 * EDGE_WORDS) return `text=${encode(text)}`;
  const last = words[EDGE_WORDS - 1];
  const start = text.slice(0, last.index + last[0].length);
  const end = text.slice(words[words.length - EDGE_WORDS].index);
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
  return element("a", { class: "source-link", href, target: "_top", rel: "noopener" },
    say("read_article"), element("span", { class: "hidden" }, ` : ${title}`), ornament(" →"));
}

/** @param {string} text */
function encode(text) {
  // "-" has a meaning of its own in a text directive, as "," and "&", which encodeURIComponent knows.
  return encodeURIComponent(text).replace(/-/g, "%2D");
}
