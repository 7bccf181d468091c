// A disk as a browser's Python has it: JupyterLite's, which asks the page for each thing, with a store in memory. A test
// inside finds it as the module `drive`: what was asked is counted, the store can refuse, and another tab can write there.

const [FOLDER, FILE] = [0o040777, 0o100666];
const READ_ONLY = 0; // of all flags that a file is opened with, the one with which closing it stores nothing

/** Mount one; what is given back is the module. Paths in it are those that Python knows. */
export function mountDrive({ FS, PATH, ERRNO_CODES }, point) {
  const items = new Map([[point, null]]); // path → bytes, or null where it is a folder
  const asked = [];
  const drive = { asked, refuses: "", items };
  const fail = (name) => {
    throw new FS.ErrnoError(ERRNO_CODES[name]);
  };
  const page = pageOf(items, (method) => {
    asked.push(method);
    if (drive.refuses === method) fail("EINVAL"); // what JupyterLite makes of any refusal
  }, fail);
  const pathOf = (node) => (node.parent === node ? point : PATH.join2(pathOf(node.parent), node.name));
  const makeNode = (parent, name, mode) => Object.assign(FS.createNode(parent, name, mode, 0), { node_ops, stream_ops });
  const node_ops = {
    getattr: (node) => ({ ...page.getattr(pathOf(node)), mode: node.mode, ino: node.id }),
    setattr(node, changed) {
      if (changed.mode !== undefined) node.mode = changed.mode;
      if (changed.size === undefined) return;
      const whole = new Uint8Array(changed.size);
      whole.set(page.get(pathOf(node)).subarray(0, changed.size));
      page.put(pathOf(node), whole);
    },
    lookup: (parent, name) => makeNode(parent, name, page.lookup(PATH.join2(pathOf(parent), name))),
    mknod: (parent, name, mode) => (page.mknod(PATH.join2(pathOf(parent), name), FS.isDir(mode)), makeNode(parent, name, mode)),
    rename(node, folder, name) {
      page.rename(pathOf(node), PATH.join2(pathOf(folder), name));
      Object.assign(node, { name, parent: folder });
    },
    unlink: (parent, name) => page.rmdir(PATH.join2(pathOf(parent), name)),
    rmdir: (parent, name) => page.rmdir(PATH.join2(pathOf(parent), name)),
    readdir: (node) => [".", "..", ...page.readdir(pathOf(node))],
  };
  const stream_ops = streams(FS, page, pathOf);
  FS.mkdirTree(point);
  FS.mount({ mount: () => makeNode(null, point, FOLDER) }, {}, point);
  return helpers(drive);
}

/** What the page is asked for, as JupyterLite's does it: a file is stored whole, and a name is a key. */
function pageOf(items, ask, fail) {
  const there = (path, otherwise) => (items.has(path) ? items.get(path) : fail(otherwise));
  return {
    lookup: (path) => (ask("lookup"), there(path, "ENOENT") === null ? FOLDER : FILE),
    getattr(path) {
      ask("getattr");
      const now = new Date();
      const size = there(path, "EINVAL")?.length ?? 0;
      return { dev: 1, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blksize: 4096, blocks: 1, atime: now, mtime: now, ctime: now };
    },
    get: (path) => (ask("get"), there(path, "ENOENT")?.slice() ?? fail("ENOENT")),
    put: (path, whole) => (ask("put"), items.set(path, whole.slice())),
    mknod: (path, isFolder) => (ask("mknod"), items.set(path, isFolder ? null : new Uint8Array())),
    rename(from, to) {
      ask("rename");
      for (const [path, bytes] of [...items]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue;
        items.delete(path);
        items.set(to + path.slice(from.length), bytes);
      }
    },
    readdir: (path) => (ask("readdir"), [...items.keys()].filter((each) => each.slice(0, each.lastIndexOf("/")) === path).map((each) => each.slice(path.length + 1))),
    rmdir(path) {
      ask("rmdir");
      for (const each of [...items.keys()]) if (each === path || each.startsWith(`${path}/`)) items.delete(each);
    },
  };
}

/** An open file is a copy of its bytes, got when it is opened and stored when it is closed. */
function streams(FS, page, pathOf) {
  return {
    open(stream) {
      if (FS.isFile(stream.node.mode)) stream.bytes = page.get(pathOf(stream.node));
    },
    close(stream) {
      if (stream.bytes && (stream.flags & 0x1fff) !== READ_ONLY) page.put(pathOf(stream.node), stream.bytes);
    },
    read(stream, buffer, offset, length, position) {
      const part = stream.bytes.subarray(position, position + length);
      buffer.set(part, offset);
      return part.length;
    },
    write(stream, buffer, offset, length, position) {
      const whole = new Uint8Array(Math.max(stream.bytes.length, position + length));
      whole.set(stream.bytes);
      whole.set(buffer.subarray(offset, offset + length), position);
      stream.bytes = whole;
      return length;
    },
    llseek: (stream, offset, whence) => offset + [0, stream.position, stream.bytes?.length ?? 0][whence],
  };
}

/** What a test calls. */
function helpers(drive) {
  return {
    /** What was asked of the page since this was last called, in order. */
    asked: () => drive.asked.splice(0).join(" "),
    /** Let the page refuse one kind of request from now on, or ("") none. */
    refuse: (method) => void (drive.refuses = method),
    /** What another tab does. */
    put: (path, text) => void drive.items.set(path, new TextEncoder().encode(text)),
    text: (path) => new TextDecoder().decode(drive.items.get(path)),
    names: () => [...drive.items.keys()].join(" "),
  };
}
