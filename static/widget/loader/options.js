// @ts-check
/** What a publisher chooses, by `data-` attributes of the script, by `init` and by `update`; docs/embedding.md tells all. */
import { own } from "./page.js";

/** @type {Record<string, string | undefined>} */
export const options = /** @type {any} */ ({ __proto__: null });

/** @param {any} told */
export const choose = (told) => {
  for (const name of "site locale position color theme zIndex consent hiddenOn launcher help".split(" ")) {
    const value = own(told, name);
    if (name === "color" && value && !(contrast(value) >= 4.5)) {
      console.warn(`Salut: color ${value} is no #rrggbb that is dark enough for white text (4.5:1)`);
    } else if (value !== undefined) options[name] = value;
  }
};

/** @param {string} color beside white, by WCAG 2.2; NaN if it is not #rrggbb */
const contrast = (color) => {
  let light = color.length === 7 ? 0.05 : NaN;
  for (const [at, weight] of [[1, 0.2126], [3, 0.7152], [5, 0.0722]]) {
    light += weight * ((+("0x" + color.slice(at, at + 2)) / 255 + 0.055) / 1.055) ** 2.4;
  }
  return 1.05 / light;
};

/** Tell whether the path is one of those in `hiddenOn`: "/compte/*, /panier", where `*` stands for anything. */
export const isHidden = () =>
  RegExp(`^(${String(options.hiddenOn).replace(/\*/g, ".*").replace(/[\s,]+/g, "|")})$`).test(location.pathname);
