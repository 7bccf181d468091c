// The projector view's room: what is shown is set as large as it fits, and never smaller than the smallest that is read
// from four metres; what does not fit then is parted into pages, by the browser's own columns.

const WALL_SIZES = [2.2, 1.9, 1.7, 1.5, 1.4, 1.3, 1.2, 1.1, 1]; // of the smallest size, which is the root's

/** Set a flow of words as large as it fits on the fewest pages; gives back how many these are. */
export function wallFit(flow) {
  flow.style.transform = "";
  const fits = (size) => {
    flow.style.fontSize = `${size}em`;
    return wallPagesOf(flow);
  };
  const fewest = fits(WALL_SIZES.at(-1));
  const largest = WALL_SIZES.find((size) => fits(size) <= fewest) ?? WALL_SIZES.at(-1);
  return fits(largest);
}

/** Show one page of a flow. */
export function wallTurn(flow, page) {
  flow.style.transform = page ? `translateX(-${page * wallStride(flow)}px)` : "";
}

function wallPagesOf(flow) {
  const step = wallStride(flow);
  return step ? Math.max(1, Math.round((flow.scrollWidth + wallGapOf(flow)) / step)) : 1; // nothing is laid out: one page
}

const wallGapOf = (flow) => Number.parseFloat(getComputedStyle(flow).columnGap) || 0;
const wallStride = (flow) => (flow.clientWidth || 0) + wallGapOf(flow);
