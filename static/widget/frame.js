// @ts-check
/**
 * The bridge to the page around the frame. It says and hears little, to and from one origin, and
 * never anything of the conversation.
 */

const MARK = 1;

/**
 * @param {object} options
 * @param {string[]} options.origins            where the site lives
 * @param {(page: import("./wire.js").Page) => void} options.onPage
 * @param {() => void} options.onOpened
 * @param {() => void} options.onClosed
 */
export function createFrame({ origins, onPage, onOpened, onClosed }) {
  const origin = parentOrigin([location.origin, ...origins]);

  /**
   * @param {"ready" | "close" | "unread"} type
   * @param {{count?: number}} [fields]
   */
  const tell = (type, fields = {}) => {
    if (origin) window.parent.postMessage({ salut: MARK, type, ...fields }, origin);
  };

  /** @param {MessageEvent} event */
  const hear = (event) => {
    if (!origin || event.origin !== origin || event.source !== window.parent) return;
    if (event.data?.salut !== MARK) return;
    if (event.data.type === "page" && isPage(event.data, origin)) {
      onPage({ url: event.data.url, title: event.data.title });
    }
    if (event.data.type === "opened") onOpened();
    if (event.data.type === "closed") onClosed();
  };

  addEventListener("message", hear);
  return {
    isFramed: Boolean(origin),
    ready: () => tell("ready"),
    close: () => tell("close"),
    /** @param {number} count */
    unread: (count) => tell("unread", { count }),
  };
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
 * @param {any} data
 * @param {string} origin
 */
function isPage({ url, title }, origin) {
  return typeof url === "string" && url.startsWith(`${origin}/`) && typeof title === "string";
}
