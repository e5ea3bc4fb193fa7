// @ts-check
/** Buttons that copy what stands in a field; hidden where the browser cannot. */

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (button instanceof HTMLButtonElement && navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

/**
 * Copy a field and say so; where that is refused, choose its text, for the keyboard to copy.
 *
 * @param {HTMLButtonElement} button
 */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
  const told = button.parentElement?.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(field.value);
    if (told) told.textContent = button.dataset.copied ?? "";
  } catch {
    field.select();
  }
}

export {};
