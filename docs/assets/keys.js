// Keyboard shortcuts of one letter. They do nothing while a reader types or has a window open, and
// can be turned off: a voice that is taken for typing would set them off.

import { copyCitation } from "./cite.js";
import { placeOfReader } from "./switch.js";

const KEY = "concordance.keys";
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])";
const help = document.querySelector("[data-keys]");
const on = help.querySelector("[data-keys-on]");
const find = document.querySelector("[data-find-open]");
const blocks = [...document.querySelectorAll(".letter .permalink")].map((link) =>
  document.getElementById(decodeURIComponent(link.hash.slice(1))),
);

// A browser may refuse storage; the choice then holds for this page.
const storage = (() => {
  try {
    return localStorage;
  } catch {
    return {};
  }
})();

const actions = {
  j: () => go(blocks.find(standing(Node.DOCUMENT_POSITION_FOLLOWING))),
  k: () => go(blocks.findLast(standing(Node.DOCUMENT_POSITION_PRECEDING))),
  l: () => otherLanguage()?.click(),
  b: () => document.querySelector("input[data-beside]")?.click(),
  c: () => blocks.length > 0 && copyCitation(placeOfReader()?.id),
  "/": () => find.click(),
  "?": open,
};

// The link to what stands beside this page, or else to the first of the other languages.
function otherLanguage() {
  const links = [...document.querySelectorAll(".switch a")].filter(({ lang }) => lang !== document.documentElement.lang);
  const beside = document.querySelector("details.beside > summary")?.firstChild.data;
  return links.find(({ lang }) => lang === beside) ?? links[0];
}

// Tells whether a block stands before, or after, where the reader is.
function standing(where) {
  const place = document.getElementById(placeOfReader()?.id);
  return (block) => place?.compareDocumentPosition(block) & where;
}

// The address names the paragraph that the reader is at, so that it is marked, stands clear of the
// header and can be cited; but the way back leads to where the reader came from, not through all
// paragraphs. The focus goes with it, so that it is read aloud, and its links come next.
function go(block) {
  if (!block) {
    return;
  }
  location.replace(`#${encodeURIComponent(block.id)}`);
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
  block.addEventListener("blur", () => block.removeAttribute("tabindex"), { once: true });
}

function open() {
  tell(); // on the way back, a browser fills in what the box was before
  help.showModal();
}

function isOn() {
  return storage[KEY] !== "off";
}

function tell() {
  on.checked = isOn();
  if (on.checked) {
    find.setAttribute("aria-keyshortcuts", "/");
  } else {
    find.removeAttribute("aria-keyshortcuts");
  }
}

// A letter is meant by where it stands where the keyboard has none of ours, as in Cyrillic.
function keyOf({ key, code }) {
  return /^[^\0-\x7F]$/.test(key) ? code.replace(/^Key/, "").toLowerCase() : key;
}

document.addEventListener("keydown", (event) => {
  const key = keyOf(event);
  const busy = event.target.closest?.(TYPING) || document.querySelector("dialog[open], :popover-open");
  const ours = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  const held = event.repeat && key !== "j" && key !== "k";
  if (isOn() && ours && !busy && !held && Object.hasOwn(actions, key)) {
    event.preventDefault();
    actions[key]();
  }
});
document.querySelector("[data-keys-open]").addEventListener("click", open);
help.addEventListener("click", (event) => event.target === help && help.close());
on.addEventListener("change", () => {
  storage[KEY] = on.checked ? "on" : "off";
  tell();
});
// What is chosen in another window holds here as well.
addEventListener("storage", tell);
tell();
