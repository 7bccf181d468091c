// Where one of two texts stands when the other is scrolled: by the facts that both tell, and in between in proportion.

/** Of links that stand at a place in one text and in the other, as many as are in the same order in both. */
export function inOrder(links) {
  const sorted = [...links].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const best = sorted.map(() => 1); // the longest chain that ends here, and the link before in it
  const before = sorted.map(() => -1);
  for (let i = 0; i < sorted.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const follows = sorted[j][0] < sorted[i][0] && sorted[j][1] < sorted[i][1];
      if (follows && best[j] + 1 > best[i]) [best[i], before[i]] = [best[j] + 1, j];
    }
  }
  const chain = [];
  for (let at = best.indexOf(Math.max(...best, 0)); at >= 0; at = before[at]) chain.unshift(sorted[at]);
  return chain;
}

/** How far to scroll the second text when the first stands at `top`: `most` is how far each can go. */
export function matching(top, links, most) {
  const ends = links.filter(([a, b]) => a > 0 && b > 0 && a < most[0] && b < most[1]);
  const knots = [[0, 0], ...inOrder(ends), most];
  const here = Math.min(top, most[0]);
  const at = Math.max(1, knots.findIndex(([a]) => a >= here));
  const [[a, b], [c, d]] = [knots[at - 1], knots[at]];
  return c === a ? d : b + ((here - a) / (c - a)) * (d - b);
}

/** Scroll two boxes together while `linked()`; `places()` are the links, as heights in each. `drive` scrolls one alone. */
export function scrollTogether(boxes, { linked, places }) {
  const driven = new Map(); // each box that we scroll ourselves, and to where: its own event is no wish of the reader
  const react = boxes.map((box, side) => () => {
    const ours = Math.abs(box.scrollTop - driven.get(box)) < 2;
    driven.delete(box);
    if (ours || !linked()) return;
    const other = boxes[1 - side];
    const most = [box, other].map((each) => each.scrollHeight - each.clientHeight);
    const links = places().map((each) => (side ? [each[1], each[0]] : each));
    drive(other, matching(box.scrollTop, links, most));
  });
  const drive = (box, wanted) => {
    const before = box.scrollTop;
    box.scrollTop = wanted;
    if (box.scrollTop !== before) driven.set(box, box.scrollTop);
  };
  boxes.forEach((box, side) => box.addEventListener("scroll", react[side]));
  return { drive };
}
