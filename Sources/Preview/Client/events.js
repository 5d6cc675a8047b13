// Hears of changes for all tabs of the preview: a browser opens six connections to a server and no more, and each stream of
// events holds one.
(function () {
  "use strict";
  var ports = [], state = null, events = new EventSource("/.gongkai/events");

  function tell(kind, data) { ports.forEach(function (port) { port.postMessage({ kind: kind, data: data }); }); }

  events.onopen = function () { tell(state = "open"); };
  events.onerror = function () { tell(state = "lost"); };
  events.onmessage = function (message) { tell("change", message.data); };
  onconnect = function (event) {
    var port = event.ports[0];
    ports.push(port);
    port.onmessage = function () { ports = ports.filter(function (each) { return each !== port; }); };
    if (state) port.postMessage({ kind: state });
  };
})();
