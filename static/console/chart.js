// @ts-check
/** One picture of a table: stacked bars of counts, lines of shares, or lines of times. */
import uPlot from "../vendor/uplot-1.6.32.esm.js";

/** @typedef {import("./table-data.js").Series} Series */
/** @typedef {import("./table-data.js").TableData} TableData */
/** @typedef {"stack" | "shares" | "times"} Kind */
/** @typedef {(name: string) => string} Colours gives the colour of a name of tokens.css */

const HEIGHT = 240;
const FONT = "12px sans-serif";
const WHOLE_STEPS = [1, 2, 3, 5, 7, 10, 14, 20, 28, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000, 1000000];
const LABEL_SPACE = 76;
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2]];
const BAR = { size: [0.72, 56], align: 0 };

const LOCALE = document.documentElement.lang;
const COUNT = new Intl.NumberFormat(LOCALE, { notation: "compact" });
const PERCENT = new Intl.NumberFormat(LOCALE, { style: "percent" });
const ROUND_TIMES = [1, 10, 100, 1000, 10000, 60000, 600000, 3600000, 36000000, 86400000];
/** @type {[number, string][]} */
const TIMES = [[3600000, "hour"], [60000, "minute"], [1000, "second"], [1, "millisecond"]];

/**
 * Draw a table.
 *
 * @param {HTMLElement} target
 * @param {Kind} kind
 * @param {TableData} data
 * @param {Colours} colours
 */
export function drawChart(target, kind, data, colours) {
  const places = data.labels.map((_, at) => at);
  const shown = kind === "stack" ? piled(data.series) : data.series;
  return new uPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      padding: [12, 12, null, null],
      scales: {
        x: { time: false, range: [-0.6, Math.max(places.length - 0.4, 0.6)] },
        y: scaleOf(kind),
      },
      axes: [
        axis(colours, { size: 34, space: LABEL_SPACE, incrs: WHOLE_STEPS, values: labelling(data.labels) }),
        axis(colours, { size: 56, values: measuring(kind), ...marksOf(kind) }),
      ],
      series: [
        { label: data.name, value: named(data.labels) },
        ...shown.map((each, at) => look(kind, each, data.series[data.series.indexOf(each)] ?? each, at, colours)),
      ],
      legend: { live: true, markers: { width: 0, fill: (/** @type {unknown} */ _, /** @type {number} */ at) => colours(shown[at - 1]?.key ?? "paper") } },
      cursor: { y: false, drag: { x: false, y: false } },
    },
    [places, ...shown.map((each) => each.values)],
    target,
  );
}

/**
 * Pile series on each other; the highest pile comes first, so that the others hide its lower part.
 *
 * @param {Series[]} series
 * @returns {Series[]}
 */
export function piled(series) {
  /** @type {number[]} */
  let below = [];
  const piles = series.map((each) => {
    below = each.values.map((value, at) => (value ?? 0) + (below[at] ?? 0));
    return { ...each, values: below };
  });
  return piles.reverse();
}

/**
 * @param {Kind} kind
 * @param {Series} each
 * @param {Series} told  what the legend tells of it
 * @param {number} at
 * @param {Colours} colours
 */
function look(kind, each, told, at, colours) {
  const colour = colours(each.key);
  const common = { label: each.name, value: named(told.texts), points: { show: kind !== "stack" } };
  if (kind === "stack") {
    const paths = uPlot.paths.bars(BAR);
    return { ...common, paths, fill: colour, stroke: colours("paper"), width: 1 };
  }
  const points = { size: 6, fill: colour, stroke: colour };
  return { ...common, points, stroke: colour, width: 2, dash: DASHES[at % DASHES.length], spanGaps: false };
}

/**
 * @param {Colours} colours
 * @param {object} own
 */
function axis(colours, own) {
  const line = { stroke: colours("line"), width: 1 };
  return { stroke: colours("soft"), font: FONT, grid: line, ticks: line, ...own };
}

/** @param {Kind} kind */
function scaleOf(kind) {
  if (kind === "shares") return { range: [0, 1] };
  if (kind === "times") return { distr: 3 };
  return { range: (/** @type {unknown} */ _, /** @type {number} */ __, /** @type {number | null} */ most) => [0, Math.max(4, (most ?? 0) * 1.08)] };
}

/** @param {Kind} kind */
function marksOf(kind) {
  if (kind === "stack") return { incrs: WHOLE_STEPS };
  if (kind === "shares") return {};
  const within = (/** @type {unknown} */ _, /** @type {number} */ __, /** @type {number} */ least, /** @type {number} */ most) =>
    ROUND_TIMES.filter((each) => each >= least && each <= most);
  return { splits: within, filter: (/** @type {unknown} */ _, /** @type {number[]} */ splits) => splits };
}

/** @param {string[]} labels */
function labelling(labels) {
  return (/** @type {unknown} */ _, /** @type {number[]} */ splits) => splits.map((at) => labels[at] ?? "");
}

/** @param {Kind} kind */
function measuring(kind) {
  const words = { stack: COUNT.format, shares: PERCENT.format, times: timeText }[kind];
  return (/** @type {unknown} */ _, /** @type {(number | null)[]} */ splits) =>
    splits.map((value) => (value === null ? "" : words(value)));
}

/** @param {string[]} texts */
function named(texts) {
  return (/** @type {unknown} */ _, /** @type {number} */ __, /** @type {number} */ ___, /** @type {number | null} */ at) =>
    at === null ? "" : texts[at] ?? "";
}

/** @param {number} milliseconds */
function timeText(milliseconds) {
  const [length, unit] = TIMES.find(([each]) => milliseconds >= each) ?? [1, "millisecond"];
  const words = new Intl.NumberFormat(LOCALE, { style: "unit", unit, unitDisplay: "narrow", maximumFractionDigits: 1 });
  return words.format(milliseconds / length);
}
