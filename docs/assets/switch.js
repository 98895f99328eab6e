// The language switch keeps the paragraph. Its links lead to the same page without this; here
// they also keep the fragment, and the passage that the reader sees at the top of the window.

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

function keepFragment() {
  for (const link of links) {
    link.hash = location.hash;
  }
}

function headerEdge() {
  return document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
}

// The block that the reader is at, and where it stands in the window: the one that the address
// names, if its beginning can be seen; else the innermost that the header cuts; else the first
// below it. What only holds blocks is none.
function placeOfReader() {
  const edge = headerEdge();
  const top = (element) => element.getBoundingClientRect().top;
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > edge && box.top < innerHeight;
  };
  const blocks = [...document.querySelectorAll(".md-content__inner [id]:not(section, table, blockquote)")].filter(seen);
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
  const block = place && place.path === location.pathname && document.getElementById(place.id);
  if (block) {
    // This version of it may be shorter than what had been read of the other: its last line
    // stays in sight.
    const { top, height } = block.getBoundingClientRect();
    const wanted = Math.max(place.top, headerEdge() + LINE - height);
    scrollBy({ top: top - wanted, behavior: "instant" });
  }
}

keepFragment();
addEventListener("hashchange", keepFragment);
for (const link of links) {
  link.addEventListener("click", remember);
}
// After the browser has gone to the fragment, which it does when all is loaded.
if (document.readyState === "complete") {
  restore();
} else {
  addEventListener("load", () => requestAnimationFrame(restore), { once: true });
}
