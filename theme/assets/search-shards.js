// The files of search/, see docs/search.md. They are classic scripts that call gongkaiShard, because a page opened from
// a disk may not fetch anything.
(() => {
  "use strict";
  const root = new URL("../", document.currentScript.src).href, patience = 12000;
  const arrived = {}, attempts = {}, kept = new Map();
  let entry;

  window.gongkaiShard = (name, value) => { arrived[name] = value; };

  // What `make` promises, made once; what failed is made anew.
  function once(key, make) {
    if (!kept.has(key)) {
      const promise = make();
      promise.catch(() => kept.delete(key));
      kept.set(key, promise);
    }
    return kept.get(key);
  }

  // Runs the script that registers `name`. A file that is missing, cut short or too slow is a failure, never empty.
  function load(name, address) {
    if (name in arrived) return Promise.resolve(arrived[name]);
    shards.fetched++;
    return new Promise((resolve, reject) => {
      const script = document.createElement("script"), clock = setTimeout(finish, patience);
      function finish() {
        clearTimeout(clock);
        script.remove();
        if (name in arrived) return resolve(arrived[name]);
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

  // The bytes of a compressed shard; the first number says whether the last one holds two of them.
  async function inflated(kind, number) {
    const packed = await words(kind, number), bytes = new Uint8Array(2 * packed.length - 2 - packed[0]);
    if (!window.DecompressionStream) throw new Error("浏览器版本过低");
    for (let at = 0; at < bytes.length; at++) bytes[at] = packed[1 + (at >> 1)] >> (at & 1 ? 0 : 8);
    const whole = new Blob([entry.prefix, bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(whole).arrayBuffer()).subarray(entry.common);
  }

  const postings = number => once("p" + number, () => words("p", number));
  const shard = (kind, number) => once(kind + number, () => inflated(kind, number));
  // The documents of a shard.
  const documents = (kind, number) => once(kind + number, async () => decode(await inflated(kind, number)).split("\x1d"));

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
        const character = String.fromCodePoint(bytes[at++] << 16 | bytes[at++] << 8 | bytes[at++]);
        for (let unit = 0; unit < character.length; unit++) units[count++] = character.charCodeAt(unit);
      }
    }
    return new TextDecoder("utf-16le").decode(units.subarray(0, count));
  }

  // A list of gaps as the sums of those up to each.
  const sums = gaps => { let sum = 0; return gaps.map(gap => sum += gap); };

  // The entry, with what follows from it.
  const open = () => once("entry", async () => {
    const header = await load("index", "search/index.js"), units = [];
    let id = header.pages.length;
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
    giveTitles(units);
    header.count = id;
    header.units = units;
    header.startsOfP = sums(header.gapsInP);
    header.startsOfT = sums([0, ...header.inT]);
    header.prefix = Uint8Array.from(atob(header.prefix), character => character.charCodeAt(0));
    return entry = header;
  });

  // What units are chosen by: their name, with more behind it where two of one year share it.
  function giveTitles(units) {
    const known = new Set(), shared = new Set();
    for (const { year, name } of units) {
      if (known.has(year + name)) shared.add(name);
      known.add(year + name);
    }
    for (const unit of units) {
      const { name, site, department, code } = unit, others = [site, department !== name && department, code];
      unit.title = shared.has(name) ? `${name}（${others.filter(Boolean).join(" ")}）` : name;
    }
  }

  // The last position of an ordered list whose value is at most the wanted one.
  function below(list, wanted, value = each => each) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (value(list[middle]) <= wanted) low = middle; else high = middle - 1;
    }
    return low;
  }

  // The unit of a document; null for a plain page.
  function unitOf(id) {
    if (id < entry.pages.length) return null;
    return id < entry.others ? entry.units[id - entry.pages.length] : entry.units[below(entry.units, id, unit => unit.first)];
  }

  // What lists show of a project: code, name, amount, indicators, those of them with a number.
  async function head(id) {
    const number = id - entry.others;
    return (await documents("h", Math.floor(number / entry.inH)))[number % entry.inH].split("\x1f");
  }

  const fileOfRecord = id => below(entry.startsOfT, id);

  // The texts and rows of a document, as Sources/Search/Record.swift writes them.
  async function record(id) {
    const number = fileOfRecord(id), document = (await documents("t", number))[id - entry.startsOfT[number]];
    const [[code, name, amount], ...items] = document.split("\x1e").map(item => item.split("\x1f")), texts = [], rows = [];
    const unless = (text, same) => text === "\x1c" ? same : text;
    for (const [first, ...rest] of items) {
      const kind = first[0], start = first.slice(1);
      if (kind < "a") {
        texts.push({ place: +kind, label: start, text: rest[0] });
        continue;
      }
      const above = rows[rows.length - 1] || {}, [level2, level3, description, value, plain, ...others] = rest;
      rows.push({
        measure: kind, level1: unless(start, above.level1), level2: unless(level2, above.level2), level3,
        description: unless(description, level3), value, plain, others
      });
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

  const shards = window.gongkaiShards = { address, anchors, below, decode, fileOfRecord, head, load, open, postings, record, shard, unitOf, fetched: 0 };
})();
