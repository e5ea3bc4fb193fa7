// @ts-check
/** The bar above the composer: who speaks, in words, and what the reader can do about it. */
import { action } from "./action.js";
import { element } from "./element.js";
import { say } from "./strings.js";
import { offersOf, speakerOf } from "./state.js";

/**
 * @param {object} options
 * @param {HTMLElement} options.footer
 * @param {string} options.locale
 * @param {Record<import("./state.js").Offer, () => void>} options.acts
 */
export function createStatusBar({ footer, locale, acts }) {
  const words = element("p", { class: "speaker-words", role: "status", tabindex: "-1" });
  const offers = element("div", { class: "speaker-offers" });
  const note = element("p", { class: "people-note", role: "status" });
  const bar = element("div", { class: "speaker" }, words, offers);
  let offered = "";
  footer.append(bar, note);

  /**
   * @param {string} state
   * @param {string} text
   * @param {import("./state.js").Offer[]} offer
   */
  function draw(state, text, offer) {
    bar.dataset.state = state;
    if (words.textContent !== text) words.textContent = text; // each change is read out
    if (offered === offer.join()) return; // the reader may stand on one of them
    offered = offer.join();
    offers.replaceChildren(...offer.map((each) => action(say(each), acts[each])));
  }

  return {
    /** @param {import("./state.js").State} state */
    show: (state) => draw(state.state, speakerOf(state, locale), offersOf(state)),

    /** Say that all is erased: nobody speaks, and nothing can be asked for. */
    showForgotten: () => draw("forgotten", say("forgotten"), []),

    /** @param {string} text  how it went, until something else happens */
    tell: (text) => void (note.textContent = text),

    /** Go where the change is read out, for the button that brought it is gone. */
    focus: () => words.focus(),
  };
}
