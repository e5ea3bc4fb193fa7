// @ts-check
/**
 * The loader, for publishers' pages: a launcher and, on the first click, a frame from the chat's own origin.
 * Before that click nothing is stored and nothing requested; after it, no other script of the page can read the chat.
 * The server joins this module and those that it imports into one script, /widget.js.
 */
import { script } from "./loader/elements.js";
import { own } from "./loader/page.js";
import { close, destroy, init, open, update } from "./loader/widget.js";

const salut = { init, open, close, update, destroy };
const there = own(window, "Salut");

if (!there) /** @type {any} */ (window).Salut = salut;
// Loaded twice, by a page or by its parts, it is one widget; a page's own `Salut` is left alone.
if (own(script.dataset, "site")) (there && there.init ? there : salut).init(script.dataset);
