// Gives each choice by searching the name of its field: select2 names it by what is chosen alone.
"use strict";

(() => {
  const nameOf = (select) =>
    select.getAttribute("aria-label") || (select.labels[0] ? select.labels[0].textContent : "");

  const nameAll = (part) => {
    for (const select of part.querySelectorAll("select.admin-autocomplete")) {
      const drawn = select.nextElementSibling;
      const choice = drawn && drawn.querySelector(".select2-selection");
      if (!choice) continue;
      const shown = choice.querySelector(".select2-selection__rendered");
      const name = nameOf(select).trim().replace(/:$/, "");
      choice.id = `${shown.id}-choice`;
      choice.setAttribute("aria-label", name);
      // Its own name first, then what is chosen.
      choice.setAttribute("aria-labelledby", `${choice.id} ${shown.id}`);
      shown.setAttribute("aria-label", name);
    }
  };

  // After the script of the admin that draws them, which waits for the same two moments.
  django.jQuery(() => nameAll(document));
  document.addEventListener("formset:added", (event) => nameAll(event.target));
})();
