// @ts-check
/** Copying: an answer with where it stands, for a letter or a note. */
import { element } from "./element.js";
import { safeUrl } from "./source.js";

/**
 * Put an answer into words that can be pasted: text, then title and address of its source.
 *
 * @param {import("./wire.js").Message} message
 * @returns {string}
 */
export function copyOf({ text, sources: [source] }) {
  if (!source) return text;
  const address = safeUrl(source.url)?.href ?? "";
  return [text, "", source.title, address].filter((line, at) => line || at === 1).join("\n");
}

/**
 * Copy a text; a page that frames us may have to allow it, hence the old way after the new one.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it worked
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const before = document.activeElement;
  const field = element("textarea", { class: "spoken", readonly: true, "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
