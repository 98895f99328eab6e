// The search: Pagefind's index of this page's language, shown passage by passage. Each result
// leads to the paragraph in which the words stand.

const SHOWN_PAGES = 8;
const SHOWN_PASSAGES = 4;
const WORDS_BEFORE = 8;
const WORDS_AFTER = 18;
const NO_BLANK = "\u200b";

const find = document.querySelector("[data-find]");
const input = find.querySelector("input");
const status = find.querySelector("[data-find-status]");
const results = find.querySelector("[data-find-results]");
const say = find.dataset;

let engine;

function load() {
  engine ??= import(new URL(say.find, location.href)).then(async (pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  engine.catch(giveUp);
  return engine;
}

// A search that could not be loaded, or not all of it, is loaded anew with the next letter typed.
function giveUp() {
  engine?.then((pagefind) => pagefind.destroy()).catch(() => {});
  engine = undefined;
}

// Pagefind takes a part of its index that it cannot load for an empty one. Before we say that
// nothing was found, we see that it could be loaded.
async function reach() {
  await fetch(new URL("pagefind-entry.json", new URL(say.find, location.href)), { cache: "no-store" });
}

async function search() {
  const query = input.value.trim();
  if (!query) {
    results.replaceChildren();
    status.textContent = say.hint;
    return;
  }
  status.textContent = say.loading;
  try {
    const pagefind = await load();
    const found = await pagefind.debouncedSearch(query, {}, 150);
    if (found === null) {
      return; // Another letter was typed meanwhile.
    }
    if (found.results.length === 0) {
      await reach();
    }
    const pages = await Promise.all(found.results.slice(0, SHOWN_PAGES).map((result) => result.data()));
    if (query === input.value.trim()) {
      show(query, pages);
    }
  } catch (error) {
    console.warn(error);
    giveUp();
    if (query === input.value.trim()) {
      results.replaceChildren();
      status.textContent = say.broken;
    }
  }
}

function show(query, pages) {
  const shown = pages.map((page) => ({ page, passages: passagesOf(page) }));
  const count = shown.reduce((sum, { passages }) => sum + passages.length, 0);
  const phrase = count === 0 ? say.none : count === 1 ? say.one : say.many;
  status.textContent = phrase.replace("{query}", query).replace("{count}", count);
  results.replaceChildren(
    ...shown.map(({ page, passages }) =>
      element("li", "find__page", [
        link(page.url, "find__title", [page.meta.title]),
        element("ol", "", passages.map((passage) => element("li", "", [link(page.url + passage.hash, "find__passage", passage.words)]))),
      ]),
    ),
  );
}

// The passages of a page in which the words stand: one for each block, in the order of the text.
function passagesOf(page) {
  const words = wordsOf(page);
  const marks = new Set(page.locations);
  const anchors = page.anchors.toSorted((a, b) => a.location - b.location);
  const passages = new Map();
  for (const location of page.locations.toSorted((a, b) => a - b)) {
    const index = anchors.findLastIndex((anchor) => anchor.location <= location);
    if (!passages.has(index)) {
      const first = anchors[index]?.location ?? 0;
      const next = anchors.slice(index + 1).find((anchor) => anchor.location > location);
      passages.set(index, {
        hash: index < 0 || anchors[index].id === "__title" ? "" : `#${anchors[index].id}`,
        words: excerpt(words, marks, location, first, next?.location ?? words.length),
      });
    }
  }
  return [...passages.values()].slice(0, SHOWN_PASSAGES);
}

// The words of a page, as Pagefind counts them, each with the blank that follows it. In Chinese
// and Japanese none does: Pagefind parts words there by a mark, of which `content` is free.
function wordsOf(page) {
  return page.raw_content.includes(NO_BLANK)
    ? page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(NO_BLANK)
    : page.content.split(/\s+/).map((word) => `${word} `);
}

function excerpt(words, marks, location, first, end) {
  const from = Math.max(first, location - WORDS_BEFORE);
  const to = Math.min(end, location + WORDS_AFTER);
  const parts = from > first ? ["… "] : [];
  for (let at = from; at < to; at += 1) {
    const [, word, blank] = words[at].match(/^(.*?)(\s*)$/s);
    parts.push(marks.has(at) ? element("mark", "", [word]) : word, blank);
  }
  return to < end ? [...parts, "…"] : parts;
}

function element(name, className, children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

function link(href, className, children) {
  const made = element("a", className, children);
  made.href = href;
  made.addEventListener("click", () => find.close());
  return made;
}

function open() {
  find.showModal();
  input.select();
  search(); // what was typed before, should it have failed
  load().catch(() => {
    status.textContent = say.broken;
  });
}

// Arrow keys walk from the words typed down the results and back. Escape closes, and does not
// first empty the field, as browsers have it.
function walk(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    find.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) {
    return;
  }
  const stops = [input, ...results.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

document.querySelector("[data-find-open]").addEventListener("click", open);
find.querySelector("[data-find-close]").addEventListener("click", () => find.close());
find.addEventListener("click", (event) => event.target === find && find.close());
find.addEventListener("keydown", walk);
input.addEventListener("input", search);
find.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
