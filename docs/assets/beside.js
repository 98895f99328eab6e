// Two versions side by side. The control works without this; here the address keeps what the
// reader has chosen, and the original can have another translation beside it, which is taken from
// its own page.

import { keepAddress, placeOfReader, returnTo } from "./switch.js";

const root = document.documentElement;
const letter = document.querySelector(".letter");
const control = document.querySelector("[data-beside]");
const choice = document.querySelector("[data-beside-with]");
const all = [...(letter?.querySelectorAll("details.beside") ?? [])];
let opened = [];

// The reader's place in the text stays where it is in the window, whatever happens to the lines.
function keepingPlace(change) {
  const place = scrollY > 0 && placeOfReader();
  change();
  if (place) {
    returnTo(place);
  }
}

function address(key, value) {
  const url = new URL(location.href);
  if (value) {
    url.searchParams.set(key, value);
  } else {
    url.searchParams.delete(key);
  }
  history.replaceState(history.state, "", url);
  keepAddress();
}

// In two columns everything is open, for browsers that show nothing of what is closed; what the
// reader had opened before is found open again.
function show(parallel) {
  if (parallel) {
    opened = all.filter((details) => details.open);
    root.dataset.view = "parallel";
  } else {
    delete root.dataset.view;
  }
  for (const details of all) {
    details.open = parallel || opened.includes(details);
  }
  control.checked = parallel;
}

// --- Another translation beside the original ----------------------------------------------

async function load(option) {
  const response = await fetch(option.dataset.href);
  if (!response.ok) {
    throw new Error(`${response.status}: ${response.url}`);
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const attribute of ["href", "src"]) {
    for (const element of page.querySelectorAll(`.letter [${attribute}]`)) {
      element.setAttribute(attribute, new URL(element.getAttribute(attribute), response.url));
    }
  }
  return page;
}

// What the other page shows, by the ids of the original that it stands for.
function pairsOf(page) {
  const pairs = new Map();
  for (const details of page.querySelectorAll("details.beside[data-of]")) {
    for (const id of details.dataset.of.split(" ")) {
      pairs.set(id, [...(pairs.get(id) ?? []), details.parentElement]);
    }
  }
  return pairs;
}

function fill(details, pairs, shown, language, direction) {
  const own = details.parentElement.firstElementChild;
  const ids = [own.id || details.parentElement.parentElement.id, ...idsWithin(own)];
  const found = [...new Set(ids.flatMap((id) => pairs.get(id) ?? []))];
  const say = choice.dataset;
  const fresh = found.filter((pair) => !shown.has(pair));
  const texts = fresh.filter((pair) => !pair.firstElementChild.matches(".gap"));
  const note = !found.length ? say.notThere : !fresh.length ? say.withAbove : !texts.length ? say.leftOut : "";
  for (const pair of found) {
    shown.add(pair);
  }
  for (const old of details.querySelectorAll(".beside__text, .beside__note, p.beside__stale")) {
    old.remove();
  }
  const made = document.createElement(note ? "p" : "div");
  made.className = note ? "beside__note" : "beside__text";
  if (note) {
    made.textContent = note;
  } else {
    made.lang = language;
    made.dir = direction;
    made.append(...texts.map((pair) => copy(pair, ids[0])));
  }
  details.querySelector("summary").after(made);
  if (found.some((pair) => pair.querySelector(":scope > details > p.beside__stale"))) {
    const aged = document.createElement("p");
    aged.className = "beside__stale";
    aged.textContent = say.stale;
    made.after(aged);
  }
}

function idsWithin(element) {
  return [...element.querySelectorAll("[id]")].map((inner) => inner.id);
}

// A block of the other page, without what belongs to that page; an item in a list of its own.
function copy(pair, id) {
  const block = document.importNode(pair.firstElementChild, true);
  for (const margin of block.querySelectorAll(".links, .beside, .footnote-backref")) {
    margin.remove();
  }
  for (const element of block.querySelectorAll("[id]")) {
    element.dataset.for = element.id;
    element.removeAttribute("id");
  }
  block.dataset.for = id;
  block.removeAttribute("id");
  const item = pair.parentElement;
  if (item.localName !== "li" || item.firstElementChild !== pair) {
    return block;
  }
  const list = document.createElement(item.parentElement.localName);
  list.className = item.parentElement.className;
  if (list.localName === "ol") {
    list.start = item.parentElement.start + [...item.parentElement.children].indexOf(item);
  }
  list.append(document.createElement("li"));
  list.firstElementChild.append(block);
  return list;
}

function relabel(option, before) {
  document.querySelector("[data-beside-label]").textContent = option.dataset.label;
  for (const summary of letter.querySelectorAll("details.beside > summary")) {
    const label = summary.querySelector(".unseen");
    summary.firstChild.data = option.value;
    label.textContent = label.textContent.replace(before.dataset.name, option.dataset.name);
  }
}

let current = choice?.selectedOptions[0];

async function choose(option) {
  const status = document.querySelector("[data-beside-status]");
  status.textContent = "";
  choice.value = option.value;
  letter.setAttribute("aria-busy", "true");
  try {
    const page = await load(option);
    if (choice.value === option.value) {
      const shown = new Set();
      const pairs = pairsOf(page);
      keepingPlace(() => {
        for (const details of all) {
          fill(details, pairs, shown, page.documentElement.lang, page.documentElement.dir || "ltr");
        }
        relabel(option, current);
      });
      current = option;
      address("with", option === choice.options[0] ? "" : option.value);
    }
  } catch (error) {
    console.warn(error);
    if (choice.value === option.value) {
      status.textContent = choice.dataset.broken;
      choice.value = current.value;
    }
  } finally {
    letter.removeAttribute("aria-busy");
  }
}

if (control) {
  show(root.dataset.view === "parallel"); // whatever the browser remembers of the control
  control.addEventListener("change", () => {
    const parallel = control.checked;
    control.checked = !parallel; // the lines lie as they did, and the place can be seen
    keepingPlace(() => show(parallel));
    address("view", parallel ? "parallel" : "");
  });
}
if (choice) {
  const wanted = new URLSearchParams(location.search).get("with");
  const option = [...choice.options].find((one) => one.value === wanted);
  if (option && option !== current) {
    choose(option);
  }
  choice.addEventListener("change", () => choose(choice.selectedOptions[0]));
}
