// Citing: what can be copied of a communication and of each passage in it. The page says how each
// version is cited; the links in the margin, which lead to their passages without this, also open
// a small window with what can be copied. A passage is `{ id }`, with the `words` selected in it
// and the `directive` that marks them; the communication as a whole is `{}`.

const ENOUGH = 4;
const LONG = 80;
const CONTEXT = 8;
const GAP = 4;
// What stands among the author's words and is none of them.
const NOT_TEXT = ".links, .unseen, .footnote-backref, sup:has(> .footnote-ref), details, [data-for]";

const versions = JSON.parse(document.querySelector("[data-citing]")?.textContent ?? "{}");
const language = document.documentElement.lang;
const here = versions[language];
const letter = document.querySelector(".letter");
const copies = document.querySelector("[data-copies]");
const whole = document.querySelector("[data-cite]");
const status = document.querySelector("[data-copied-status]");

// What the window is about, and the link or button that it belongs to.
let shown = {};
// What was selected and what was open when a link was pressed, which takes both away.
let marked;
let opened;
let silence;

// --- The text --------------------------------------------------------------------------------

// What the author wrote in an element or a part of it, less what are blocks of their own.
function textOf(part) {
  const copy = part.cloneNode(true);
  for (const other of copy.querySelectorAll(`[id]:has(.permalink), ${NOT_TEXT}`)) {
    other.remove();
  }
  const code = copy.querySelector("pre");
  if (code) {
    return code.textContent.trimEnd();
  }
  for (const cell of copy.querySelectorAll(":is(td, th):not(:first-child)")) {
    cell.prepend(" | ");
  }
  for (const image of copy.querySelectorAll("img")) {
    image.replaceWith(image.alt);
  }
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data.replace(/[ \t]*[\r\n]\s*/g, " ").replaceAll("\u00AD", "");
  }
  for (const end of copy.querySelectorAll("br")) {
    end.replaceWith("\n");
  }
  return copy.textContent.replace(/ *\n */g, "\n").replace(/[ \t]+/g, " ").trim();
}

// The same passage in the other language, if it stands in this page.
function counterpartOf(id) {
  const parts = [...document.querySelectorAll(`[data-for~="${CSS.escape(id)}"]`)];
  const code = parts[0]?.closest(".beside__text").lang;
  const text = parts.map(textOf).filter(Boolean).join("\n\n");
  return text && versions[code] && { version: versions[code], text };
}

// --- The words selected ----------------------------------------------------------------------

function blockOf(node) {
  let block = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (block.closest(NOT_TEXT)) {
    return null;
  }
  while (block && !(block.id in here.names)) {
    block = block.parentElement;
  }
  return block;
}

// The passage in which a reader has selected words, if they lie in one and are not all of it.
function selected() {
  const selection = getSelection();
  const range = selection.isCollapsed ? null : selection.getRangeAt(0);
  const block = range && blockOf(range.startContainer);
  if (!block || block !== blockOf(range.endContainer)) {
    return undefined;
  }
  const text = textOf(block);
  const words = textOf(range.cloneContents());
  if (!words || words === text) {
    return undefined;
  }
  const before = new Range();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const from = text.indexOf(words, textOf(before.cloneContents()).length);
  return { id: block.id, words, directive: from < 0 ? "" : directive(text, from, from + words.length) };
}

// The directive with which a browser finds a part of a text (URL Fragment Text Directives): whole
// words only; the first and the last of them where they are many or stand on more lines than one;
// and as many of those around them as tell them from the rest of the page.
function directive(text, from, to) {
  const words = wordsOf(text);
  const inside = words.filter(({ start, end }) => end > from && start < to);
  if (inside.length === 0) {
    return "";
  }
  const [first, last] = [inside[0], inside.at(-1)];
  const write = (some) => (some.length > 0 ? text.slice(some[0].start, some.at(-1).end) : "");
  const long = last.end - first.start > LONG || first.line !== last.line;
  const head = long ? inside.filter(({ line }) => line === first.line).slice(0, ENOUGH) : inside;
  const tail = long ? inside.filter((word) => word.line === last.line && !head.includes(word)).slice(-ENOUGH) : [];
  const before = words.filter(({ start, line }) => start < first.start && line === first.line);
  const after = long ? [] : words.filter(({ start, line }) => start > last.start && line === last.line);
  const page = fold(document.body.textContent.replace(copies.textContent, ""));
  let [prefix, suffix] = [[], []];
  for (let more = 1; more <= CONTEXT && page.split(fold(write([...prefix, ...head, ...suffix]))).length > 2; more += 1) {
    prefix = before.slice(-more);
    suffix = after.slice(0, more);
  }
  const [start, end, led, followed] = [head, tail, prefix, suffix].map((some) => encoded(write(some)));
  return [led && `${led}-`, start, end, followed && `-${followed}`].filter(Boolean).join(",");
}

// The words of a text: where each begins and ends, and on which line or in which cell it stands.
function wordsOf(text) {
  let [line, end] = [0, 0];
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...segments]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index: start, segment }) => {
      line += /[\n|]/.test(text.slice(end, start)) ? 1 : 0;
      end = start + segment.length;
      return { start, end, line };
    });
}

// As browsers compare texts: no case, no accents, every blank the same.
function fold(text) {
  return text.normalize("NFKD").replace(/[\p{M}\u00AD]/gu, "").replace(/\s+/g, " ").toLowerCase();
}

