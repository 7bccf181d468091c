// What the page must know of the window that it scrolls in, for what sticks to its edges.

/** Tell the style how high the tools are, which stick, and the foot, and how high the window is. */
export function measureFrame({ el, card, stick, foot }) {
  let around = el.parentElement;
  while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  const height = around && around !== document.documentElement ? around.clientHeight : window.innerHeight;
  const measures = { "--stuck": stick.offsetHeight, "--foot": foot.offsetHeight, "--window": height };
  for (const [name, value] of Object.entries(measures)) {
    // To set it anew, also to what it was, would style the whole text anew.
    if (card.style.getPropertyValue(name) !== `${value}px`) card.style.setProperty(name, `${value}px`);
  }
}
