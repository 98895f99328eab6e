// The search: Pagefind's indexes of a language, shown passage by passage. Each result leads to the
// paragraph in which the words stand. The letters of a language are in shards (searching.py), of
// which the newest are loaded first, and older ones only until enough has been found.

const SHOWN_PAGES = 5; // at once
const SHOWN_PASSAGES = 4;
const WORDS_BEFORE = 8;
const WORDS_AFTER = 18;
const NO_BLANK = "\u200b";
const PAUSE = 250; // milliseconds without another letter typed

const find = document.querySelector("[data-find]");
const form = find.querySelector("form");
const { query: input, language, year } = form.elements;
const status = find.querySelector("[data-find-status]");
const results = find.querySelector("[data-find-results]");
const more = find.querySelector("[data-find-more]");
const say = find.dataset;
const at = new URL(say.find, location.href);

let asked = 0; // so that what comes late is not shown in place of what was asked after it
let answered = 0;
let shown = new Set(); // the results that are shown, by their ids

// --- What is loaded ------------------------------------------------------------------------

let engine; // promised: Pagefind, and the shards of the language that it searches
let ending = Promise.resolve();

function load() {
  engine ??= ending.then(() => start(language.value));
  const mine = engine;
  mine.catch(() => engine === mine && unload());
  return mine;
}

// Pagefind searches one language, and is left for another.
function unload() {
  ending = engine?.then(({ pagefind }) => pagefind.destroy()).catch(() => {}) ?? ending;
  engine = undefined;
}

async function get(name) {
  const response = await fetch(new URL(name, at), { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`${response.status}: ${response.url}`);
  }
  return response.json();
}

async function start(code) {
  const [pagefind, { [code]: shards }] = await Promise.all([import(at), get("shards.json")]);
  const [first, second] = shards;
  first.merged = true;
  try {
    await initIn(code, pagefind);
    await pagefind.search(""); // fails where not all of it could be loaded
    if (second) {
      await merge(second, pagefind); // the first may hold one letter only
    }
  } catch (error) {
    await pagefind.destroy();
    throw error;
  }
  offer(shards.flatMap(({ years }) => years));
  return { pagefind, shards };
}

function merge(shard, pagefind) {
  shard.merged = true;
  return pagefind.mergeIndex(new URL(shard.folder, at).pathname);
}

// Pagefind takes its language from the page, and asks at once.
function initIn(code, pagefind) {
  const page = document.documentElement;
  const { lang } = page;
  page.lang = code;
  const begun = pagefind.init();
  page.lang = lang;
  return begun;
}

// The results that are letters of a year, by their ids.
async function lettersOf(one, shards) {
  const files = shards.filter(({ years }) => years.includes(one)).map((shard) => (shard.letters ??= get(`${shard.folder}years.${language.value}.json`)));
  return new Set((await Promise.all(files)).flatMap((file) => file[one]));
}

// Years are offered where there is a choice.
function offer(years) {
  const chosen = year.value;
  const all = [...new Set(years)].map((one) => new Option(one, one, false, one === chosen));
  year.replaceChildren(year.options[0], ...all);
  year.closest("label").hidden = all.length < 2;
}

// Pagefind takes a part of its index that it cannot load for an empty one. Before we say that
// nothing more was found, we see that it could be loaded.
async function reach() {
  await fetch(new URL("pagefind-entry.json", at), { cache: "no-store" });
}

// --- What is found -------------------------------------------------------------------------

// So many results, or all that there are; and whether there may be more.
async function look(words, count) {
  const { pagefind, shards } = await load();
  const chosen = year.value;
  const letters = chosen && (await lettersOf(chosen, shards));
  const left = () => shards.filter(({ merged, years }) => !merged && (!chosen || years.includes(chosen)));
  const ask = async () => (await pagefind.search(words)).results.filter(({ id }) => !letters || letters.has(id));
  let found = await ask();
  for (let step = 1; found.length < count && left().length > 0; step *= 2) {
    const next = left().slice(0, step);
    await Promise.all(next.map((shard) => merge(shard, pagefind)));
    found = await ask();
  }
  if (found.length < count) {
    await reach();
  }
  return { found, isAll: found.length <= count && left().length === 0 };
}

// Shows what is found, or shows more of it.
async function search(isMore = false) {
  const turn = (asked += 1);
  const words = input.value.trim();
  if (!words) {
    clear(say.hint);
    return;
  }
  status.textContent = say.loading;
  try {
    const before = isMore ? shown : new Set();
    const { found, isAll } = await look(words, before.size + SHOWN_PAGES);
    const next = turn === asked ? found.filter(({ id }) => !before.has(id)).slice(0, SHOWN_PAGES) : [];
    const pages = await Promise.all(next.map((result) => result.data()));
    if (turn === asked) {
      answered = turn;
      shown = new Set([...before, ...next.map(({ id }) => id)]);
      show(words, pages, isMore, isAll);
    }
  } catch (error) {
    if (turn === asked) {
      console.warn(error);
      unload();
      clear(say.broken);
    }
  }
}

function clear(message) {
  results.replaceChildren();
  more.hidden = true;
  status.textContent = message;
}

function show(words, pages, isMore, isAll) {
  if (!isMore) {
    results.replaceChildren();
  }
  const { lang, dir } = language.selectedOptions[0];
  Object.assign(results, { lang, dir });
  const made = pages.map((page) =>
    element("li", "find__page", [
      link(page.url, "find__title", [page.meta.title]),
      element("ol", "", passagesOf(page).map(({ hash, text }) => element("li", "", [link(page.url + hash, "find__passage", text)]))),
    ]),
  );
  results.append(...made);
  const count = results.querySelectorAll(".find__passage").length;
  const phrase = count === 0 ? say.none : !isAll ? say.first : count === 1 ? say.one : say.many;
  status.textContent = phrase.replace("{query}", words).replace("{count}", count);
  more.hidden = isAll;
  if (isMore) {
    (made[0]?.querySelector("a") ?? input).focus();
  }
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
        text: excerpt(words, marks, location, first, next?.location ?? words.length),
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

// --- The window ----------------------------------------------------------------------------

function open() {
  find.showModal();
  input.select();
  search(); // what was typed before, should it have failed
  load().catch(() => clear(say.broken));
}

// Arrow keys walk from the words typed down the results and back. Escape closes, and does not
// first empty the field, as browsers have it. Where one chooses, both are the browser's.
function walk(event) {
  if (event.target.matches("select")) {
    return;
  }
  if (event.key === "Escape") {
    event.preventDefault();
    find.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) {
    return;
  }
  const stops = [input, ...results.querySelectorAll("a"), more].filter(({ hidden }) => !hidden);
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

let timer;

document.querySelector("[data-find-open]").addEventListener("click", open);
find.querySelector("[data-find-close]").addEventListener("click", () => find.close());
find.addEventListener("click", (event) => event.target === find && find.close());
find.addEventListener("keydown", walk);
input.addEventListener("input", () => {
  asked += 1;
  status.textContent = input.value.trim() ? say.loading : say.hint;
  clearTimeout(timer);
  timer = setTimeout(search, input.value.trim() ? PAUSE : 0);
});
language.addEventListener("change", () => {
  unload();
  search();
  load().catch(() => clear(say.broken));
});
year.addEventListener("change", () => search());
more.addEventListener("click", () => search(true));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (answered === asked) {
    results.querySelector("a")?.click();
  }
});
