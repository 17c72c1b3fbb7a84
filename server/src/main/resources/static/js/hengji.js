// Small manners of every page. No framework, no inline code: the content security policy allows neither.
(function () {
  "use strict";

  var toggle = document.querySelector("[data-menu-toggle]");
  if (toggle) {
    var narrow = localStorage.getItem("hengji-menu") === "closed";
    var show = function (open) {
      document.body.classList.toggle("hj-menu-closed", !open);
      toggle.setAttribute("aria-expanded", String(open));
    };
    show(!narrow);
    toggle.addEventListener("click", function () {
      var open = document.body.classList.contains("hj-menu-closed");
      localStorage.setItem("hengji-menu", open ? "open" : "closed");
      show(open);
    });
  }

  // With the mouse a choice is sent at once. The arrow keys pass through every value on their way, so by keyboard it is
  // sent with Enter, or with the button that appears.
  document.querySelectorAll("[data-submit-on-change]").forEach(function (form) {
    var keyed = false;
    var button = form.querySelector("[data-when-keyed]");
    form.addEventListener("pointerdown", function () { keyed = false; });
    form.addEventListener("keydown", function (event) {
      keyed = true;
      if (event.key === "Enter" && event.target.tagName === "SELECT") {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener("change", function () {
      if (keyed && button) {
        button.hidden = false;
      } else {
        form.requestSubmit();
      }
    });
  });

  // A part of the page is about to be replaced. The answer is called afterwards: where the keyboard stood in that part,
  // it stands again on the same control, on the field that was refused, or on the part itself.
  window.hengjiStanding = function () {
    var here = document.activeElement;
    var parts = [];
    for (var e = here; e && e !== document.body; e = e.parentElement) {
      if (e.id) {
        parts.push(e.id);
      }
    }
    var same = function (other) {
      return other.tagName === here.tagName && other.type === here.type && other.name === here.name
        && ["id", "href", "value", "data-next"].every(function (a) {
          return other.tagName !== "BUTTON" && a === "value" || other.getAttribute(a) === here.getAttribute(a);
        });
    };
    var seen = function (other) {
      return !other.disabled && (other.checkVisibility ? other.checkVisibility() : other.getClientRects().length > 0);
    };
    return function () {
      if (parts.length === 0 || (document.activeElement && document.activeElement !== document.body)) {
        return;
      }
      for (var i = 0; i < parts.length; i++) {
        var part = document.getElementById(parts[i]);
        if (part) {
          var controls = Array.prototype.filter.call(part.querySelectorAll("a[href], button, input, select, textarea, summary"), seen);
          var to = controls.filter(function (c) { return c.getAttribute("aria-invalid") === "true"; })[0]
            || (seen(part) && part.tabIndex >= 0 ? part : controls.filter(same)[0]) || part;
          if (to.tabIndex < 0 && !to.hasAttribute("tabindex")) {
            to.setAttribute("tabindex", "-1");
          }
          to.focus();
          return;
        }
      }
    };
  };
  var stand = null;
  document.body.addEventListener("htmx:beforeSwap", function () { stand = window.hengjiStanding(); });
  document.body.addEventListener("htmx:afterSettle", function () {
    if (stand) {
      stand();
      stand = null;
    }
  });

  // The session ended while the page was open: say so and leave everything typed where it is.
  document.body.addEventListener("hengji:signed-out", function () {
    var notice = document.getElementById("signed-out");
    if (notice) {
      notice.hidden = false;
      notice.scrollIntoView({ block: "nearest" });
    }
  });

  // Copying a field: without a secure connection browsers keep the clipboard closed, then the text is selected at least.
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var says = document.querySelector("[data-copy-says='" + button.dataset.copy + "']");
    button.addEventListener("click", function () {
      field.focus();
      field.select();
      var done = function () { says.textContent = button.dataset.copied; };
      var byHand = function () { says.textContent = document.execCommand("copy") ? button.dataset.copied : button.dataset.byHand; };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(field.value).then(done, byHand);
      } else {
        byHand();
      }
    });
  });

  // A link to an indicator opens its explanation.
  var openTarget = function () {
    var row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var all = document.querySelector("[data-open-all]");
    if (location.hash.length > 1 && !row && all && all.getAttribute("href").indexOf("open=all") >= 0) {
      // A scoring item whose indicator is closed: open it and go there.
      location.replace(all.getAttribute("href") + location.hash);
      return;
    }
    var reason = row && row.matches("tr") && row.querySelector("details");
    if (reason) {
      reason.open = true;
    }
  };
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
