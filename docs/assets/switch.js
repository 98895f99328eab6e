// The language switch keeps the paragraph. Its links lead to the same page without this; here
// they also keep the fragment, what the address says of the view, and the passage that the reader
// sees at the top of the window.

const KEY = "concordance.place";
const LINE = 24;
// A browser may refuse storage; then only the fragment is kept.
const storage = (() => {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
})();
const links = document.querySelectorAll("a[data-switch]");

export function keepAddress() {
  for (const link of links) {
    link.search = location.search;
    link.hash = location.hash;
  }
}

function headerEdge() {
  return document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
}

// The block that the reader is at, and where it stands in the window: the one that the address
// names, if its beginning can be seen; else the innermost that the header cuts; else the first
// below it. What only holds blocks is none.
export function placeOfReader() {
  const edge = headerEdge();
  const top = (element) => element.getBoundingClientRect().top;
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > edge && box.top < innerHeight;
  };
  const blocks = [...document.querySelectorAll(".md-content__inner [id]:not(section, table, blockquote, sup, span)")].filter(seen);
  const target = document.querySelector(":target");
  const named = target && seen(target) && top(target) >= edge;
  const block = named ? target : (blocks.findLast((element) => top(element) < edge) ?? blocks[0]);
  return block && { id: block.id, top: top(block) };
}

function remember(event) {
  const place = scrollY > 0 && placeOfReader();
  if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const path = new URL(event.currentTarget.href).pathname;
    storage?.setItem(KEY, JSON.stringify({ ...place, path }));
  }
}

function restore() {
  const kept = storage?.getItem(KEY);
  storage?.removeItem(KEY);
  const place = kept && JSON.parse(kept);
  if (place && place.path === location.pathname) {
    returnTo(place);
  }
}

export function returnTo(place) {
  const block = document.getElementById(place.id);
  if (block) {
    scrollBy({ top: block.getBoundingClientRect().top - place.top, behavior: "instant" });
    // This version of it may be shorter than what had been read of the other: its last line
    // stays in sight, below a header that by now has taken its place.
    const hidden = headerEdge() + LINE - block.getBoundingClientRect().bottom;
    if (hidden > 0) {
      scrollBy({ top: -hidden, behavior: "instant" });
    }
  }
}

// The menu of many languages opens and closes by itself; here it also closes when the reader
// turns to something else, or comes back to the page.
function letClose(menu) {
  const close = () => {
    menu.open = false;
  };
  document.addEventListener("click", (event) => menu.contains(event.target) || close());
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && close());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      close();
      menu.querySelector("summary").focus();
    }
  });
  addEventListener("pagehide", close);
}

keepAddress();
addEventListener("hashchange", keepAddress);
for (const link of links) {
  link.addEventListener("click", remember);
}
document.querySelectorAll("[data-switch-menu]").forEach(letClose);
// After the browser has gone to the fragment, which it does when all is loaded.
if (document.readyState === "complete") {
  restore();
} else {
  addEventListener("load", () => requestAnimationFrame(restore), { once: true });
}
