// Where JupyterLab's server gives out files.

/** The address of a file that lies beside the notebook in front: to look at, or as a download. */
export function fileAddress(file, download = true) {
  const [, base, path] = /^(.*?)\/lab(?:\/.*?\/?tree\/(.*))?$/.exec(globalThis.location?.pathname ?? "") ?? [];
  const folder = (path ?? "").split("/").slice(0, -1);
  return `${base ?? ""}/files/${[...folder, ...file.split("/").map(encodeURIComponent)].join("/")}${download ? "?download=1" : ""}`;
}
