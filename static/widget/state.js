// @ts-check
/** The state of a conversation -> who speaks, robot or human, in words, and what can be done. */
import { openingTime } from "./opening-time.js";
import { say } from "./strings.js";

/**
 * @typedef {object} State
 * @property {"bot" | "waiting" | "open" | "closed"} state
 * @property {string} [agent]      who answers
 * @property {boolean} is_staffed  somebody is there at this hour
 * @property {string} [opens_at]   when somebody will be, ISO 8601
 * @property {boolean} has_email
 *
 * @typedef {"talk" | "resume" | "email"} Offer
 */

/** @type {State} what is so until something else is known */
export const ROBOT = { state: "bot", is_staffed: true, has_email: false };

/**
 * Tell whether people have the conversation, or are about to: the robot is silent.
 *
 * @param {State} state
 */
export function isWithPeople({ state }) {
  return state === "waiting" || state === "open";
}

/**
 * Say who speaks.
 *
 * @param {State} state
 * @param {string} locale
 * @returns {string}
 */
export function speakerOf(state, locale) {
  if (state.state === "open") {
    return state.agent ? say("speaker_open", { agent: state.agent }) : say("speaker_newsroom");
  }
  if (state.state !== "waiting" || state.is_staffed) return say(`speaker_${state.state}`);
  return `${absenceOf(state, locale)} ${say(state.has_email ? "reply_by_email" : "reply_here")}`;
}

/**
 * Say that nobody is there, and until when where that is known.
 *
 * @param {State} state
 * @param {string} locale
 * @returns {string}
 */
export function absenceOf({ opens_at }, locale) {
  const when = openingTime(opens_at, locale, new Date());
  return when ? say("absent_until", { when }) : say("absent");
}

/**
 * List what the reader can do.
 *
 * @param {State} state
 * @returns {Offer[]}
 */
export function offersOf(state) {
  if (!isWithPeople(state)) return ["talk"];
  return state.has_email || state.state === "open" ? ["resume"] : ["email", "resume"];
}
