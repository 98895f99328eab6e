// A link to a passage that is not on the page: says so, where a browser would show the top of the
// page as if it were what was asked for.

const place = document.querySelector("[data-astray]");
const first = document.querySelector(".letter [id]");

// The id that the address asks for, less what marks words (`:~:text=`), which browsers that know it
// have taken off already.
function wanted() {
  const [fragment] = location.hash.slice(1).split(":~:");
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

// As browsers look for it; « top » is the top of any page.
function isThere(id) {
  return id === "" || id.toLowerCase() === "top" || Boolean(document.getElementById(id));
}

function say(id) {
  const [before, after] = place.dataset.astray.split("{id}");
  const text = document.createElement("p");
  const name = document.createElement("bdi");
  const link = document.createElement("a");
  name.textContent = id;
  link.href = `#${encodeURIComponent(first.id)}`;
  link.textContent = place.dataset.start;
  text.append(before, name, after);
  place.replaceChildren(text, link);
  place.scrollIntoView({ block: "nearest" });
}

function look() {
  const id = wanted();
  if (isThere(id)) {
    place.replaceChildren();
  } else {
    say(id);
  }
}

if (place && first) {
  look();
  addEventListener("hashchange", look);
}
