// On a page reached from the search: marks the words that were looked for. The row is the address's own fragment.
(function () {
  "use strict";
  var words;
  try {
    words = JSON.parse(sessionStorage.getItem("gongkai-words") || "[]");
    sessionStorage.removeItem("gongkai-words");
  } catch (refused) { return; }
  var main = document.getElementById("main");
  if (!main || !Array.isArray(words) || !words.length) return;
  var root = new URL("../", document.currentScript.src).href, left = 2;
  ["search-characters.js", "search-text.js"].forEach(function (name) {
    var script = document.createElement("script");
    script.src = root + "assets/" + name;
    script.async = false;
    script.onload = function () { if (--left === 0) mark(); };
    document.head.append(script);
  });

  function mark() {
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, form, .crumbs")) nodes.push(walker.currentNode);
    nodes.forEach(function (node) {
      var parts = window.gongkaiText.markedNodes(node.data, words);
      if (parts.some(function (part) { return part.nodeName === "MARK"; })) node.replaceWith.apply(node, parts);
    });
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    target = target || main.querySelector("table mark, .prose mark, mark");
    if (target) target.scrollIntoView({ block: "center" });
  }
})();
