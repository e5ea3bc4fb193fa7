// @ts-check
/** The words readers see, in their language; they come with the document from translations/. */

/** @type {Record<string, string>} */
const STRINGS = JSON.parse(document.body.dataset.strings ?? "{}");

/**
 * Give one string, with `{name}` places filled in; the key itself where no language has it.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = Object.hasOwn(STRINGS, key) ? STRINGS[key] : key;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
