// @ts-check
/** How far a pass over the sources is, asked for every two seconds; at its end the page is new. */

const PAUSE_MS = 2_000;

const line = document.querySelector("[data-progress]");
if (line instanceof HTMLElement) ask(line, line.dataset.progress ?? "");

/**
 * @param {HTMLElement} shown
 * @param {string} address
 */
async function ask(shown, address) {
  const far = shown.querySelector(".far");
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    /** @type {{ is_live: boolean, words: string }} */
    const told = await answer.json();
    if (!told.is_live) return location.reload();
    if (far) far.textContent = told.words;
  } catch {
    // The line was down, or somebody has signed out: the next time tells.
  }
  setTimeout(() => ask(shown, address), PAUSE_MS);
}

export {};
