// What is seen while a lesson gets ready, and what to do where it does not: heard when that begins and ends, not at each
// step. The page of a site has shown it from its first moment (kit/site/static/splash.js), and lesson mode goes on with it.

import { WORDS } from "./words.js";

const PATIENCE = 90_000; // ms, after which a kernel on a desktop is said not to come
const HURRY = 2_000; // ms that anywidget gives a widget to load
const PYTHON = 0.75; // of the bar of a site: where Python has started

/**
 * Give widgets the time to load that a slow laptop takes. anywidget waits for two seconds, and what the kernel says to a
 * widget that has taken longer never arrives: it would be there, and take nothing in.
 */
export function patientWithWidgets() {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(ms === HURRY ? PATIENCE : ms);
}

/** A line of a lesson's own above it. */
function line() {
  const box = document.createElement("div");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", WORDS.starting);
  words.textContent = WORDS.starting;
  box.append(words, bar);
  const late = setTimeout(() => shown.stop(WORDS.late), PATIENCE);
  const shown = {
    box,
    to(part, said) {
      if (part !== undefined) bar.value = part;
      if (said) words.textContent = said;
    },
    stop(said) {
      clearTimeout(late);
      words.textContent = said;
      bar.remove();
    },
    done() {
      clearTimeout(late);
      box.remove();
    },
  };
  return shown;
}

/** What is shown of one start of a lesson. */
export function notice(panel, say) {
  const ofSite = window.kitWaiting?.box.isConnected ? window.kitWaiting : undefined;
  const shown = ofSite ?? line();
  shown.box.className = "kit-ready";
  shown.box.removeAttribute("id");
  panel.node.append(shown.box);
  say(WORDS.starting);
  ofSite?.to(0, WORDS.python);
  return {
    stop(text) {
      shown.stop(text);
      say(text);
    },
    step(done, all) {
      shown.to(ofSite ? PYTHON + ((1 - PYTHON) * done) / all : done / all, WORDS.running(done, all));
    },
    away() {
      shown.done();
      say(WORDS.ready);
    },
  };
}
