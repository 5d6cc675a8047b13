// The project index: filters with counts and sorting on top of the static pages. Without JavaScript the pages stay as
// they are; with it nothing is fetched but the entry of the search until the reader filters or sorts.
(function () {
  "use strict";
  var say = {
    filters: "筛选和排序", all: "全部", year: "年度", unit: "单位", amount: "金额", funds: "资金来源", measured: "量化程度",
    sort: "排序", order: { "": "年度和单位", code: "编码", name: "名称", most: "金额从大到小", least: "金额从小到大" },
    fundsOf: { f: "财政资金", o: "其他资金", m: "财政和其他", n: "未填" },
    measuredOf: { a: "全部量化", b: "一半以上", c: "不到一半", d: "没有量化", e: "没有指标" },
    found: function (count) { return "符合条件的有 " + count + " 个项目"; },
    more: "显示更多", reset: "恢复", broken: function (file) { return "有一部分数据没有取到（" + file + "）。"; }, retry: "重试"
  };
  var steps = [0, 1, 10, 100, 1000, Infinity];
  var keys = ["year", "unit", "amount", "funds", "measured"];
  var index = window.gongkaiIndex, table = document.querySelector("table.list"), region = table && table.parentElement;
  if (!region || !index) return;
  var state = {}, projects = null, columns = null, shown = [], drawn = 0, turn = 0, pageSize = 20, announcement = 0;

  function make(name, className, children) {
    var element = document.createElement(name);
    element.className = className;
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  var bar = make("div", "filters"), status = make("p", "meta"), trouble = make("div", "");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", say.filters);
  status.setAttribute("role", "status");
  trouble.setAttribute("role", "alert");
  region.before(bar, status, trouble);
  var body = table.tBodies[0], original = Array.from(body.rows), caption = table.caption;
  var captionText = caption.textContent, paging = document.querySelector(".paging");
  var more = make("button", "more", [say.more]);
  more.type = "button";
  more.hidden = true;
  region.after(more);

  function valueOf(project, key) {
    if (key === "year") return String(project.unit.year);
    if (key === "unit") return project.unit.name;
    if (!columns) return "";
    if (key === "funds") return columns[1][project.number];
    if (key === "measured") return columns[2][project.number];
    var budget = columns[0][project.number];
    if (budget === null) return "";
    return String(steps.findIndex(function (step) { return budget / 1e6 < step; }));
  }

  function nameOf(key, value) {
    if (key === "funds") return say.fundsOf[value];
    if (key === "measured") return say.measuredOf[value];
    if (key !== "amount") return value;
    var high = steps[value], low = steps[value - 1];
    return low === 0 ? high + " 万元以下" : high === Infinity ? low + " 万元以上" : low + "–" + high + " 万元";
  }

  function passes(project, except) {
    return keys.every(function (key) { return key === except || !state[key] || valueOf(project, key) === state[key]; });
  }

  function select(key, label, options) {
    var element = document.getElementById("browse-" + key);
    if (!element) {
      element = make("select", "");
      element.id = "browse-" + key;
      bar.append(make("label", "", [label + " ", element]));
      element.addEventListener("change", function () {
        state[key] = element.value;
        writeAddress();
        apply();
      });
    }
    // An open list is left alone when nothing in it changes.
    var signature = JSON.stringify([options, state[key]]);
    if (element.dataset.signature === signature) return;
    element.dataset.signature = signature;
    element.replaceChildren.apply(element, options.map(function (option) {
      var made = make("option", "", [option[1]]);
      made.value = option[0];
      made.selected = option[0] === (state[key] || "");
      return made;
    }));
  }

  function drawFilters() {
    keys.forEach(function (key) {
      var counts = new Map(), total = 0;
      projects.forEach(function (project) {
        if (!passes(project, key)) return;
        total++;
        var value = valueOf(project, key);
        if (value) counts.set(value, (counts.get(value) || 0) + 1);
      });
      if (state[key] && !counts.has(state[key])) counts.set(state[key], 0);
      var options = Array.from(counts).sort(function (a, b) {
        return key === "unit" ? b[1] - a[1] : key === "year" ? b[0] - a[0] : a[0] < b[0] ? -1 : 1;
      });
      select(key, say[key], [["", say.all + "（" + total + "）"]].concat(options.map(function (option) {
        return [option[0], nameOf(key, option[0]) + "（" + option[1] + "）"];
      })));
    });
    select("sort", say.sort, Object.keys(say.order).map(function (order) { return [order, say.order[order]]; }));
  }

  function fields() { return keys.concat("sort"); }

  function readAddress() {
    var parameters = new URLSearchParams(location.search);
    fields().forEach(function (key) { state[key] = parameters.get(key) || ""; });
  }

  function writeAddress() {
    var parameters = new URLSearchParams();
    fields().forEach(function (key) { if (state[key]) parameters.set(key, state[key]); });
    var query = parameters.toString();
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "")); } catch (refused) { return; }
  }

  function cell(name, label, children) {
    var element = make("td", name, children);
    element.dataset.label = label;
    return element;
  }

  function anchor(address, words) {
    var element = make("a", "", [words]);
    element.href = index.root + address;
    return element;
  }

  // The labels of the static table's cells, so that a theme names its columns once.
  var labels = original.length ? Array.from(original[0].cells).map(function (each) { return each.dataset.label || ""; }) : [];

  function row(project, head) {
    var first = make("th", "", [anchor(project.unit.folder + head[0] + ".html", head[1])]);
    first.scope = "row";
    return make("tr", "", [
      first, cell("code", labels[1], [head[0]]), cell("year", labels[2], [String(project.unit.year)]),
      cell("", labels[3], [anchor(project.unit.folder + "index.html", project.unit.name)]), cell("n", labels[4], [head[2]]),
      cell("n", labels[5], [String(head[3])]), cell("n", labels[6], [String(head[4])])
    ]);
  }

  function fail(failure, again) {
    var button = make("button", "", [say.retry]);
    button.type = "button";
    button.addEventListener("click", function () {
      trouble.replaceChildren();
      again();
    });
    trouble.replaceChildren(make("p", "notice", [say.broken(failure.message) + " ", button]));
  }

  function advance(mine) {
    var next = shown.slice(drawn, drawn + pageSize);
    return Promise.all(next.map(function (project) { return index.head(project.id); })).then(function (heads) {
      if (mine !== turn) return;
      if (!drawn) body.replaceChildren();
      next.forEach(function (project, at) { body.append(row(project, heads[at])); });
      drawn += next.length;
      more.hidden = drawn >= shown.length;
      var found = say.found(shown.length);
      caption.textContent = found;
      clearTimeout(announcement);
      announcement = setTimeout(function () { status.textContent = found; }, 300);
    });
  }

  function sorted(list) {
    function budget(project) { return columns[0][project.number]; }
    if (state.sort === "most" || state.sort === "least") {
      var sign = state.sort === "most" ? -1 : 1;
      return list.sort(function (a, b) {
        if (budget(a) === null || budget(b) === null) return (budget(a) === null) - (budget(b) === null);
        return sign * (budget(a) - budget(b)) || a.id - b.id;
      });
    }
    var kind = state.sort === "code" ? "c" : state.sort === "name" ? "n" : "";
    if (!kind) return list;
    return index.shard(kind, 0).then(function (order) {
      var chosen = new Set(list);
      return order.map(function (number) { return projects[number]; }).filter(function (project) { return chosen.has(project); });
    });
  }

  function apply() {
    var mine = ++turn;
    var isPlain = fields().every(function (key) { return !state[key]; });
    index.shard("b", 0).then(function (loaded) {
      columns = loaded;
      if (mine !== turn) return;
      drawFilters();
      if (isPlain) {
        body.replaceChildren.apply(body, original);
        caption.textContent = captionText;
        status.textContent = "";
        more.hidden = true;
        if (paging) paging.hidden = false;
        return;
      }
      if (paging) paging.hidden = true;
      return Promise.resolve(sorted(projects.filter(function (project) { return passes(project); }))).then(function (list) {
        if (mine !== turn) return;
        shown = list;
        drawn = 0;
        if (!list.length) body.replaceChildren();
        return advance(mine);
      });
    }).catch(function (failure) { if (mine === turn) fail(failure, apply); });
  }

  more.addEventListener("click", function () {
    var last = body.lastElementChild;
    advance(turn).then(function () {
      var next = last && last.nextElementSibling && last.nextElementSibling.querySelector("a");
      if (next) next.focus();
    }).catch(function (failure) { fail(failure, function () { advance(turn); }); });
  });

  function start() {
    index.open().then(function (header) {
      projects = [];
      header.units.forEach(function (unit) {
        for (var at = 1; at <= unit.count; at++) projects.push({ id: unit.first + at, number: projects.length, unit: unit });
      });
      readAddress();
      drawFilters();
      if (fields().some(function (key) { return state[key]; })) apply();
      else ["focusin", "pointerover"].forEach(function (event) {
        bar.addEventListener(event, function () { if (!columns) apply(); }, { once: true });
      });
    }).catch(function (failure) { fail(failure, start); });
  }

  start();
})();
