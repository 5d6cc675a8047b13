// The search itself, without the page: gongkaiSearch(query) asks the shards that the query needs, see docs/search.md.
(() => {
  "use strict";
  const text = window.gongkaiText, shards = window.gongkaiShards;
  let entry;

  // MARK: Keys, as Sources/Search/GramKey.swift makes them

  // `ranks` has the number of each character of the site, `width` is the number of a key's bits.
  let ranks, width, pairs;
  async function open() {
    if (entry) return;
    const header = await shards.open(), count = header.alphabet.length;
    ranks = new Map(Array.from(header.alphabet, (character, rank) => [character, rank]));
    pairs = count * count;
    width = Math.ceil(Math.log2(pairs + 41 ** 3 * 42 + 2 ** 22));
    entry = header;
  }

  function mixed(key) {
    const mask = width > 31 ? -1 : (1 << width) - 1, half = width >> 1;
    key = Math.imul(key ^ key >>> half, 0x9E3779B1) & mask;
    key = Math.imul(key ^ key >>> half, 0x85EBCA6B) & mask;
    return (key ^ key >>> half) >>> 0;
  }

  function sixBits(character) {
    const at = "0123456789abcdefghijklmnopqrstuvwxyz.%-≥".indexOf(character);
    return at < 0 ? 40 : at;
  }

  const firstPlane = code => code < 0x10000 ? code : 0xE000 + code % 0x1900;

  // null for characters that are nowhere on the site.
  function bitsOf(characters) {
    if (characters.length > 2) {
      const run = characters.reduce((number, character) => number * 41 + sixBits(character), 0);
      return mixed(pairs + (characters.length === 3 ? 41 ** 4 : 0) + run);
    }
    const [high, low] = characters.map(character => ranks.get(String.fromCharCode(firstPlane(character.codePointAt(0)))));
    return high === undefined || low === undefined ? null : mixed(high * ranks.size + low);
  }

  // An amount by its value in 元: `4000元` and `0.4万元` are the same. Without a unit, decimals are meant as 万元.
  function yuanOf(word) {
    const match = /^(\d+)(?:\.(\d+))?(亿元|万元|元|亿|万)?$/.exec(word);
    if (!match || !(match[3] || match[2])) return null;
    const zeros = match[3] === "元" ? 0 : /亿/.test(match[3] || "") ? 8 : 4, moved = (match[2] || "").padEnd(zeros, "0");
    const whole = (match[1] + moved.slice(0, zeros)).replace(/^0+/, "") || "0", rest = moved.slice(zeros).replace(/0+$/, "");
    return whole + (rest && "." + rest);
  }

  function amountBits(word) {
    const yuan = yuanOf(word);
    if (yuan === null) return null;
    let hash = 2166136261;
    for (const character of yuan) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    return mixed(pairs + 41 ** 3 * 42 + (hash & 0x3FFFFF));
  }

  // The keys that cover a word, and then all others: pairs, and runs of letters and digits by four or three.
  function keysOf(word) {
    const characters = Array.from(word), starts = new Set();
    const longest = at => {
      let length = 2;
      while (length < 4 && at + length < characters.length && characters.slice(at, at + length + 1).every(text.isNarrow)) length++;
      return length;
    };
    // The end, the middle, the start, then the rest. Words have mostly two characters: of a pair that begins at an odd
    // and one that begins at an even place, one goes over the edge of a word, and is rare.
    const last = characters.length - 2;
    const narrowEnd = Math.max(0, [4, 3].map(length => characters.length - length).find(at => at >= 0 && characters.slice(at).every(text.isNarrow)) ?? last);
    const middle = last >> 1;
    [narrowEnd, Math.max(0, (last - middle) % 2 ? middle : middle - 1), 0].forEach(at => starts.add(at));
    for (let at = 1; at < last; at++) starts.add(at);
    if (characters.slice(last).some(character => !text.isNarrow(character))) starts.add(last);
    const keys = Array.from(starts, at => characters.slice(at, at + longest(at))), joined = keys.map(key => key.join(""));
    return keys.filter((key, at) => !joined.some((other, place) =>
      other === joined[at] ? place < at : other.length > key.length && other.includes(joined[at])));
  }

  // MARK: Postings, as Sources/Search/Posting.swift writes them

  const order = [15, 7, 6, 5, 14, 3, 13, 1, 2, 0, 11, 9, 10, 8], ends = [48, 16, 32, 0];

  function gapWidth(total, count) {
    let width = 0;
    while (count * 2 ** (width + 1) * 3 <= total * 2 && width < 31) width++;
    return width;
  }

  // The documents of a key and where it stands there: 3 a name, with 16 and 32 at the start and end of it, 5 三级指标, 6
  // other cells, 7 prose.
  async function postings(key) {
    const found = new Map();
    if (key === null) return found;
    const count = entry.p.length / 6, number = Math.floor(key * count / 2 ** width), words = await shards.shard("p", number);
    let at = 0;
    function rice(width) {
      let value = 0;
      while (words[at >> 4] >> 15 - (at & 15) & 1) {
        value++;
        at++;
      }
      at++;
      for (let left = width; left > 0; left--, at++) value = value * 2 + (words[at >> 4] >> 15 - (at & 15) & 1);
      return value;
    }
    function gamma() {
      let value = 1;
      for (let left = rice(0); left > 0; left--, at++) value = value * 2 + (words[at >> 4] >> 15 - (at & 15) & 1);
      return value;
    }
    const keys = gamma() - 1, keyWidth = gapWidth(Math.floor(2 ** width / count), keys);
    let before = Math.floor((number * 2 ** width + count - 1) / count) - 1;
    for (let left = keys; left > 0; left--) {
      before += rice(keyWidth) + 1;
      if (before > key) break;
      let list = -1, hasMore = 1;
      while (hasMore) {
        list += rice(0) + 1;
        const isProject = order[list] < 8, rank = order[list] & 7, standing = rank > 3 ? rank : 3 | ends[rank];
        const length = gamma(), docWidth = gapWidth(isProject ? entry.count - entry.others : entry.others, length);
        let id = isProject ? entry.others - 1 : -1;
        for (let more = length; more > 0; more--) {
          id += rice(docWidth) + 1;
          if (before === key) found.set(id, standing);
        }
        hasMore = words[at >> 4] >> 15 - (at++ & 15) & 1;
      }
      if (before === key) break;
    }
    return found;
  }

  function intersect(maps) {
    maps.sort((a, b) => a.size - b.size);
    const result = new Map(), [least, ...others] = maps;
    for (let [id, standing] of least) {
      const is = others.every(map => {
        const other = map.get(id);
        // Two keys stand where the worse of them stands.
        standing = Math.max(standing & 15, other & 15) | (standing | other) & 48;
        return other !== undefined;
      });
      if (is) result.set(id, standing);
    }
    return result;
  }

  // MARK: Candidates

  // A word as typed, and as one would write it with a sign.
  function spellings(word) {
    const atLeast = word.replace(/大于或?等于|不低于|不少于|至少/g, "≥"), atMost = word.replace(/小于或?等于|不高于|不超过|不多于|至多/g, "≤");
    return [word, atLeast, atMost].filter((spelling, at, all) => spelling.length > 1 && all.indexOf(spelling) === at);
  }

  const forms = new Map();
  function form(content) {
    if (!forms.has(content)) forms.set(content, text.form(content).text);
    return forms.get(content);
  }

  const codes = code => code.includes("-") ? [code, code.replace(/-/g, "")] : [code];

  // 0 exact code, 1 exact name, 2 the name begins so, 3 within a name or code, 9 nowhere.
  function placeInName(code, name, word) {
    let best = 9;
    for (const [each, exact] of [...codes(code).map(each => [each, 0]), [name, 1]]) {
      const found = form(each), at = found.indexOf(word);
      if (at >= 0) best = Math.min(best, found === word ? exact : at === 0 ? 2 : 3);
    }
    return best;
  }

  const ofUnit = unit => [unit.department, unit.year + "年度", unit.site];

  // The documents of one word that the entry tells of: pages and units by their names, projects by their units.
  function told(word, add) {
    entry.pages.forEach(([, title], id) => {
      const place = placeInName("", title, word);
      if (place < 9) add(id, place, true);
    });
    for (const unit of entry.units) {
      const place = placeInName(unit.code, unit.name, word), is = place < 9 || ofUnit(unit).some(each => form(each).includes(word));
      if (is) add(unit.id, Math.min(place, 4), true);
      for (let at = 0; is && at < unit.count; at++) add(unit.first + at, 4, true);
    }
  }

  // The documents whose keys are all those of a word, with as few shards as tell them apart.
  async function holding(word) {
    const keys = keysOf(word).map(bitsOf);
    let found = intersect(await Promise.all(keys.slice(0, 2).map(postings)));
    for (let at = 2; at < keys.length && found.size > 24; at++) found = intersect([found, await postings(keys[at])]);
    return { found, isSure: keys.length === 1 && Array.from(word).every(character => character < "\ud800") };
  }

  // Each document that may hold a word, with the best place that the word can have in it, and whether it is sure.
  async function candidates(word) {
    const result = new Map(), amount = amountBits(word);
    function add(id, rank, sure, byValue) {
      const former = result.get(id);
      if (!former) return result.set(id, { rank, sure, byValue: !!byValue });
      former.rank = Math.min(former.rank, rank);
      former.sure = former.sure || sure;
      former.byValue = former.byValue || !!byValue;
    }
    await Promise.all([...spellings(word).map(async spelling => {
      told(spelling, add);
      const { found, isSure } = await holding(spelling);
      for (const [id, standing] of found) {
        const isName = (standing & 15) === 3;
        add(id, !isName ? standing & 15 : (standing & 48) === 48 ? 0 : standing & 16 ? 2 : 3, isSure);
      }
    }), amount !== null && postings(amount).then(found => found.forEach((standing, id) => add(id, 6, true, true)))]);
    return result;
  }

  // The best first; then the newer year, then as the lists have them.
  const inOrder = (a, b) => a.rank - b.rank || (b.unit ? b.unit.year : 0) - (a.unit ? a.unit.year : 0) || a.id - b.id;

  // All documents that may hold all words.
  async function ask(query) {
    await open();
    const words = text.words(query);
    if (!words.length || Array.from(words[0]).length < 2) return { words, list: [] };
    const [least, ...others] = (await Promise.all(words.map(candidates))).sort((a, b) => a.size - b.size), list = [];
    for (const [id, first] of least) {
      const all = [first, ...others.map(map => map.get(id))];
      if (!all.every(Boolean)) continue;
      list.push({
        id, unit: shards.unitOf(id), rank: Math.max(...all.map(each => each.rank)),
        sure: all.every(each => each.sure), byValue: all.some(each => each.byValue)
      });
    }
    return { words, list: list.sort(inOrder) };
  }

  // MARK: Confirmation

  // How good the place of a word is: as `placeInName`, 4 of the unit, 5 三级指标, 6 other cells, 7 prose, 9 nowhere.
  function placeOfWord(result, word) {
    const { unit } = result;
    let best = placeInName(result.code, result.name, word);
    const see = (place, content) => { if (place < best && text.form(content).text.includes(word)) best = place; };
    if (unit) [...ofUnit(unit), ...(result.isUnit ? [] : [...codes(unit.code), unit.name])].forEach(each => see(4, each));
    for (const entry of result.texts) {
      if (entry.place > 3) see(entry.place, entry.text);
      else best = Math.min(best, placeInName("", entry.text, word));
    }
    for (const row of result.rows) {
      see(5, row.level3);
      cells(row).forEach(cell => see(6, cell));
    }
    return best;
  }

  const cells = row => [row.level1, row.level2, row.description, row.value, row.plain, ...row.others];

  // Whether an amount is filed that is worth what the word says. It is filed in 万元 or in 元.
  function hasAmount({ texts }, word) {
    const yuan = yuanOf(word);
    return yuan !== null && texts.some(each => ["万元", "元"].some(filed => yuanOf(text.form(each.text).text + filed) === yuan));
  }

  // Confirms a candidate against its texts; null when it does not hold the words. What the head of a project alone can
  // tell costs no record.
  async function confirm(candidate, words) {
    const { id, unit, byValue } = candidate, isPage = !unit, isUnit = !isPage && id < entry.others;
    const result = { id, unit, isUnit, isPage, byValue, words, texts: [], rows: [] };
    function isTrue() {
      result.rank = Math.max(0, ...words.map(word => {
        const place = Math.min(...spellings(word).map(spelling => placeOfWord(result, spelling)));
        return place === 9 && byValue && hasAmount(result, word) ? 6 : place;
      }));
      return result.rank < 9;
    }
    if (isPage) [result.path, result.name] = entry.pages[id];
    else if (isUnit) Object.assign(result, { name: unit.name, path: unit.folder + "index.html" });
    result.code = isUnit ? unit.code : "";
    if (candidate.rank < 5) {
      if (!isUnit && !isPage) {
        [result.code, result.name, result.amount] = await shards.head(id);
        result.path = `${unit.folder}${result.code}.html`;
      }
      if (isTrue()) return result;
    }
    const { code, name, amount, texts, rows } = await shards.record(id);
    Object.assign(result, { code: isPage ? "" : code, name, amount, texts, rows });
    if (!result.path) result.path = `${unit.folder}${code}.html`;
    return isTrue() ? result : null;
  }

  // The next true results, in order: a candidate's rank is the best that it can have, so one that turns out worse waits
  // for the others of its true rank. Stops at `wanted`, or with some when that took `limit` files.
  async function confirmed(answer, wanted, limit) {
    const { list, words } = answer, held = answer.held = answer.held || [], results = [], fetched = shards.fetched;
    answer.position = answer.position || 0;
    // The first ones at once, so that a slow line waits once and not twice.
    list.slice(answer.position, answer.position + 2).forEach(candidate => confirm(candidate, words).catch(() => {}));
    for (;;) {
      const next = list[answer.position];
      while (held.length && results.length < wanted && (!next || inOrder(held[0], next) < 0)) results.push(held.shift());
      if (results.length >= wanted || results.length && shards.fetched - fetched >= limit || !next) return results;
      try {
        const result = await confirm(next, words);
        answer.position++;
        if (result) held.push(result);
        held.sort(inOrder);
      } catch (failure) {
        failure.results = results;
        throw failure;
      }
    }
  }

  // Documents whose names share most with a query that finds nothing.
  async function nearest(words) {
    const scores = new Map(), add = id => scores.set(id, (scores.get(id) || 0) + 1);
    const pairs = words.flatMap(word => Array.from(word).map((character, at, all) => [character, all[at + 1]]).slice(0, -1)).slice(0, 6);
    await Promise.all(pairs.map(async pair => {
      entry.units.forEach(unit => { if (form(unit.name).includes(pair.join(""))) add(unit.id); });
      for (const [id, standing] of await postings(bitsOf(pair))) if ((standing & 15) === 3) add(id);
    }));
    const best = Array.from(scores).sort((a, b) => b[1] - a[1] || a[0] - b[0]).filter((each, at, all) => at < 5 && each[1] === all[0][1]);
    return Promise.all(best.map(([id]) => confirm({ id, rank: 3, unit: shards.unitOf(id) }, [])));
  }

  window.gongkaiQuery = { ask, confirmed, nearest, spellings, cells };
  // Every result of a query: for tests, and for whoever opens the console.
  window.gongkaiSearch = async (query, wanted = Infinity) => confirmed(await ask(query), wanted, Infinity);
})();
