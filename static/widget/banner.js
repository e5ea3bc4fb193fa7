// @ts-check
/** The banner: says calmly that the line is down, once it has been down for more than a blink. */
import { find } from "./element.js";

const BANNER = ".banner";
const CALM_MS = 1200;

/** Make the banner. */
export function createBanner() {
  const banner = find(BANNER, HTMLElement);
  let timer = 0;
  let next = "";

  function draw() {
    clearTimeout(timer);
    timer = 0;
    if (banner.textContent !== next) banner.textContent = next; // each change is read out
  }

  return {
    /**
     * @param {string} text
     * @param {number} [delay_ms] unless another text stands there already
     */
    show(text, delay_ms = CALM_MS) {
      next = text;
      if (banner.textContent || !delay_ms) draw();
      else timer ||= setTimeout(draw, delay_ms);
    },
    hide() {
      next = "";
      draw();
    },
  };
}
