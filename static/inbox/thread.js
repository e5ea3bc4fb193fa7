// @ts-check
/** What was said in the conversation, each line once and in its place; below it what is not sent yet. */
import { element, find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { messageElement, noteElement } from "./message.js";

const NEAR_PX = 80;
const TYPING_MS = 8000; // said again every four seconds by whoever goes on

/**
 * @typedef {import("./wire.js").Message} Message
 * @typedef {import("./outbox.js").Unsent} Unsent
 *
 * @param {object} options
 * @param {string} options.own_name
 * @param {import("./message.js").Explain} options.explain
 * @param {(client_id: string) => void} options.retry
 * @param {(client_id: string) => void} options.edit
 */
export function createThread({ own_name, explain, retry, edit }) {
  const scroller = find(".scroller", HTMLElement);
  const log = find(".thread", HTMLElement);
  const pending = find(".pending", HTMLElement);
  const typing = find(".typing", HTMLElement);
  /** @type {Map<string, HTMLElement>} */
  let lines = new Map();
  let timer = 0;

  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight });

  /**
   * @param {string} id
   * @param {HTMLElement} shown
   * @param {(other: HTMLElement) => boolean} isLater
   */
  function insert(id, shown, isLater) {
    const follows = isAtEnd();
    lines.set(id, shown);
    log.insertBefore(shown, [...log.children].find((each) => each instanceof HTMLElement && isLater(each)) ?? null);
    if (follows) toEnd();
  }

  /** @param {Message} message */
  function put(message) {
    if (lines.has(message.id)) return;
    const shown = messageElement(message, own_name, explain);
    shown.dataset.seq = String(message.seq);
    shown.dataset.at = message.created_at;
    insert(message.id, shown, ({ dataset }) => (dataset.seq ? Number(dataset.seq) > message.seq : (dataset.at ?? "") > message.created_at));
    if (message.author === "visitor") typing.hidden = true;
  }

  /** @param {import("./wire.js").Note} note */
  function putNote(note) {
    if (lines.has(note.id)) return;
    const shown = noteElement(note);
    shown.dataset.at = note.created_at;
    insert(note.id, shown, ({ dataset }) => (dataset.at ?? "") > note.created_at);
  }

  /**
   * Show all of a conversation; a history is shown, not read out.
   *
   * @param {Message[]} messages
   * @param {import("./wire.js").Note[]} notes
   * @param {boolean} isAnother  than the one that was shown: then its end is what one looks at
   */
  function show(messages, notes, isAnother) {
    log.setAttribute("aria-busy", "true");
    if (isAnother) {
      lines = new Map();
      log.replaceChildren();
      typing.hidden = true;
    }
    messages.forEach(put);
    notes.forEach(putNote);
    if (isAnother) toEnd();
    requestAnimationFrame(() => log.setAttribute("aria-busy", "false"));
  }

  /**
   * Show what the server does not have yet.
   *
   * @param {(Unsent & {status: "sending" | "waiting" | "refused"})[]} unsent
   */
  function showUnsent(unsent) {
    pending.replaceChildren(...unsent.map(({ client_id, text, status, error }) => {
      const line = element("p", { class: "status" }, status === "refused" ? `${error?.message ?? say("no_answer")} ` : say(`status_${status}`));
      if (status === "refused") line.append(button("retry", () => retry(client_id)), " ", button("edit", () => edit(client_id)));
      return element("article", { class: "message", "data-author": "agent", "data-status": status }, element("p", { class: "text", dir: "auto" }, text), line);
    }));
    if (unsent.length) toEnd();
  }

  /** @param {boolean} active whether the reader is writing */
  function setTyping(active) {
    const follows = isAtEnd();
    clearTimeout(timer);
    typing.hidden = !active;
    if (active) timer = setTimeout(() => (typing.hidden = true), TYPING_MS); // he may have gone
    if (follows) toEnd();
  }

  return { show, put, putNote, showUnsent, setTyping };
}

/**
 * @param {string} key
 * @param {() => void} act
 */
function button(key, act) {
  const made = element("button", { type: "button", class: "plain" }, say(key));
  made.addEventListener("click", act);
  return made;
}
