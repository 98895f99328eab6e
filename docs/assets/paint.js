// What has to be known before anything is painted, so this is no module: the scheme, light or
// dark, by the reader's choice if there is one, else that of the system; and whether the address
// asks for two versions side by side.

{
  const KEY = "concordance.scheme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A browser may refuse storage; the choice then holds for this page.
  const storage = (() => {
    try {
      return localStorage;
    } catch {
      return {};
    }
  })();

  const show = () => {
    root.dataset.scheme = storage[KEY] ?? (dark.matches ? "dark" : "light");
  };

  root.classList.replace("no-js", "js");
  if (new URLSearchParams(location.search).get("view") === "parallel") {
    root.dataset.view = "parallel";
  }
  show();
  dark.addEventListener("change", show);
  addEventListener("storage", show);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-scheme-toggle]")) {
      storage[KEY] = root.dataset.scheme === "dark" ? "light" : "dark";
      show();
    }
  });
}
