// @ts-check
/** The page around us, asked past what its names and prototypes have been made to say. */

/**
 * Read or call what a document has: `<form name="title">` and the like would shadow it.
 *
 * @param {string} name
 * @param {...any} values
 * @returns {any}
 */
export const read = (name, ...values) => {
  const value = Reflect.get(Document.prototype, name, document);
  return value && value.call ? value.call(document, ...values) : value;
};

/**
 * Give what an object has itself, not what it inherits.
 *
 * @param {any} object
 * @param {string} name
 */
export const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

/**
 * Begin to listen, or with `off` cease; doing it twice does it once.
 *
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} hear
 * @param {unknown} [off]
 */
export const listen = (target, type, hear, off) =>
  EventTarget.prototype[/** @type {"addEventListener"} */ ((off ? "remove" : "add") + "EventListener")].call(target, type, hear, false);

/**
 * Make an element, within another.
 *
 * @param {string} tag
 * @param {Node} [parent]
 * @returns {any}
 */
export const make = (tag, parent) => {
  const made = read("createElement", tag);
  if (parent) parent.appendChild(made);
  return made;
};

/**
 * Tell the page what has happened.
 *
 * @param {string} name
 * @param {object} [detail]
 */
export const emit = (name, detail) => read("dispatchEvent", new CustomEvent("salut:" + name, { bubbles: true, detail }));
