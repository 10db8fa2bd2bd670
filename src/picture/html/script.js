"use strict";
// The page's own script: a camera over the drawing, a search, filters, and a card for whatever is
// chosen. What is shown and chosen stands in the address, after the #.

const { kinds, nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const chart = document.getElementById("chart");
const camera = document.getElementById("camera");
const card = document.getElementById("card");
const byId = (id) => document.getElementById(id);
const nodeNumber = new Map(nodes.map((node, number) => [node.id, number]));
const ties = nodes.map(() => []);
edges.forEach((edge, number) => {
  ties[edge.source].push(number);
  ties[edge.target].push(number);
});
const state = { chosen: null, kinds: new Set(kinds.map((kind) => kind.name)), least: 1 };

// ---- building elements

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Names may hold marks of direction; each is kept to itself.
const name = (text) => element("bdi", {}, text);
const sign = (kind) => element("span", { class: `sign ${kind}` });

// ---- the camera

const view = { x: 0, y: 0, scale: 1 };
const shape = chart.viewBox.baseVal;

function moveCamera(x, y, scale) {
  view.scale = Math.min(12, Math.max(0.3, scale));
  view.x = x;
  view.y = y;
  camera.setAttribute("transform", `translate(${x} ${y}) scale(${view.scale})`);
}

function toChart(event) {
  const point = new DOMPoint(event.clientX, event.clientY);
  return point.matrixTransform(chart.getScreenCTM().inverse());
}

function zoomAt(point, factor) {
  const scale = Math.min(12, Math.max(0.3, view.scale * factor));
  const ratio = scale / view.scale;
  moveCamera(point.x - (point.x - view.x) * ratio, point.y - (point.y - view.y) * ratio, scale);
}

const middle = () => ({ x: shape.width / 2, y: shape.height / 2 });
const showAll = () => moveCamera(0, 0, 1);

function lookAt(number) {
  const circle = byId(`n${number}`).querySelector("circle").getBBox();
  const corner = byId("map").transform.baseVal.consolidate().matrix;
  const scale = Math.max(view.scale, 1.4);
  const x = circle.x + circle.width / 2 + corner.e;
  const y = circle.y + circle.height / 2 + corner.f;
  moveCamera(middle().x - x * scale, middle().y - y * scale, scale);
}

const fingers = new Map();
let travelled = 0;

chart.addEventListener("pointerdown", (event) => {
  if (fingers.size === 0) travelled = 0;
  fingers.set(event.pointerId, toChart(event));
});

window.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = toChart(event);
  if (fingers.size === 1) {
    moveCamera(view.x + now.x - before.x, view.y + now.y - before.y, view.scale);
  } else {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y);
    zoomAt(other, apart(now) / Math.max(1, apart(before)));
  }
  travelled += Math.hypot(event.movementX, event.movementY);
  chart.classList.toggle("dragged", travelled > 4);
  fingers.set(event.pointerId, now);
});

function lift(event) {
  if (fingers.delete(event.pointerId) && fingers.size === 0) chart.classList.remove("dragged");
}
window.addEventListener("pointerup", lift);
window.addEventListener("pointercancel", lift);

chart.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoomAt(toChart(event), Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)));
}, { passive: false });

byId("nearer").onclick = () => zoomAt(middle(), 1.4);
byId("farther").onclick = () => zoomAt(middle(), 1 / 1.4);
byId("whole").onclick = showAll;

// ---- what is shown

const isShownNode = (number) => state.kinds.has(nodes[number].type);
const isShownEdge = (edge) =>
  edge.answers >= state.least && isShownNode(edge.source) && isShownNode(edge.target);

// What stays in sight when something is chosen: it, and what it is tied to.
function near() {
  const { chosen } = state;
  if (!chosen) return null;
  if (chosen.edge !== undefined) {
    const edge = edges[chosen.edge];
    return { nodes: new Set([edge.source, edge.target]), edges: new Set([chosen.edge]) };
  }
  const shown = ties[chosen.node].filter((number) => isShownEdge(edges[number]));
  const ends = shown.flatMap((number) => [edges[number].source, edges[number].target]);
  return { nodes: new Set([chosen.node, ...ends]), edges: new Set(shown) };
}

function mark(item, gone, quiet, chosen) {
  item.classList.toggle("gone", gone);
  item.classList.toggle("quiet", quiet);
  item.classList.toggle("chosen", chosen);
}

