// @ts-check
/** Dates as readers of the panel's language write them. */
import { element } from "./element.js";
import { say } from "./strings.js";

const LOCALE = document.documentElement.lang;
const TIME = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const DATE = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const AGO = new Intl.RelativeTimeFormat(LOCALE, { style: "short" });
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WHEN = "when";

/** How far the server's clock is ahead of the reader's, whose may be wrong. */
let ahead_ms = 0;

/**
 * Give a moment as the reader says it: just now, some minutes ago, or hour and minute.
 *
 * @param {string} moment ISO 8601
 * @param {Date} now
 * @returns {string}
 */
export function timeOf(moment, now) {
  if (!isMoment(moment)) return "";
  const minutes = (now.getTime() + ahead_ms - Date.parse(moment)) / MINUTE_MS;
  if (Math.abs(minutes) < 1) return say("just_now");
  return minutes > 0 && minutes < 60 ? AGO.format(-Math.floor(minutes), "minute") : TIME.format(new Date(moment));
}

/**
 * Show a moment; `refreshTimes` keeps it right.
 *
 * @param {string} moment ISO 8601
 * @param {Date} now
 */
export function timeElement(moment, now) {
  return element("time", { class: WHEN, datetime: moment, "aria-live": "off" }, timeOf(moment, now)); // not read out each minute
}

/**
 * Bring all times that are shown up to date.
 *
 * @param {HTMLElement} within
 * @param {Date} now
 */
export function refreshTimes(within, now) {
  for (const shown of within.getElementsByClassName(WHEN)) {
    const text = timeOf(shown.getAttribute("datetime") ?? "", now);
    if (shown.textContent !== text) shown.textContent = text;
  }
}

/**
 * Learn from a message that was written right now what time it is for the server.
 *
 * @param {string} moment ISO 8601
 * @param {Date} now
 */
export function setClock(moment, now) {
  if (!isMoment(moment)) return;
  const found_ms = Date.parse(moment) - now.getTime();
  ahead_ms = Math.abs(found_ms) > MINUTE_MS / 2 ? found_ms : 0;
}

/**
 * Give the day of a moment in words: today, yesterday, or weekday and date.
 *
 * @param {string} moment ISO 8601
 * @param {Date} now
 * @returns {string}
 */
export function dayOf(moment, now) {
  const day = new Date(moment).toDateString();
  if (!isMoment(moment) || day === now.toDateString()) return say("today");
  if (day === new Date(now.getTime() - DAY_MS).toDateString()) return say("yesterday");
  return DAY.format(new Date(moment));
}

/**
 * Give a date of publication in words; "" for what is no date.
 *
 * @param {string} published ISO date, with or without a time
 * @returns {string}
 */
export function dateOf(published) {
  const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(published);
  return day ? DATE.format(new Date(+day[1], +day[2] - 1, +day[3])) : "";
}

/** @param {string} moment */
function isMoment(moment) {
  return !Number.isNaN(Date.parse(moment));
}
