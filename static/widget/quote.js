// @ts-check
/** Quotes: the article's own paragraphs, with the words that decide marked. */
import { element } from "./element.js";

/** Where one block of the article ends and the next begins; the bullet stands for a list item. */
const BLOCK_END = /\s*\n\s*|\s+•\s+|^\s*•\s+/g;

/**
 * Give the (start, end) of the paragraphs and list items of a quote.
 *
 * @param {string} quote
 * @returns {[number, number][]}
 */
function spansOf(quote) {
  const cuts = [...quote.matchAll(BLOCK_END)];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), quote.length];
  return starts.map((start, place) => /** @type {[number, number]} */ ([start, ends[place]]))
    .filter(([start, end]) => quote.slice(start, end).trim());
}

/**
 * Give the paragraphs and list items of a quote.
 *
 * @param {string} quote
 * @returns {string[]}
 */
export function blocksOf(quote) {
  return spansOf(quote).map(([start, end]) => quote.slice(start, end).trim());
}

/**
 * Show a quote, a paragraph a block.
 *
 * @param {import("./wire.js").Source} source
 * @returns {HTMLElement}
 */
export function quoteElement({ quote, marks = [] }) {
  const inUnits = marks.map((mark) => mark.map((place) => units(quote, place)));
  return element("blockquote", { class: "quote", dir: "auto" },
    ...spansOf(quote).map(([start, end]) => element("p", {}, ...pieces(quote, start, end, inUnits))));
}

/**
 * Cut a block at its marks.
 *
 * @param {string} quote
 * @param {number} start
 * @param {number} end
 * @param {number[][]} marks in order, none over another
 * @returns {(Node | string)[]}
 */
function pieces(quote, start, end, marks) {
  const parts = [];
  let done = start;
  for (const [from, to] of marks) {
    if (from < done || to > end || to <= from) continue;
    parts.push(quote.slice(done, from), element("mark", {}, quote.slice(from, to)));
    done = to;
  }
  return [...parts, quote.slice(done, end)];
}

/**
 * The server counts characters, the browser units of UTF-16.
 *
 * @param {string} text
 * @param {number} characters
 */
function units(text, characters) {
  return Array.from(text).slice(0, characters).join("").length;
}
