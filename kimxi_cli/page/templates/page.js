"use strict";
(async () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);

  // A large page comes packed: gzip, five letters of ALPHABET for four bytes. What is unpacked was escaped when it was
  // made. Statements are in it once, in their articles.
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=:?@^_`{|}~";
  const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));
  function bytes(text, size) {
    const view = new DataView(new ArrayBuffer((text.length / 5) * 4));
    for (let at = 0; at < text.length; at += 5) {
      let number = 0;
      for (let next = at; next < at + 5; next++) number = number * 85 + VALUE.get(text[next]);
      view.setUint32((at / 5) * 4, number);
    }
    return view.buffer.slice(0, size);
  }
  for (const box of all("[data-packed]")) {
    const stream = new Blob([bytes(box.dataset.packed, box.dataset.size)]).stream().pipeThrough(new DecompressionStream("gzip"));
    box.innerHTML = await new Response(stream).text();
    box.removeAttribute("data-packed");
  }

  for (const copy of all("[data-of]")) {
    const original = by(copy.dataset.of).cloneNode(true);
    for (const link of all(".v", original)) link.remove();
    copy.textContent = original.textContent;
  }

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const items = all(".item").map((element) => {
    const { p, v, s, from, to } = element.dataset;
    const [people, visits, sources] = [p, v, s].map((held) => new Set(held ? held.split(" ") : []));
    return { element, people, visits, sources, from, to, section: element.closest("section"), text: null };
  });
  const drawn = new Map(all(".kx a").map((a) => [decodeURIComponent(a.getAttribute("href").split("#")[1]), a]));
  const form = by("filters");
  const nouns = { visits: "visits", people: "people", articles: "articles" };

  function filter() {
    const wanted = (name) => by(`f-${name}`).value;
    const words = folded(wanted("text")).split(/\s+/).filter(Boolean);
    const [person, visit, source] = [wanted("person"), wanted("visit"), wanted("source")];
    const [since, until] = [wanted("since"), wanted("until")];
    const shown = {}, whole = {};
    for (const item of items) {
      if (words.length && item.text === null) item.text = folded(item.element.textContent);
      const fits = (!person || item.people.has(person)) && (!visit || item.visits.has(visit)) &&
        (!source || item.sources.has(source)) && (!since || (item.to && item.to >= since)) &&
        (!until || (item.from && item.from <= until)) && words.every((word) => item.text.includes(word));
      item.element.hidden = !fits;
      drawn.get(item.element.id || item.element.dataset.id)?.classList.toggle("off", !fits);
      const kind = item.section.id;
      whole[kind] = (whole[kind] || 0) + 1;
      shown[kind] = (shown[kind] || 0) + (fits ? 1 : 0);
    }
    for (const kind of Object.keys(whole)) by(kind).querySelector(".empty").hidden = shown[kind] > 0;
    const filtered = words.length || person || visit || source || since || until;
    by("found").textContent = filtered
      ? "Shown: " + Object.keys(whole).map((kind) => `${shown[kind]} of ${whole[kind]} ${nouns[kind]}`).join(", ") + "."
      : "";
  }

  let waiting;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); };
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.hidden = false;

  // A link may lead into what is closed or filtered away.
  let here = null;
  function reveal(focus) {
    let target;
    try { target = by(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    here?.classList.remove("here");
    here = null;
    if (!target || target.matches("main, main > section")) return;
    if (target.closest("[hidden]")) { form.reset(); filter(); }
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (target.matches(".article")) target.querySelector("details").open = true;
    here = target;
    here.classList.add("here");
    const show = () => target.scrollIntoView({ block: target.matches(".card") ? "start" : "center" });
    show();
    requestAnimationFrame(() => requestAnimationFrame(show)); // what was far away has got its size by then
    if (focus) {
      if (!target.hasAttribute("tabindex") && !target.matches("a[href]")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }
  addEventListener("hashchange", () => reveal(true));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && (link.getAttribute("href") || "") === location.hash) setTimeout(() => reveal(true));
  });
  reveal(false);

  for (const tools of all(".tools")) {
    tools.hidden = false;
    for (const button of all("button", tools)) button.addEventListener("click", () => {
      for (const details of all("details", tools.closest("section"))) details.open = button.dataset.all === "open";
    });
  }

  // On paper: what was said and on what evidence; articles as they are, open or closed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".item:not([hidden]) > .printed:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
  document.documentElement.dataset.ready = "yes";
})();
