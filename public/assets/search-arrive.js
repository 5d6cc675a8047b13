// On the page that a link led to: marks the words that were looked for, and finds the row of an address that was made
// before the row got another name.
(() => {
  "use strict";
  const say = { gone: "地址里的那一行已经改名或删除，请在本页的表中查找。" };
  const root = new URL("../", document.currentScript.src).href, main = document.getElementById("main");
  if (!main) return;

  function run(...names) {
    return Promise.all(names.map(name => new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/${name}.js`;
      script.async = false;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    })));
  }

  function target() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return ""; }
  }

  // Rows have anchors of this form; search/anchors.js knows those of former names.
  async function resolve() {
    const former = target();
    if (!/^i[0-9a-z]{1,7}(-\d+)?$/.test(former) || document.getElementById(former)) return;
    let moved = {};
    try {
      if (!window.gongkaiShards) await run("search-shards");
      moved = (await window.gongkaiShards.load("anchors", "search/anchors.js")).moved;
    } catch (missing) { moved = {}; }
    const path = decodeURI(location.href.split(/[?#]/)[0].slice(root.length)).replace(/(^|\/)$/, "$1index.html");
    const row = document.getElementById((moved[path] || {})[former] || "");
    if (row) return location.replace("#" + row.id);
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = say.gone;
    main.querySelector("h1").after(notice);
  }

  async function mark() {
    let words = [];
    try {
      words = JSON.parse(sessionStorage.getItem("gongkai-words") || "[]");
      sessionStorage.removeItem("gongkai-words");
    } catch (refused) { return; }
    if (!Array.isArray(words) || !words.length) return;
    await run("search-characters", "search-text");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, form, .crumbs")) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parts = window.gongkaiText.markedNodes(node.data, words);
      if (parts.some(part => part.nodeName === "MARK")) node.replaceWith(...parts);
    }
    const place = target() && document.getElementById(target()) || main.querySelector("table mark, .prose mark, mark");
    if (place) place.scrollIntoView({ block: "center" });
  }

  addEventListener("hashchange", resolve);
  resolve().then(mark);
})();