function paint() {
  const close = near();
  chart.classList.toggle("choosing", close !== null);
  nodes.forEach((_, number) => {
    const gone = !isShownNode(number);
    const quiet = close !== null && !close.nodes.has(number);
    mark(byId(`n${number}`), gone, quiet, state.chosen?.node === number);
    if (labels.has(number)) mark(labels.get(number), gone, quiet, false);
  });
  edges.forEach((edge, number) => {
    const gone = !isShownEdge(edge);
    const quiet = close !== null && !close.edges.has(number);
    mark(byId(`e${number}`), gone, quiet, close !== null && close.edges.has(number));
    hits[number].classList.toggle("gone", gone);
  });
}

const labels = new Map([...chart.querySelectorAll(".label")].map((label) => [Number(label.dataset.node), label]));

// Thin lines are hard to hit: each gets a broad one that is not seen.
const hits = edges.map((_, number) => {
  const line = byId(`e${number}`);
  const hit = line.cloneNode(true);
  hit.removeAttribute("id");
  hit.removeAttribute("stroke-width");
  hit.setAttribute("class", "hit");
  hit.dataset.edge = number;
  return hit;
});
const firstNode = chart.querySelector(".n");
if (firstNode) firstNode.before(...hits);

// ---- the card

function sentence({ text, marks, title, author, place }) {
  const points = [...text];
  const quote = element("p", {});
  let last = 0;
  for (const [start, end] of marks) {
    if (start < last) continue;
    quote.append(points.slice(last, start).join(""));
    quote.append(element("mark", {}, points.slice(start, end).join("")));
    last = end;
  }
  quote.append(points.slice(last).join(""));
  const source = element("footer", {}, [title, author].filter(Boolean).join(" · "), element("br"), place);
  return element("blockquote", {}, quote, source);
}

function figures(pairs) {
  const figure = ([value, text]) => element("li", {}, element("b", {}, String(value)), text);
  return element("ul", { class: "figures" }, ...pairs.map(figure));
}

function link(kind, text, choose) {
  const follow = (event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    event.preventDefault();
    choose();
  };
  const inner = kind ? [sign(kind), name(text)] : [name(text)];
  return element("a", { tabindex: "0", role: "button", click: follow, keydown: follow }, ...inner);
}

const heading = (text) => element("h3", {}, text);
const closer = () => element("button", { class: "close", "aria-label": "Close", click: () => choose(null) }, "×");
const sentences = (evidence) =>
  evidence.length ? evidence.map(sentence) : [element("p", { class: "faint" }, "同一回答，但不在同一句 · in the same answers, in no sentence together")];

function nodeCard(number) {
  const node = nodes[number];
  const english = node.labelEn && node.labelEn !== node.label ? [element("small", {}, name(node.labelEn))] : [];
  const strongest = [...ties[number]].sort((a, b) => edges[b].answers - edges[a].answers || a - b);
  const tie = (edge) => {
    const other = nodes[edges[edge].source === number ? edges[edge].target : edges[edge].source];
    return link(other.type, `${other.label} ${edges[edge].answers}`, () => choose({ edge }));
  };
  return [
    closer(),
    element("h2", {}, sign(node.type), name(node.label), ...english),
    ...(node.altLabels.length ? [element("div", { class: "faint" }, name(node.altLabels.join("、")))] : []),
    figures([[node.answers, "回答 answers"], [node.mentions, "提及 mentions"], [node.authors, "作者 authors"]]),
    heading("一同被提及（回答数） · together in so many answers"),
    element("div", {}, ...strongest.map(tie)),
    heading("原文 · sentences"),
    ...sentences(node.evidence),
  ];
}

function edgeCard(number) {
  const edge = edges[number];
  const end = (node) => link(nodes[node].type, nodes[node].label, () => choose({ node }));
  return [
    closer(),
    element("h2", {}, end(edge.source), "—", end(edge.target)),
    figures([[edge.answers, "回答 answers"], [edge.sentences, "同句 sentences"], [edge.npmi.toFixed(2), "关联 NPMI"]]),
    heading("原文 · sentences"),
    ...sentences(edge.evidence),
  ];
}

