// @ts-check
/** How the widget looks on this page: light or dark, in which colour, and over how much of it. */
import { live } from "./elements.js";
import { options } from "./options.js";
import { read } from "./page.js";

const BOTH = "light dark";

/** Light, dark, or both where neither publisher nor page says one, and the reader's system decides. */
export let theme = BOTH;

/** Follow options and page; on phones what is really visible of it, since their keyboard covers the page. */
export const dress = () => {
  const root = read("documentElement");
  const body = read("body") || root;
  const scheme = getComputedStyle(root).colorScheme.replace(BOTH, "");
  const told = `${options.theme} ${root.dataset.theme} ${root.className} ${body.className} ${scheme}`;
  const found = /(?:^|\s|theme-)(dark|light)(?:-mode|-theme|\s|$)/.exec(told);
  const { height, offsetTop, scale } = /** @type {VisualViewport} */ (visualViewport);
  const seen = scale > 1 ? "" : `--salut-height:${height}px;--salut-top:${offsetTop}px`;
  theme = found ? found[1] : BOTH;
  live.replaceSync(`:host{--salut-theme:${theme};--salut-color:${options.color};--salut-layer:${options.zIndex || 1e9};${seen}}`);
};
