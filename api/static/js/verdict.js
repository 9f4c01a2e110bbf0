// Draws a judgement in the shape of templates/parts/verdict.html. Text only ever goes in as text.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

const certainty = (value) => (value >= 0.85 ? "vrij zeker" : value >= 0.65 ? "waarschijnlijk" : "niet zeker");

const MAX_NOTES = 5; // more marks than this help nobody read

export function titleOf(judgement, words) {
  const wanted = judgement.label === "not_a_question" && judgement.phase_fit?.fit === "wanted";
  if (wanted && words.wanted[judgement.load]) return words.wanted[judgement.load];
  const remark = judgement.label === "not_a_question" ? words.remarks[judgement.load] : null;
  return remark ?? words.labels[judgement.label];
}

// Offsets count code points, so the text is cut as an array of them and not as UTF-16.
function markedText(judgement, spans, does) {
  const points = Array.from(judgement.text);
  const line = el("p", { class: "marked" });
  let at = 0;
  spans.forEach((span, index) => {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, points.length);
    if (start >= end) return;
    line.append(points.slice(at, start).join(""));
    // A single mark needs no note: the explanation says the same.
    const number = spans.length > 1 ? el("span", { class: "note-ref" }, String(index + 1)) : "";
    line.append(el("mark", { "data-does": does }, points.slice(start, end).join(""), number));
    at = end;
  });
  line.append(points.slice(at).join(""));
  return line;
}

function notes(spans) {
  if (spans.length < 2) return null;
  const rows = spans.map((span, index) =>
    el("li", {}, el("span", { class: "nr" }, String(index + 1)), el("span", {}, span.because)));
  return el("ol", { class: "notes" }, ...rows);
}

const strongLine = (kind, strong, text) => el("p", { class: kind }, el("strong", {}, strong), ` ${text}`);

export function drawVerdict(judgement, words) {
  const [does, title] = titleOf(judgement, words);
  const all = [...judgement.spans].sort((a, b) => a.start - b.start || a.end - b.end);
  const spans = all.slice(0, MAX_NOTES);
  const more = all.length - spans.length;
  const fit = judgement.phase_fit;
  return el("div", { class: does === "opens" ? "result is-open" : "result", "data-does": does },
    el("p", { class: "verdict" }, el("span", { class: "verdict-label" }, title), " ",
      el("span", { class: "quiet small" }, certainty(judgement.confidence))),
    markedText(judgement, spans, does),
    notes(spans),
    more ? el("p", { class: "small quiet" }, `En nog ${more} in de rest van de tekst.`) : null,
    el("p", { class: "explanation" }, judgement.explanation),
    judgement.doubt ? strongLine("doubt", "Hangt ervan af:", judgement.doubt) : null,
    fit ? strongLine("fit", `${words.fits[fit.fit]}.`, fit.reason) : null);
}

export function drawRescue(concern) {
  const places = concern.places.map((place) =>
    el("li", {}, el("strong", {}, place.name), `: ${place.how} `,
      place.address ? el("a", { href: place.address, rel: "noreferrer" }, place.address.replace("https://", "")) : null));
  return el("section", { class: "rescue", role: "alert", "data-rescue": true, "aria-labelledby": "hulp-kop" },
    el("h2", { id: "hulp-kop" }, "Eerst dit"),
    el("p", {}, concern.message),
    el("ul", {}, ...places),
    el("p", { class: "small quiet" },
      "Een programma herkende woorden in de tekst. Het weet niets over jou of over wie het gaat."));
}
