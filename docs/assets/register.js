// The register, filtered as the reader chooses and types. The address keeps the filter, so that it
// can be linked to. Which communications are meant is told by small files (filtering.py), of which
// only those are loaded that a filter needs; they are shown as they stand on the pages of their
// years.

import { keepAddress } from "./switch.js";

const SHOWN = 20;
const PAUSE = 150; // milliseconds without another letter typed
// How words are read: as in filtering.py.
const UNSPACED = "\\u{e00}-\\u{eff}\\u{1000}-\\u{109f}\\u{1780}-\\u{17ff}\\u{3040}-\\u{30ff}\\u{3400}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

const form = document.querySelector("[data-sift]");
const status = document.querySelector("[data-sift-status]");
const list = document.querySelector("[data-register]");
const more = document.querySelector("[data-sift-more]");
const ways = document.querySelector("[data-sift-all]");
const clear = document.querySelector("[data-sift-clear]");
const fields = [...form.elements].filter(({ name }) => name);
const at = new URL(form.dataset.sift, location.href);
const newest = { entries: [...list.children], count: status.textContent };
const numbers = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

let found = [];
let asked = 0; // so that what comes late is not shown in place of what was asked after it
let timer;
let typing; // the field that is being typed in: all that is typed is one step in the history

// --- What is loaded ------------------------------------------------------------------------

const loaded = new Map();

function load(address, read, options) {
  if (!loaded.has(address)) {
    const promise = fetch(new URL(address, at), options).then((response) => {
      if (!response.ok) {
        throw new Error(`${response.status}: ${response.url}`);
      }
      return read(response);
    });
    promise.catch(() => loaded.delete(address));
    loaded.set(address, promise);
  }
  return loaded.get(address);
}

// Asked for anew on each page, for it says which of the others are still the right ones.
function table() {
  return load(at.href, (response) => response.json(), { cache: "no-cache" });
}

// What is known of all words, or references, that begin in a way.
async function beginning(kind, prefix) {
  const { [kind]: firsts, stamp } = await table();
  const from = Math.max(0, firsts.findLastIndex((first) => first <= prefix));
  const to = firsts.findLastIndex((first) => first <= prefix || first.startsWith(prefix));
  const files = [];
  for (let file = from; file <= to; file += 1) {
    files.push(load(`${kind}-${file}.json?${stamp}`, (response) => response.json()));
  }
  const all = (await Promise.all(files)).flatMap((file) => Object.entries(file));
  return all.filter(([key]) => key.startsWith(prefix));
}

// The entries of a page of a year, with links that lead from here as they do from there.
function page(address) {
  return load(address, async (response) => {
    const there = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const link of there.querySelectorAll("[data-register] [href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href"), response.url));
    }
    return [...there.querySelectorAll("[data-register] > li")];
  }, { cache: "no-cache" }); // places are those of the register as it is now
}

// --- What is found -------------------------------------------------------------------------

export function fold(text) {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replaceAll("ى", "ي").replaceAll("ة", "ه").replaceAll("ـ", "");
}

export function wordsOf(text) {
  return (fold(text).match(RUNS) ?? []).flatMap((run) => {
    const letters = [...run];
    const pairs = letters.slice(1).map((letter, index) => letters[index] + letter);
    return IS_UNSPACED.test(run) && pairs.length > 0 ? pairs : [run];
  });
}

// The places that steps lead to, each of which is counted from the one before it.
function places(steps) {
  let place = 0;
  return steps.map((step) => (place += step));
}

function union(keys) {
  return new Set(keys.flatMap(([, steps]) => places(steps)));
}

async function ofYear(year) {
  let start = 0;
  for (const [key, , count] of (await table()).years) {
    if (key === year) {
      return new Set(Array.from({ length: count }, (_, index) => start + index));
    }
    start += count;
  }
  return new Set();
}

async function inLanguage(language) {
  return new Set(places((await table()).languages[language] ?? []));
}

// Those that refer to it, or to a part of it; where it is none, those to which it is the beginning.
async function referringTo(reference) {
  const wanted = fold(reference).replace(/\s+/g, "");
  const keys = await beginning("references", wanted);
  const exact = keys.filter(([key]) => key === wanted || key.startsWith(`${wanted}/`));
  return union(keys.some(([key]) => key === wanted) ? exact : keys);
}

