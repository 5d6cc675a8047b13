// 阅读设置: text size and contrast, remembered in this browser only. Without JavaScript the panel is not there.
(function () {
  "use strict";
  var words = {
    panel: "阅读设置",
    size: "字号",
    sizes: { small: "小", "": "标准", large: "大", huge: "特大" },
    contrast: "高对比度"
  };
  var root = document.documentElement;

  // A browser may refuse storage, on a page opened from a disk for instance: the settings then last as long as the page.
  function recall(key) {
    try { return localStorage.getItem("gongkai-" + key) || ""; } catch (refused) { return ""; }
  }

  function apply(key, value) {
    if (value) root.setAttribute("data-" + key, value); else root.removeAttribute("data-" + key);
  }

  function choose(key, value) {
    apply(key, value);
    try { localStorage.setItem("gongkai-" + key, value); } catch (refused) { return; }
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made[key] = attributes[key]; });
    children.forEach(function (child) { made.append(child); });
    return made;
  }

  function panel() {
    var size = recall("size");
    var choices = Object.keys(words.sizes).map(function (value) {
      var input = element("input", { type: "radio", name: "size", checked: value === size }, []);
      input.addEventListener("change", function () { choose("size", value); });
      return element("label", {}, [input, words.sizes[value]]);
    });
    var contrast = element("input", { type: "checkbox", checked: recall("contrast") === "high" }, []);
    contrast.addEventListener("change", function () { choose("contrast", contrast.checked ? "high" : ""); });
    return element("details", { className: "reading" }, [
      element("summary", {}, [words.panel]),
      element("fieldset", {}, [
        element("legend", {}, [words.size]),
        element("div", { className: "sizes" }, choices),
        element("label", {}, [contrast, words.contrast])
      ])
    ]);
  }

  // Before the page is painted, so that nothing jumps.
  apply("size", recall("size"));
  apply("contrast", recall("contrast"));
  document.addEventListener("DOMContentLoaded", function () {
    var place = document.getElementById("reading");
    if (!place) return;
    var details = panel();
    place.append(details);
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  });
})();
