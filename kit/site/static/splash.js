// What is seen of a lesson's page from its first moment: how far it is, how long that takes, and what to do where it does
// not come. It stands in the page itself; lesson mode goes on with it, as window.kitWaiting, until the lesson is alive.
(() => {
  const SLOW = 45_000; // ms, after which it is said that this goes on, or twice what it took last
  const STUCK = 240_000; // ms, after which one may try again
  const TOOK = "kit-took"; // in localStorage: how many seconds it took last, in this browser
  const [FROM, FETCHED] = [0.08, 0.45]; // of the bar: what JupyterLab's own part takes, and where Python has arrived
  const box = document.getElementById("kit-waiting");
  const [words, bar, more] = box.children;
  const took = kept(TOOK);

  function kept(name) {
    try {
      return Number(localStorage.getItem(name)) || 0;
    } catch {
      return 0; // a browser that keeps nothing
    }
  }

  const timers = [
    setTimeout(() => (more.textContent = box.dataset.slow), Math.max(SLOW, took * 2000)),
    setTimeout(() => kitWaiting.stop(box.dataset.stuck), STUCK),
  ];
  more.textContent = took ? box.dataset.later.replace("{}", took) : box.dataset.first;

  const kitWaiting = (window.kitWaiting = {
    box,
    /** How far it is, from 0 to 1, and what is being done; it never goes back. */
    to(part, said) {
      bar.value = Math.max(bar.value, part);
      if (said) words.textContent = said;
    },
    /** Say in place of all else what went wrong, with a button to try again; also of a lesson that was alive. */
    stop(said, again = true) {
      timers.forEach(clearTimeout);
      box.setAttribute("role", "alert");
      if (!box.isConnected) (document.querySelector(".kit-lesson") ?? document.body).append(box);
      words.textContent = said;
      bar.remove();
      more.remove();
      if (!again || box.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = box.dataset.again;
      button.addEventListener("click", () => location.reload());
      box.append(button);
    },
    /** It is there; how long it took is kept. */
    done() {
      timers.forEach(clearTimeout);
      box.remove();
      try {
        if (document.visibilityState === "visible") localStorage.setItem(TOOK, Math.ceil(performance.now() / 1000));
      } catch {
        // said anew the next time
      }
    },
  });

  try {
    const dark = localStorage.getItem("kit-theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "");
    document.documentElement.classList.toggle("kit-dark", dark === "dark");
  } catch {
    // light
  }
  if (typeof WebAssembly !== "object") return kitWaiting.stop(box.dataset.old, false);

  // Python is asked for at once, while JupyterLab's own part arrives: so it is there sooner, and how far that is known.
  const files = JSON.parse(box.dataset.files);
  const all = Object.values(files).reduce((sum, size) => sum + size, 0);
  let arrived = 0;
  const fetchOne = async (name) => {
    const answer = await fetch(new URL(name, document.baseURI));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      arrived += value.length;
      kitWaiting.to(FROM + (FETCHED - FROM) * Math.min(1, arrived / all));
    }
  };
  kitWaiting.to(FROM);
  if (navigator.serviceWorker?.controller) return; // has them
  Promise.all(Object.keys(files).map(fetchOne)).catch((error) => {
    console.warn(error);
    kitWaiting.stop(box.dataset.absent);
  });
})();
