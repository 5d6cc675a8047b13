// The project index and the indicator table: filters with counts and sorting on top of the static pages. Without
// JavaScript the pages stay as they are; with it little is fetched until the reader filters or sorts.
(() => {
  "use strict";
  const say = {
    year: "年度", site: "网站", unit: "单位", amount: "金额", funds: "资金来源", measured: "量化程度", sort: "排序",
    level1: "一级指标", level2: "二级指标", measure: "指标值", ofUnit: "部门整体绩效目标",
    fundsOf: { f: "财政资金", o: "其他资金", m: "财政和其他", n: "未填" },
    measuredOf: { a: "全部量化", b: "一半以上", c: "不到一半", d: "没有量化", e: "没有指标" },
    measureOf: { q: "量化", y: "是否类", w: "文字", n: "待补" },
    projectOrders: { "": "年度和单位", code: "编码", name: "名称", most: "金额从大到小", least: "金额从小到大" },
    indicatorOrders: { "": "年度从新到旧", oldest: "年度从旧到新", unit: "单位名称" },
    projects: count => `符合条件的有 ${count} 个项目`, indicators: count => `符合条件的有 ${count} 条指标`
  };
  const { make, controls, newest, alphabetical } = window.gongkaiList, shards = window.gongkaiShards;
  const table = document.querySelector("table.list[data-list]"), region = table && table.parentElement;
  if (!region) return;
  const pageSize = 20, kind = table.dataset.list === "indicators" ? indicatorTable() : projectIndex();
  const body = table.tBodies[0], view = controls([...Object.keys(kind.filters), "sort"], body, showMore), { state, more } = view;
  const original = Array.from(body.rows), captionText = table.caption.textContent;
  const paging = document.querySelectorAll(".paging, .pagenumber");
  // The labels and classes of the static table's cells, so that a theme names its columns once.
  const cells = original.length ? Array.from(original[0].cells) : [];
  // The caption shows the count; the status announces it.
  view.status.className = "quiet";
  region.before(view.bar, view.status, view.trouble);
  region.after(more);
  let sites = [], rows = null, drawn = 0, turn = 0, isReady = false, reading = null;

  function anchor(address, words) {
    const element = make("a", "", words);
    element.href = shards.address(address);
    return element;
  }

  function row(first, ...others) {
    const heading = make("th", "", first);
    heading.scope = "row";
    return make("tr", "", heading, ...others.map((content, at) => {
      const cell = make("td", cells[at + 1].className, content);
      cell.dataset.label = cells[at + 1].dataset.label;
      return cell;
    }));
  }

  // Units as the static pages list them: those of joined sites, which `sites` numbers, behind those of this one.
  const inOrder = (a, b) => sites.indexOf(a.site) - sites.indexOf(b.site) || b.year - a.year || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

  function numberSites(entry) {
    sites = Array.from(new Set(["", ...entry.units.map(unit => unit.site)]));
  }

  // Where other sites are joined, the table knows the name of this one, and is filtered by site too.
  function bySite() {
    const { joined } = table.dataset;
    return joined && { site: { label: say.site, of: item => item.unit.site || joined } };
  }

  function withSite(unit, content) {
    return unit.site ? make("span", "", make("span", "site", unit.site), " ", content) : content;
  }

  // MARK: Projects

  function projectIndex() {
    const steps = [0, 1, 10, 100, 1000, Infinity];
    let projects = [], listed = [], funds, measured, budgets;

    function amountOf(project) {
      const budget = budgets[project.number];
      return budget === "" ? "" : String(Math.max(1, steps.findIndex(step => +budget < step)));
    }

    function amountWords(value) {
      const high = steps[value], low = steps[value - 1];
      return low === 0 ? high + " 万元以下" : high === Infinity ? low + " 万元以上" : `${low}–${high} 万元`;
    }

    async function sorted(list, sort) {
      const budget = project => budgets[project.number] === "" ? null : +budgets[project.number];
      if (sort === "most" || sort === "least") {
        const sign = sort === "most" ? -1 : 1, place = new Map(list.map((project, at) => [project, at]));
        return list.sort((a, b) => (budget(a) === null) - (budget(b) === null) || sign * (budget(a) - budget(b)) || place.get(a) - place.get(b));
      }
      if (sort !== "code" && sort !== "name") return list;
      const bytes = await shards.shard(sort === "code" ? "c" : "n", 0), count = projects.length, chosen = new Set(list), result = [];
      for (let at = 0; at < count; at++) {
        const project = projects[bytes[at] << 16 | bytes[count + at] << 8 | bytes[2 * count + at]];
        if (chosen.has(project)) result.push(project);
      }
      return result;
    }

    return {
      filters: {
        ...bySite(),
        year: { label: say.year, of: project => String(project.unit.year), order: newest },
        unit: { label: say.unit, of: project => project.unit.title },
        amount: { label: say.amount, of: amountOf, words: amountWords, order: alphabetical },
        funds: { label: say.funds, of: project => funds[project.number], words: value => say.fundsOf[value], order: alphabetical },
        measured: { label: say.measured, of: project => measured[project.number], words: value => say.measuredOf[value], order: alphabetical }
      },
      orders: say.projectOrders,
      async prepare() {
        const entry = await shards.open();
        numberSites(entry);
        [funds, measured, ...budgets] = shards.decode(await shards.shard("b", 0)).split("\n");
        projects = entry.units.flatMap(unit => Array.from({ length: unit.count }, (_, at) => ({ id: unit.first + at, unit })));
        projects.forEach((project, number) => { project.number = number; });
        listed = projects.slice().sort((a, b) => inOrder(a.unit, b.unit) || a.number - b.number);
      },
      items: () => listed,
      weight: () => 1,
      found: say.projects,
      // All that pass, as a source of rows.
      async source(passing, sort) {
        const list = await sorted(passing, sort);
        return async (start, count) => Promise.all(list.slice(start, start + count).map(async ({ id, unit }) => {
          const [code, name, amount, indicators, quantified] = await shards.head(id);
          return row(anchor(`${unit.folder}${code}.html`, name), code, String(unit.year), withSite(unit, anchor(unit.folder + "index.html", unit.name)), amount, indicators, quantified);
        }));
      }
    };
  }

  // MARK: Indicators

  // Counts come from one small file: how many indicators of each level and measure each unit has. Rows come from the
  // records of the units that have any.
  function indicatorTable() {
    let items = [];

    async function matching(unit, passes) {
      const ids = [unit.id, ...Array.from({ length: unit.count }, (_, at) => unit.first + at)];
      const found = await Promise.all(ids.map(async id => {
        const record = await shards.record(id), anchors = shards.anchors(record.rows);
        return record.rows.map((each, at) => ({ ...each, anchor: anchors[at], record, unit, isUnit: id === unit.id })).filter(passes);
      }));
      return found.flat();
    }

    function draw({ record, unit, isUnit, anchor: fragment, level1, level2, level3, description, value }) {
      const address = unit.folder + (isUnit ? "index" : record.code) + ".html";
      return row(anchor(`${address}#${fragment}`, level3 || level2), value, description, level1, level2,
        anchor(address, isUnit ? say.ofUnit : record.name), String(unit.year), withSite(unit, unit.name));
    }

    return {
      filters: {
        ...bySite(),
        level1: { label: say.level1, of: item => item.level1 },
        level2: { label: say.level2, of: item => item.level2 },
        measure: { label: say.measure, of: item => item.measure, words: value => say.measureOf[value] },
        year: { label: say.year, of: item => String(item.unit.year), order: newest },
        unit: { label: say.unit, of: item => item.unit.title }
      },
      orders: say.indicatorOrders,
      async prepare() {
        const entry = await shards.open(), bytes = await shards.shard("f", 0), end = bytes.indexOf(0x1d);
        numberSites(entry);
        const named = shards.decode(bytes.subarray(0, end)).split("\x1e").slice(0, -1).map(each => {
          const [level1, level2] = each.slice(1).split("\x1f");
          return { measure: each[0], level1, level2 };
        });
        let at = end + 1;
        function number() {
          let value = 0, shift = 0;
          for (; bytes[at] & 0x80; shift += 7) value |= (bytes[at++] & 0x7F) << shift;
          return value | bytes[at++] << shift;
        }
        items = [];
        for (const unit of entry.units) {
          let cell = -1;
          for (let gap = number(); gap; gap = number()) items.push({ ...named[cell += gap], unit, count: number() });
        }
      },
      items: () => items,
      weight: item => item.count,
      found: say.indicators,
      async source(passing, sort) {
        const units = Array.from(new Set(passing.map(item => item.unit))).sort(inOrder), passes = view.passing(kind.filters);
        if (sort === "oldest") units.sort((a, b) => a.year - b.year || inOrder(a, b));
        if (sort === "unit") units.sort((a, b) => a.name.localeCompare(b.name, "zh-CN") || inOrder(a, b));
        const found = [];
        let next = 0;
        return async (start, count) => {
          for (; found.length < start + count && next < units.length; next++) found.push(...await matching(units[next], passes));
          return found.slice(start, start + count).map(draw);
        };
      }
    };
  }

  // MARK: The page

  const isPlain = () => !state.sort && Object.keys(kind.filters).every(key => !state[key]);

  async function apply() {
    const mine = ++turn;
    try {
      if (!isReady) await kind.prepare();
      isReady = true;
      if (mine !== turn) return;
      view.filter(kind.items(), kind.filters, apply, kind.weight);
      for (const part of paging) part.hidden = !isPlain();
      if (isPlain()) {
        // Rows that stand there are left alone: one of them may have the focus.
        if (rows) body.replaceChildren(...original);
        rows = null;
        table.caption.textContent = captionText;
        view.tell("");
        more.hidden = true;
        return;
      }
      const passing = kind.items().filter(view.passing(kind.filters));
      const source = await kind.source(passing, state.sort), total = passing.reduce((sum, item) => sum + kind.weight(item), 0);
      if (mine !== turn) return;
      rows = { source, total };
      drawn = 0;
      await advance(mine);
    } catch (failure) {
      if (mine === turn) view.fail(failure, apply);
    }
  }

  async function advance(mine) {
    const next = await rows.source(drawn, pageSize);
    if (mine !== turn) return;
    if (!drawn) body.replaceChildren();
    body.append(...next);
    drawn += next.length;
    more.hidden = drawn >= rows.total;
    table.caption.textContent = kind.found(rows.total);
    view.tell(kind.found(rows.total));
  }

  // A double click asks once.
  function showMore() {
    reading = reading || advance(turn).catch(failure => view.fail(failure, showMore)).finally(() => { reading = null; });
    return reading;
  }

  function start() {
    view.readAddress();
    for (const [key, { label }] of Object.entries(kind.filters)) view.choice(key, label, [["", "全部"]], apply);
    view.choice("sort", say.sort, Object.entries(kind.orders), apply);
    if (!isPlain()) return apply();
    // The counts are fetched when somebody reaches for them.
    for (const event of ["focusin", "pointerover"]) view.bar.addEventListener(event, () => { if (!isReady) apply(); }, { once: true });
  }

  start();
})();
