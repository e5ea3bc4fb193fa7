// @ts-check
/** Draws each picture of the statistics from its table, anew when room or colours change. */
import { drawChart } from "./chart.js";
import { readTable } from "./table-data.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} name of tokens.css, without its beginning */
function colour(name) {
  const told = getComputedStyle(document.documentElement).getPropertyValue(`--salut-${name.replaceAll("_", "-")}`);
  return told.trim();
}

/** @param {HTMLElement} place */
function keepDrawn(place) {
  const table = document.getElementById(place.dataset.table ?? "");
  if (!(table instanceof HTMLTableElement)) return;
  const data = readTable(table);
  const kind = /** @type {import("./chart.js").Kind} */ (place.dataset.kind);
  if (!data.series.some((each) => each.values.some((value) => value))) return;
  place.hidden = false;
  let chart = drawChart(place, kind, data, colour);
  let width = place.clientWidth;
  DARK.addEventListener("change", () => {
    chart.destroy();
    chart = drawChart(place, kind, data, colour);
  });
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    chart.destroy();
    chart = drawChart(place, kind, data, colour);
  }).observe(place);
}

for (const place of document.querySelectorAll(".drawing")) {
  if (place instanceof HTMLElement) keepDrawn(place);
}
