// How a page gives out a file: JupyterLab's server has it, or Python has sent its bytes.

import { make } from "./dom.js";

const LATER = 60_000; // ms after which a browser has read what it downloads

/** The address of a file that lies beside the notebook in front: to look at, or as a download. */
export function fileAddress(file, download = true) {
  const [, base, path] = /^(.*?)\/lab(?:\/.*?\/?tree\/(.*))?$/.exec(globalThis.location?.pathname ?? "") ?? [];
  const folder = (path ?? "").split("/").slice(0, -1);
  return `${base ?? ""}/files/${[...folder, ...file.split("/").map(encodeURIComponent)].join("/")}${download ? "?download=1" : ""}`;
}

/** Give bytes to the browser as a file, which it puts where it puts downloads. */
export function download({ name, media, bytes }) {
  const address = URL.createObjectURL(new Blob([bytes], { type: media }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
}

const MEDIA = "application/octet-stream"; // a browser is to keep it, and not to open it

/** The last part of a path. */
export const lastPart = (file) => file.split("/").at(-1);

/** A link to a file that was made: `{ file, bytes }`, the bytes where no server has it. */
export function fileLink({ file, bytes }, text, more = {}) {
  const href = bytes ? URL.createObjectURL(new Blob([bytes], { type: MEDIA })) : fileAddress(file);
  return make("a", { href, download: lastPart(file), text, "data-lm-suppress-shortcuts": "true", ...more });
}
