// @ts-check
/** The frame of our own origin that the panel lives in, made at the first click. */
import { origin, panel } from "./elements.js";
import { listen, make } from "./page.js";

/** @type {any} */
export let frame;
/** Whether the panel listens. */
export let ready = false;

/** @param {string} source @param {string} title @param {() => void} fail called when the panel may have failed to come */
export const load = (source, title, fail) => {
  drop();
  frame = make("iframe");
  frame.title = panel.ariaLabel = title;
  frame.referrerPolicy = "origin"; // the frame learns whom to speak to, not which article is read
  frame.src = source;
  // Whatever came, an error too, has then had the time to say that it is ready.
  listen(frame, "load", () => setTimeout(fail, 1500));
  setTimeout(fail, 10000);
  panel.appendChild(frame);
};

export const drop = () => {
  panel.replaceChildren();
  frame = ready = false;
};

/** @param {string} type @param {object} [fields] */
export const tell = (type, fields) => {
  if (ready) frame.contentWindow.postMessage({ salut: 1, type, ...fields }, origin);
};

/**
 * Give what the panel says; nothing that another says.
 *
 * @param {MessageEvent} event
 */
export const heard = ({ origin: from, source, data }) => {
  if (!frame || from !== origin || source !== frame.contentWindow || !data || data.salut !== 1) return {};
  if (data.type === "ready") ready = true;
  return data;
};
