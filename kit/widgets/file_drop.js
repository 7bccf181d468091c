// Files that are dropped on an element of a page.

/** Give the files that are dropped on an element to `take`; it has the class `over` while some are held over it. */
export function takesFiles(node, over, take) {
  const holds = (event) => [...(event.dataTransfer?.types ?? [])].some((type) => type.toLowerCase() === "files");
  const on = (type, react) => node.addEventListener(type, (event) => holds(event) && (event.preventDefault(), event.stopPropagation(), react(event)));
  for (const type of ["dragenter", "dragover"]) on(type, () => node.classList.add(over));
  node.addEventListener("dragleave", (event) => node.contains(event.relatedTarget) || node.classList.remove(over));
  on("drop", (event) => {
    node.classList.remove(over);
    take([...event.dataTransfer.files]);
  });
}
