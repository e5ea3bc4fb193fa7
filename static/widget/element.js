// @ts-check
/** Builds elements. Text goes in as text nodes only, so no words of anyone ever become markup. */

/**
 * Build an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} [attributes] `true` writes an empty attribute, `false` none
 * @param {...(Node | string)} children strings become text
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * Find an element that the document must have.
 *
 * @template {HTMLElement} Wanted
 * @param {string} selector
 * @param {new () => Wanted} type
 * @returns {Wanted}
 */
export function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the document lacks ${selector}`);
  return found;
}

/**
 * Build an ornament that screen readers skip.
 *
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLSpanElement}
 */
export function ornament(text, className = "ornament") {
  return element("span", { class: className, "aria-hidden": "true" }, text);
}
