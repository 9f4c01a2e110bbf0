// Draws the clock that the server decides. Nothing here ends a phase: when time is up it counts on, calmly.
import { keepDrafts } from "./drafts.js";

const clock = document.querySelector("[data-remaining]");
const note = document.querySelector("[data-clock-note]");

const shown = (seconds) => {
  const whole = Math.abs(Math.trunc(seconds));
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

if (clock?.dataset.running === "ja") {
  const loaded = Date.now(); // wall time, because a laptop that slept must show what time did meanwhile
  const remaining = Number(clock.dataset.remaining);
  const draw = () => {
    const left = remaining - (Date.now() - loaded) / 1000;
    clock.textContent = shown(left);
    clock.classList.toggle("over", left < 0);
    note.textContent = left < 0 ? "De tijd is om; rond rustig af." : left < 61 ? "Laatste minuut." : "";
  };
  draw();
  setInterval(draw, 500);
  document.addEventListener("visibilitychange", draw);
}

const form = document.querySelector("form[data-meeting]");
if (form) keepDrafts(form);

// The second half of a double click must not fall on the next phase's button.
const onward = document.querySelector("[data-onward] button");
if (onward && location.hash === "#fase") {
  onward.disabled = true;
  setTimeout(() => {
    onward.disabled = false;
  }, 700);
}

// Parked: ready for the next idea. After the browser itself went to the place in the address, which takes focus away.
if (location.hash === "#parkeer") {
  const back = () => setTimeout(() => document.getElementById("park")?.focus({ preventScroll: true }), 50);
  if (document.readyState === "complete") back();
  else window.addEventListener("load", back);
}
