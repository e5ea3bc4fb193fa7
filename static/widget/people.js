// @ts-check
/**
 * People: the reader's way to the newsroom and back, and to what is kept of him. What few readers
 * ask for is fetched when one does.
 */
import { action } from "./action.js";
import { find } from "./element.js";
import { watchOffers } from "./handover.js";
import { absenceOf, isWithPeople, ROBOT } from "./state.js";
import { createStatusBar } from "./status-bar.js";
import { say } from "./strings.js";
import { signalTyping } from "./typing-signal.js";

const MENU = ".menu";
const TEXT = ".composer-text";
const HEARD_MS = 2000;
const TOUCH = matchMedia("(pointer: coarse)");

/**
 * @typedef {{ok: true, [key: string]: any} | {ok: false, error: {message: string}}} Reply
 * @typedef {(event: string, payload?: object) => Promise<Reply>} Request
 */

/**
 * @param {object} options
 * @param {Request} options.send          rejects when no ack comes
 * @param {HTMLElement} options.thread
 * @param {HTMLElement} options.footer    stands between thread and composer
 * @param {string} options.locale
 * @param {string} [options.contact_url]
 * @param {number} [options.retention_days]
 * @param {() => void} options.onForgotten  the server has forgotten the reader: forget too
 */
export function createPeople({ send, thread, footer, locale, onForgotten, ...paper }) {
  let state = ROBOT;
  let isForgotten = false;
  /** @type {ReturnType<typeof import("./leave-message.js").createLeaveMessage> | undefined} */
  let leaving;
  /** @type {(() => void) | undefined} */
  let toggleMenu;
  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  const text = find(TEXT, HTMLTextAreaElement);
  const menu = find(MENU, HTMLButtonElement);
  const bar = createStatusBar({ footer, locale, acts: { talk, resume, email: () => ask(say("email_intro"), false) } });
  const signal = signalTyping(text, (active) => void request("typing", { active }));
  const lost = () => bar.tell(say("failed"));

  /** @type {Request} */
  async function request(event, payload = {}) {
    const failed = { ok: /** @type {const} */ (false), error: { message: say("failed") } };
    return send(event, payload).catch(() => failed);
  }

  /** @param {import("./state.js").State} next */
  function setState(next) {
    if (next.state !== state.state) leaving?.close();
    state = next;
    isForgotten = false;
    draw();
  }

  function draw() {
    document.body.dataset.state = isForgotten ? "forgotten" : state.state;
    signal.setOpen(state.state === "open");
    bar.tell("");
    if (isForgotten) bar.showForgotten();
    else bar.show(state);
  }

  /**
   * @param {string} event one that changes the state
   * @param {object} [payload]
   * @returns {Promise<string>} what went wrong, or ""
   */
  async function move(event, payload) {
    const ack = await request(event, payload);
    if (!ack.ok) return ack.error.message;
    setState(ack.state);
    (TOUCH.matches ? bar : text).focus(); // no keyboard slides in before anybody writes
    return "";
  }

  async function talk() {
    if (isForgotten || isWithPeople(state)) return text.focus();
    if (!state.is_staffed) return ask(`${absenceOf(state, locale)} ${say("leave_intro")}`, true);
    bar.tell(await move("handover"));
  }

  async function resume() {
    bar.tell(await move("resume"));
  }

  /**
   * Ask for an address.
   *
   * @param {string} intro
   * @param {boolean} withMessage
   */
  async function ask(intro, withMessage) {
    const fetched = await import("./leave-message.js").catch(lost);
    leaving ??= fetched?.createLeaveMessage({ footer, thread, leave: (email) => move("handover", { email }) });
    leaving?.open(intro, withMessage);
  }

  async function showMenu() {
    const fetched = await Promise.all([import("./menu.js"), import("./transcript.js")]).catch(lost);
    if (!fetched) return;
    const [{ createMenu }, { copies }] = fetched;
    toggleMenu ??= createMenu(menu, () => [
      isWithPeople(state) ? action(say("resume"), resume) : action(say("talk"), talk),
      action(say("my_data"), showMyData),
      ...(isForgotten ? [] : [copies(request, bar.tell)]),
    ]);
    toggleMenu();
  }

  async function showMyData() {
    const fetched = await import("./mydata.js").catch(lost);
    // The event that all tabs hear follows the ack: who hangs up at the ack cuts it off.
    const onErased = () => void setTimeout(forgotten, HEARD_MS);
    dialog = fetched?.openMyData({ ...paper, locale, request, isEmpty: isForgotten, onErased });
  }

  /** Show that all is erased, here or on another tab; the next `setState` begins anew. */
  function forgotten() {
    if (isForgotten) return;
    isForgotten = true;
    state = ROBOT;
    dialog?.close();
    leaving?.close();
    draw();
    onForgotten();
  }

  menu.hidden = false;
  menu.addEventListener("click", showMenu);
  text.addEventListener("input", () => bar.tell(""));
  watchOffers(thread, talk);
  draw();

  return {
    setState,
    open: talk, // ask for the newsroom
    forgotten,
    /** Tell whether what is written now is for the newsroom, once an address is given. */
    isLeaving: () => Boolean(leaving?.isMessage()),
  };
}
