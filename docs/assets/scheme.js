// The light or dark scheme: the reader's choice if there is one, else that of the system. This
// is no module, so that it runs before anything is painted.

{
  const KEY = "concordance.scheme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const show = () => {
    root.dataset.scheme = localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
  };

  root.classList.replace("no-js", "js");
  show();
  dark.addEventListener("change", show);
  addEventListener("storage", show);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-scheme-toggle]")) {
      localStorage.setItem(KEY, root.dataset.scheme === "dark" ? "light" : "dark");
      show();
    }
  });
}
