// The search itself, without the page: window.gongkaiSearch(query) asks the shards of search/ that the query needs.
// Shards are classic scripts that call gongkaiShard, because a page opened from a disk may not fetch anything.
(function () {
  "use strict";
  var text = window.gongkaiText;
  var root = new URL("../", document.currentScript.src).href;
  var alphabet = "!#$%&'()*+,-./0123456789:;=?@IJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{}~";
  var digits = new Map(Array.from(alphabet).map(function (character, index) { return [character.charCodeAt(0), index]; }));
  var patience = 12000;
  var waiting = {}, loaded = {}, attempts = {}, index = null, fetched = 0;

  window.gongkaiShard = function (name, value) { loaded[name] = value; };

  // Loads a script that registers `name`. A file that is missing, cut short or too slow is a failure, never an empty answer.
  function load(name, address) {
    if (name in loaded) return Promise.resolve(loaded[name]);
    if (waiting[name]) return waiting[name];
    fetched++;
    return waiting[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      var clock = setTimeout(function () { finish(); }, patience);
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

  function shard(kind, number) {
    return load(kind + number, "search/" + kind + number + "-" + index[kind].substr(number * 6, 6) + ".js");
  }

  // The entry, with what follows from it.
  function open() {
    if (index) return Promise.resolve(index);
    return load("index", "search/index.js").then(function (header) {
      var units = [], first = 0, total = 0;
      header.years.forEach(function (row) {
        for (var at = 1; at < row.length; at += 4) {
          units.push({
            year: row[0], code: row[at], name: header.names[row[at + 1]], department: header.names[row[at + 2]],
            first: first, count: row[at + 3], folder: row[0] + "/" + row[at] + "/"
          });
          first += 1 + row[at + 3];
        }
      });
      header.units = units;
      header.firstInT = header.inT.map(function (count) { return (total += count) - count; });
      return index = header;
    });
  }

  // The last position whose value is at most the wanted one.
  function below(length, value, wanted) {
    var low = 0, high = length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (value(middle) <= wanted) low = middle; else high = middle - 1;
    }
    return low;
  }

  function unitOf(id) { return index.units[below(index.units.length, function (at) { return index.units[at].first; }, id)]; }

  function head(id) {
    return shard("h", Math.floor(id / index.inH)).then(function (heads) { return heads[id % index.inH]; });
  }

  function record(id) {
    var number = below(index.firstInT.length, function (at) { return index.firstInT[at]; }, id);
    return shard("t", number).then(function (records) { return records[id - index.firstInT[number]]; });
  }

  function hash(characters) {
    var value = 2166136261;
    for (var character of characters) value = Math.imul(value ^ character.codePointAt(0), 16777619);
    return value;
  }

  // The documents of a key and where it stands there, 3 to 7 as in Sources/Search/SearchedText.swift; with 16 and 32 for
  // a key at the start and at the end of a name.
  var ends = [48, 16, 32, 0];
  function postings(key) {
    var mixed = hash(key);
    mixed = (mixed ^ (mixed >>> 15)) >>> 0;
    return shard("p", mixed % (index.p.length / 6)).then(function (shard) {
      var found = new Map(), at = -1, mark;
      do {
        at = shard.indexOf("|" + key, at + 1);
        if (at < 0) return found;
        mark = shard.charCodeAt(at + 1 + key.length);
      } while (!(mark >= 65 && mark <= 72));
      var rank = 0, id = -1, gap = 0;
      for (at += 1 + key.length; at < shard.length; at++) {
        var code = shard.charCodeAt(at);
        if (code === 124) break;
        if (code >= 65 && code <= 72) {
          rank = code - 65;
          id = -1;
          continue;
        }
        var digit = digits.get(code);
        if (digit >= 40) {
          gap = (gap + digit - 40) * 40;
          continue;
        }
        id += gap + digit + 1;
        gap = 0;
        found.set(id, rank > 3 ? rank : 3 | ends[rank]);
      }
      return found;
    });
  }

  // The keys that cover a word: pairs side by side, runs of letters and digits by four or three. A long word is
  // looked up by its start, middle and end; the rest is told by the records.
  function keysOf(word) {
    var characters = Array.from(word), keys = [], at = 0;
    function push(start, length) {
      var key = characters.slice(start, start + length).join("");
      if (keys.indexOf(key) < 0) keys.push(key);
    }
    while (at < characters.length) {
      var end = at;
      var isNarrow = text.isNarrow(characters[at]);
      while (end < characters.length && text.isNarrow(characters[end]) === isNarrow) end++;
      var length = isNarrow ? Math.min(4, end - at) : 2;
      if (end - at >= length && length > 1) {
        for (var start = at; start + length <= end; start += length) push(start, length);
        push(end - length, length);
      } else if (end < characters.length) {
        push(at, 2);
      } else if (at > 0) {
        push(at - 1, 2);
      }
      at = end;
    }
    return keys;
  }

  // Every key of a word: asked for when the few that cover it leave too many candidates to confirm.
  function allKeysOf(word) {
    var characters = Array.from(word), keys = keysOf(word);
    for (var at = 0; at + 2 <= characters.length && keys.length < 12; at++) {
      var narrow = characters.slice(at, at + 4).every(text.isNarrow) ? 4 : characters.slice(at, at + 3).every(text.isNarrow) ? 3 : 2;
      var key = characters.slice(at, at + narrow).join("");
      if (Array.from(key).length > 1 && keys.indexOf(key) < 0) keys.push(key);
    }
    return keys;
  }

  var limit = 3;
  function few(keys) {
    return keys.length <= limit ? keys : [keys[0], keys[keys.length >> 1], keys[keys.length - 1]];
  }

  // An amount by its value in 元: `4000元` and `0.4万元` are the same. Without a unit, decimals are meant as 万元.
  function amountKey(word) {
    var match = /^(\d+)(?:\.(\d+))?(亿元|万元|元|亿|万)?$/.exec(word);
    if (!match || !(match[3] || match[2])) return null;
    var zeros = match[3] === "元" ? 0 : /亿/.test(match[3] || "") ? 8 : 4;
    var moved = (match[2] || "").padEnd(zeros, "0");
    var whole = (match[1] + moved.slice(0, zeros)).replace(/^0+/, "") || "0";
    var rest = moved.slice(zeros).replace(/0+$/, "");
    return "¥" + (hash(whole + (rest ? "." + rest : "")) >>> 0).toString(36);
  }

  // A word as typed, and as one would write it with a sign.
  function spellings(word) {
    var atLeast = word.replace(/大于或?等于|不低于|不少于|至少/g, "≥"), atMost = word.replace(/小于或?等于|不高于|不超过|不多于|至多/g, "≤");
    return [word, atLeast, atMost].filter(function (spelling, at, all) { return spelling.length > 1 && all.indexOf(spelling) === at; });
  }

  function intersect(maps) {
    maps.sort(function (a, b) { return a.size - b.size; });
    var result = new Map();
    maps[0].forEach(function (rank, id) {
      for (var at = 1; at < maps.length; at++) {
        var other = maps[at].get(id);
        if (other === undefined) return;
        rank = both(rank, other);
      }
      result.set(id, rank);
    });
    return result;
  }

  // Two keys stand where the worse of them stands.
  function both(a, b) { return Math.max(a & 15, b & 15) | (a | b) & 48; }

  // The best place that a word can have, in the numbers of placeOfWord, from where its keys stand.
  function bound(standing) {
    if ((standing & 15) > 3) return standing & 15;
    return (standing & 48) === 48 ? 0 : standing & 16 ? 2 : 3;
  }

  // The candidates of one word: each document with the best place that the word can have in it, and whether it is sure.
  function candidates(word) {
    var amount = amountKey(word);
    var spelled = spellings(word).map(function (spelling) {
      var keys = keysOf(spelling), first = few(keys);
      return Promise.all(first.map(postings)).then(intersect).then(function (found) {
        return found.size <= 24 ? found : Promise.all(allKeysOf(spelling).map(postings)).then(intersect);
      }).then(function (found) {
        return { found: found, sure: keys.length === 1 && keys[0] === spelling };
      });
    });
    if (amount) spelled.push(postings(amount).then(function (found) { return { found: found, sure: true, byValue: true }; }));
    return Promise.all(spelled).then(function (all) {
      var result = new Map();
      all.forEach(function (part) {
        part.found.forEach(function (standing, id) {
          var rank = bound(standing);
          var former = result.get(id);
          if (!former) result.set(id, { rank: rank, sure: part.sure, byValue: !!part.byValue });
          else {
            former.rank = Math.min(former.rank, rank);
            former.sure = former.sure || part.sure;
            former.byValue = former.byValue || !!part.byValue;
          }
        });
      });
      return result;
    });
  }

  // All documents that may hold all words, best first; ids ascend from the newest year.
  function ask(query) {
    var words = text.words(query);
    if (!words.length || Array.from(words[0]).length < 2) return open().then(function () { return { words: words, list: [] }; });
    return open().then(function () { return Promise.all(words.map(candidates)); }).then(function (maps) {
      maps.sort(function (a, b) { return a.size - b.size; });
      var list = [];
      maps[0].forEach(function (entry, id) {
        var rank = entry.rank, sure = entry.sure, byValue = [entry.byValue];
        for (var at = 1; at < maps.length; at++) {
          var other = maps[at].get(id);
          if (!other) return;
          rank = Math.max(rank, other.rank);
          sure = sure && other.sure;
          byValue.push(other.byValue);
        }
        list.push({ id: id, rank: rank, sure: sure, byValue: byValue.some(Boolean), unit: unitOf(id) });
      });
      list.sort(function (a, b) { return a.rank - b.rank || a.id - b.id; });
      return { words: words, list: list };
    });
  }

  function codes(code) { return code.indexOf("-") < 0 ? [code] : [code, code.replace(/-/g, "")]; }

  // The texts of a document that stand in the header: place and text.
  function unitTexts(unit, isUnit) {
    var own = [[4, unit.department], [4, unit.year + "年度"]];
    return isUnit ? own : own.concat(codes(unit.code).concat(unit.name).map(function (each) { return [4, each]; }));
  }

  function unpack(rows) {
    return rows.map(function (row) { return row.slice(); }).map(function (row, number, all) {
      for (var at = 1; at < row.length; at++) {
        if (row[at] === 0 && at < 3) row[at] = all[number - 1][at];
        else if (typeof row[at] === "number") row[at] = index.common[row[at] - 1];
      }
      return row;
    });
  }

  // How good the place of a word is: 0 exact code, 1 exact name, 2 the name begins so, 3 within a name or code, 4 to 7 as in
  // the index, 9 nowhere.
  function placeOfWord(result, word) {
    var best = 9;
    function see(place, field) {
      if (place >= best && place > 3) return;
      var at = text.form(field).text, found = at.indexOf(word);
      if (found >= 0) best = Math.min(best, place > 3 ? place : at === word ? 1 : found === 0 ? 2 : 3);
    }
    codes(result.code).forEach(function (code) {
      see(3, code);
      if (best === 1) best = 0;
    });
    see(3, result.name);
    unitTexts(result.unit, result.isUnit).forEach(function (pair) { see(pair[0], pair[1]); });
    result.texts.forEach(function (entry) {
      see(entry[0], entry[2]);
    });
    result.rows.forEach(function (row) {
      see(5, row[3]);
      row.forEach(function (cell, at) { if (at > 0 && at !== 3) see(6, cell); });
    });
    return best;
  }

  // Confirms a candidate against its texts. What the head alone can tell costs no record.
  function confirm(candidate, words) {
    var isUnit = candidate.id === candidate.unit.first;
    var result = {
      id: candidate.id, unit: candidate.unit, isUnit: isUnit, texts: [], rows: [], words: words, byValue: candidate.byValue
    };
    function finish() {
      if (candidate.nearest) return result;
      var places = words.map(function (word) {
        var place = Math.min.apply(null, spellings(word).map(function (spelling) { return placeOfWord(result, spelling); }));
        return place === 9 && candidate.byValue && amountKey(word) ? 6 : place;
      });
      result.rank = Math.max.apply(null, places);
      return result.rank < 9 ? result : null;
    }
    function name(code, name, amount) {
      result.code = code;
      result.name = name;
      result.amount = amount;
      result.path = candidate.unit.folder + (isUnit ? "index" : code) + ".html";
    }
    function full() {
      return record(candidate.id).then(function (values) {
        name(values[0], values[1], values[2]);
        result.texts = values[3];
        result.rows = unpack(values[4]);
        result.isFull = true;
        return finish();
      });
    }
    if (candidate.rank > 4) return full();
    if (isUnit) {
      name(candidate.unit.code, candidate.unit.name, "");
      return finish() ? Promise.resolve(result) : full();
    }
    return head(candidate.id).then(function (values) {
      name(values[0], values[1], values[2]);
      return finish() ? result : full();
    });
  }

  // The next true results, in order: a candidate's rank is the best that it can have, so one that turns out worse waits for
  // the others of its true rank. Stops at `wanted`, or with some when
  // that took `limit` files.
  function confirmed(answer, wanted, limit) {
    var list = answer.list, held = answer.held = answer.held || [], results = [], fetchedBefore = fetched;
    answer.position = answer.position || 0;
    function step() {
      var position = answer.position;
      while (held.length && results.length < wanted && (position >= list.length || before(held[0], list[position]))) results.push(held.shift());
      var isEnough = results.length >= wanted || results.length && fetched - fetchedBefore >= limit;
      if (isEnough || position >= list.length && !held.length) return Promise.resolve(results);
      return confirm(list[position], answer.words).then(function (result) {
        answer.position++;
        if (result) {
          held.push(result);
          held.sort(function (a, b) { return a.rank - b.rank || a.id - b.id; });
        }
        return step();
      }, function (failure) {
        failure.results = results;
        throw failure;
      });
    }
    // The first ones at once, so that a slow line waits once and not twice.
    list.slice(answer.position, answer.position + 2).forEach(function (candidate) { confirm(candidate, answer.words).catch(function () {}); });
    return step();
  }

  // Documents whose names share most with a query that finds nothing.
  function nearest(words) {
    var scores = new Map();
    var keys = words.flatMap(function (word) {
      var characters = Array.from(word);
      return characters.slice(1).map(function (character, at) { return characters[at] + character; });
    }).slice(0, 6);
    return Promise.all(keys.map(postings)).then(function (all) {
      all.forEach(function (found) {
        found.forEach(function (standing, id) {
          if ((standing & 15) < 4) scores.set(id, (scores.get(id) || 0) + 1);
        });
      });
      var best = Array.from(scores).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, 40);
      best = best.filter(function (entry) { return entry[1] === best[0][1]; }).slice(0, 5);
      return Promise.all(best.map(function (entry) {
        return confirm({ id: entry[0], rank: 3, unit: unitOf(entry[0]), nearest: true }, []);
      }));
    });
  }

  function before(result, candidate) {
    return result.rank < candidate.rank || result.rank === candidate.rank && result.id < candidate.id;
  }

  window.gongkaiIndex = { open: open, ask: ask, confirmed: confirmed, nearest: nearest, record: record, head: head, shard: shard, unitOf: unitOf, unpack: unpack, spellings: spellings, root: root };
  // Every result of a query: for tests, and for whoever opens the console.
  window.gongkaiSearch = function (query, wanted) {
    return ask(query).then(function (answer) { return confirmed(answer, wanted || Infinity, Infinity); });
  };
})();
