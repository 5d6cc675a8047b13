// The search page: results as the reader types, filters, and the state of both in the address.
(function () {
  "use strict";
  var say = {
    searching: "正在查找…",
    found: function (count) { return "找到 " + count + " 个结果"; },
    atMost: function (count) { return "找到不超过 " + count + " 个结果"; },
    none: function (query) { return "没有找到含有“" + query + "”的项目或单位"; },
    short: "请至少输入两个字",
    nearest: "名称相近的有：",
    browse: "也可以从下面的单位或全部项目里找。",
    broken: function (file) { return "有一部分索引没有取到（" + file + "），现在还不能断定有没有、有多少。"; },
    retry: "重试",
    more: "显示更多",
    moreRows: function (count) { return "还有 " + count + " 条"; },
    year: "年度", unit: "单位", type: "类型", all: "全部", project: "项目", isUnit: "单位",
    wan: " 万元", filters: "筛选", results: "搜索结果", yearOf: function (year) { return year + "年"; }
  };
  var place = document.getElementById("results"), everything = document.getElementById("everything");
  var field = document.getElementById("q");
  if (!place || !field) return;
  var index = window.gongkaiIndex, text = window.gongkaiText;
  var turn = 0, answer = null, filters = {}, announcement = 0;
  var rowsShown = 3, pageSize = 10, fileLimit = 2;

  function make(name, className, children) {
    var element = document.createElement(name);
    if (className) element.className = className;
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  var status = make("p", "meta");
  status.setAttribute("role", "status");
  var bar = make("div", "filters");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", say.filters);
  var trouble = make("div"), list = make("ol", "found"), more = make("button", "more", [say.more]);
  trouble.setAttribute("role", "alert");
  list.setAttribute("aria-label", say.results);
  more.type = "button";
  place.append(status, bar, trouble, list, more);

  function tell(message) {
    clearTimeout(announcement);
    announcement = setTimeout(function () { if (status.textContent !== message) status.textContent = message; }, 500);
  }

  // MARK: The address

  function readAddress() {
    var parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") || "";
    ["year", "unit", "type"].forEach(function (key) { filters[key] = parameters.get(key) || ""; });
  }

  function writeAddress() {
    var parameters = new URLSearchParams();
    if (field.value) parameters.set("q", field.value);
    ["year", "unit", "type"].forEach(function (key) { if (filters[key]) parameters.set(key, filters[key]); });
    var query = parameters.toString();
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "")); } catch (refused) { return; }
  }

  // MARK: Filters

  function valueOf(entry, key) {
    return key === "year" ? String(entry.unit.year) : key === "unit" ? entry.unit.name : entry.id === entry.unit.first ? "unit" : "project";
  }

  function passes(entry, except) {
    return ["year", "unit", "type"].every(function (key) { return key === except || !filters[key] || valueOf(entry, key) === filters[key]; });
  }

  function drawFilters() {
    ["year", "unit", "type"].forEach(function (key) {
      var counts = new Map(), total = 0;
      answer.all.forEach(function (entry) {
        if (!passes(entry, key)) return;
        total++;
        counts.set(valueOf(entry, key), (counts.get(valueOf(entry, key)) || 0) + 1);
      });
      if (filters[key] && !counts.has(filters[key])) counts.set(filters[key], 0);
      var select = document.getElementById("filter-" + key);
      if (!select) {
        select = make("select");
        select.id = "filter-" + key;
        bar.append(make("label", "", [say[key] + " ", select]));
        select.addEventListener("change", function () {
          filters[key] = select.value;
          writeAddress();
          show();
        });
      }
      var options = Array.from(counts).sort(function (a, b) { return key === "year" ? b[0] - a[0] : b[1] - a[1]; });
      select.replaceChildren.apply(select, [["", total]].concat(options).map(function (option) {
        var name = option[0] === "" ? say.all : key === "type" ? (option[0] === "unit" ? say.isUnit : say.project) : option[0];
        var element = make("option", "", [name + "（" + option[1] + "）"]);
        element.value = option[0];
        element.selected = option[0] === (filters[key] || "");
        return element;
      }));
    });
    bar.hidden = answer.all.length < 2;
  }

  // MARK: Results

  function wordsOf(result) { return result.words.flatMap(index.spellings); }

  function marked(name, className, content, words) { return make(name, className, text.markedNodes(content, words)); }

  function link(result, anchor, content, words) {
    var element = marked("a", "", content, words);
    element.href = index.root + result.path + (anchor ? "#" + anchor : "");
    element.addEventListener("click", function () { remember(result.words); });
    return element;
  }

  // What the page that follows marks; kept by the browser for this tab only, so that addresses stay clean.
  function remember(words) {
    try { sessionStorage.setItem("gongkai-words", JSON.stringify(words)); } catch (refused) { return; }
  }

  function holds(content, words) {
    var shape = text.form(content).text;
    return words.some(function (word) { return shape.indexOf(word) >= 0; });
  }

  // About forty characters before the first word and eighty behind it.
  function excerpt(content, words) {
    var parts = text.marked(content, words), first = parts.findIndex(function (part) { return part[1]; });
    if (content.length < 140 || first < 0) return content;
    var start = parts.slice(0, first).reduce(function (sum, part) { return sum + part[0].length; }, 0);
    var from = Math.max(0, start - 40), to = Math.min(content.length, start + 100);
    return (from > 0 ? "…" : "") + content.slice(from, to) + (to < content.length ? "…" : "");
  }

  function draw(result) {
    var words = wordsOf(result), item = make("li");
    item.append(make("h2", "", [link(result, "", result.name, words)]));
    var facts = make("p", "meta", [say.yearOf(result.unit.year) + "　"]);
    if (!result.isUnit) facts.append(marked("span", "", result.unit.name, words), "　");
    facts.append(marked("span", "code", result.code, words));
    if (result.amount && !result.isUnit) {
      facts.append("　", result.byValue ? make("mark", "", [result.amount + say.wan]) : make("span", "n", text.markedNodes(result.amount, words).concat(say.wan)));
    }
    item.append(facts);
    var sentence = result.texts.find(function (entry) { return holds(entry[2], words); });
    if (sentence) {
      item.append(make("p", "sentence", (sentence[1] ? [make("span", "label", [sentence[1] + "："])] : []).concat(text.markedNodes(excerpt(sentence[2], words), words))));
    }
    var rows = result.rows.filter(function (row) { return row.slice(1).some(function (cell) { return holds(cell, words); }); });
    if (rows.length) {
      var nested = make("ul", "rows");
      rows.slice(0, rowsShown).forEach(function (row) {
        var cells = [row[1] + " › " + row[2], row[4]].concat(row.slice(7)).filter(function (cell, at) { return cell && (at === 1 || holds(cell, words)); });
        var line = make("li", "", [link(result, row[0], row[3] || row[2], words)]);
        if (row[5]) line.append(" ", row[6] && holds(row[6], words) ? make("mark", "", [row[5]]) : marked("span", "value", row[5], words));
        cells.forEach(function (cell) { if (cell !== row[3]) line.append("　", marked("span", "label", cell, words)); });
        nested.append(line);
      });
      if (rows.length > rowsShown) nested.append(make("li", "", [link(result, rows[rowsShown][0], say.moreRows(rows.length - rowsShown), [])]));
      item.append(nested);
    }
    return item;
  }

  function fail(failure, again) {
    tell("");
    place.removeAttribute("aria-busy");
    var button = make("button", "", [say.retry]);
    button.type = "button";
    button.addEventListener("click", function () {
      trouble.replaceChildren();
      again();
    });
    trouble.replaceChildren(make("p", "notice", [say.broken(failure.message) + " ", button]));
  }

  // Shows the answer anew, from its first result.
  function show() {
    drawFilters();
    answer.list = answer.all.filter(function (entry) { return passes(entry); });
    answer.position = 0;
    answer.held = [];
    answer.shown = 0;
    answer.isFresh = true;
    return advance();
  }

  function advance() {
    var current = answer, mine = ++turn;
    if (current.isBusy === mine) return;
    place.setAttribute("aria-busy", "true");
    function put(results) {
      if (current.isFresh) list.replaceChildren();
      current.isFresh = false;
      results.forEach(function (result) { list.append(draw(result)); });
      current.shown += results.length;
    }
    // A list that fits on one page is shown whole, whatever it takes.
    var limit = current.list.length <= pageSize ? Infinity : fileLimit;
    return index.confirmed(current, pageSize, limit).then(function (results) {
      if (mine !== turn) return;
      put(results);
      place.removeAttribute("aria-busy");
      trouble.replaceChildren();
      var isAll = current.position >= current.list.length && !current.held.length;
      more.hidden = isAll;
      everything.hidden = current.shown > 0;
      var isExact = current.list.every(function (entry) { return entry.sure; });
      if (isAll && !current.shown) return none(mine);
      tell(isAll ? say.found(current.shown) : isExact ? say.found(current.list.length) : say.atMost(current.list.length));
    }).catch(function (failure) {
      if (mine !== turn) return;
      if (failure.results && failure.results.length) put(failure.results);
      more.hidden = true;
      fail(failure, advance);
    });
  }

  function none(mine) {
    return index.nearest(answer.words).then(function (results) {
      if (mine !== turn) return;
      tell(say.none(field.value.trim()) + (results.length ? "。" + say.nearest : "。" + say.browse));
      results.forEach(function (result) { list.append(draw(result)); });
    });
  }

  function clear(message) {
    list.replaceChildren();
    trouble.replaceChildren();
    bar.hidden = more.hidden = true;
    everything.hidden = false;
    place.removeAttribute("aria-busy");
    tell(message);
  }

  function search() {
    var query = field.value.trim(), mine = ++turn;
    if (!query) return clear("");
    if (Array.from((text.words(query)[0] || "")).length < 2) return clear(say.short);
    var slow = setTimeout(function () { if (mine === turn) status.textContent = say.searching; }, 400);
    return index.ask(query).then(function (found) {
      clearTimeout(slow);
      if (mine !== turn) return;
      answer = found;
      answer.all = found.list;
      return show();
    }).catch(function (failure) {
      clearTimeout(slow);
      if (mine !== turn) return;
      list.replaceChildren();
      bar.hidden = more.hidden = true;
      fail(failure, search);
    });
  }

  // MARK: Events

  field.addEventListener("input", function (event) {
    if (event.isComposing) return;
    writeAddress();
    search();
  });
  field.addEventListener("compositionend", function () {
    writeAddress();
    search();
  });
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    writeAddress();
    search();
  });
  more.addEventListener("click", function () {
    var last = list.lastElementChild;
    var done = advance();
    if (done) done.then(function () {
      var next = last && last.nextElementSibling && last.nextElementSibling.querySelector("a");
      if (next) next.focus();
    });
  });
  // Who scrolls on wants more.
  addEventListener("scroll", function () {
    if (more.hidden || place.hasAttribute("aria-busy")) return;
    if (more.getBoundingClientRect().top < innerHeight + 200) advance();
  }, { passive: true });
  addEventListener("popstate", function () {
    readAddress();
    search();
  });
  addEventListener("pageshow", function () {
    readAddress();
    search();
  });
  clear("");
  // The entry is small: fetched before the first key stroke.
  index.open().catch(function () {});
})();
