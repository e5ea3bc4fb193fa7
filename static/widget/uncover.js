// @ts-check
/** On a phone the panel covers the page: a link into that very page closes it. */

const SOURCE_LINK = "a.source-link";
const PHONE_PX = 480;

/**
 * Watch the links of a thread.
 *
 * @param {HTMLElement} log
 * @param {() => string | undefined} pageUrl  of the page that is read
 * @param {() => void} close
 */
export function uncoverOnClick(log, pageUrl, close) {
  log.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest(SOURCE_LINK);
    if (!(link instanceof HTMLAnchorElement) || Math.min(screen.width, screen.height) > PHONE_PX) return;
    if (link.href.split("#")[0] === pageUrl()) close();
  });
}