function welcome() {
  const ranked = nodes.map((_, number) => number).sort((a, b) => nodes[b].rank - nodes[a].rank || a - b);
  const entry = (node) => link(nodes[node].type, nodes[node].label, () => choose({ node }));
  return [
    element("p", { class: "faint" }, "点一个圆看它的卡片与原句，点一条线看两者同现的句子。滚轮或双指缩放，/ 搜索，Esc 关闭。"),
    element("p", { class: "faint" }, "Click a circle for its card, a line for the sentences behind it."),
    element("p", { class: "faint" }, "圆越大，关注份额（PageRank）越高；线越粗，共现的回答越多；底色相连的是一个社群。Larger circles have more attention, broader lines more answers; a shared ground is a community."),
    heading("最受关注 · most attention"),
    element("div", {}, ...ranked.slice(0, 24).map(entry)),
  ];
}

function showCard() {
  const { chosen } = state;
  const content = !chosen ? welcome() : chosen.edge !== undefined ? edgeCard(chosen.edge) : nodeCard(chosen.node);
  card.classList.toggle("welcome", !chosen);
  card.replaceChildren(...content);
  card.scrollTop = 0;
}

// On a phone the card leaves little of the chart: what is chosen comes into it.
const isNarrow = () => window.matchMedia("(max-width: 760px)").matches;

function showChosen() {
  showCard();
  paint();
  const { chosen } = state;
  if (chosen && isNarrow()) lookAt(chosen.node ?? edges[chosen.edge].source);
}

function choose(chosen) {
  state.chosen = chosen;
  showChosen();
  writeAddress();
}

chart.addEventListener("click", (event) => {
  if (travelled > 4) return;
  const hit = event.target.closest(".n, .e, .hit");
  if (!hit) choose(null);
  else if (hit.matches(".n")) choose({ node: Number(hit.id.slice(1)) });
  else choose({ edge: Number(hit.dataset.edge ?? hit.id.slice(1)) });
});

// ---- the search

