// @ts-check
/** Icons: thin strokes in the colour of the text around them. Screen readers skip them. */

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  thumb: "M7 11v9H4v-9zl4-8c1.6 0 2.5 1 2.5 2.6V9H19a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
};

/**
 * Draw an icon.
 *
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * Build a button with an icon, and a name that is heard and shown on hover.
 *
 * @param {keyof typeof PATHS} name
 * @param {string} words
 * @param {Record<string, string>} [attributes]
 */
export function iconButton(name, words, attributes = {}) {
  const button = document.createElement("button");
  for (const [key, value] of Object.entries({ type: "button", class: "icon", title: words, "aria-label": words, ...attributes })) {
    button.setAttribute(key, value);
  }
  button.append(icon(name));
  return button;
}
