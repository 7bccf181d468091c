// Each page of a site has this in its head, before anything of JupyterLite's: it registers the service worker, and lets
// it keep the site when the page is at rest, so that the second visit needs no network, also after the start page alone.
// `data-kit-kept` of the page's root is the edition that is kept, once one is.
(() => {
  const workers = navigator.serviceWorker;
  if (!workers) return; // no https, or a private window: the lesson says so
  const AGAIN = 60_000; // ms: a browser ends a service worker that is at one thing for longer than some minutes
  const LATEST = 90_000; // ms after which a lesson that did not start no longer holds up the keeping

  // As JupyterLite names it, which would otherwise register another in its place. Where its version is another than at
  // the last visit, it unregisters all service workers that it is told of: those of the whole origin, so it is told of none.
  const address = new URL("service-worker.js?enableCache=false", document.currentScript.src).href;
  workers.getRegistrations = async () => [];

  let asked;
  async function keep() {
    clearTimeout(asked);
    const { active } = await workers.ready;
    active.postMessage({ kit: "keep" });
    asked = setTimeout(keep, AGAIN);
  }

  workers.addEventListener("message", ({ data }) => {
    if (data?.kit !== "kept") return;
    clearTimeout(asked);
    if (data.edition) document.documentElement.dataset.kitKept = data.edition;
  });
  workers.startMessages(); // no message is held back for a page that is still being read

  /** Wait until a lesson is alive; a page without one is at rest when it is there. */
  function rest() {
    const alive = () => document.querySelector("[data-kit-ready]");
    if (!document.getElementById("jupyter-lite-main") || alive()) return keep();
    const go = () => {
      seen.disconnect();
      clearTimeout(late);
      keep();
    };
    const seen = new MutationObserver(() => alive() && go());
    const late = setTimeout(go, LATEST);
    seen.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-kit-ready"] });
  }

  workers.register(address).catch((error) => console.warn(`The site works, but not without a network: ${error.message}`));
  addEventListener("load", rest);
})();
