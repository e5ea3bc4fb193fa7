// @ts-check
/** When the newsroom opens, as readers say it: "demain à 9 h". */
import { say } from "./strings.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;

/**
 * Say a moment that lies ahead, in the reader's own time.
 *
 * @param {string | undefined} moment ISO 8601
 * @param {string} locale
 * @param {Date} now
 * @returns {string} "" for no moment, or one that has passed
 */
export function openingTime(moment, locale, now) {
  const date = new Date(moment ?? NaN);
  if (!(date > now)) return "";
  const days = Math.round((midnight(date) - midnight(now)) / DAY_MS);
  const day = days < 2
    ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day")
    : new Intl.DateTimeFormat(locale, days < WEEK_DAYS
      ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }).format(date);
  const time = new Intl.DateTimeFormat(locale, date.getMinutes()
    ? { timeStyle: "short" } : { hour: "numeric" }).format(date);
  return say("opens_at", { day, time: time.replace(/^0(?=\d)/, "") }); // 9 h, not 09 h
}

/** @param {Date} date */
function midnight(date) {
  return new Date(date).setHours(0, 0, 0, 0);
}
