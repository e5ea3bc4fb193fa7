// @ts-check
/**
 * Questions offered while one is being written: a list that the arrows walk through while the focus
 * stays in the text. It comes and goes by itself, and never takes a key that nobody meant for it.
 */
import { labelOf } from "./chips.js";
import { element, find } from "./element.js";
import { say } from "./strings.js";

const TEXT = ".composer-text";
const LIST = ".suggest";
const COUNT = ".suggest-count";
const LETTERS_MIN = 2;
const TYPED_MAX = 256;
const GAP_MS = 120; // between two requests: ten a second are allowed
const REST_MS = 600; // without a key, before the list is read out
const LOW_PX = 480;

/**
 * @param {object} options
 * @param {(event: string, payload: object) => Promise<any>} options.request
 * @param {() => boolean} options.isWanted  the robot is the one who is asked
 */
export function createSuggest({ request, isWanted }) {
  const text = find(TEXT, HTMLTextAreaElement);
  const list = find(LIST, HTMLElement);
  const count = find(COUNT, HTMLElement);
  /** @type {string[]} */
  let offered = [];
  let active = -1;
  let asked_at = -GAP_MS;
  let timer = 0;
  let rest = 0;
  let turn = 0; // answers to an earlier one are stale
  let isTold = false; // once for each text

  const typed = () => text.value.trim();

  function close() {
    clearTimeout(timer);
    clearTimeout(rest);
    turn += 1;
    list.hidden = true;
    count.textContent = "";
    if (!typed()) isTold = false;
    walk(-1);
  }

  /** @param {number} to the place of the one that Enter takes, -1 for the text itself */
  function walk(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    const item = list.children[(active = to)];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) text.setAttribute("aria-activedescendant", item.id);
    else text.removeAttribute("aria-activedescendant");
  }

  /** @param {string} question */
  function take(question) {
    text.value = question;
    text.form?.requestSubmit();
  }

  /** @param {string[]} questions */
  function show(questions) {
    if (!questions.length) return close();
    walk(-1);
    offered = questions;
    list.replaceChildren(...questions.map((question, at) => {
      const item = element("li", { id: `suggestion-${at}`, class: "suggestion", role: "option", "aria-selected": "false", dir: "auto" },
        ...labelOf(question));
      item.addEventListener("click", () => take(question));
      return item;
    }));
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (!isTold) count.textContent = say("suggest_count", { count: questions.length });
      isTold = true;
    }, REST_MS);
    list.hidden = false;
  }

  async function seek() {
    const wanted = typed();
    const mine = (turn += 1);
    asked_at = performance.now();
    const ack = await request("suggest", { text: wanted }).catch(() => null);
    if (mine !== turn || wanted !== typed() || document.activeElement !== text || !isWanted()) return;
    const found = (ack?.ok ? ack.suggestions : []).map((/** @type {{question: string}} */ { question }) => question)
      .filter((/** @type {string} */ question) => question.toLowerCase() !== wanted.toLowerCase());
    show(innerHeight < LOW_PX ? found.slice(0, 3) : found);
  }

  /** @param {Event} event */
  function onInput(event) {
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(timer);
    const letters = typed().match(/\p{L}/gu)?.length ?? 0;
    if (letters < LETTERS_MIN || typed().length > TYPED_MAX || text.value.includes("\n") || !isWanted()) return close();
    const wait_ms = asked_at + GAP_MS - performance.now();
    if (wait_ms > 0) timer = setTimeout(seek, wait_ms);
    else seek();
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => walk(active + 1 < offered.length ? active + 1 : -1),
    ArrowUp: () => walk(active < 0 ? offered.length - 1 : active - 1),
    Escape: close,
    Enter: () => take(offered[active]),
  };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (list.hidden || event.target !== text || event.isComposing || !Object.hasOwn(keys, event.key)) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && active < 0) return;
    event.preventDefault();
    event.stopPropagation(); // before the composer sends, and the panel closes
    keys[event.key]();
  }

  text.addEventListener("input", onInput);
  text.addEventListener("compositionend", onInput);
  text.addEventListener("blur", close);
  text.form?.addEventListener("keydown", onKey, { capture: true });
  text.form?.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the text
  return { close };
}
