// What is being typed stays, in this tab only, until it is sent or the meeting is erased.
const NAME = "doorvraag.typt.";

function read(meeting) {
  try {
    return JSON.parse(sessionStorage.getItem(NAME + meeting)) ?? {};
  } catch {
    return {}; // storage is off or holds something strange: then there are no drafts
  }
}

function write(meeting, drafts) {
  try {
    if (Object.keys(drafts).length) sessionStorage.setItem(NAME + meeting, JSON.stringify(drafts));
    else sessionStorage.removeItem(NAME + meeting);
  } catch {
    // Storage is full or off: typing goes on, only a reload forgets.
  }
}

export function keepDrafts(form) {
  const meeting = form.dataset.meeting;
  const fields = [...form.querySelectorAll("[data-draft]")];
  const drafts = read(meeting);
  let pressed = null;

  const keep = (field) => {
    if (field.value) drafts[field.name] = field.value;
    else delete drafts[field.name];
  };
  for (const field of fields) {
    if (!field.value && drafts[field.name]) field.value = drafts[field.name];
    if (field.value) {
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
    keep(field); // also what the server gave back after a refusal
    field.addEventListener("input", () => {
      keep(field);
      write(meeting, drafts);
    });
  }
  write(meeting, drafts);

  form.addEventListener("submit", (event) => {
    pressed = event.submitter?.value.split(":")[0];
  });
  // Only what belongs to the pressed button leaves the page; the rest waits here.
  form.addEventListener("formdata", (event) => {
    for (const field of fields) {
      if (field.closest(`[data-group="${pressed}"]`)) delete drafts[field.name];
      else event.formData.delete(field.name);
    }
    write(meeting, drafts);
  });
  // Enter in a line means the button beside that line, not the first of the page.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    event.target.closest("[data-group]")?.querySelector("button[type=submit]")?.click();
  });
}

for (const button of document.querySelectorAll("[data-forget]")) {
  button.form.addEventListener("submit", (event) => {
    if (event.submitter === button) write(button.dataset.forget, {});
  });
}