// The places where all that is asked for is found, in their order.
async function find({ q = "", year, language, reference = "" }) {
  const sets = await Promise.all([
    year && ofYear(year),
    language && inLanguage(language),
    reference.trim() && referringTo(reference),
    ...wordsOf(q).map(async (word) => union(await beginning("words", word))),
  ]);
  const [first, ...others] = sets.filter(Boolean).sort((a, b) => a.size - b.size);
  return [...(first ?? [])].filter((place) => others.every((set) => set.has(place))).sort((a, b) => a - b);
}

// The entry at a place, from the page of its year.
async function entry(place) {
  const { years, held } = await table();
  let index = place;
  for (const [, address, count] of years) {
    if (index < count) {
      const number = Math.floor(index / held) + 1;
      const entries = await page(number === 1 ? address : `${address}${number}/`);
      return document.importNode(entries[index % held], true);
    }
    index -= count;
  }
  throw new RangeError(`nothing at ${place}`);
}

// --- What is shown -------------------------------------------------------------------------

// Only what is chosen; white space is nothing.
function chosen() {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]).filter(([, value]) => value.trim()));
}

function showNewest() {
  asked += 1;
  if (list.firstElementChild !== newest.entries[0]) {
    list.replaceChildren(...newest.entries);
  }
  say(newest.count);
  list.removeAttribute("aria-busy");
  more.hidden = true;
  ways.hidden = false;
  clear.hidden = true;
}

async function show() {
  const filter = chosen();
  if (Object.keys(filter).length === 0) {
    showNewest();
    return;
  }
  asked += 1;
  const mine = asked;
  clear.hidden = false;
  list.setAttribute("aria-busy", "true");
  const late = setTimeout(() => mine === asked && say(form.dataset.loading), 400);
  try {
    const places = await find(filter);
    const entries = await Promise.all(places.slice(0, SHOWN).map(entry));
    if (mine === asked) {
      found = places;
      list.replaceChildren(...entries);
      const { none, one, many } = form.dataset;
      say(places.length === 0 ? none : places.length === 1 ? one : many.replace("{count}", numbers.format(places.length)));
    }
  } catch (error) {
    console.warn(error);
    if (mine === asked) {
      found = [];
      list.replaceChildren();
      say(form.dataset.broken);
    }
  } finally {
    clearTimeout(late);
    if (mine === asked) {
      list.removeAttribute("aria-busy");
      more.hidden = list.children.length >= found.length;
      ways.hidden = true;
    }
  }
}

function say(text) {
  status.textContent = text;
}

async function showMore() {
  const mine = asked;
  const start = list.children.length;
  try {
    const entries = await Promise.all(found.slice(start, start + SHOWN).map(entry));
    if (mine === asked) {
      list.append(...entries);
      more.hidden = list.children.length >= found.length;
      entries[0].querySelector("a").focus();
    }
  } catch (error) {
    console.warn(error);
    say(form.dataset.broken);
  }
}

// --- The address ---------------------------------------------------------------------------

function keep(push) {
  const url = new URL(location.href);
  for (const { name } of fields) {
    url.searchParams.delete(name);
  }
  for (const [name, value] of Object.entries(chosen())) {
    url.searchParams.set(name, value.trim());
  }
  url.hash = "";
  if (url.href !== location.href) {
    history[push ? "pushState" : "replaceState"](null, "", url);
    keepAddress();
  }
}

function restore() {
  const wanted = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = wanted.get(field.name) ?? "";
  }
  keepAddress();
  show();
}

form.addEventListener("input", ({ target }) => {
  const typed = target.localName === "input";
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      keep(!typed || typing !== target);
      typing = typed ? target : undefined;
      show();
    },
    typed ? PAUSE : 0,
  );
});
form.addEventListener("focusout", () => {
  typing = undefined;
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  for (const field of fields) {
    field.value = "";
  }
  keep(true);
  showNewest();
  fields[0].focus();
});
more.addEventListener("click", showMore);
addEventListener("popstate", restore);
restore();
