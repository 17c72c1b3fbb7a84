// The annotated report: a click leads from words to their finding and back, a filter hides what is not asked for.
// Everything is still there and linked without this script.
(function () {
  "use strict";

  var each = function (list, act) {
    Array.prototype.forEach.call(list, act);
  };
  var all = function (selector) {
    return document.querySelectorAll(selector);
  };

  // ---- The finding at hand, and every place of it ----

  var activate = function (id) {
    each(all(".hc-active"), function (old) {
      old.classList.remove("hc-active");
    });
    var card = document.getElementById(id);
    if (!card || !card.classList.contains("hc-finding")) {
      return;
    }
    card.hidden = false;
    card.classList.add("hc-active");
    each(all(".hc-mark"), function (mark) {
      if (mark.dataset.findings.split(" ").indexOf(id) >= 0) {
        mark.classList.add("hc-active");
      }
    });
  };
  var fromHash = function () {
    var target = decodeURIComponent(location.hash.slice(1));
    var place = /^at-(.+)-\d+$/.exec(target);
    var id = place ? place[1] : target;
    activate(id);
    var card = document.getElementById(id);
    if (card && card.classList.contains("hc-finding")) {
      card.scrollIntoView({ block: "nearest" });
    }
    if (!place) {
      var claim = document.getElementById("at-" + id + "-0");
      if (claim) {
        claim.scrollIntoView({ block: "center" });
      }
    }
  };
  window.addEventListener("hashchange", fromHash);
  if (location.hash.length > 1) {
    fromHash();
  }

  // ---- The filter ----

  var form = document.querySelector("[data-filter]");
  var shown = function () {
    return Array.prototype.filter.call(all(".hc-finding"), function (card) {
      return !card.hidden;
    });
  };
  var filter = function () {
    var severities = Array.prototype.map.call(form.querySelectorAll("[name=severity]:checked"), function (box) {
      return box.value;
    });
    var waived = form.querySelector("[name=waived]").checked;
    var check = form.querySelector("[name=check]").value;
    var cards = all(".hc-finding");
    each(cards, function (card) {
      card.hidden = severities.indexOf(card.dataset.severity) < 0
        || (check !== "" && card.dataset.check !== check)
        || (!waived && card.dataset.waived === "yes");
    });
    var words = form.querySelector("[data-shown]");
    words.textContent = words.dataset.shown.replace("{0}", shown().length).replace("{1}", cards.length);
  };
  if (form) {
    form.addEventListener("change", filter);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    filter();
  }

  // ---- A decision changes the finding on the page, and the look of its words ----

  document.body.addEventListener("htmx:afterSettle", function () {
    each(all(".hc-mark"), function (mark) {
      var waived = mark.dataset.findings.split(" ").every(function (id) {
        var card = document.getElementById(id);
        return card && card.dataset.waived === "yes";
      });
      mark.classList.toggle("hc-waived", waived);
    });
    if (form) {
      filter();
    }
  });

  // ---- Files dropped on the upload ----

  var drop = document.querySelector("[data-drop]");
  if (drop) {
    var input = drop.querySelector("input[type=file]");
    var chosen = drop.querySelector("[data-chosen]");
    var count = function () {
      chosen.textContent = input.files.length > 0 ? chosen.dataset.chosen.replace("{0}", input.files.length) : "";
    };
    input.addEventListener("change", count);
    each(["dragover", "dragenter"], function (kind) {
      drop.addEventListener(kind, function (event) {
        event.preventDefault();
        drop.classList.add("hc-over");
      });
    });
    each(["dragleave", "drop"], function (kind) {
      drop.addEventListener(kind, function () {
        drop.classList.remove("hc-over");
      });
    });
    drop.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer && event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        count();
      }
    });
  }

  // ---- J and K lead to the next and the previous finding ----

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (typing || event.ctrlKey || event.altKey || event.metaKey || (event.key !== "j" && event.key !== "k")) {
      return;
    }
    var list = shown();
    if (list.length === 0) {
      return;
    }
    var at = list.indexOf(document.querySelector(".hc-finding.hc-active"));
    var next = event.key === "j" ? Math.min(at + 1, list.length - 1) : Math.max(at - 1, 0);
    location.hash = list[next].id;
    list[next].focus({ preventScroll: true });
  });
})();
