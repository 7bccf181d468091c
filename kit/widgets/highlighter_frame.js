// What the page must know of the window that it scrolls in, for what sticks to its edges.

const NEAR = 16; // px that stay free between what one looks for and the window's edges

/** Let the list end where the window does, and a long text too. `--stuck` is how high the tools are, `--tall` what is left. */
export function measureFrame({ el, side, text, stick, foot, isLong }) {
  let around = el.parentElement;
  while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  const height = around && around !== document.documentElement ? around.clientHeight : window.innerHeight;
  const tall = `${height - stick.offsetHeight - foot.offsetHeight}px`;
  side.style.setProperty("--stuck", `${stick.offsetHeight}px`);
  side.style.setProperty("--tall", tall);
  if (isLong) text.style.setProperty("max-height", tall); // no property that all its words would inherit anew
}

/** Scroll, here and in the page around, until a part of the text can be seen between tools and foot. */
export function bringToSight({ stick, foot }, part) {
  part.style.setProperty("scroll-margin-block", `${stick.offsetHeight + NEAR}px ${foot.offsetHeight + NEAR}px`);
  part.scrollIntoView({ block: "nearest", inline: "nearest" });
}
