// @ts-check
/** Keyboard shortcuts: single keys, never while something is written, and none for who wants none. */
import { find } from "../widget/element.js";

/**
 * @param {object} options
 * @param {ReturnType<typeof import("./memory.js").createMemory>} options.memory
 * @param {Record<string, () => void>} options.acts  by key
 */
export function createShortcuts({ memory, acts }) {
  const dialog = find(".shortcuts", HTMLDialogElement);
  const isOn = find(".shortcuts-on", HTMLInputElement);

  isOn.checked = memory.recall().keys;
  isOn.addEventListener("change", () => memory.remember(() => ({ keys: isOn.checked })));
  find(".tool-keys", HTMLButtonElement).addEventListener("click", () => dialog.showModal());
  find(".shortcuts-close", HTMLButtonElement).addEventListener("click", () => dialog.close());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (!memory.recall().keys || document.querySelector("dialog[open]") || isWriting(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "?") dialog.showModal();
    else if (Object.hasOwn(acts, key)) acts[key]();
    else return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
