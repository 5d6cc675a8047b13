// On the page that a link led to: marks the words that were looked for, and finds the row of an address that was made
// before the row got another name.
(() => {
  "use strict";
  const say = { gone: "地址里的那一行已经改名或删除，请在本页的表中查找。" };
  const root = new URL("../", document.currentScript.src).href, main = document.getElementById("main");
  if (!main) return;

  const run = name => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `${root}assets/${name}.js`, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  function target() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return ""; }
  }

  // Rows have anchors of this form; search/anchors.js knows those of former names.
  async function resolve() {
    const former = target();
    if (!/^i[0-9a-z]{1,7}(-\d+)?$/.test(former) || document.getElementById(former)) return;
    let row = null;
    try {
      if (!window.gongkaiShards) await run("search-shards");
      const { moved } = await window.gongkaiShards.load("anchors", "search/anchors.js");
      const path = decodeURI(location.href.split(/[?#]/)[0].slice(root.length)).replace(/(^|\/)$/, "$1index.html");
      row = document.getElementById(moved[path][former]);
    } catch (unknown) { row = null; }
    if (row) return location.replace("#" + row.id);
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = say.gone;
    main.querySelector("h1").after(notice);
  }

  async function mark() {
    const words = JSON.parse(sessionStorage.getItem("gongkai-words") || "[]");
    sessionStorage.removeItem("gongkai-words");
    if (!words.length) return;
    await Promise.all([window.gongkaiShards || run("search-shards"), run("search-text")]);
    const text = window.gongkaiText;
    text.learn(await window.gongkaiShards.open());
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, form, .crumbs, .cite")) nodes.push(walker.currentNode);
    for (const node of nodes) if (text.holds(node.data, words)) node.replaceWith(...text.markedNodes(node.data, words));
    const row = target() && document.getElementById(target());
    const place = row && row.querySelector("mark") || row || main.querySelector("table mark, .prose mark, mark");
    if (place) place.scrollIntoView({ block: "center" });
  }

  addEventListener("hashchange", resolve);
  // Without what the browser remembers, or a file, the page stays as it is.
  resolve().then(mark).catch(() => {});
})();
