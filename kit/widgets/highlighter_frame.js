// What the page must know of the window that it scrolls in, for what sticks to its edges.

/** Tell the style how high the tools are, which stick, and how high the window is. */
export function measureFrame({ el, card, stick, foot }) {
  let around = el.parentElement;
  while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  const height = around && around !== document.documentElement ? around.clientHeight : window.innerHeight;
  card.style.setProperty("--stuck", `${stick.offsetHeight}px`);
  card.style.setProperty("--foot", `${foot.offsetHeight}px`);
  card.style.setProperty("--window", `${height}px`);
}
