// @ts-check
/** Copies to keep: what the server writes becomes a file, without another request. */
import { action } from "./action.js";
import { element } from "./element.js";
import { say } from "./strings.js";

const FORMATS = ["txt", "html", "json"];
const KEPT_MS = 60000;

/**
 * Give a text to the reader as a file.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

/**
 * Offer the conversation as a file, in each format.
 *
 * @param {import("./people.js").Request} request
 * @param {(words: string) => void} tell
 * @returns {HTMLElement}
 */
export function copies(request, tell) {
  /** @param {string} format */
  async function keep(format) {
    const ack = await request("transcript", { format });
    if (ack.ok) download(ack.name, ack.type, ack.text);
    tell(ack.ok ? say("copied", { name: ack.name }) : ack.error.message);
  }
  return element("div", { class: "copies", role: "group", "aria-labelledby": "copies" },
    element("span", { id: "copies" }, say("copy")),
    ...FORMATS.map((format) => action(say(`copy_${format}`), () => keep(format), { class: "copy" })));
}
