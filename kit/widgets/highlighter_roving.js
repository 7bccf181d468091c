// One tab stop for a group of buttons; the arrows move inside it.

/** Make the group one tab stop: the button that was one before, or the first. */
export function rove(group, selector = "button") {
  const all = [...group.querySelectorAll(selector)];
  const current = all.find((each) => each.tabIndex === 0 && each.dataset.roving) ?? all[0];
  for (const each of all) {
    each.dataset.roving = "true";
    each.tabIndex = each === current ? 0 : -1;
  }
}

/** Move as a key asks; false where it asks for nothing here. */
export function roveBy(group, event, selector = "button") {
  const all = [...group.querySelectorAll(selector)].filter((each) => each.offsetParent);
  const at = all.indexOf(document.activeElement);
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const edge = { Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || (!step && edge === undefined)) return false;
  const next = all[edge ?? (at + step + all.length) % all.length];
  all.forEach((each) => (each.tabIndex = each === next ? 0 : -1));
  next.focus();
  return true;
}
