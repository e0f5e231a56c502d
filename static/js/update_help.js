// Draws the help beside the form of an update again while somebody types. Without it the page
// shows the same help for what was saved or sent last.
"use strict";

(() => {
  const help = document.getElementById("update-help");
  const form = help && help.closest("form");
  if (!form) return;

  const PAUSE = 500;
  const valueOf = (name) => (form.elements[name] ? form.elements[name].value : "");
  let waiting = 0;
  let latest = 0;

  const refresh = async () => {
    latest += 1;
    const turn = latest;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", valueOf("csrfmiddlewaretoken"));
    body.append("update", help.dataset.update);
    for (const name of ["action", "text", "as_of"]) body.append(name, valueOf(name));
    try {
      const answer = await fetch(help.dataset.url, { method: "POST", body, redirect: "error" });
      const panels = answer.ok ? await answer.text() : "";
      const open = help.querySelector("details[open]");
      // An answer that was overtaken by a later one says nothing any more.
      if (panels && turn === latest) {
        help.innerHTML = panels;
        if (open) help.querySelector("details").open = true;
      }
    } catch {
      // No network: what stands there stays, and saving checks everything again.
    }
  };

  const showDays = async (words) => {
    const row = words.name.replace(/date_words$/, "");
    const query = new URLSearchParams({
      woorden: words.value,
      peildatum: valueOf("as_of"),
      soort: valueOf(`${row}kind`),
    });
    let note = words.parentElement.querySelector(".days-read");
    if (!note) {
      note = document.createElement("p");
      note.className = "days-read";
      note.setAttribute("role", "status");
      words.after(note);
    }
    try {
      const answer = await fetch(`${help.dataset.daysUrl}?${query}`, { redirect: "error" });
      const days = await answer.json();
      note.textContent = days.gelezen
        ? `Wij lezen: ${days.inWoorden}. Laat de dagen leeg om dit over te nemen.`
        : "Hierin lezen wij geen dagen. Vul ze zelf in.";
    } catch {
      note.textContent = "";
    }
  };

  // The number that the server would give, shown as soon as the row is there.
  document.addEventListener("formset:added", (event) => {
    const added = event.target.querySelector('[name$="-position"]');
    if (!added || added.value) return;
    const others = [...form.querySelectorAll('[name^="milestones-"][name$="-position"]')];
    added.value = Math.max(0, ...others.map((other) => Number(other.value) || 0)) + 1;
  });

  form.addEventListener("input", (event) => {
    if (["text", "as_of", "action"].includes(event.target.name)) {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, PAUSE);
    }
  });
  form.addEventListener("change", (event) => {
    if (/^milestones-\d+-date_words$/.test(event.target.name)) showDays(event.target);
  });
})();
