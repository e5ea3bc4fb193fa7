// @ts-check
/** The banner: says calmly that the line is down, once it has been down for more than a blink. */
import { find } from "./element.js";

const BANNER = ".banner";
const CALM_MS = 1200;

/** Make the banner. */
export function createBanner() {
  const banner = find(BANNER, HTMLElement);
  let timer = 0;
  return {
    /**
     * @param {string} text
     * @param {number} [delay_ms]
     */
    show(text, delay_ms = CALM_MS) {
      if (timer || banner.textContent === text) return;
      timer = setTimeout(() => {
        timer = 0;
        banner.textContent = text;
      }, delay_ms);
    },
    hide() {
      clearTimeout(timer);
      timer = 0;
      banner.textContent = "";
    },
  };
}
