// Keys for reviewers. Each key presses a button or follows a link that is on the page anyway: without this nothing is lost.
"use strict";

const STORED = "counterclaim-keys-off";
const rows = [...document.querySelectorAll("[data-row]")];
const off = document.querySelector("[data-keys-off]");

const stored = () => {
  try {
    return localStorage.getItem(STORED) === "1";
  } catch {
    return false; // a browser that keeps nothing
  }
};

if (off) {
  off.checked = stored();
  off.closest("label").hidden = false;
  off.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, off.checked ? "1" : "0");
    } catch {
      // then they are off on this page alone
    }
  });
}

const step = (by) => {
  const at = rows.indexOf(document.activeElement);
  const to = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (to) {
    to.focus();
    to.scrollIntoView({ block: "center" });
  }
};

const press = (target) => {
  if (target.matches("button, a")) target.click();
  else {
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
};

// A button that rejects does not do so for the reason that accepting has by itself.
for (const button of document.querySelectorAll("button[data-why]")) {
  button.addEventListener("click", () => {
    const why = button.form.elements.why;
    if (why.value === why.defaultValue) why.value = button.dataset.why;
  });
}

// What was decided once is not sent twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off?.checked) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else {
    const target = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    if (!target) return;
    press(target);
  }
  event.preventDefault();
});
