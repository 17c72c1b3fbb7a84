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
    each(all(".hc-active, .hc-at"), function (old) {
      old.classList.remove("hc-active", "hc-at");
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
  /** Brings an element into the middle of its own pane; the page itself moves only when the pane is out of sight. */
  var show = function (element) {
    var pane = element.closest(".hc-document, .hc-findings");
    if (!pane || getComputedStyle(pane).overflowY === "visible") {
      element.scrollIntoView({ block: "center" });
      return;
    }
    var at = element.getBoundingClientRect();
    var frame = pane.getBoundingClientRect();
    var above = pane.querySelector(".hc-filter") ? pane.querySelector(".hc-filter").offsetHeight : 0;
    if (at.top < frame.top + above || at.bottom > frame.bottom) {
      pane.scrollTop += at.top - frame.top - above - Math.max(8, (frame.height - above - at.height) / 3);
    }
    if (frame.top < 0 || frame.top > window.innerHeight / 2) {
      pane.parentElement.scrollIntoView({ block: "start" });
    }
  };
  /** True when the target is a finding or a place of one. */
  var go = function (target) {
    var place = /^at-(.+)-\d+$/.exec(target);
    var id = place ? place[1] : target;
    var card = document.getElementById(id);
    if (!card || !card.classList.contains("hc-finding")) {
      return false;
    }
    activate(id);
    show(card);
    var words = document.getElementById(place ? target : "at-" + id + "-0");
    if (words) {
      show(words);
      while (words && !words.classList.contains("hc-mark")) {
        words = words.nextElementSibling;
      }
      if (words && place) {
        words.classList.add("hc-at");
      }
    }
    return true;
  };
  window.addEventListener("hashchange", function () {
    go(decodeURIComponent(location.hash.slice(1)));
  });
  // The browser would move every pane and the page; ours moves what is needed.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && !event.ctrlKey && !event.metaKey && go(decodeURIComponent(link.hash.slice(1)))) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
    }
  });
  window.addEventListener("popstate", function () {
    go(decodeURIComponent(location.hash.slice(1)));
  });
  if (location.hash.length > 1) {
    go(decodeURIComponent(location.hash.slice(1)));
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
    form.querySelector("[data-waived-count]").textContent = all(".hc-finding[data-waived=yes]").length;
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
    history.replaceState(null, "", "#" + list[next].id);
    go(list[next].id);
    list[next].focus({ preventScroll: true });
  });
})();
