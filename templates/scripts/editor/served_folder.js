// The council's folder as `local-offer edit` serves it, in the shape in which browsers give
// folders to pages (fs.spec.whatwg.org), so that the editor reads and writes it like any other.

/** @typedef {{ path: string, problems: string[], page: string }} Saved */

const MISSING = "NotFoundError";

/** Opens the folder. @param {URL} address @param {(saved: Saved) => void} onSaved */
export const servedFolder = (address, onSaved) => new ServedFolder("", new Server(address, onSaved));

class Server {
  /** @param {URL} address @param {(saved: Saved) => void} onSaved */
  constructor(address, onSaved) {
    this.address = address;
    this.onSaved = onSaved;
    /** @type {Map<string, string>} the version of each file by its path */
    this.versions = new Map();
  }

  async list() {
    const response = await this.ask("");
    this.versions = new Map(Object.entries(await response.json()));
  }

  /** @param {string} path @param {RequestInit} [options] */
  async ask(path, options) {
    const response = await fetch(new URL(path.split("/").map(encodeURIComponent).join("/"), this.address), options);
    if (response.ok) return response;
    throw new Error((await response.text()) || "The program that serves this folder does not answer.");
  }

  /** @param {string} path @param {string} text */
  async write(path, text) {
    const version = this.versions.get(path) ?? "";
    const headers = { "Content-Type": "text/plain; charset=utf-8", "If-Match": `"${version}"` };
    const saved = await (await this.ask(path, { method: "PUT", headers, body: text })).json();
    this.versions.set(path, saved.version);
    this.onSaved(saved);
  }
}

class ServedFolder {
  kind = "directory";

  /** @param {string} path @param {Server} server */
  constructor(path, server) {
    this.path = path;
    this.server = server;
    this.name = path.split("/").pop() || "content";
  }

  /** @returns {AsyncGenerator<[string, ServedFolder | ServedFile]>} */
  async *entries() {
    if (!this.path) await this.server.list();
    const start = this.path && `${this.path}/`;
    const names = new Set([...this.server.versions.keys()].filter((path) => path.startsWith(start))
      .map((path) => path.slice(start.length).split("/").slice(0, 2).join("/").replace(/\/.+/, "/")));
    for (const name of names) {
      const path = start + name.replace("/", "");
      const isFolder = name.endsWith("/");
      yield [name.replace("/", ""), isFolder ? new ServedFolder(path, this.server) : new ServedFile(path, this.server)];
    }
  }

  /** @param {string} name */
  async getDirectoryHandle(name) {
    // The editor keeps its files in a folder of its own name: here that is the folder itself.
    if (!this.path && name === "sveltia-cms-test") return this;
    return new ServedFolder(this.path ? `${this.path}/${name}` : name, this.server);
  }

  /** @param {string} name @param {{ create?: boolean }} [options] */
  async getFileHandle(name, { create = false } = {}) {
    const path = this.path ? `${this.path}/${name}` : name;
    if (!create && !this.server.versions.has(path)) throw new DOMException("There is no such file.", MISSING);
    return new ServedFile(path, this.server);
  }

  async removeEntry() {
    throw new Error("The editor does not delete files: an address that was published stays.");
  }
}

class ServedFile {
  kind = "file";
  /** @type {string | undefined} what was written and has no place yet */
  written;

  /** @param {string} path @param {Server} server */
  constructor(path, server) {
    this.path = path;
    this.server = server;
    this.name = path.split("/").pop() ?? "";
  }

  async getFile() {
    const text = this.written ?? (await (await this.server.ask(this.path)).text());
    return new File([text], this.name);
  }

  async createWritable() {
    /** @type {BlobPart[]} */
    const parts = [];
    return {
      /** @param {BlobPart} part */
      write: async (part) => {
        parts.push(part);
      },
      close: async () => {
        this.written = await new Blob(parts).text();
        if (!this.name.startsWith(".")) await this.server.write(this.path, this.written);
      },
    };
  }

  /** @param {ServedFolder} folder @param {string} name */
  async move(folder, name) {
    const path = folder.path ? `${folder.path}/${name}` : name;
    await this.server.write(path, this.written ?? "");
    this.path = path;
    this.name = name;
  }
}
