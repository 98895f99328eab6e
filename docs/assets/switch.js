// The language switch keeps the paragraph. Its links lead to the same page without this; here
// they also keep the fragment, and the passage that the reader sees at the top of the window.

const KEY = "concordance.place";
const links = document.querySelectorAll("a[data-switch]");

function keepFragment() {
  for (const link of links) {
    link.hash = location.hash;
  }
}

// The block that the reader is at: the one the address names, if it can be seen; else the
// first that begins below the header, and where it stands in the window.
function placeOfReader() {
  const edge = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const blocks = [...document.querySelectorAll(".md-content [id]")];
  const seen = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > edge && top < innerHeight;
  };
  const block = target && seen(target) ? target : blocks.find((element) => seen(element) && !element.matches("section, table"));
  return block && { id: block.id, top: block.getBoundingClientRect().top };
}

function remember(event) {
  const place = scrollY > 0 && placeOfReader();
  if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const path = new URL(event.currentTarget.href).pathname;
    sessionStorage.setItem(KEY, JSON.stringify({ ...place, path }));
  }
}

function restore() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const place = kept && JSON.parse(kept);
  const block = place && place.path === location.pathname && document.getElementById(place.id);
  if (block) {
    scrollBy({ top: block.getBoundingClientRect().top - place.top, behavior: "instant" });
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
