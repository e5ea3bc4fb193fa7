// @ts-check
/** The way to the newsroom, offered below an answer that is none. */
import { element } from "./element.js";
import { say } from "./strings.js";

const OFFER = "handover-offer";

/**
 * Build the button; whoever watches the thread hears of its click.
 *
 * @returns {HTMLButtonElement}
 */
export function handoverOffer() {
  return element("button", { type: "button", class: OFFER }, say("talk"));
}

/**
 * Hear of it when the newsroom is asked for in the thread.
 *
 * @param {HTMLElement} thread
 * @param {() => void} talk
 */
export function watchOffers(thread, talk) {
  thread.addEventListener("click", ({ target, detail }) => {
    if (detail < 2 && target instanceof Element && target.closest(`.${OFFER}`)) talk();
  });
}
