// The search page: results as the reader types, filters, and the state of both in the address.
(() => {
  "use strict";
  const say = {
    searching: "正在查找…",
    found: count => `找到 ${count} 个结果`,
    atMost: count => `找到不超过 ${count} 个结果`,
    none: query => `没有找到含有“${query}”的项目或单位`,
    noneChosen: (query, count) => `所选范围里没有找到含有“${query}”的项目或单位；不限范围，至多还有 ${count} 个。`,
    unfinished: "单个字要逐份去找，还没有找完；可以按“显示更多”继续，或者多写一个字",
    short: "请至少输入两个连着的字（汉字、字母或数字）",
    nearest: "名称相近的有：",
    browse: "也可以从下面的单位或全部项目里找。",
    moreRows: count => `还有 ${count} 条`,
    year: "年度", site: "网站", unit: "单位", type: "类型", types: { project: "项目", unit: "单位", page: "说明页" },
    wan: " 万元", results: "搜索结果", yearOf: year => `${year}年`
  };
  const place = document.getElementById("results"), everything = document.getElementById("everything");
  const field = document.getElementById("q");
  if (!place || !field) return;
  const { make, controls, newest } = window.gongkaiList, text = window.gongkaiText, query = window.gongkaiQuery, { holds } = text;
  const title = /绩效目标表$/, rowsShown = 3, pageSize = 10, fileLimit = 2, filesOfSearch = 4, list = make("ol", "found");
  list.setAttribute("aria-label", say.results);
  const view = controls(["q", "year", "site", "unit", "type"], list, advance), { state, status, bar, trouble, more } = view;
  // Where other sites are joined, the name of this one; the filter by site stands there only.
  const { joined } = place.dataset;
  const filters = {
    ...joined && { site: { label: say.site, of: entry => entry.unit && entry.unit.site || joined } },
    year: { label: say.year, of: entry => entry.unit ? String(entry.unit.year) : "", words: say.yearOf, order: newest },
    unit: { label: say.unit, of: entry => entry.unit ? entry.unit.title : "" },
    type: { label: say.type, of: entry => !entry.unit ? "page" : entry.id === entry.unit.id ? "unit" : "project", words: type => say.types[type] }
  };
  place.append(status, bar, trouble, list, more);
  let turn = 0, answer = null, isTouched = false;

  // MARK: Results

  const wordsOf = result => result.words.flatMap(query.spellings);
  const marked = (name, className, content, words) => make(name, className, ...text.markedNodes(content, words));

  function link(result, anchor, content, words) {
    const element = marked("a", "", content, words);
    element.href = window.gongkaiShards.address(result.path) + (anchor ? "#" + anchor : "");
    // What this site remembers another one cannot read, and another tab neither.
    if (!result.unit || !result.unit.site) element.addEventListener("click", event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) remember(result.words);
    });
    return element;
  }

  // For the page that follows, kept by the browser for this tab only, so that addresses stay clean.
  function remember(words) {
    try { sessionStorage.setItem("gongkai-words", JSON.stringify(words)); } catch (refused) { return; }
  }

  // Of a long text about forty characters before the first word and a hundred behind it.
  function excerpt(content, words) {
    if (content.length < 140) return content;
    const parts = text.marked(content, words), word = parts.findIndex(([, isWord]) => isWord);
    const start = word > 0 ? parts[0][0].length : 0, length = word < 0 ? 0 : parts[word][0].length;
    // No character of two units is cut.
    const whole = at => /[\udc00-\udfff]/.test(content.charAt(at)) ? at + 1 : at;
    const from = whole(Math.max(0, start - 40)), to = whole(start + Math.max(100, length));
    return (from > 0 ? "…" : "") + content.slice(from, to) + (to < content.length ? "…" : "");
  }

  function draw(result) {
    const values = result.values || [], filed = values.length && query.filedIn(result);
    const isWorth = (content, filed) => values.some(word => query.isWorth(content, word, filed));
    const words = wordsOf(result), item = make("li", "", make("h2", "", link(result, "", result.name, words)));
    if (result.unit) {
      const facts = make("p", "meta", say.yearOf(result.unit.year) + "　");
      if (result.unit.site) facts.append(marked("span", "site", result.unit.site, words), " ");
      if (result.isProject) facts.append(marked("span", "", result.unit.name, words), "　");
      const { department, name, code } = result.unit;
      if (result.isProject && holds(code, words)) facts.append(marked("span", "code", code, words), "　");
      if (department !== name && holds(department, words)) facts.append(marked("span", "", department, words), "　");
      facts.append(marked("span", "code", result.code, words));
      if (result.amount && result.isProject) {
        facts.append("　", isWorth(result.amount) ? make("mark", "", result.amount + say.wan) : make("span", "n", ...text.markedNodes(result.amount, words), say.wan));
      }
      item.append(facts);
    }
    const value = !(result.isProject && isWorth(result.amount)) && result.texts.find(entry => isWorth(entry.text, filed));
    const sentence = value || result.texts.find(entry => holds(entry.text, words));
    if (sentence) {
      const label = sentence.label && make("span", "label", sentence.label + "：");
      const content = value ? [make("mark", "", value.text)] : text.markedNodes(excerpt(sentence.text, words), words);
      item.append(make("p", "sentence", label, ...content));
    }
    const anchors = window.gongkaiShards.anchors(result.rows);
    const lines = result.rows.filter(row => [row.level3, ...query.cells(row)].some(cell => holds(cell, words)))
      .map(row => ({ row, anchor: anchors[result.rows.indexOf(row)] }));
    if (!lines.length) return item;
    const rows = make("ul", "rows", ...lines.slice(0, rowsShown).map(({ row, anchor }) => drawRow(result, row, anchor, words)));
    const left = lines.length - rowsShown;
    if (left > 0) rows.append(make("li", "", link(result, lines[rowsShown].anchor, say.moreRows(left), [])));
    item.append(rows);
    return item;
  }

  function drawRow(result, row, anchor, words) {
    const line = make("li", "", link(result, anchor, row.level3 || row.level2, words));
    if (row.value) line.append(" ", holds(row.plain, words) ? make("mark", "", row.value) : marked("span", "value", row.value, words));
    for (const cell of [`${row.level1} › ${row.level2}`, row.description, ...row.others]) {
      if (cell && cell !== row.level3 && (cell === row.description || holds(cell, words))) line.append("　", marked("span", "label", cell, words));
    }
    return line;
  }

  // MARK: Answers

  function fail(failure, again) {
    place.removeAttribute("aria-busy");
    more.hidden = true;
    view.fail(failure, again);
  }

  // Shows the answer anew, from its first result.
  function show() {
    if (!answer) return;
    // A reading of the former one may be on its way, and goes on with what it had.
    answer = { ...answer, list: answer.all.filter(view.passing(filters)), position: 0, held: [], shown: 0, isFresh: true, reading: null };
    // The files are on their way while the filters are drawn.
    const isShown = advance();
    drawFilters();
    return isShown;
  }

  const isFiltered = () => Object.keys(filters).some(key => state[key]);

  // The counts are those of what may be found, without what turned out not to be.
  function drawFilters() {
    answer.all = answer.all.filter(entry => !answer.refuted.has(entry.id));
    answer.counted = answer.refuted.size;
    view.filter(answer.all, filters, show);
    bar.hidden = answer.all.length < 2 && !isFiltered() && !bar.contains(document.activeElement);
  }

  // Two readings at once would take results from one another: whoever asks meanwhile waits for the one.
  function advance() {
    const current = answer;
    if (!current) return Promise.resolve();
    current.reading = current.reading || read(current).finally(() => { current.reading = null; });
    return current.reading;
  }

  async function read(current) {
    const mine = ++turn;
    place.setAttribute("aria-busy", "true");
    if (!current.isFresh) current.before = window.gongkaiShards.fetched;
    function put(results) {
      if (current.isFresh) list.replaceChildren();
      current.isFresh = false;
      const items = results.map(draw);
      list.append(...items);
      current.shown += results.length;
      return () => complete(current, results, items);
    }
    try {
      // A list that fits on one page is shown whole, whatever it takes.
      const results = await query.confirmed(current, pageSize, current.list.length <= pageSize ? Infinity : fileLimit, () => mine === turn);
      if (mine !== turn) return;
      const completed = put(results);
      place.removeAttribute("aria-busy");
      trouble.replaceChildren();
      const isAll = current.position >= current.list.length && !current.held.length;
      more.hidden = isAll;
      everything.hidden = current.shown > 0;
      if (current.refuted.size > (current.counted || 0)) drawFilters();
      if (isAll && !current.shown) return await none(mine);
      const left = current.list.filter(entry => !current.refuted.has(entry.id));
      if (!isAll && !current.shown) return view.tell(say.unfinished);
      view.tell(isAll ? say.found(current.shown) : (left.every(entry => entry.sure) ? say.found : say.atMost)(left.length));
      completed();
    } catch (failure) {
      if (mine !== turn) return;
      if (failure.results && failure.results.length) put(failure.results);
      if (current.isFresh) list.replaceChildren();
      fail(failure, advance);
    }
  }

  // What was confirmed by its name alone gets its sentence and rows once the list stands: all of it or, where the search
  // would come to take more than a few files, none, so that no result seems to have fewer rows than another.
  async function complete(current, results, items) {
    const shards = window.gongkaiShards, bare = results.filter(result => !result.texts.length && !result.rows.length);
    const files = new Set(bare.map(result => shards.fileOfRecord(result.id)));
    if (shards.fetched - current.before + files.size > filesOfSearch) return;
    try {
      const records = await Promise.all(bare.map(result => shards.record(result.id)));
      if (current !== answer) return;
      trouble.replaceChildren();
      bare.forEach((result, at) => {
        const item = items[results.indexOf(result)], whole = draw({ ...result, ...records[at], name: result.name });
        item.append(...Array.from(whole.children).slice(item.children.length));
      });
    } catch (failure) {
      if (current === answer) view.fail(failure, () => complete(current, results, items));
    }
  }

  // Before a query is told to be nowhere, words of one character are looked for by themselves, and a title without what the
  // page's title adds to the name.
  async function none(mine) {
    const asked = field.value.trim(), shorter = asked.replace(title, "");
    const isSame = text.words(shorter, true).join(" ") === answer.words.join(" ");
    if (!answer.all.length && !answer.isLoose && !isSame) {
      const found = await query.ask(shorter, undefined, true);
      if (mine !== turn) return;
      answer = { ...found, before: answer.before, all: found.list };
      return show();
    }
    if (answer.all.length) return view.tell(say.noneChosen(asked, answer.all.length));
    if (answer.words.length > 1 && answer.words.every(word => Array.from(word).length < 2)) return view.tell(say.short);
    const results = await query.nearest(answer.words);
    if (mine !== turn) return;
    view.tell(say.none(asked) + "。" + (results.length ? say.nearest : say.browse));
    list.append(...results.map(draw));
  }

  function clear(message) {
    answer = null;
    list.replaceChildren();
    trouble.replaceChildren();
    bar.hidden = more.hidden = true;
    everything.hidden = false;
    place.removeAttribute("aria-busy");
    view.tell(message);
  }

  async function search() {
    const asked = field.value.trim(), mine = ++turn;
    const before = window.gongkaiShards.fetched;
    if (!asked) {
      for (const key of Object.keys(filters)) state[key] = "";
      return clear("");
    }
    if (Array.from(text.words(asked)[0] || "").length < 2) return clear(say.short);
    // The former results stay to be seen, and have no more to come.
    answer = null;
    more.hidden = true;
    const slow = setTimeout(() => { if (mine === turn) status.textContent = say.searching; }, 400);
    try {
      const found = await query.ask(asked);
      if (mine !== turn) return;
      answer = { ...found, before, all: found.list };
      await show();
    } catch (failure) {
      if (mine !== turn) return;
      list.replaceChildren();
      bar.hidden = true;
      fail(failure, search);
    } finally {
      clearTimeout(slow);
    }
  }

  // MARK: Events

  function typed(event) {
    if (event.isComposing) return;
    if (event.type === "submit") event.preventDefault();
    state.q = field.value;
    // The address comes after the results, which readers wait for.
    search().then(view.writeAddress);
  }

  function arrive() {
    view.readAddress();
    field.value = state.q;
    search();
  }

  for (const event of ["input", "compositionstart"]) field.addEventListener(event, () => { isTouched = true; });
  field.addEventListener("input", typed);
  field.addEventListener("compositionend", typed);
  field.form.addEventListener("submit", typed);
  // Who scrolls on wants more.
  addEventListener("scroll", () => {
    if (!more.hidden && !place.hasAttribute("aria-busy") && more.getBoundingClientRect().top < innerHeight + 200) advance();
  }, { passive: true });
  addEventListener("popstate", arrive);
  // A page that was kept comes back as it was left; what a browser fills in by itself gives way to the address.
  addEventListener("pageshow", event => { if (event.persisted || !isTouched && field.value !== state.q) arrive(); });
  clear("");
  // The entry is small: fetched before the first key stroke.
  window.gongkaiShards.open().catch(() => {});
  // What somebody typed while this was on its way stays.
  const early = field.value, [navigation] = performance.getEntriesByType("navigation");
  view.readAddress();
  if (early && early !== state.q && navigation && navigation.type === "navigate") {
    isTouched = true;
    state.q = early;
    search().then(view.writeAddress);
  } else arrive();
})();
