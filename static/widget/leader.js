// @ts-check
/** The tab that leads: it holds the socket, tells the others what comes in, and sends for them. */
import { connect } from "./connection.js";

/**
 * Lead.
 *
 * @param {import("./wire.js").LineOptions} options
 * @param {(word: {type: string, to?: string, [field: string]: any}) => void} post  to one tab, or all
 */
export function lead({ auth, forgetToken, place, history, onWelcome, onEvent, onLost, onRefused }, post) {
  /** @type {import("./wire.js").Welcome | undefined} as a tab gets it that comes now */
  let welcome;
  /** @type {{type: string, [field: string]: any}} why there is none */
  let news = { type: "lost", why: "cut" };
  let page_url = place().page_url; // that the socket was opened on

  /** @param {typeof news} said */
  function fail(said) {
    welcome = undefined;
    news = said;
    post(news);
  }

  /** @param {string} event @param {any} payload */
  function share(event, payload) {
    if (event === "state" && welcome) welcome.state = payload;
    post({ type: "event", event, payload });
    onEvent(event, payload);
  }

  /** @param {string} event @param {object} payload */
  async function request(event, payload) {
    const ack = await connection.request(event, payload);
    if (ack.ok && event === "message") share("message", ack.message); // the server tells other sockets only
    if (ack.ok && event === "feedback") share("rated", payload);
    return ack;
  }

  post(news);
  const connection = connect({
    auth() {
      page_url = place().page_url;
      return auth();
    },
    forgetToken,
    onWelcome(said) {
      onWelcome(said);
      welcome = { ...said, token: "", messages: [] };
      post({ type: "open" });
    },
    onEvent: share,
    onLost(why) {
      onLost(why);
      fail({ type: "lost", why });
    },
    onRefused(error) {
      onRefused(error);
      fail({ type: "refused", error });
    },
  });

  return {
    request,
    cut: connection.cut,
    check: connection.check,
    renew: connection.renew,
    end: connection.end,

    /**
     * Answer a tab that follows.
     *
     * @param {{from: string, type: string, [field: string]: any}} word
     */
    async serve({ from: to, type, ...said }) {
      if (type === "hello" && !welcome) post({ ...news, to });
      else if (type === "hello" && welcome) {
        const { starters, ...same } = welcome;
        const messages = history(said.conversation_id === welcome.conversation_id ? said.last_seq : 0);
        const mine = said.page_url === page_url ? { starters } : {};
        post({ type: "welcome", to, welcome: { ...same, messages, ...mine } });
      } else if (type === "request") {
        const ack = await request(said.event, said.payload).catch(() => null);
        post({ type: "ack", to, number: said.number, ack });
      }
    },
  };
}
