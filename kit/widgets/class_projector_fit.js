// The projector view's room: what is shown is set as large as it fits, and never smaller than the smallest that is read
// from four metres; what does not fit then is parted into pages, by the browser's own columns.

const SIZES = [2.2, 1.9, 1.6, 1.4, 1.2, 1]; // of the smallest size, which is the root's

/** Set a flow of words as large as it fits on the fewest pages; gives back how many these are. */
export function wallFit(flow) {
  flow.style.transform = "";
  const fits = (size) => {
    flow.style.fontSize = `${size}em`;
    return pagesOf(flow);
  };
  const fewest = fits(SIZES.at(-1));
  const largest = SIZES.find((size) => fits(size) <= fewest) ?? SIZES.at(-1);
  return fits(largest);
}

/** Show one page of a flow. */
export function wallTurn(flow, page) {
  flow.style.transform = page ? `translateX(-${page * stride(flow)}px)` : "";
}

function pagesOf(flow) {
  const step = stride(flow);
  return step ? Math.max(1, Math.round((flow.scrollWidth + gapOf(flow)) / step)) : 1; // nothing is laid out: one page
}

const gapOf = (flow) => Number.parseFloat(getComputedStyle(flow).columnGap) || 0;
const stride = (flow) => (flow.clientWidth || 0) + gapOf(flow);