// What has a meaning in a directive, and what at the end of an address is taken for the end of a
// sentence, is written as a number.
function encoded(text) {
  return encodeURIComponent(text).replace(/[-.!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

// --- What is copied --------------------------------------------------------------------------

function address({ id, directive }, version = here) {
  return version.address + (id ? `#${encodeURI(id)}` : "") + (directive ? `:~:text=${directive}` : "");
}

function citation(passage, version = here) {
  return [version.lead, version.names[passage.id], address(passage, version)].filter(Boolean).join(version.separator);
}

function quoted(text, version = here) {
  return version.quotation.replace("{text}", () => text);
}

const texts = {
  link: (passage) => address(passage),
  citation: (passage) => citation(passage),
  quotation: (passage) => `${quoted(passage.words ?? textOf(document.getElementById(passage.id)))}\n${citation(passage)}`,
  // Words are selected in one language, so both languages have the whole passage.
  both: ({ id }) => {
    const { version, text } = counterpartOf(id);
    return `${texts.quotation({ id })}\n\n${quoted(text, version)}\n${citation({ id }, version)}`;
  },
};

async function copy(what, passage, from) {
  const text = texts[what](passage);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    refuse(text, passage, from);
    return;
  }
  copies.hidePopover();
  announce(document.querySelector(`[data-copy="${what}"]`).dataset.copied);
}

// Say it, anew each time, and show it for as long as it takes to read.
function announce(said) {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = said;
  });
  clearTimeout(silence);
  silence = setTimeout(() => {
    status.textContent = "";
  }, 5000);
}

// Copy the citation of the words selected, else of the passage of this id, else of the whole.
export function copyCitation(id) {
  const passage = selected() ?? (here.names[id] ? { id } : {});
  const link = passage.id && letter.querySelector(`.permalink[href="#${CSS.escape(passage.id)}"]`);
  copy("citation", passage, link || whole.querySelector("summary"));
}

// --- The window ------------------------------------------------------------------------------

function offer(passage, from) {
  copies.querySelector('[data-copy="both"]').hidden = !counterpartOf(passage.id);
  show("choices", passage, from);
  copies.querySelector("button").focus({ preventScroll: true });
}

// A browser may refuse to copy: the reader finds the text selected, and copies it.
function refuse(text, passage, from) {
  status.textContent = "";
  show("refused", passage, from);
  const field = copies.querySelector("textarea");
  field.value = text;
  field.focus({ preventScroll: true });
  field.select();
}

// Show one part of the window.
function show(part, passage, from) {
  shown = { passage, from };
  copies.querySelector(".copies__name").textContent = here.names[passage.id] ?? here.lead;
  copies.querySelector(".copies__words").textContent = passage.words && part === "choices" ? quoted(passage.words) : "";
  for (const name of ["choices", "refused"]) {
    copies.querySelector(`.copies__${name}`).hidden = name !== part;
  }
  if (!copies.matches(":popover-open")) {
    copies.showPopover({ source: from });
  }
  place(from.getBoundingClientRect(), getComputedStyle(from).direction === "rtl");
}

// Place the window out in the margin, where it covers nothing; where that is too narrow, below the
// link or button, or above it if there is more room. On a narrow screen it stands at the foot,
// whatever is said here.
function place({ left, right, top, bottom }, rtl) {
  const { offsetWidth: width, offsetHeight: height } = copies;
  const room = document.documentElement.clientWidth - GAP;
  const out = rtl ? right + GAP : left - GAP - width;
  const isOut = out >= GAP && out + width <= room;
  const above = bottom + GAP + height > innerHeight && top > innerHeight - bottom;
  const below = above ? top - GAP - height : bottom + GAP;
  const start = Math.max(GAP, Math.min(rtl ? right - width : left, room - width));
  copies.style.setProperty("--copies-left", `${(isOut ? out : start) + scrollX}px`);
  copies.style.setProperty("--copies-top", `${(isOut ? Math.min(top, innerHeight - GAP - height) : below) + scrollY}px`);
}

function press(event) {
  const link = event.target.closest(".permalink");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  // A key leaves the selection as it is.
  const passage = event.detail > 0 ? marked : selected();
  const id = decodeURIComponent(link.hash.slice(1));
  location.assign(link.hash);
  // That takes the focus away, which is to come back to the link.
  link.focus({ preventScroll: true });
  if (event.detail === 0 || opened !== link) {
    offer(passage?.id === id ? passage : { id }, link);
  }
}

// Arrow keys walk through the buttons and round; the tabulator leaves, which closes the window.
function walk(event) {
  const buttons = [...copies.querySelectorAll("button:not([hidden])")];
  const at = buttons.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (at >= 0 && next !== undefined) {
    event.preventDefault();
    buttons.at(next % buttons.length).focus();
  }
}

function leave({ relatedTarget }) {
  if (relatedTarget && !copies.contains(relatedTarget)) {
    copies.hidePopover();
  }
}

function choose({ target }) {
  const button = target.closest("[data-copy]");
  if (button && copies.contains(button)) {
    copy(button.dataset.copy, shown.passage, shown.from);
  } else if (button) {
    copy(button.dataset.copy, {}, button);
  }
}

if (here) {
  for (const link of letter.querySelectorAll(".permalink")) {
    link.setAttribute("aria-haspopup", "dialog");
  }
  letter.addEventListener("pointerdown", () => {
    marked = selected();
    opened = copies.matches(":popover-open") && shown.from;
  });
  letter.addEventListener("click", press);
  document.addEventListener("click", choose);
  copies.addEventListener("keydown", walk);
  copies.addEventListener("focusout", leave);
  document.addEventListener("pointerdown", ({ target }) => {
    whole.open &&= whole.contains(target) || copies.contains(target);
  });
  whole.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && whole.open) {
      whole.open = false;
      whole.querySelector("summary").focus();
    }
  });
}
