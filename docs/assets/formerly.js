// On the page at a former address: goes on to the present one, at the passage and in the view that
// the reader's link asks for. The former address leaves no trace in the reader's history.

{
  const to = new URL(document.currentScript.dataset.to, location.href);
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
}