const found = byId("found");
const search = byId("search");
const plain = (text) => text.toLowerCase().replace(/[\s'’·-]/g, "");
const keys = nodes.map((node) =>
  [node.label, node.labelEn, ...node.altLabels, ...node.pinyin].map(plain).filter(Boolean));

// 0 for a name that is so, 1 for one that begins so, 2 for one that has it within, -1 for none.
function match(number, sought) {
  const fits = [(key) => key === sought, (key) => key.startsWith(sought), (key) => key.includes(sought)];
  return fits.findIndex((fit) => keys[number].some(fit));
}

function seek() {
  const sought = plain(search.value);
  const hit = nodes
    .map((node, number) => ({ number, rank: node.rank, fit: sought ? match(number, sought) : -1 }))
    .filter(({ fit }) => fit >= 0)
    .sort((a, b) => a.fit - b.fit || b.rank - a.rank)
    .slice(0, 12);
  const row = ({ number }) => element("li", { role: "option", "data-number": number, pointerdown: (event) => { event.preventDefault(); take(number); } },
    sign(nodes[number].type), name(nodes[number].label), element("small", {}, name(nodes[number].labelEn)));
  found.replaceChildren(...hit.map(row));
  found.firstChild?.setAttribute("aria-selected", "true");
  found.hidden = hit.length === 0;
  search.setAttribute("aria-expanded", String(hit.length > 0));
}

function take(number) {
  search.value = "";
  seek();
  state.kinds.add(nodes[number].type);
  showFilters();
  choose({ node: number });
  lookAt(number);
}

function step(by) {
  const rows = [...found.children];
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  rows[at]?.removeAttribute("aria-selected");
  const next = rows[(at + by + rows.length) % rows.length];
  next?.setAttribute("aria-selected", "true");
  next?.scrollIntoView({ block: "nearest" });
}

search.addEventListener("input", seek);
search.addEventListener("blur", () => { found.hidden = true; });
search.addEventListener("focus", seek);
search.addEventListener("keydown", (event) => {
  const selected = found.querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
  if (event.key === "Enter" && selected) { take(Number(selected.dataset.number)); search.blur(); }
  if (event.key === "Escape") search.blur();
  event.stopPropagation();
});

// ---- the filters

const weight = byId("weight");

function showFilters() {
  for (const box of byId("kinds").querySelectorAll("input")) box.checked = state.kinds.has(box.value);
  weight.value = state.least;
  byId("least").value = state.least;
}

function makeFilters() {
  const toggle = (event) => {
    if (event.target.checked) state.kinds.add(event.target.value);
    else state.kinds.delete(event.target.value);
    paint();
    writeAddress();
  };
  const box = (kind) => element("label", { class: kind.name },
    element("input", { type: "checkbox", value: kind.name, checked: "", change: toggle }), sign(kind.name), kind.label);
  byId("kinds").append(...kinds.map(box));
  const most = Math.max(1, ...edges.map((edge) => edge.answers));
  state.least = Math.min(most, ...edges.map((edge) => edge.answers));
  weight.min = state.least;
  weight.max = most;
  weight.addEventListener("input", () => {
    state.least = Number(weight.value);
    showFilters();
    paint();
    writeAddress();
  });
}

// ---- the address

function writeAddress() {
  const address = new URLSearchParams();
  const { chosen } = state;
  if (chosen?.node !== undefined) address.set("node", nodes[chosen.node].id);
  if (chosen?.edge !== undefined) {
    address.set("edge", `${nodes[edges[chosen.edge].source].id} ${nodes[edges[chosen.edge].target].id}`);
  }
  if (state.kinds.size < kinds.length) address.set("kinds", [...state.kinds].sort().join(","));
  if (state.least > Number(weight.min)) address.set("least", state.least);
  history.replaceState(null, "", `#${address}`);
}

function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const known = kinds.map((kind) => kind.name);
  const wanted = address.has("kinds") ? address.get("kinds").split(",") : known;
  state.kinds = new Set(known.filter((kind) => wanted.includes(kind)));
  state.least = Math.max(Number(weight.min), Number(address.get("least")) || 0);
  const [one, other] = (address.get("edge") ?? "").split(" ").map((id) => nodeNumber.get(id));
  const edge = edges.findIndex((tie) => tie.source === one && tie.target === other);
  const node = nodeNumber.get(address.get("node"));
  state.chosen = edge >= 0 ? { edge } : node !== undefined ? { node } : null;
  showFilters();
  showChosen();
}
window.addEventListener("hashchange", readAddress);

// ---- saving

// The height of the title above a saved drawing.
const HEAD = 56;

function drawing() {
  const copy = chart.cloneNode(true);
  copy.querySelector("#camera").removeAttribute("transform");
  copy.querySelectorAll(".hit, .gone").forEach((item) => item.remove());
  copy.setAttribute("width", shape.width);
  copy.setAttribute("height", shape.height + HEAD);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("class", "paper");
  paper.setAttribute("y", -HEAD);
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  const title = document.createElementNS("http://www.w3.org/2000/svg", "text");
  title.setAttribute("class", "ink");
  title.setAttribute("x", "30");
  title.setAttribute("y", "-14");
  title.setAttribute("font-size", "26");
  title.setAttribute("font-weight", "700");
  title.textContent = document.title;
  copy.setAttribute("viewBox", `0 -${HEAD} ${shape.width} ${shape.height + HEAD}`);
  copy.querySelector("style").append(".quiet{opacity:.12}");
  copy.querySelector("style").after(paper, title);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function save(blob, ending) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: `${document.title}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function savePixels() {
  const image = new Image();
  image.src = URL.createObjectURL(drawing());
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(shape.width, shape.height + HEAD));
  const canvas = element("canvas", { width: Math.round(shape.width * scale), height: Math.round((shape.height + HEAD) * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => save(blob, "png"), "image/png");
}

byId("save-svg").onclick = () => save(drawing(), "svg");
byId("save-png").onclick = savePixels;

// ---- the keyboard

const keysOfChart = {
  "+": () => zoomAt(middle(), 1.4),
  "=": () => zoomAt(middle(), 1.4),
  "-": () => zoomAt(middle(), 1 / 1.4),
  "0": showAll,
  "/": () => search.focus(),
  Escape: () => choose(null),
  ArrowLeft: () => moveCamera(view.x + 60, view.y, view.scale),
  ArrowRight: () => moveCamera(view.x - 60, view.y, view.scale),
  ArrowUp: () => moveCamera(view.x, view.y + 60, view.scale),
  ArrowDown: () => moveCamera(view.x, view.y - 60, view.scale),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const node = event.target.closest?.(".n");
  if (node && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose({ node: Number(node.id.slice(1)) });
  } else if (keysOfChart[event.key] && !(event.target === card && event.key.startsWith("Arrow"))) {
    event.preventDefault();
    keysOfChart[event.key]();
  }
});

makeFilters();
readAddress();
