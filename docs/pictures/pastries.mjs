// The pastries, each drawn top-down around 0,0 in a square of about 200 units.

const n = (value) => Number(value.toFixed(1)).toString();

export const random = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  next.between = (low, high) => low + next() * (high - low);
  next.about = (value, spread) => value * (1 + (next() * 2 - 1) * spread);
  next.pick = (list) => list[Math.floor(next() * list.length)];
  return next;
};

const bakes = {
  pale: { light: "#F7D9A0", mid: "#E8B568", deep: "#BE8038", line: "#9A6428", shine: "#FFF1CF" },
  golden: { light: "#F3C277", mid: "#DD963F", deep: "#A9601F", line: "#7A3F12", shine: "#FBE3AE" },
  dark: { light: "#D99A50", mid: "#AF6A28", deep: "#70390F", line: "#4A230A", shine: "#F0C98C" },
};

const glazes = {
  chocolate: ["#5B3220", "#34190E", "#B98467"],
  coffee: ["#E6C79A", "#C39A66", "#FBEBD0"],
  raspberry: ["#D9607A", "#A93453", "#F9C3CC"],
  pistachio: ["#B9C47A", "#8A9A4B", "#EAF0C4"],
};

export const pastryDefs = () => {
  const vertical = (id, stops) =>
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.map(([at, color]) => `<stop offset="${at}" stop-color="${color}"/>`).join("")}</linearGradient>`;
  const round = (id, stops) =>
    `<radialGradient id="${id}" cx=".46" cy=".42" r=".66">${stops.map(([at, color]) => `<stop offset="${at}" stop-color="${color}"/>`).join("")}</radialGradient>`;
  return [
    ...Object.entries(bakes).flatMap(([name, { light, mid, deep }]) => [
      vertical(`crust-${name}`, [[0, light], [0.5, mid], [1, deep]]),
      vertical(`tip-${name}`, [[0, mid], [1, deep]]),
      round(`round-${name}`, [[0, light], [0.6, mid], [1, deep]]),
      round(`cookie-${name}`, [[0, light], [0.5, light], [1, mid]]),
    ]),
    ...Object.entries(glazes).map(([name, [top, bottom]]) => vertical(`glaze-${name}`, [[0, top], [1, bottom]])),
  ].join("");
};

const smooth = (points) => {
  const at = (index) => points[(index + points.length) % points.length];
  let path = `M${n(points[0][0])} ${n(points[0][1])}`;
  for (let i = 0; i < points.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    path += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (d[0] - b[0]) / 6)} ${n(c[1] - (d[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`;
  }
  return `${path}z`;
};

const blob = (rnd, radius, wobble, count) =>
  smooth(Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * Math.PI * 2;
    const r = rnd.about(radius, wobble);
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  }));

const curve = (path, color, opacity, width) =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${width}" stroke-linecap="round"/>`;

const croissant = (rnd, bake) => {
  const { line, shine } = bakes[bake];
  // Half of a croissant, from the tip to the middle: x, y, turn, width, height.
  const half = [
    [72, 43, 98, 35, 28],
    [69, 17.5, 74, 43, 44],
    [52.8, -3.2, 46.3, 54, 62],
    [27.2, -16, 22.9, 58, 76],
    [0, -20, 0, 54, 82],
  ];
  const segments = half.flatMap((segment) => (segment[0] === 0 ? [[1, segment]] : [[-1, segment], [1, segment]]));
  const body = segments.map(([side, [x, y, turn, width, height]]) => {
    const w = rnd.about(width, 0.05);
    const h = rnd.about(height, 0.05);
    const small = height < 50;
    const edge = w * 0.39;
    let layers = curve(`M${n(-edge)} ${n(-h * 0.2)}Q0 ${n(-h * 0.2 - 13)} ${n(edge)} ${n(-h * 0.2)}`, shine, 0.62, 3);
    if (!small) {
      layers += curve(`M${n(-edge)} ${n(h * 0.01)}Q0 ${n(h * 0.01 - 13)} ${n(edge)} ${n(h * 0.01)}`, shine, 0.4, 2.4);
      layers += curve(`M${n(-edge * 0.95)} ${n(h * 0.13)}Q0 ${n(h * 0.13 - 9)} ${n(edge * 0.95)} ${n(h * 0.13)}`, line, 0.2, 2);
      layers += curve(`M${n(-edge * 0.9)} ${n(h * 0.26)}Q0 ${n(h * 0.26 - 6)} ${n(edge * 0.9)} ${n(h * 0.26)}`, line, 0.35, 2.4);
    }
    return `<g transform="translate(${n(side * x)} ${n(y)}) rotate(${n(side * turn + rnd.between(-2.5, 2.5))})">`
      + `<rect x="${n(-w / 2)}" y="${n(-h / 2)}" width="${n(w)}" height="${n(h)}" rx="${n(w / 2)}" ry="${n(Math.min(h / 2, w * 0.46))}" fill="url(#${small ? "tip" : "crust"}-${bake})" stroke="${line}" stroke-opacity=".5" stroke-width="1.8"/>${layers}</g>`;
  });
  return `<g transform="scale(${rnd.about(1.04, 0.04).toFixed(2)} ${rnd.about(1, 0.08).toFixed(2)})">${body.join("")}</g>`;
};

