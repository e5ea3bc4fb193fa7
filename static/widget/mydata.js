// @ts-check
/** "Mes données": who keeps what and for how long, a copy of it, and its end. */
import { action } from "./action.js";
import { element } from "./element.js";
import { safeUrl } from "./source.js";
import { say } from "./strings.js";
import { download } from "./transcript.js";

const TYPE = "application/json";
const MAIL = "mailto:";
const DAYS = /** @type {const} */ ({ style: "unit", unit: "day", unitDisplay: "long" });

/**
 * Open the dialog; it is made anew each time, and gone when it closes.
 *
 * @param {object} options
 * @param {import("./people.js").Request} options.request
 * @param {boolean} options.isEmpty       nothing is kept
 * @param {string} options.locale
 * @param {number} [options.retention_days]
 * @param {string} [options.contact_url]
 * @param {() => void} options.onErased
 * @returns {HTMLDialogElement}
 */
export function openMyData({ request, isEmpty, locale, retention_days, contact_url, onErased }) {
  const note = element("p", { class: "people-note", role: "status" });
  const deeds = element("div", { class: "people-actions" });
  const dialog = element("dialog", { class: "mydata", "aria-labelledby": "mydata" },
    element("h2", { id: "mydata", tabindex: "-1", autofocus: true }, say("my_data")), // read out first
    ...facts().map((each) => element("p", {}, ...each)), deeds, note,
    action(say("done"), () => dialog.close(), { class: "mydata-done" }));

  /** @returns {(Node | string)[][]} */
  function facts() {
    if (isEmpty) return [[say("nothing_kept")]];
    const days = retention_days && new Intl.NumberFormat(locale, DAYS).format(retention_days);
    const kept = [say("kept", { name: document.title }), days ? say("kept_days", { days }) : ""];
    const href = contact_url?.startsWith(MAIL) ? contact_url : safeUrl(contact_url)?.href;
    const contact = href && element("a", { href, target: "_top", rel: "noopener" }, say("contact"));
    return [[kept.join(" ")], [say("kept_here")], ...(contact ? [[say("ask_data"), " ", contact]] : [])];
  }

  async function keep() {
    const ack = await request("export");
    const name = `salut-${new Date().toISOString().slice(0, 10)}.json`;
    if (ack.ok) download(name, TYPE, JSON.stringify(ack.data, null, 2));
    note.textContent = ack.ok ? say("copied", { name }) : ack.error.message;
  }

  const erase = action(say("erase"), confirm, { class: "erase" });

  /** Ask in place; what the reader stands on then changes nothing. */
  function confirm() {
    const no = action(say("erase_no"), () => {
      offer();
      erase.focus();
    });
    const yes = action(say("erase_yes"), async () => {
      yes.disabled = true;
      const ack = await request("forget");
      if (ack.ok) return onErased();
      yes.disabled = false;
      note.textContent = ack.error.message;
    }, { class: "people-send" });
    const question = element("p", { id: "erase" }, say("erase_ask"));
    deeds.replaceChildren(
      element("div", { role: "group", "aria-labelledby": "erase" }, question,
        element("div", { class: "people-actions" }, yes, no)));
    note.textContent = "";
    no.focus();
  }

  function offer() {
    deeds.replaceChildren(action(say("download"), keep, { class: "people-send" }), erase);
  }

  if (!isEmpty) offer();
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
