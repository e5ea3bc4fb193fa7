// @ts-check
/** Dates as readers of the panel's language write them. */
import { say } from "./strings.js";

const LOCALE = document.documentElement.lang;
const TIME = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const DATE = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Give the hour and minute of a moment.
 *
 * @param {string} moment ISO 8601
 * @returns {string}
 */
export function timeOf(moment) {
  return isMoment(moment) ? TIME.format(new Date(moment)) : "";
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
