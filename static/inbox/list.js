// @ts-check
/** The three lists as tabs: which one is shown, how many stand on each, and its lines. */
import { element, find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { itemElement } from "./item.js";
import { SHELVES } from "./shelves.js";

/**
 * @typedef {import("./wire.js").Shelf} Shelf
 *
 * @param {object} options
 * @param {ReturnType<typeof import("./shelves.js").createShelves>} options.shelves
 * @param {import("./wire.js").Config} options.config
 * @param {() => void} options.onOlder
 * @param {(shelf: Shelf) => void} options.onChosen
 */
export function createList({ shelves, config, onOlder, onChosen }) {
  const tabs = SHELVES.map((shelf) => find(`#tab-${shelf}`, HTMLButtonElement));
  const panel = find("#shelf", HTMLElement);
  const lines = find(".items", HTMLUListElement);
  const nothing = find(".nothing", HTMLElement);
  const older = find(".older", HTMLButtonElement);
  /** @type {Shelf} */
  let shown = "waiting";
  let open_id = "";
  /** @type {Map<string, {told: string, line: HTMLLIElement}>} */
  let drawn = new Map();
  let hasOlder = false;
  let isRead = false; // until the first lists are there nothing is said to be empty

  function draw() {
    const found = shelves.on(shown);
    place(found);
    nothing.hidden = found.length > 0 || !isRead;
    nothing.textContent = say(`nothing_${shown}`);
    older.hidden = shown !== "all" || !hasOlder;
    tabs.forEach((tab, place) => {
      const shelf = SHELVES[place];
      const isShown = shelf === shown;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      const count = shelf === "all" ? "" : String(shelves.on(shelf).length || "");
      const figure = find(`#tab-${shelf} .shelf-count`, HTMLElement);
      if (figure.textContent !== count) figure.textContent = count;
    });
    panel.setAttribute("aria-labelledby", `tab-${shown}`);
  }

  /**
   * Put the lines into their order; one that tells the same as before is not touched, so that a
   * click and the focus stay on it.
   *
   * @param {import("./wire.js").Summary[]} found
   */
  function place(found) {
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.hash : "";
    const kept = drawn;
    drawn = new Map(found.map((each) => {
      const told = JSON.stringify([each, each.id === open_id]);
      const before = kept.get(each.id);
      return [each.id, before?.told === told ? before : { told, line: itemElement(each, config, each.id === open_id) }];
    }));
    const wanted = new Set([...drawn.values()].map(({ line }) => line));
    for (const line of [...lines.children]) if (!wanted.has(/** @type {HTMLLIElement} */ (line))) line.remove();
    [...wanted].forEach((line, at) => lines.children[at] !== line && lines.insertBefore(line, lines.children[at] ?? null));
    if (focused) [...lines.querySelectorAll("a")].find(({ hash }) => hash === focused)?.focus({ preventScroll: true });
  }

  /** @param {Shelf} shelf */
  function choose(shelf) {
    shown = shelf;
    draw();
    onChosen(shelf);
  }

  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => choose(SHELVES[place]));
    tab.addEventListener("keydown", (event) => {
      /** @type {Record<string, number>} */
      const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -place, End: tabs.length - 1 - place };
      if (!Object.hasOwn(steps, event.key)) return;
      event.preventDefault();
      const to = (place + steps[event.key] + tabs.length) % tabs.length;
      choose(SHELVES[to]);
      tabs[to].focus();
    });
  });
  older.addEventListener("click", onOlder);

  return {
    draw,
    choose,
    shown: () => shown,

    /** @param {boolean} isMore whether older ones can be asked for */
    setRead(isMore) {
      isRead = true;
      hasOlder = isMore;
    },

    /** @param {string} id of the conversation that is looked at */
    mark(id) {
      open_id = id;
      draw();
    },

    /**
     * Find the conversation after or before the one that is looked at.
     *
     * @param {1 | -1} step
     */
    beside(step) {
      const found = shelves.on(shown);
      const place = found.findIndex(({ id }) => id === open_id);
      return found[place < 0 ? 0 : place + step]?.id;
    },
  };
}

/** @param {string[]} names of colleagues who are there */
export function showPresence(names) {
  find(".presence", HTMLElement).replaceChildren(
    ...(names.length ? [element("span", { class: "spoken" }, `${say("present")} `), names.join(", ")] : [say("present_alone")]));
}
