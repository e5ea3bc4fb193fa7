// @ts-check
/** How long ago something was, in words that stay right while they are looked at. */
import { element } from "../widget/element.js";
import { say } from "../widget/strings.js";

const LOCALE = document.documentElement.lang;
const AGO = new Intl.RelativeTimeFormat(LOCALE, { style: "short" });
const WHOLE = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeStyle: "short" });
const CLASS = "ago";
const REFRESH_MS = 10000;
const MINUTE_MS = 60 * 1000;
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [["day", 24 * 60 * MINUTE_MS], ["hour", 60 * MINUTE_MS], ["minute", MINUTE_MS]];

/**
 * Say how long ago a moment was.
 *
 * @param {string} moment ISO 8601
 * @param {number} now    milliseconds since 1970
 */
export function agoOf(moment, now) {
  const past_ms = Math.max(0, now - Date.parse(moment));
  const unit = UNITS.find(([, length_ms]) => past_ms >= length_ms);
  return unit ? AGO.format(-Math.floor(past_ms / unit[1]), unit[0]) : say("just_now");
}

/** @param {string} moment ISO 8601 */
export function agoElement(moment) {
  return element("time", { class: CLASS, datetime: moment, title: WHOLE.format(new Date(moment)) }, agoOf(moment, Date.now()));
}

/** Keep all that are shown right. */
export function keepTimes() {
  setInterval(() => {
    for (const shown of document.getElementsByClassName(CLASS)) {
      const text = agoOf(shown.getAttribute("datetime") ?? "", Date.now());
      if (shown.textContent !== text) shown.textContent = text;
    }
  }, REFRESH_MS);
}
