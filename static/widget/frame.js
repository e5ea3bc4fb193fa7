// @ts-check
/**
 * The bridge to the page around the frame. It says and hears little, to and from one origin, and
 * never anything of the conversation. A page may keep an old loader for years, so what is said here
 * is only ever added to: a type that is not known is not heard, on either side.
 */
import { say } from "./strings.js";

const PROTOCOL = 1;
const THEMES = ["light", "dark"];
const TITLE_LENGTH_MAX = 300;
const ADDRESS_LENGTH_MAX = 2000;

/**
 * @param {object} options
 * @param {string[]} options.origins            where the site lives
 * @param {(page: import("./wire.js").Page) => void} options.onPage
 * @param {() => void} options.onOpened
 * @param {() => void} options.onClosed
 */
export function createFrame({ origins, onPage, onOpened, onClosed }) {
  const origin = parentOrigin([location.origin, ...origins]);
  const pageOf = createPageReader(origin);

  /**
   * @param {"ready" | "close" | "unread"} type
   * @param {{count?: number, label?: string}} [fields]
   */
  const tell = (type, fields = {}) => {
    if (origin) window.parent.postMessage({ salut: PROTOCOL, type, ...fields }, origin);
  };

  /** @param {MessageEvent} event */
  const hear = ({ origin: from, source, data }) => {
    if (!origin || from !== origin || source !== window.parent || data?.salut !== PROTOCOL) return;
    const page = data.type === "page" && pageOf(data);
    if (page) onPage(page);
    if (data.type === "theme") showTheme(data.theme);
    if (data.type === "opened") onOpened();
    if (data.type === "closed") onClosed();
  };

  addEventListener("message", hear);
  return {
    isFramed: Boolean(origin),
    ready: () => tell("ready"),
    close: () => tell("close"),
    /** @param {number} count */
    unread: (count) => tell("unread", { count, label: count ? say("unread") : "" }),
  };
}

/**
 * Follow the page, light or dark; where it says neither, the reader's system decides.
 *
 * @param {unknown} theme
 */
function showTheme(theme) {
  const { dataset } = document.documentElement;
  if (typeof theme === "string" && THEMES.includes(theme)) dataset.theme = theme;
  else delete dataset.theme;
}

/**
 * Give the origin of the page around us if it is one of those allowed, else "".
 *
 * @param {string[]} allowed
 */
function parentOrigin(allowed) {
  if (window.parent === window) return "";
  const named = location.ancestorOrigins?.[0] ?? document.referrer;
  try {
    const { origin } = new URL(named);
    return allowed.includes(origin) ? origin : "";
  } catch {
    return "";
  }
}

/**
 * Make what reads a page: by its canonical address, or by the one that is shown. A page that changes
 * without being loaded may leave the canonical address of the last one behind: it counts for the
 * page on which it was first told.
 *
 * @param {string} origin
 */
function createPageReader(origin) {
  let shown = "";
  let canonical = "";

  /** @param {any} data @returns {import("./wire.js").Page | undefined} */
  return (data) => {
    const { url } = data;
    if (!isOf(url, origin)) return undefined;
    if (data.canonical !== canonical) {
      canonical = data.canonical;
      shown = url;
    }
    const address = shown === url && isOf(canonical, origin) ? canonical : url;
    return {
      url: address.slice(0, ADDRESS_LENGTH_MAX),
      title: String(data.title ?? "").slice(0, TITLE_LENGTH_MAX),
    };
  };
}

/**
 * @param {unknown} address
 * @param {string} origin
 * @returns {address is string}
 */
function isOf(address, origin) {
  return typeof address === "string" && address.startsWith(`${origin}/`);
}
