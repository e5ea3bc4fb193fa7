// @ts-check
/** The head of a conversation: who reads, where, who has it, and what can be done about it. */
import { element, find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { agoElement } from "./ago.js";
import { holderOf, pageOf, readerOf } from "./item.js";
import { linkElement } from "./message.js";

const ADDRESS = /^[^\s@<>"?&]+@[^\s@<>"?&]+$/;

/**
 * @typedef {import("./wire.js").Summary} Summary
 * @typedef {"take" | "take_over" | "hand_back" | "close"} Act
 */

/**
 * List what an agent can do with a conversation.
 *
 * @param {Summary} summary
 * @param {string} agent_id
 * @returns {Act[]}
 */
export function actsOf({ state, agent_id: held_by }, agent_id) {
  if (state === "waiting") return ["take", "hand_back", "close"];
  if (state !== "open") return ["take"];
  return held_by === agent_id ? ["hand_back", "close"] : ["take_over"];
}

/**
 * @param {object} options
 * @param {import("./wire.js").Config} options.config
 * @param {(act: Act) => void} options.onAct
 */
export function createHead({ config, onAct }) {
  const name = find(".head-name", HTMLElement);
  const facts = find(".head-facts", HTMLElement);
  const acts = find(".head-acts", HTMLElement);

  let filled = "";

  /** @param {Summary} summary */
  function fill(summary) {
    const { id, page, email, waiting_since, state, site, agent, agent_id } = summary;
    const told = JSON.stringify([id, page, email, waiting_since, state, agent, agent_id]);
    if (told === filled) return; // what has the focus keeps it
    filled = told;
    name.textContent = readerOf(summary);
    facts.replaceChildren(...[
      fact("fact_state", element("strong", {}, holderOf(summary, config.agent_id))),
      state === "waiting" && waiting_since ? fact("fact_waiting", agoElement(waiting_since)) : null,
      page ? fact("fact_page", linkElement(page, pageOf(page) || page)) : null,
      email ? fact("fact_email", emailElement(email)) : null,
      Object.keys(config.sites).length > 1 ? fact("fact_site", config.sites[site] ?? site) : null,
    ].filter((each) => each !== null));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : "";
    acts.replaceChildren(...actsOf(summary, config.agent_id).map((act, place) => {
      const isMain = place === 0 && act.startsWith("take");
      const button = element("button", { type: "button", class: isMain ? "main act" : "act", "data-act": act },
        say(`act_${act}`, { agent: summary.agent ?? "" }));
      button.addEventListener("click", () => onAct(act));
      return button;
    }));
    if (focused) (find(".head-acts", HTMLElement).querySelector("button") ?? name).focus();
  }

  return { fill };
}

/**
 * @param {string} key
 * @param {Node | string} value
 */
function fact(key, value) {
  return element("div", { class: "fact-line" }, element("dt", {}, say(key)), element("dd", {}, value));
}

/** @param {string} email */
function emailElement(email) {
  return ADDRESS.test(email) ? element("a", { href: `mailto:${encodeURIComponent(email).replace("%40", "@")}` }, email) : email;
}
