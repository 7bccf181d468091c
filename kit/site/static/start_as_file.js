// Opened as a file, nothing else of this page runs: then it says what to do. It comes before the page is drawn.
if (location.protocol === "file:") {
  document.documentElement.classList.add("as-file");
  addEventListener("DOMContentLoaded", () => document.getElementById("as-file").removeAttribute("hidden"));
}