const pain = (rnd, bake) => {
  const { line, shine } = bakes[bake];
  const bars = [-34, 8].map((y) => y + rnd.between(-4, 4)).flatMap((y) => [-86, 60].map((x) =>
    `<rect x="${n(x + rnd.between(-2, 2))}" y="${n(y)}" width="26" height="22" rx="9" fill="url(#glaze-chocolate)"/>`));
  const layers = [-34, -16, 2, 20].map((y, index) => {
    const bow = rnd.between(9, 15);
    const slope = rnd.between(-2, 3);
    return curve(`M-66 ${n(y)}C-34 ${n(y - bow)} 32 ${n(y - bow)} 66 ${n(y + slope)}`, index % 2 ? shine : line, index % 2 ? 0.6 : 0.42, index % 2 ? 3 : 2);
  });
  return `${bars.join("")}<rect x="-76" y="-58" width="152" height="114" rx="32" fill="url(#crust-${bake})" stroke="${line}" stroke-opacity=".55" stroke-width="1.6"/>`
    + `${layers.join("")}${curve("M-70 36c40 14 100 14 140 0", line, 0.35, 3)}${curve("M-52 -48c30 -5 74 -5 104 0", shine, 0.45, 3)}`;
};

const brioche = (rnd, bake) => {
  const { line, shine } = bakes[bake];
  const petals = rnd.pick([10, 11, 12, 13]);
  const ring = 74;
  const point = (index, radius) => {
    const angle = (index / petals) * Math.PI * 2;
    return `${n(Math.cos(angle) * radius)} ${n(Math.sin(angle) * radius)}`;
  };
  const bulge = n(ring * Math.sin(Math.PI / petals) * 1.15);
  let rim = `M${point(0, ring)}`;
  let folds = "";
  for (let i = 1; i <= petals; i++) {
    rim += `A${bulge} ${bulge} 0 0 1 ${point(i, ring)}`;
    folds += `M${point(i, 50)}L${point(i, 72)}`;
  }
  const headX = rnd.between(-3, 3);
  const headY = rnd.between(-5, 0);
  let sugar = "";
  if (rnd() < 0.35) {
    for (let i = 0; i < 22; i++) {
      const angle = rnd() * Math.PI * 2;
      const r = Math.sqrt(rnd()) * 34;
      sugar += `<rect x="-3" y="-3" width="6.5" height="5.5" rx="2" transform="translate(${n(headX + Math.cos(angle) * r)} ${n(headY + Math.sin(angle) * r)}) rotate(${n(rnd() * 90)})"/>`;
    }
    sugar = `<g fill="#FFF9EC" stroke="${line}" stroke-opacity=".25">${sugar}</g>`;
  }
  return `<path d="${rim}z" fill="url(#round-${bake})" stroke="${line}" stroke-opacity=".55" stroke-width="1.6"/>`
    + curve(folds, line, 0.38, 2.4)
    + `<circle cx="${n(headX)}" cy="${n(headY + 3)}" r="45" fill="${line}" fill-opacity=".3"/>`
    + `<circle cx="${n(headX)}" cy="${n(headY)}" r="42" fill="url(#round-${bake})" stroke="${line}" stroke-opacity=".4" stroke-width="1.4"/>`
    + (sugar || `<path d="M${n(headX - 24)} ${n(headY - 14)}c6-11 18-17 31-15" fill="none" stroke="${shine}" stroke-opacity=".8" stroke-width="5" stroke-linecap="round"/>`);
};

const raisin = (rnd, bake) => {
  const { line, shine } = bakes[bake];
  const turns = rnd.between(3.4, 3.9);
  const squash = rnd.between(0.94, 1);
  let spiral = "";
  for (let step = 0; step <= turns * 40; step++) {
    const angle = (step / 40) * Math.PI * 2;
    const r = 6 + (70 * step) / (turns * 40) + Math.sin(angle * 1.7);
    spiral += `${step ? "L" : "M"}${n(Math.cos(angle) * r)} ${n(Math.sin(angle) * r)}`;
  }
  const raisins = [];
  for (let attempt = 0; attempt < 400 && raisins.length < 12; attempt++) {
    const angle = rnd() * Math.PI * 2;
    const r = Math.sqrt(rnd()) * 66;
    const spot = [Math.cos(angle) * r, Math.sin(angle) * r];
    if (raisins.every(([x, y]) => Math.hypot(x - spot[0], y - spot[1]) > 25)) raisins.push(spot);
  }
  return `<g transform="scale(1 ${squash.toFixed(2)})">`
    + `<path d="${blob(rnd, 84, 0.012, 16)}" fill="url(#crust-${bake})" stroke="${line}" stroke-opacity=".55" stroke-width="1.6"/>`
    + `<g fill="none" stroke-linejoin="round" stroke-linecap="round"><path d="${spiral}" stroke="${line}" stroke-opacity=".6" stroke-width="5"/>`
    + `<path d="${spiral}" transform="translate(-3 -4)" stroke="${shine}" stroke-opacity=".45" stroke-width="3"/></g>`
    + raisins.map(([x, y]) => `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(rnd() * 180)})"><ellipse rx="${n(rnd.about(7.8, 0.12))}" ry="5.6" fill="#43211A"/><ellipse cx="-1.5" cy="-2" rx="3" ry="1.2" fill="#9A6A58" fill-opacity=".7"/></g>`).join("")
    + "</g>";
};

