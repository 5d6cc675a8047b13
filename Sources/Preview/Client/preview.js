// The preview's side in the browser: shows a saved change at once, and says what is wrong and where.
(function () {
  "use strict";
  var words = {
    errors: "处错误", warnings: "条提醒", notes: "条提示", follow: "保存后跳到那一页",
    stale: "页面停在上一次没有错误的样子，改好后自动刷新。", incomplete: "有错误的文件暂不显示，改好后自动刷新。",
    withheld: function (count) { return "本页有 " + count + " 处没有公布的内容（已标出），合计也算了它们；生成的网站里没有。"; },
    rest: function (count) { return "另有 " + count + " 条没有列出，改好上面的以后再看。"; }, lost: "预览已断开，正在重连……", clean: "没有问题"
  };
  // Of the page as it was served, and not as it is when this runs: it may have been saved in between.
  var tag = document.currentScript.dataset.tag, files = document.currentScript.dataset.files;
  var panel = null, wasLost = false, observer = null;
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
      if (found !== tag || must) reload();
      tag = found;
    });
  }

  function reload() {
    store("scroll", location.pathname + " " + scrollX + " " + scrollY);
    location.reload();
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
      var left = (isOpen ? report.error + report.warning + report.note : report.error) - shown.length;
      if (shown.length && left > 0) list.append(element("li", "rest", words.rest(left)));
      list.hidden = !shown.length;
      // The end of the page can be scrolled out from under the panel.
      document.body.style.paddingBottom = panel.offsetHeight + 32 + "px";
      button.setAttribute("aria-expanded", String(isOpen));
    }
    button.addEventListener("click", function () {
      isOpen = !isOpen;
      store("open", isOpen ? "yes" : "");
      fill();
    });
    var label = element("label", "follow");
    var follow = element("input");
    follow.type = "checkbox";
    follow.checked = store("follow") === "yes";
    follow.addEventListener("change", function () { store("follow", follow.checked ? "yes" : ""); });
    label.append(follow, words.follow);
    panel.append(button, label);
    if (isBroken) panel.append(element("p", "stale", report.incomplete ? words.incomplete : words.stale));
    panel.append(element("p", "withheld-here"), list);
    document.body.append(panel);
    markWithheld(report.withheld);
    fill();
  }

  function refreshFindings(mayHaveMissed) {
    return fetch("/.gongkai/findings.json", { cache: "no-store" })
      .then(function (response) { return response.json(); })
      .then(function (report) {
        // A style or script that was saved while this page came to be. Once: a page that the browser had already, and that did
        // not change, tells of the files of its time.
        if (mayHaveMissed && report.files !== files && report.files !== store("files")) {
          store("files", report.files);
          reload();
        }
        files = report.files;
        show(report);
      });
  }

  // Where the preview is gone for the moment, the stream of events tells when it is back. What was saved before the stream
  // was there, it does not tell.
  function refresh(must, mayHaveMissed) {
    reloadIfChanged(must).then(function () { return refreshFindings(mayHaveMissed); }).catch(function () {});
  }

  var hear = {
    open: function () {
      // The index that a page searches may have changed while nobody told of it, and the page itself not.
      refresh(wasLost && window.gongkaiShards, true);
      wasLost = false;
    },
    lost: function () {
      wasLost = true;
      if (panel) panel.querySelector(".counter").textContent = words.lost;
    },
    change: function (data) {
      var change = JSON.parse(data);
      if (change.style) refreshStyles();
      var target = change.page && "/" + change.page.replace(/(^|\/)index\.html$/, "$1");
      var here = location.pathname.replace(/(^|\/)index\.html$/, "$1");
      if (target && target !== here && store("follow") === "yes") {
        location.href = target;
        return;
      }
      // The files of the index are others now.
      refresh(change.files || change.pages && window.gongkaiShards);
    }
  };

  function listen() {
    try {
      var port = new SharedWorker("/.gongkai/events.js").port;
      port.onmessage = function (message) { hear[message.data.kind](message.data.data); };
      addEventListener("pagehide", function () { port.postMessage("bye"); });
      return;
    } catch (refused) { /* A browser without them, or one that keeps nothing for this page, listens by itself. */ }
    var events = new EventSource("/.gongkai/events");
    events.onopen = hear.open;
    events.onerror = hear.lost;
    events.onmessage = function (message) { hear.change(message.data); };
    addEventListener("pagehide", function () { events.close(); });
  }

  // Says beside each link to a page that readers would not see why; lists and sums here hold it, those of a build do not.
  function markWithheld(pages) {
    var reasons = {};
    if (observer) observer.disconnect();
    // What was said of the page before may be true no more.
    document.querySelectorAll(".gongkai-withheld").forEach(function (said) { said.remove(); });
    document.querySelectorAll("[data-gongkai]").forEach(function (link) { delete link.dataset.gongkai; });
    pages.forEach(function (each) { reasons["/" + each.page] = each.reason; });
    function mark() {
      document.querySelectorAll("main a[href]:not([data-gongkai])").forEach(function (link) {
        var path = link.pathname.replace(/\/$/, "/index.html"), reason = reasons[path];
        if (!reason || link.origin !== location.origin || path === location.pathname || link.hash) return;
        link.dataset.gongkai = reason;
        link.after(element("span", "gongkai-withheld", reason));
      });
      var count = document.querySelectorAll(".gongkai-withheld").length;
      var note = panel.querySelector(".withheld-here");
      if (note) note.textContent = count ? words.withheld(count) : "";
    }
    mark();
    // A search lists what it found later.
    observer = new MutationObserver(function () { mark(); });
    var results = document.getElementById("results") || document.querySelector("main table.list tbody");
    if (results) observer.observe(results, { childList: true, subtree: true });
  }

  // A page that the browser kept as it was has stopped listening.
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  restoreScroll();
  listen();
})();
