// @ts-check
/** The election: one tab of many leads, for as long as it holds a lock of the browser. */

/**
 * Stand for election. Where there are no locks, or they are refused, every tab leads itself.
 *
 * @param {object} options
 * @param {string} options.name      of what is led
 * @param {boolean} options.isAlone  nobody else stands
 * @param {() => void} options.onLead
 * @param {() => void} options.onFollow  another tab has taken the lead
 */
export function stand({ name, isAlone, onLead, onFollow }) {
  let turn = new AbortController();
  let release = /** @type {(done?: unknown) => void} */ (() => {});

  /** @param {boolean} [steals] from a tab that leads and does not answer */
  async function run(steals = false) {
    turn.abort();
    const mine = (turn = new AbortController());
    let leads = false;
    const hold = () => new Promise((done) => {
      if (mine.signal.aborted) return done(null);
      leads = true;
      release = done;
      onLead();
    });
    try {
      await navigator.locks.request(name, steals ? { steal: true } : { signal: mine.signal }, hold);
    } catch {
      if (mine.signal.aborted) return;
      if (!leads) return onLead(); // no locks here
      onFollow();
      run();
    }
  }

  if (isAlone) onLead();
  else run();

  return {
    /** Take the lead, whoever has it. */
    usurp: () => void (isAlone || run(true)),

    /** Stand no longer; the next in the queue leads at once. */
    leave() {
      turn.abort();
      release();
    },
  };
}
