// @ts-check
/**
 * Leaving a message: an address to answer to. The message itself is what stands in the composer, so
 * nothing that was typed is lost, and both are sent together.
 */
import { action } from "./action.js";
import { element, find } from "./element.js";
import { say } from "./strings.js";

const COMPOSER = ".composer";
const TEXT = ".composer-text";
const WRITTEN = '.message[data-author="visitor"]';

/**
 * @param {object} options
 * @param {HTMLElement} options.footer
 * @param {HTMLElement} options.thread
 * @param {(email: string) => Promise<string>} options.leave  gives what went wrong, or ""
 */
export function createLeaveMessage({ footer, thread, leave }) {
  const composer = find(COMPOSER, HTMLFormElement);
  const text = find(TEXT, HTMLTextAreaElement);
  /** @type {HTMLFormElement | undefined} */
  let form;
  let isMessage = false;

  function close() {
    form?.remove();
    form = undefined;
  }

  /**
   * @param {string} intro
   * @param {boolean} withMessage  whether the composer's text goes along
   */
  function open(intro, withMessage) {
    close();
    isMessage = withMessage;
    const email = element("input", {
      id: "email", class: "leave-email", type: "email", name: "email", autocomplete: "email",
      required: true, maxlength: "254", dir: "ltr", "aria-describedby": "email-error",
    });
    const error = element("p", { id: "email-error", class: "leave-error", role: "alert" });
    const send = element("button", { class: "people-send", type: "submit" }, say("leave_send"));
    form = element("form", { class: "leave", novalidate: true, "aria-labelledby": "leave" },
      element("h2", { id: "leave" }, say(withMessage ? "leave_message" : "email")),
      element("p", {}, intro),
      element("label", { for: "email" }, say("email_label")), email, error,
      element("div", { class: "people-actions" }, send, action(say("cancel"), cancel)));

    /** @param {string} words @param {HTMLElement} [field] */
    const refuse = (words, field = email) => {
      error.textContent = words;
      email.setAttribute("aria-invalid", String(field === email));
      field.focus();
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!email.validity.valid) return refuse(say(email.value ? "email_wrong" : "email_missing"));
      if (isMessage && !text.value.trim() && !thread.querySelector(WRITTEN)) {
        return refuse(say("text_missing"), text);
      }
      send.disabled = true;
      const wrong = await leave(email.value);
      send.disabled = false;
      if (wrong) return refuse(wrong);
      const isUnsent = isMessage && text.value.trim();
      close();
      if (isUnsent) composer.requestSubmit();
    });
    footer.append(form);
    email.focus();
  }

  function cancel() {
    close();
    text.focus();
  }

  // Enter in the composer sends the whole: alone, the message would go to the robot.
  document.addEventListener("submit", (event) => {
    if (!form || !isMessage || event.target !== composer) return;
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }, { capture: true });
  footer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !form) return;
    event.stopPropagation();
    cancel();
  });

  return { open, close, isMessage: () => Boolean(form && isMessage) };
}