const eclair = (rnd, bake, glaze = "chocolate") => {
  const { line, shine } = bakes[bake];
  const highlight = glazes[glaze][2];
  let topping = "";
  if (glaze === "raspberry" || glaze === "coffee") {
    const drizzle = Array.from({ length: 13 }, (_, i) => `${i ? "L" : "M"}${n(-66 + i * 11)} ${i % 2 ? 11 : -16}`).join("");
    topping = `<path d="${drizzle}" fill="none" stroke="${glaze === "coffee" ? "#5B3220" : "#FFF3F0"}" stroke-opacity=".9" stroke-width="3.6" stroke-linejoin="round" stroke-linecap="round"/>`;
  } else if (glaze === "pistachio") {
    for (let i = 0; i < 24; i++) {
      topping += `<path d="M-4 2l3-5 5 2-2 5z" transform="translate(${n(rnd.between(-62, 62))} ${n(rnd.between(-17, 12))}) rotate(${n(rnd() * 360)})" fill="${rnd.pick(["#5F7A32", "#7E9444", "#D9DFA6"])}"/>`;
    }
  }
  return `<rect x="-88" y="-34" width="176" height="70" rx="35" fill="url(#crust-${bake})" stroke="${line}" stroke-opacity=".55" stroke-width="1.6"/>`
    + curve("M-66 28c40 6 92 6 132 0", line, 0.3, 2.4)
    + `<rect x="-76" y="-28" width="152" height="51" rx="25.5" fill="url(#glaze-${glaze})" stroke="${line}" stroke-opacity=".35" stroke-width="1.4"/>${topping}`
    + curve("M-56 -15c26-6 66-7 92-3", glaze === "chocolate" ? highlight : shine, topping ? 0.45 : 0.8, topping ? 3 : 5);
};

const cookie = (rnd, bake) => {
  const { mid, deep, line } = bakes[bake];
  const chips = [];
  const wanted = rnd.pick([9, 10, 11, 12]);
  for (let attempt = 0; attempt < 400 && chips.length < wanted; attempt++) {
    const angle = rnd() * Math.PI * 2;
    const r = Math.sqrt(rnd()) * 62;
    const spot = [Math.cos(angle) * r, Math.sin(angle) * r];
    if (chips.every(([x, y]) => Math.hypot(x - spot[0], y - spot[1]) > 27)) chips.push(spot);
  }
  let cracks = "";
  for (let i = 0; i < 5; i++) {
    const angle = rnd() * Math.PI * 2;
    const r = rnd.between(30, 62);
    const [x, y] = [Math.cos(angle) * r, Math.sin(angle) * r];
    cracks += `M${n(x)} ${n(y)}q${n(rnd.between(-12, 12))} ${n(rnd.between(-9, 9))} ${n(rnd.between(-18, 18))} ${n(rnd.between(-18, 18))}`;
  }
  return `<path d="${blob(rnd, 79, 0.022, 15)}" fill="url(#cookie-${bake})" stroke="${line}" stroke-opacity=".5" stroke-width="1.6"/>`
    + `<path d="${blob(rnd, 62, 0.05, 11)}" fill="none" stroke="${mid}" stroke-opacity=".4" stroke-width="5"/>`
    + curve(cracks, deep, 0.42, 3.2)
    + chips.map(([x, y]) => `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(rnd() * 360)}) scale(${n(rnd.between(0.9, 1.2))})">`
      + `<path d="M-9-3Q-8-9-1-9 8-9 9-2 9 7 1 8-8 8-9-3z" fill="#3E1E12" stroke="${deep}" stroke-opacity=".6" stroke-width="2"/><path d="M-5-3q2-3 6-2.5" fill="none" stroke="#A87862" stroke-opacity=".8" stroke-width="2" stroke-linecap="round"/></g>`).join("");
};

// "reach" is the half-length that keeps crumbs off a pastry.
export const kinds = {
  croissant: { name: "Croissant", reach: 96, draw: croissant },
  pain: { name: "Pain au chocolat", reach: 98, draw: pain },
  brioche: { name: "Brioche", reach: 98, draw: brioche },
  raisin: { name: "Pain aux raisins", reach: 90, draw: raisin },
  eclair: { name: "Eclair", reach: 94, draw: eclair },
  cookie: { name: "Cookie", reach: 88, draw: cookie },
};
