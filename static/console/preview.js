// @ts-check
/** The sample beside a theme follows what is being chosen. */

const PAUSE_MS = 250;

const form = document.querySelector("form[data-preview]");
const sample = document.querySelector("iframe.sample");

if (form instanceof HTMLFormElement && sample instanceof HTMLIFrameElement) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => show(form, sample), PAUSE_MS);
  });
}

/**
 * Show the sample with what the form says now.
 *
 * @param {HTMLFormElement} chosen
 * @param {HTMLIFrameElement} frame
 */
function show(chosen, frame) {
  const said = new URLSearchParams();
  for (const field of chosen.elements) {
    const isLook = field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type === "text");
    if (isLook && field.value) said.set(field.name, field.value);
  }
  const address = `${chosen.dataset.preview}?${said}`;
  // A frame that is sent elsewhere would leave a step behind for the button « Back ».
  frame.contentWindow?.location.replace(address);
}

export {};
