// @ts-check
/** The composer: a text that grows, Enter sends, Shift+Enter begins a line, a counter near the end. */
import { find } from "./element.js";
import { say } from "./strings.js";

const FORM = ".composer";
const TEXT = ".composer-text";
const LEFT = ".composer-left";
const ROWS_MAX = 6;
const LEFT_SHOWN = 200;
const DRAFT_DELAY_MS = 300;

/**
 * @param {object} options
 * @param {string} options.draft                 what was being written before
 * @param {(text: string) => void} options.send
 * @param {(draft: string) => void} options.keep  called shortly after the text has changed
 */
export function createComposer({ draft, send, keep }) {
  const form = find(FORM, HTMLFormElement);
  const text = find(TEXT, HTMLTextAreaElement);
  const left = find(LEFT, HTMLElement);
  let timer = 0;

  const grow = () => {
    for (text.rows = 1; text.scrollHeight > text.clientHeight && text.rows < ROWS_MAX;) text.rows += 1;
    form.classList.toggle("empty", !text.value.trim());
    const count = text.maxLength - text.value.length;
    left.hidden = count > LEFT_SHOWN;
    left.textContent = left.hidden ? "" : say("left", { count });
  };
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    keep(text.value);
  };
  const onInput = () => {
    grow();
    clearTimeout(timer);
    timer = setTimeout(save, DRAFT_DELAY_MS);
  };
  /** @param {Event} event */
  const onSubmit = (event) => {
    event.preventDefault();
    const question = text.value.trim();
    if (!question) return;
    text.value = "";
    grow();
    save();
    send(question);
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };

  form.addEventListener("submit", onSubmit);
  text.addEventListener("input", onInput);
  text.addEventListener("keydown", onKey);
  addEventListener("pagehide", () => timer && save());
  text.value = draft;
  grow();

  return {
    focus: () => text.focus(),

    /** @param {() => Promise<unknown>} act  the first time that the reader comes to write */
    onFocus: (act) => text.addEventListener("focus", () => void act().catch(() => {}), { once: true }),

    /** @param {string} question a question to be written anew */
    edit(question) {
      text.value = question + (text.value ? `\n${text.value}` : "");
      onInput();
      text.focus();
    },
  };
}
