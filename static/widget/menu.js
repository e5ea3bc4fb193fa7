// @ts-check
/** The menu of the masthead: a button that discloses what else can be done. */
import { find } from "./element.js";

const PANEL = ".menu-panel";

/**
 * Make the menu; what it offers is asked each time that it opens.
 *
 * @param {HTMLButtonElement} button
 * @param {() => Node[]} items
 * @returns {() => void} opens or closes it
 */
export function createMenu(button, items) {
  const panel = find(PANEL, HTMLElement);

  /** @param {boolean} isOpen */
  function set(isOpen) {
    panel.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  }

  /** @param {{key: string, stopPropagation: () => void}} event */
  function onKey(event) {
    if (panel.hidden || event.key !== "Escape") return;
    event.stopPropagation(); // it closes the menu, and not the panel behind it
    button.focus();
    set(false);
  }

  /** @param {EventTarget | null} target where the reader is now */
  function follow(target) {
    if (target instanceof Node && !panel.contains(target) && !button.contains(target)) set(false);
  }

  panel.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element && target.closest("button"))) return;
    button.focus(); // before the item does its work: here the focus returns to
    set(false);
  }, { capture: true });
  button.addEventListener("keydown", onKey);
  panel.addEventListener("keydown", onKey);
  panel.addEventListener("focusout", ({ relatedTarget }) => follow(relatedTarget));
  addEventListener("pointerdown", ({ target }) => follow(target));

  return () => {
    const isOpen = Boolean(panel.hidden);
    if (isOpen) panel.replaceChildren(...items());
    set(isOpen);
    if (isOpen) panel.querySelector("button")?.focus();
  };
}
