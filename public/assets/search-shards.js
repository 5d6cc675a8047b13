// The files of search/, see docs/search.md. They are classic scripts that call gongkaiShard, because a page opened from
// a disk may not fetch anything.
(() => {
  "use strict";
  const root = new URL("../", document.currentScript.src).href, patience = 12000;
  const loaded = {}, waiting = {}, attempts = {}, unpacked = new Map();
  let entry = null;

  window.gongkaiShard = (name, value) => { loaded[name] = value; };

  // Loads a script that registers `name`. A file that is missing, cut short or too slow is a failure, never empty.
  function load(name, address) {
    if (name in loaded) return Promise.resolve(loaded[name]);
    if (waiting[name]) return waiting[name];
    shards.fetched++;
    return waiting[name] = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const clock = setTimeout(finish, patience);
      function finish() {
        clearTimeout(clock);
        delete waiting[name];
        script.remove();
        if (name in loaded) return resolve(loaded[name]);
        // What failed once may lie broken in the browser's memory: the next attempt asks under another address.
        attempts[name] = (attempts[name] || 0) + 1;
        reject(new Error(address));
      }
      script.onload = script.onerror = finish;
      script.src = root + address + (attempts[name] ? "?" + attempts[name] : "");
      document.head.append(script);
    });
  }

  // The 16-bit numbers of a shard: what a script cannot have in a string stands behind U+007F.
  async function words(kind, number) {
    const name = kind + number, text = await load(name, `search/${name}-${entry[kind].substr(number * 6, 6)}.js`);
    const result = new Uint16Array(text.length);
    let count = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      result[count++] = code === 0x7F ? text.charCodeAt(++at) ^ 0x4000 : code;
    }
    return result.subarray(0, count);
  }

  async function inflate(packed) {
    if (!window.DecompressionStream) throw new Error("浏览器版本过低");
    const bytes = new Uint8Array(2 * packed.length - 2 - packed[0]);
    for (let at = 0; at < bytes.length; at++) bytes[at] = packed[1 + (at >> 1)] >> (at & 1 ? 0 : 8);
    const stream = new DecompressionStream("deflate-raw"), writer = stream.writable.getWriter();
    const done = new Response(stream.readable).arrayBuffer();
    for (const part of [entry.prefix, bytes]) if (part.length) writer.write(part).catch(() => {});
    writer.close().catch(() => {});
    return new Uint8Array(await done).subarray(entry.common);
  }

  // What `make` makes of the bytes of a shard, made once.
  function shard(kind, number, make) {
    const name = kind + number;
    if (!unpacked.has(name)) {
      const result = words(kind, number).then(kind === "p" ? found => found : inflate).then(make || (bytes => bytes));
      result.catch(() => unpacked.delete(name));
      unpacked.set(name, result);
    }
    return unpacked.get(name);
  }

  // Text as Sources/Search/TextBytes.swift writes it.
  const singles = 96;
  function decode(bytes) {
    const units = new Uint16Array(bytes.length), { alphabet } = entry;
    let count = 0;
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at++];
      if (byte < 0x80) units[count++] = byte;
      else if (byte < 0x80 + singles) units[count++] = alphabet.charCodeAt(byte - 0x80);
      else if (byte < 0xFF) units[count++] = alphabet.charCodeAt(singles + (byte - 0x80 - singles << 8 | bytes[at++]));
      else {
        const code = bytes[at++] << 16 | bytes[at++] << 8 | bytes[at++];
        for (const unit of String.fromCodePoint(code).split("")) units[count++] = unit.charCodeAt(0);
      }
    }
    return new TextDecoder("utf-16le").decode(units.subarray(0, count));
  }

  // The entry, with what follows from it.
  async function open() {
    if (entry) return entry;
    const header = await load("index", "search/index.js"), units = [];
    if (entry) return entry;
    let id = header.pages.length, total = 0;
    // Units of joined sites follow those of this one; they stand at their own site's address.
    for (const [site, address, ...departments] of [["", "", ...header.units], ...header.sites || []]) {
      for (const [department, ...rows] of departments) {
        for (const [code, name, ...years] of rows) {
          for (let at = 0; at < years.length; at += 2) {
            units.push({ id: id++, site, year: years[at], code, name, department, count: years[at + 1], folder: `${address}${years[at]}/${code}/` });
          }
        }
      }
    }
    header.others = id;
    for (const unit of units) id = (unit.first = id) + unit.count;
    header.count = id;
    header.units = units;
    header.firstInT = header.inT.map(count => (total += count) - count);
    header.prefix = Uint8Array.from(atob(header.prefix), character => character.charCodeAt(0));
    return entry = header;
  }

  // The last position whose value is at most the wanted one.
  function below(list, value, wanted) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (value(list[middle]) <= wanted) low = middle; else high = middle - 1;
    }
    return low;
  }

  // The unit of a document; null for a plain page.
  function unitOf(id) {
    if (id < entry.pages.length) return null;
    return id < entry.others ? entry.units[id - entry.pages.length] : entry.units[below(entry.units, unit => unit.first, id)];
  }

  const documents = bytes => decode(bytes).split("\x1d");

  // What lists show of a project: code, name, amount, indicators, those of them with a number.
  async function head(id) {
    const number = id - entry.others;
    return (await shard("h", Math.floor(number / entry.inH), documents))[number % entry.inH].split("\x1f");
  }

  // The texts and rows of a document.
  async function record(id) {
    const number = below(entry.firstInT, first => first, id);
    const items = (await shard("t", number, documents))[id - entry.firstInT[number]].split("\x1e").map(item => item.split("\x1f"));
    const [code, name, amount] = items.shift(), texts = [], rows = [];
    for (const [first, ...rest] of items) {
      const kind = first[0], start = first.slice(1);
      if (kind < "a") texts.push({ place: +kind, label: start, text: rest[0] });
      else {
        const above = rows[rows.length - 1], [level2, level3, description, value, plain, ...others] = rest;
        rows.push({
          measure: kind, level1: start === "\x1c" ? above.level1 : start, level2: level2 === "\x1c" ? above.level2 : level2,
          level3, description: description === "\x1c" ? level3 : description, value, plain, others
        });
      }
    }
    return { code, name, amount, texts, rows };
  }

  // The anchors of the rows of one table, as Sources/Pages/Routes.swift makes them.
  function anchors(rows) {
    const seen = new Map();
    return rows.map(row => {
      let hash = 2166136261;
      for (const text of [row.level1, row.level2, row.level3]) {
        for (const byte of [...new TextEncoder().encode(text), 255]) hash = Math.imul(hash ^ byte, 16777619);
      }
      const anchor = "i" + (hash >>> 0).toString(36), count = (seen.get(anchor) || 0) + 1;
      seen.set(anchor, count);
      return count === 1 ? anchor : `${anchor}-${count}`;
    });
  }

  // The address of a page: relative to the site's root, unless it stands on another site.
  const address = path => (/^https?:\/\//.test(path) ? "" : root) + path;

  const shards = window.gongkaiShards = { root, address, open, load, shard, decode, unitOf, head, record, anchors, fetched: 0 };
})();
