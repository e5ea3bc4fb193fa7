// @ts-check
/** "Pourquoi ?": how the question of an answer was matched, asked for when somebody wants to know. */
import { element } from "../widget/element.js";
import { say } from "../widget/strings.js";

const PERCENT = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
const SCORE = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
const NAMES = new Intl.DisplayNames(document.documentElement.lang, { type: "language", fallback: "code" });

/**
 * Make the disclosure below an answer of the bot.
 *
 * @param {import("./wire.js").Message} message
 * @param {import("./message.js").Explain} explain
 */
export function whyElement(message, explain) {
  const body = element("div", { class: "why-body", "aria-live": "polite" });
  const shown = element("details", { class: "why" }, element("summary", {}, say("why")), body);
  let isAsked = false;
  shown.addEventListener("toggle", async () => {
    if (!shown.open || isAsked) return;
    isAsked = true;
    body.textContent = say("why_wait");
    const ack = await explain(message.id).catch(() => null);
    isAsked = Boolean(ack?.ok); // else to open it again asks again
    body.replaceChildren(...(ack?.ok ? told(ack.question, ack.explanation) : [ack?.error.message ?? say("no_answer")]));
  });
  return shown;
}

/** @param {number} share from 0 to 1 */
export function percent(share) {
  return PERCENT.format(share);
}

/**
 * @param {string} question
 * @param {import("./wire.js").Explanation} explanation
 * @returns {Node[]}
 */
function told(question, { language, words, meaning, matches }) {
  return [
    element("p", {}, say("why_asked", { question, language: languageOf(language) })),
    element("h3", {}, say("why_words")),
    words.length ? wordTable(words) : element("p", {}, say("why_no_words")),
    element("h3", {}, say("why_matches")),
    matches.length ? element("ol", { class: "why-matches" }, ...matches.map(matchElement)) : element("p", {}, say("why_no_matches")),
    element("p", { class: "why-means" }, say(meaning ? "why_meaning" : "why_no_meaning")),
  ];
}

/** @param {import("./wire.js").Explanation["words"]} words */
function wordTable(words) {
  const head = ["why_word", "why_weight", "why_met"].map((key) => element("th", { scope: "col" }, say(key)));
  const rows = words.map(({ word, weight, met }) => element("tr", {},
    element("th", { scope: "row", dir: "auto" }, word),
    element("td", {}, SCORE.format(weight)),
    element("td", { dir: "auto" }, met.map(([stem, similarity]) => `${stem} (${percent(similarity)})`).join(", ") || say("why_met_none"))));
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

/** @param {import("./wire.js").Explanation["matches"][number]} match */
function matchElement({ question, title, score, confidence }) {
  return element("li", {},
    element("span", { dir: "auto" }, question || title), " ",
    element("span", { class: "why-sure" }, say("why_sure", { sure: percent(confidence), score: SCORE.format(score) })));
}

/** @param {string} code */
function languageOf(code) {
  try {
    return NAMES.of(code) ?? code;
  } catch {
    return code;
  }
}
