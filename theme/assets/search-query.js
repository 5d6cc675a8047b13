// The search itself, without the page: gongkaiSearch(query) asks the shards that the query needs, see docs/search.md.
(() => {
  "use strict";
  const text = window.gongkaiText, shards = window.gongkaiShards;
  let entry, ranks, pairs, names;

  async function open() {
    entry = await shards.open();
    if (ranks) return;
    text.learn(entry);
    const ascii = String.fromCharCode(...Array(128).keys());
    ranks = new Map(Array.from(ascii + entry.alphabet, (character, rank) => [character, rank]));
    pairs = ranks.size ** 2;
    // What a page or unit is found by in the entry alone: its texts, and all of them in one to look through first.
    const named = (id, unit, texts) => ({ id, unit, texts, all: texts.map(([, content]) => form(content)).join("\n") });
    names = entry.pages.map(([, title], id) => named(id, null, [[1, title]]))
      .concat(entry.units.map(unit => named(unit.id, unit, Array.from(textsOf({ ...unit, unit, texts: [], rows: [] })))));
  }

  // MARK: Keys, numbered as Sources/Search/GramKey.swift does

  const runs = 41 ** 3, amounts = 2 ** 22, fileOf = key => shards.below(entry.startsOfP, key);

  function rankOf(character) {
    const code = character.codePointAt(0);
    return ranks.get(String.fromCharCode(code < 0x10000 ? code : 0xE000 + code % 0x1900));
  }

  // The key of two characters, or of three or four letters and digits; null for what is nowhere on the site.
  function keyOf(characters) {
    if (characters.length > 2) {
      const places = characters.map(character => "0123456789abcdefghijklmnopqrstuvwxyz.%-≥".indexOf(character));
      return pairs + (characters.length === 3 ? runs * 41 : 0) + places.reduce((run, place) => run * 41 + (place < 0 ? 40 : place), 0);
    }
    const [first, second] = characters.map(rankOf);
    if (first === undefined || second === undefined) return null;
    return first < second ? second ** 2 + second + 1 + first : first ** 2 + second;
  }

  // The keys that cover a word, in order: of letters and digits in a row the longest ones.
  function keysOf(word) {
    const characters = Array.from(word), keys = [];
    for (let at = 0, covered = 0; at + 1 < characters.length; at++) {
      const rest = characters.slice(at, at + 4), wide = rest.findIndex(character => !text.isNarrow(character));
      const length = Math.max(2, wide < 0 ? rest.length : wide);
      if (at + length > covered) keys.push(keyOf(rest.slice(0, length)));
      covered = Math.max(covered, at + length);
    }
    return keys;
  }

  // An amount by its value in 元: `4000元` and `0.4万元` are the same. Without a unit, decimals are meant as 万元.
  function yuanOf(word) {
    const [, digits, decimals = "", unit = ""] = /^(\d+)(?:\.(\d+))?(亿元|万元|元|亿|万)?$/.exec(word) || [];
    if (!unit && !decimals) return null;
    const zeros = unit === "元" ? 0 : unit[0] === "亿" ? 8 : 4, moved = decimals.padEnd(zeros, "0");
    const whole = (digits + moved.slice(0, zeros)).replace(/^0+(?=.)/, ""), rest = moved.slice(zeros).replace(/0+$/, "");
    return whole + (rest && "." + rest);
  }

  const hash = word => Array.from(word).reduce((sum, character) => Math.imul(sum ^ character.charCodeAt(0), 16777619), 2166136261);
  const keyOfAmount = yuan => pairs + runs * 42 + (hash(yuan) & amounts - 1);

  // MARK: Postings, as Sources/Search/Posting.swift writes them

  // Where a key stands: 3 a name, with 16 and 32 at the start and end of it, 5 三级指标, 6 other cells, 7 prose.
  const starts = 16, ends = 32, standings = [3 | starts | ends, 3 | starts, 3 | ends, 3, 4, 5, 6, 7];
  const order = [15, 7, 6, 5, 14, 3, 13, 1, 2, 0, 11, 9, 10, 8];

  function gapWidth(total, count) {
    let width = 0;
    while (count * 2 ** (width + 1) * 3 <= total * 2 && width < 31) width++;
    return width;
  }

  // For each of some keys of one file its documents, with where it stands there.
  async function postings([file, keys]) {
    const words = await shards.postings(file), found = new Map(keys.map(key => [key, new Map()])), last = Math.max(...keys);
    let at = 0;
    const bit = () => words[at >> 4] >> 15 - (at++ & 15) & 1;
    function bits(count, value) {
      while (count--) value = value * 2 + bit();
      return value;
    }
    function rice(width) {
      let value = 0;
      while (bit()) value++;
      return bits(width, value);
    }
    const gamma = () => bits(rice(0), 1);
    const first = entry.startsOfP[file], end = entry.startsOfP[file + 1] || pairs + runs * 42 + amounts, count = gamma() - 1;
    const width = gapWidth(end - first, count);
    for (let left = count, key = first - 1; left && key < last; left--) {
      key += rice(width) + 1;
      const documents = found.get(key);
      for (let list = -1, hasMore = 1; hasMore; hasMore = bit()) {
        list += rice(0) + 1;
        const isProject = order[list] < 8, standing = standings[order[list] & 7], length = gamma();
        const width = gapWidth(isProject ? entry.count - entry.others : entry.others, length);
        let id = isProject ? entry.others - 1 : -1;
        for (let more = length; more; more--) {
          id += rice(width) + 1;
          if (documents) documents.set(id, standing);
        }
      }
    }
    return Array.from(found.values());
  }

  // The documents of all maps. Two keys stand where the worse of them stands.
  function intersect(maps) {
    const [least, ...others] = maps.sort((a, b) => a.size - b.size), result = new Map();
    for (const [id, standing] of least) {
      const all = others.map(map => map.get(id));
      if (!all.includes(undefined)) result.set(id, all.reduce((a, b) => Math.max(a & 15, b & 15) | (a | b) & 48, standing));
    }
    return result;
  }

  const fewDocuments = 24;

  // The documents whose keys are those of a word, as far as two files tell, or up to `depth` ones while many remain. First
  // those of rare characters; letters and digits are all alike: there those with most keys.
  async function holding(word, depth) {
    const keys = keysOf(word), files = new Map();
    if (keys.includes(null)) return files;
    for (const key of new Set(keys)) files.set(fileOf(key), [...files.get(fileOf(key)) || [], key]);
    const isCode = keys.every(key => key >= pairs), rarity = keys => Math.max(0, ...keys.filter(key => isCode || key < pairs));
    const rest = Array.from(files).sort((a, b) => isCode && b[1].length - a[1].length || rarity(b[1]) - rarity(a[1]));
    const read = rest.splice(0, 2);
    let found = intersect((await Promise.all(read.map(postings))).flat());
    while (rest.length && read.length < depth && found.size > fewDocuments) {
      read.push(rest.shift());
      found = intersect([found, ...await postings(read[read.length - 1])]);
    }
    // What was not read may be: the rank of a candidate is the best that it can have.
    const isRead = key => read.some(([, keys]) => keys.includes(key));
    const unknown = (isRead(keys[0]) ? 0 : starts) | (isRead(keys[keys.length - 1]) ? 0 : ends);
    for (const [id, standing] of found) found.set(id, standing | unknown);
    return found;
  }

  // MARK: Places

  // A word as typed, and as one would write it with a sign.
  function spellings(word) {
    const atLeast = word.replace(/大于或?等于|不低于|不少于|至少/g, "≥"), atMost = word.replace(/小于或?等于|不高于|不超过|不多于|至多/g, "≤");
    return Array.from(new Set([word, atLeast, atMost])).filter(spelling => spelling.length > 1 || spelling === word);
  }

  const forms = new Map();
  function form(content) {
    if (!forms.has(content)) forms.set(content, text.form(content).text);
    return forms.get(content);
  }

  const cells = row => [row.level1, row.level2, row.description, row.value, row.plain, ...row.others];

  // The texts of a document with their places: 0 a code, 1 a name, 4 of its unit, 5 三级指标, 6 other cells, 7 prose.
  function* textsOf({ unit, code, name, texts, rows }) {
    yield* [[0, code], [0, code.replace(/-/g, "")], [1, name]];
    for (const { place, text } of texts) yield [place === 3 ? 1 : place, text];
    if (unit) yield* [unit.name, unit.code, unit.code.replace(/-/g, ""), unit.department, unit.site, unit.year + "年度"].map(each => [4, each]);
    for (const row of rows) yield* [[5, row.level3], ...cells(row).map(cell => [6, cell])];
  }

  // The best place of a word: that of the text, but 2 at the start of a code or name, 3 within one; 9 nowhere.
  function placeOf(word, texts) {
    let best = 9;
    for (const [place, content] of texts) {
      if (place >= best) continue;
      const found = form(content), at = found.indexOf(word);
      if (at >= 0) best = Math.min(best, place > 3 || found === word ? place : at === 0 ? 2 : 3);
    }
    return best;
  }

  // MARK: Candidates

  // The best first; then the newer year, then as the lists have them.
  const inOrder = (a, b) => a.rank - b.rank || (b.unit ? b.unit.year : 0) - (a.unit ? a.unit.year : 0) || a.id - b.id;

  // What the entry tells of: pages and units by their names, projects by their units.
  function told(word, add) {
    for (const { id, unit, texts, all } of names) {
      if (!all.includes(word)) continue;
      add(id, placeOf(word, texts), true);
      for (let at = 0; unit && at < unit.count; at++) add(unit.first + at, 4, true);
    }
  }

  // Each document that may hold a word, with the best place that the word can have in it, and whether it is sure.
  async function candidates(word, depth) {
    const result = new Map(), yuan = yuanOf(word), exact = Array.from(word).every(text.isNarrow) ? 0 : 1;
    function add(id, rank, sure) {
      if (rank > 8) return;
      const former = result.get(id) || { rank, sure };
      result.set(id, { rank: Math.min(former.rank, rank), sure: former.sure || sure });
    }
    await Promise.all(spellings(word).map(async spelling => {
      told(spelling, add);
      // One key is the word itself, if it is not of characters that share a number.
      const isSure = keysOf(spelling).length === 1 && !/[\ud800-\udfff]/.test(spelling);
      for (const [id, standing] of await holding(spelling, depth)) {
        const place = standing & 15, isWhole = (standing & 48) === 48;
        add(id, place !== 3 ? place : isWhole ? exact : standing & starts ? 2 : 3, isSure);
      }
    }));
    if (yuan === null) return result;
    const key = keyOfAmount(yuan), [found] = await postings([fileOf(key), [key]]);
    for (const id of found.keys()) add(id, 6, true);
    return result;
  }

  const isSingle = word => Array.from(word).length < 2;

  // All documents that may hold all words, and how far they are read: `held` are true, and wait for their place. A word of
  // one character has no key: the text alone tells of it.
  async function ask(query, depth = 3, isLoose = false) {
    await open();
    const words = text.words(query, isLoose), keyed = words.filter(word => !isSingle(word)), list = [];
    if (keyed.length && words.every(word => keyed.includes(word) || rankOf(word) !== undefined)) {
      const [least, ...others] = (await Promise.all(keyed.map(word => candidates(word, depth)))).sort((a, b) => a.size - b.size);
      for (const [id, first] of least) {
        const all = [first, ...others.map(map => map.get(id))];
        if (all.includes(undefined)) continue;
        list.push({ id, unit: shards.unitOf(id), rank: Math.max(...all.map(each => each.rank)), sure: keyed.length === words.length && all.every(each => each.sure) });
      }
    }
    return { query, depth, isLoose, words, list: list.sort(inOrder), refuted: new Set(), position: 0, held: [] };
  }

  // MARK: Confirmation

  // Whether an amount is worth what the word says.
  function isWorth(content, word, filed = "万元") {
    const yuan = yuanOf(word);
    return yuan !== null && yuanOf(form(content) + filed) === yuan;
  }

  // What a document's amounts are filed in: its budget stands in the head in 万元, and among its texts as filed.
  const filedIn = ({ amount, texts }) => amount && !texts.some(each => isWorth(each.text, form(amount) + "万元")) ? "元" : "万元";

  // Confirms a candidate against its texts; null when it does not hold the words. What the head of a project alone can
  // tell costs no record.
  async function confirm({ id, unit, rank }, words) {
    const isProject = id >= entry.others, result = { id, unit, isProject, words, code: "", texts: [], rows: [] };
    function isTrue() {
      const places = words.map(word => Math.min(...spellings(word).map(spelling => placeOf(spelling, textsOf(result)))));
      const filed = words.some((word, at) => places[at] === 9 && yuanOf(word) !== null) ? filedIn(result) : "";
      result.values = words.filter((word, at) => places[at] === 9 && filed && result.texts.some(each => isWorth(each.text, word, filed)));
      result.rank = Math.max(0, ...places.map((place, at) => result.values.includes(words[at]) ? 6 : place));
      return result.rank < 9;
    }
    if (!unit) [result.path, result.name] = entry.pages[id];
    else if (!isProject) Object.assign(result, { code: unit.code, name: unit.name, path: unit.folder + "index.html" });
    else if (rank < 5) [result.code, result.name, result.amount] = await shards.head(id);
    if (rank > 4 || !isTrue()) {
      Object.assign(result, await shards.record(id));
      if (!isTrue()) return null;
    }
    result.path = result.path || `${unit.folder}${result.code}.html`;
    return result;
  }

  // Where one candidate was none, others may be none: the words are asked again, of more files.
  async function narrow(answer) {
    if (answer.depth > answer.query.length) return;
    answer.depth += 2;
    const left = new Set((await ask(answer.query, answer.depth, answer.isLoose)).list.map(each => each.id));
    answer.list = answer.list.filter(({ id }, at) => {
      const stays = at < answer.position || left.has(id);
      if (!stays) answer.refuted.add(id);
      return stays;
    });
  }

  // How many files a word of one character may cost in one go: every candidate has to be read for it.
  const looseLimit = 40;

  // The next true results, in order: a candidate's rank is the best that it can have, so one that turns out worse waits
  // for the others of its true rank. Stops at `wanted`, or with some when that took `limit` files, or when nobody waits.
  async function confirmed(answer, wanted, limit, isWanted = () => true) {
    const { words, held } = answer, results = [], before = shards.fetched;
    // The first ones at once, so that a slow line waits once and not twice.
    answer.list.slice(answer.position, answer.position + 2).forEach(candidate => confirm(candidate, words).catch(() => {}));
    for (;;) {
      const next = answer.list[answer.position], isEnough = !next || shards.fetched - before >= limit;
      while (held.length && results.length < wanted && (isEnough || inOrder(held[0], next) < 0)) results.push(held.shift());
      if (results.length >= wanted || results.length && isEnough || !next || !isWanted()) return results;
      if (answer.isLoose && shards.fetched - before >= looseLimit) return results;
      try {
        const result = await confirm(next, words);
        answer.position++;
        if (result) held.push(result);
        else {
          answer.refuted.add(next.id);
          await narrow(answer);
        }
        held.sort(inOrder);
      } catch (failure) {
        throw Object.assign(failure, { results });
      }
    }
  }

  // Documents whose names share most with a query that finds nothing. Digits and letters are those of codes.
  async function nearest(words) {
    const scores = new Map(), pairs = words.flatMap(word => Array.from(word, (_, at) => word.substr(at, 2)).slice(0, -1))
      .filter(pair => !Array.from(pair).every(text.isNarrow)).slice(0, 6);
    for (const found of await Promise.all(pairs.map(pair => candidates(pair, 1)))) {
      for (const [id, { rank }] of found) if (rank < 4) scores.set(id, (scores.get(id) || 0) + 1);
    }
    const best = Array.from(scores).sort((a, b) => b[1] - a[1] || a[0] - b[0]).filter((each, at, all) => at < 5 && each[1] === all[0][1]);
    return Promise.all(best.map(([id]) => confirm({ id, rank: 3, unit: shards.unitOf(id) }, [])));
  }

  window.gongkaiQuery = { ask, confirmed, nearest, spellings, cells, isWorth, filedIn };
  // Every result of a query: for tests, and for whoever opens the console.
  window.gongkaiSearch = async (query, wanted = Infinity) => confirmed(await ask(query), wanted, Infinity);
})();
