// @ts-check
/**
 * Canned replies: after a "/" the answers of the site are looked for while one types; the one that
 * is chosen stands in the text as a quote with its link, to be changed before it is sent.
 */
import { element, find } from "../widget/element.js";
import { safeUrl } from "../widget/source.js";
import { say } from "../widget/strings.js";

const GAP_MS = 120;
const ENTRY_PX = 84;
const SHARE_OF_WINDOW = 0.5; // what the list may cover: it never scrolls
const BEGUN = /(^|\s)\/(?!\s)([^/\n]{0,120})$/;

/** @typedef {import("./wire.js").Entry} Entry */

/**
 * @param {object} options
 * @param {HTMLTextAreaElement} options.text
 * @param {(text: string) => Promise<any>} options.seek
 */
export function createCanned({ text, seek }) {
  const list = find(".canned", HTMLElement);
  const count = find(".canned-count", HTMLElement);
  /** @type {Entry[]} */
  let offered = [];
  let active = -1;
  let timer = 0;
  let turn = 0; // answers to an earlier one are stale

  /** Give what was written after the slash before the caret; null where there is none. */
  const begun = () => BEGUN.exec(text.value.slice(0, text.selectionStart))?.[2] ?? null;

  function close() {
    clearTimeout(timer);
    turn += 1;
    list.hidden = true;
    count.textContent = "";
    walk(-1);
  }

  /** @param {number} to the place of the one that Enter takes, -1 for none */
  function walk(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    const item = list.children[(active = to)];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) text.setAttribute("aria-activedescendant", item.id);
    else text.removeAttribute("aria-activedescendant");
  }

  /** @param {Entry} entry */
  function take(entry) {
    const begin = text.selectionStart - (begun()?.length ?? 0) - 1;
    const url = safeUrl(entry.url);
    const quote = say(url ? "canned_quote" : "canned_bare", { quote: entry.answer, title: entry.title || entry.question, url: url?.href ?? "" });
    text.setRangeText(quote, Math.max(0, begin), text.selectionStart, "end");
    close();
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    text.focus();
  }

  /** @param {Entry[]} found */
  function show(found) {
    const entries = found.slice(0, Math.max(2, Math.floor((innerHeight * SHARE_OF_WINDOW) / ENTRY_PX)));
    offered = entries;
    walk(-1);
    list.replaceChildren(...entries.map((entry, place) => {
      const item = element("li", { id: `canned-${place}`, class: "canned-item", role: "option", "aria-selected": "false", dir: "auto" },
        element("span", { class: "canned-question" }, entry.question), element("span", { class: "canned-answer" }, entry.answer));
      item.addEventListener("click", () => take(entry));
      return item;
    }));
    list.hidden = !entries.length;
    count.textContent = entries.length ? say("canned_count", { count: entries.length }) : say("canned_none");
    if (entries.length) walk(0);
  }

  async function look() {
    const wanted = begun();
    const mine = (turn += 1);
    if (wanted === null) return;
    const ack = await seek(wanted).catch(() => null);
    if (mine === turn && wanted === begun() && document.activeElement === text) show(ack?.ok ? ack.entries : []);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => walk((active + 1) % offered.length),
    ArrowUp: () => walk((active <= 0 ? offered.length : active) - 1),
    Escape: close,
    Tab: () => take(offered[Math.max(0, active)]),
    Enter: () => take(offered[Math.max(0, active)]),
  };

  text.addEventListener("input", () => {
    clearTimeout(timer);
    if (begun() === null) close();
    else timer = setTimeout(look, GAP_MS);
  });
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || !Object.hasOwn(keys, event.key)) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // before the composer sends
    keys[event.key]();
  }, { capture: true });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the text
  return { close };
}
