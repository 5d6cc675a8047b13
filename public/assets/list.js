// What the search page, the project index and the indicator table have in common: filters with counts, their state in the
// address, what is announced, and what is said when a file is missing.
(() => {
  "use strict";
  const say = {
    all: "全部", retry: "重试", filters: "筛选和排序", more: "显示更多",
    broken: file => `有一部分数据没有取到（${file}），现在还不能断定有没有、有多少。`
  };

  const fewOptions = 50;

  // Children that are text stay text; those that are empty are left out.
  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children.filter(Boolean));
    return element;
  }

  function button(className, words, act) {
    const element = make("button", className, words);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  // The parts of a list's page: filters, status, trouble, and the button for more. `keys` are the state in the address,
  // `list` holds the rows, and `more` brings the next ones, of which the first gets the focus.
  function controls(keys, list, more) {
    const bar = make("div", "filters"), status = make("p", "meta"), trouble = make("div"), state = {}, offered = {};
    let announcement = 0;
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say.filters);
    status.setAttribute("role", "status");
    trouble.setAttribute("role", "alert");
    const moreButton = button("more", say.more, async () => {
      const last = list.lastElementChild;
      await more();
      const next = last && last.nextElementSibling && last.nextElementSibling.querySelector("a");
      if (next) next.focus();
    });
    moreButton.hidden = true;

    return {
      bar, status, trouble, state, more: moreButton,

      readAddress() {
        const parameters = new URLSearchParams(location.search);
        for (const key of keys) state[key] = parameters.get(key) || "";
      },

      writeAddress() {
        const query = new URLSearchParams(keys.filter(key => state[key]).map(key => [key, state[key]])).toString();
        try { history.replaceState(null, "", location.pathname + (query && "?" + query)); } catch (refused) { return; }
      },

      // After a pause: who types is not interrupted.
      tell(message) {
        clearTimeout(announcement);
        announcement = setTimeout(() => { if (status.textContent !== message) status.textContent = message; }, 400);
      },

      fail(failure, again) {
        this.tell("");
        trouble.replaceChildren(make("p", "notice", say.broken(failure.message) + " ", button("", say.retry, () => {
          trouble.replaceChildren();
          again();
        })));
      },

      // A choice of `options`, pairs of value and words. Thousands take their time: until the reader reaches for the choice
      // it then holds the chosen one alone.
      choice(key, label, options, changed) {
        let element = document.getElementById("filter-" + key);
        if (!element) {
          element = make("select");
          element.id = "filter-" + key;
          bar.append(make("label", "", label + " ", element));
          element.addEventListener("change", () => {
            state[key] = element.value;
            this.writeAddress();
            changed();
          });
          for (const event of ["focus", "pointerenter"]) {
            element.addEventListener(event, () => this.choice(key, label, offered[key], changed));
          }
        }
        offered[key] = options;
        const chosen = state[key] || "", isReached = element.matches(":focus, :hover");
        const shown = isReached || options.length <= fewOptions ? options : options.filter(([value]) => value === chosen);
        // An open list is left alone when nothing in it changes.
        const signature = JSON.stringify([shown, options.length, chosen]);
        if (element.dataset.signature === signature) return;
        element.dataset.signature = signature;
        element.replaceChildren(...shown.map(([value, words]) => {
          const option = make("option", "", words);
          option.value = value;
          option.selected = value === chosen;
          return option;
        }));
      },

      // Whether an item passes all filters, or all but one.
      passing(filters, except) {
        const active = keys.filter(key => state[key] && key !== except && filters[key]);
        return item => active.every(key => filters[key].of(item) === state[key]);
      },

      // Draws filters, each with the counts under all others. `filters`: for each key its label, the value of an item, and
      // perhaps the words for a value and the order of values; `weight` is what an item counts.
      filter(items, filters, changed, weight = () => 1) {
        for (const [key, { label, of, words, order }] of Object.entries(filters)) {
          const counts = new Map(), passes = this.passing(filters, key);
          let total = 0;
          for (const item of items) {
            if (!passes(item)) continue;
            const value = of(item), count = weight(item);
            total += count;
            if (value) counts.set(value, (counts.get(value) || 0) + count);
          }
          if (state[key] && !counts.has(state[key])) counts.set(state[key], 0);
          const options = Array.from(counts).sort(order || ((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
          this.choice(key, label, [["", `${say.all}（${total}）`], ...options.map(([value, count]) =>
            [value, `${words ? words(value) : value}（${count}）`])], changed);
        }
      }
    };
  }

  window.gongkaiList = {
    make, controls,
    newest: (a, b) => b[0] - a[0],
    alphabetical: (a, b) => a[0] < b[0] ? -1 : 1
  };
})();
