// Comforts that pages do without: a button that copies a citation, a slider for the day as of which a page is shown.
"use strict";

for (const place of document.querySelectorAll("[data-copies]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.label;
  button.addEventListener("click", async () => {
    const cited = document.getElementById(place.dataset.copies);
    try {
      await navigator.clipboard.writeText(cited.innerText);
      button.textContent = place.dataset.done;
    } catch {
      getSelection().selectAllChildren(cited); // where a site may not copy, Ctrl-C does
    }
  });
  place.append(button);
}

for (const form of document.querySelectorAll("form.as-of")) {
  const select = form.querySelector("select");
  const days = [...select.options].reverse(); // the earliest first, now last
  if (days.length < 3) continue;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(days.length - 1);
  slider.value = String(days.findIndex((day) => day.selected));
  slider.setAttribute("aria-label", form.querySelector("label").textContent);
  const tell = () => {
    const day = days[Number(slider.value)];
    select.value = day.value;
    slider.setAttribute("aria-valuetext", day.textContent);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => form.requestSubmit());
  tell();
  select.before(slider);
}
