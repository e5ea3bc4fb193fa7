// @ts-check
/** Below an answer: did it help, and if not, why; and a button that copies it. */
import { element } from "./element.js";
import { iconButton } from "./icon.js";
import { say } from "./strings.js";

const REASONS = ["wrong", "outdated", "off_topic"];
const PRESSED = "aria-pressed";

/**
 * @typedef {(message_id: string, helpful: boolean, reason?: string) => Promise<string>} Rate
 *   gives what went wrong, or ""
 */

/**
 * Build what stands below an answer. One that is not kept can be copied only.
 *
 * @param {import("./message.js").Shown} message
 * @param {Rate} rate
 * @returns {HTMLElement}
 */
export function feedbackElement(message, rate) {
  const note = element("p", { class: "feedback-note" });
  const reasons = element("div", { class: "reasons", role: "group", "aria-label": say("reasons"), hidden: true },
    ...REASONS.map((reason) => {
      const button = element("button", { type: "button", class: "reason" }, say(`reason_${reason}`));
      button.addEventListener("click", () => {
        down.focus(); // the reasons go
        vote(false, reason);
      });
      return button;
    }));
  const up = thumb(true, message.helpful);
  const down = thumb(false, message.helpful);
  const copier = iconButton("copy", say("copy_answer"));
  const thumbs = element("div", { class: "thumbs", role: "group", "aria-label": say("feedback") }, up, down);
  const row = element("div", { class: "feedback-row" }, ...(message.status === "aside" ? [] : [thumbs]), copier);
  const shown = element("div", { class: "feedback" }, row, note, reasons);

  /**
   * @param {boolean} helpful
   * @param {string} [reason]
   */
  async function vote(helpful, reason) {
    const before = isPressed(up) ? true : isPressed(down) ? false : undefined;
    markHelpful(shown, helpful);
    const asks = !helpful && !reason;
    reasons.hidden = !asks;
    note.textContent = asks ? say("reasons") : "";
    const failure = before === helpful && !reason ? "" : await rate(message.id, helpful, reason);
    if (failure) {
      markHelpful(shown, before);
      reasons.hidden = true;
    }
    if (failure || !asks) note.textContent = failure || say("thanks");
  }

  up.addEventListener("click", () => vote(true));
  down.addEventListener("click", () => vote(false));
  copier.addEventListener("click", async () => {
    note.textContent = "";
    const done = await import("./copying.js").then(({ copy, copyOf }) => copy(copyOf(message)), () => false);
    note.textContent = say(done ? "copied_answer" : "failed");
  });
  return shown;
}

/**
 * Show what the reader has said of an answer.
 *
 * @param {HTMLElement} shown
 * @param {boolean | undefined} helpful
 */
export function markHelpful(shown, helpful) {
  for (const button of shown.querySelectorAll(".thumb")) {
    const isUp = !button.classList.contains("down");
    button.setAttribute(PRESSED, String(helpful === isUp));
  }
}

/**
 * @param {boolean} isUp
 * @param {boolean | undefined} helpful
 */
function thumb(isUp, helpful) {
  return iconButton("thumb", say(isUp ? "helpful" : "unhelpful"),
    { class: isUp ? "icon thumb" : "icon thumb down", [PRESSED]: String(helpful === isUp) });
}

/** @param {Element} button */
function isPressed(button) {
  return button.getAttribute(PRESSED) === "true";
}
