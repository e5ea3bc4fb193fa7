// @ts-check
/** What we add to the page: one element, and all else in its shadow, where no style of the page reaches. */
import { make, read } from "./page.js";

const STYLE = "__SALUT_STYLE__";

/** Our own element of the page, and where the chat lives. */
export const script = read("currentScript") || read("querySelector", "script[src][data-site]");
export const { origin } = new URL(script.src);

export const host = make("salut-widget");
const shadow = host.attachShadow({ __proto__: null, mode: "open" });
/** Its class says the state, where it stands, and whether it has a colour of its own. */
export const box = make("div", shadow);
export const panel = make("div", box);
export const button = make("button", box);
export const label = make("span", button);
export const badge = make("b", button);
const still = new CSSStyleSheet();
/** The style that changes with the options and with what is visible of the page. */
export const live = new CSSStyleSheet();

still.replaceSync(STYLE);
shadow.adoptedStyleSheets = [still, live];
panel.className = "panel";
panel.role = "dialog";
button.className = "launcher";
