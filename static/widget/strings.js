// @ts-check
/** The words readers see, in their language; they come with the document from translations/. */

/** @type {Record<string, string>} */
const STRINGS = JSON.parse(document.body.dataset.strings ?? "{}");
const LOCALE = document.documentElement.lang || "fr";
const PLURALS = new Intl.PluralRules(LOCALE);
const NUMBERS = new Intl.NumberFormat(LOCALE);

/**
 * Give one string, with `{name}` places filled in; the key itself where no language has it.
 * With a `count`, give the form that the language's grammar asks for: `key_one`, `key_few` …
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const form = formsOf(key, values.count).find((each) => Object.hasOwn(STRINGS, each));
  return (form === undefined ? key : STRINGS[form]).replace(/\{(\w+)\}/g, (place, name) => show(values[name] ?? place));
}

/**
 * Name the keys to look under, the nearest first.
 *
 * @param {string} key
 * @param {string | number | undefined} count
 */
function formsOf(key, count) {
  return typeof count === "number" ? [`${key}_${PLURALS.select(count)}`, `${key}_other`, key] : [key];
}

/** @param {string | number} value */
function show(value) {
  return typeof value === "number" ? NUMBERS.format(value) : value;
}
