// The preview's side in the browser: shows a saved change at once, and says what is wrong and where.
(function () {
  "use strict";
  var words = {
    errors: "处错误", warnings: "条提醒", notes: "条提示", follow: "保存后跳到那一页",
    stale: "页面停在上一次没有错误的样子，改好后自动刷新。", lost: "预览已断开，正在重连……", clean: "没有问题"
  };
  // Of the page as it was served, and not as it is when this runs: it may have been saved in between.
  var tag = document.currentScript.dataset.tag;
  var panel = null;
  // Who works through the findings wants to see them after the next save too.
  var isOpen = store("open") === "yes";

  function store(key, value) {
    try {
      if (value === undefined) return sessionStorage.getItem("gongkai-preview-" + key);
      sessionStorage.setItem("gongkai-preview-" + key, value);
    } catch (refused) { /* Without storage the choice lasts as long as the page. */ }
    return null;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // Reloads when the page itself is another one now, or when it must; the place on it is kept.
  function reloadIfChanged(must) {
    return fetch(location.href, { method: "HEAD", cache: "no-store" }).then(function (response) {
      var found = response.headers.get("ETag");
      if (found !== tag || must) {
        store("scroll", location.pathname + " " + scrollX + " " + scrollY);
        location.reload();
      }
      tag = found;
    });
  }

  function restoreScroll() {
    var kept = (store("scroll") || "").split(" ");
    store("scroll", "");
    if (kept[0] === location.pathname) scrollTo(Number(kept[1]), Number(kept[2]));
  }

  function refreshStyles() {
    document.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
      var next = link.cloneNode();
      next.href = link.href.split("?")[0] + "?" + Date.now();
      next.addEventListener("load", function () { link.remove(); });
      link.after(next);
    });
  }

  function finding(item) {
    var entry = element("li", item.severity);
    var head = element("p", "summary");
    head.append(element("b", "", item.label), " " + item.summary + " ", element("code", "", item.id));
    entry.append(head);
    if (item.file) {
      var place = item.file + (item.line ? ":" + item.line + ":" + item.column : "");
      var where = element(item.editor ? "a" : "span", "place", place);
      if (item.editor) where.href = item.editor;
      entry.append(where);
    }
    if (item.marked !== undefined) {
      var excerpt = element("pre");
      excerpt.append(item.before, element("mark", "", item.marked || " "), item.after);
      entry.append(excerpt);
    }
    if (item.help) entry.append(element("p", "help", item.help));
    return entry;
  }

  function show(report) {
    if (panel) panel.remove();
    panel = element("section", "gongkai-panel");
    panel.setAttribute("aria-label", "gongkai");
    var isBroken = report.error > 0 || report.failure;
    panel.classList.toggle("broken", Boolean(isBroken));
    var counts = [];
    if (report.error) counts.push(report.error + " " + words.errors);
    if (report.warning) counts.push(report.warning + " " + words.warnings);
    if (report.note) counts.push(report.note + " " + words.notes);
    var button = element("button", "counter", report.failure || counts.join("，") || words.clean);
    button.type = "button";
    var list = element("ol");
    // Errors stand there at once; whoever presses the counter sees the rest as well.
    function fill() {
      var shown = report.findings.filter(function (item) { return isOpen || isBroken && item.severity === "error"; });
      list.replaceChildren.apply(list, shown.map(finding));
      list.hidden = !shown.length;
      button.setAttribute("aria-expanded", String(isOpen));
    }
    button.addEventListener("click", function () {
      isOpen = !isOpen;
      store("open", isOpen ? "yes" : "");
      fill();
    });
    fill();
    var label = element("label", "follow");
    var follow = element("input");
    follow.type = "checkbox";
    follow.checked = store("follow") === "yes";
    follow.addEventListener("change", function () { store("follow", follow.checked ? "yes" : ""); });
    label.append(follow, words.follow);
    panel.append(button, label);
    if (isBroken) panel.append(element("p", "stale", words.stale));
    panel.append(list);
    document.body.append(panel);
  }

  function refreshFindings() {
    return fetch("/.gongkai/findings.json", { cache: "no-store" })
      .then(function (response) { return response.json(); }).then(show);
  }

  // Where the preview is gone for the moment, the stream of events tells when it is back. What was saved before the stream
  // was there, it does not tell.
  function refresh(must) {
    reloadIfChanged(must).then(refreshFindings).catch(function () {});
  }

  function listen() {
    var events = new EventSource("/.gongkai/events");
    events.onopen = function () { refresh(false); };
    events.onerror = function () {
      if (panel) panel.querySelector(".counter").textContent = words.lost;
    };
    events.onmessage = function (message) {
      var change = JSON.parse(message.data);
      if (change.style) refreshStyles();
      var target = change.page && "/" + change.page.replace(/(^|\/)index\.html$/, "$1");
      var here = location.pathname.replace(/(^|\/)index\.html$/, "$1");
      if (target && target !== here && store("follow") === "yes") {
        location.href = target;
        return;
      }
      refresh(change.files);
    };
    addEventListener("pagehide", function () { events.close(); });
  }

  restoreScroll();
  listen();
})();
