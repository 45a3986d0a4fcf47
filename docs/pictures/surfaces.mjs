// What the pastries lie on: the table, the tray or board, and the paper.

const n = (value) => Number(value.toFixed(1)).toString();

const slope = (id, from, to) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

const grain = (rnd, x, y, width, height, count, color, opacity) => {
  let path = "";
  for (let i = 0; i < count; i++) {
    const from = x + rnd.between(0, width * 0.7);
    const length = rnd.between(width * 0.15, width * 0.5);
    const at = y + rnd.between(6, height - 6);
    const bow = rnd.between(-5, 5);
    path += `M${n(from)} ${n(at)}q${n(length / 2)} ${n(bow)} ${n(Math.min(length, x + width - 4 - from))} 0`;
  }
  return `<path d="${path}" fill="none" stroke="${color}" stroke-opacity="${opacity}" stroke-width="2" stroke-linecap="round"/>`;
};

const tables = {
  planks(rnd, { width, height }, { from, to, line, upright = false, count = 4 }) {
    const [long, across] = upright ? [height, width] : [width, height];
    const step = across / count;
    let joints = "";
    for (let i = 1; i < count; i++) joints += `M0 ${n(step * i)}h${long}`;
    let body = `<path d="${joints}" stroke="${line}" stroke-opacity=".4" stroke-width="3"/>`;
    for (let i = 0; i < count; i++) body += grain(rnd, 0, step * i, long, step, 7, line, 0.16);
    return {
      defs: slope("table", from, to),
      body: `<rect width="${width}" height="${height}" fill="url(#table)"/>${upright ? `<g transform="translate(${width} 0) rotate(90)">${body}</g>` : body}`,
    };
  },
  marble(rnd, { width, height }, { from, to, line }) {
    let veins = "";
    for (let i = 0; i < 9; i++) {
      const start = [rnd.between(-0.2, 0.9) * width, rnd.between(-0.2, 0.9) * height];
      veins += `M${n(start[0])} ${n(start[1])}q50 ${n(rnd.between(0, 50))} 90 60`;
      for (let j = 0; j < 4; j++) veins += `t${n(rnd.between(88, 112))} ${n(rnd.between(45, 75))}`;
    }
    return {
      defs: `${slope("table", from, to)}<filter id="vein" x="-5%" y="-5%" width="110%" height="110%"><feGaussianBlur stdDeviation="7"/></filter>`,
      body: `<rect width="${width}" height="${height}" fill="url(#table)"/>`
        + `<path d="${veins}" fill="none" stroke="${line}" stroke-opacity=".28" stroke-width="16" filter="url(#vein)"/>`
        + `<path d="${veins}" fill="none" stroke="${line}" stroke-opacity=".3" stroke-width="2"/>`,
    };
  },
  tiles(rnd, { width, height }, { from, to, line, size = 200 }) {
    let joints = "";
    for (let x = size / 2; x < width; x += size) joints += `M${x} 0v${height}`;
    for (let y = size / 2; y < height; y += size) joints += `M0 ${y}h${width}`;
    return {
      defs: slope("table", from, to),
      body: `<rect width="${width}" height="${height}" fill="url(#table)"/><path d="${joints}" stroke="${line}" stroke-opacity=".7" stroke-width="7"/>`
        + `<path d="${joints}" transform="translate(-4 -4)" stroke="#FFF" stroke-opacity=".3" stroke-width="2"/>`,
    };
  },
  towel(rnd, { width, height }, { from, to, line }) {
    let stripes = "";
    for (const [at, size] of [[0.03, 8], [0.055, 26], [0.095, 8], [0.905, 8], [0.93, 26], [0.97, 8]]) {
      stripes += `<rect x="${n(at * width)}" width="${n((size * width) / 1000)}" height="${height}"/>`;
    }
    let folds = "";
    for (let i = 0; i < 4; i++) {
      const y = ((i + rnd.between(0.2, 0.8)) / 4) * height;
      folds += `M-20 ${n(y)}q${n(width / 2)} ${n(rnd.between(-60, 60))} ${n(width + 40)} ${n(rnd.between(-40, 40))}`;
    }
    return {
      defs: `${slope("table", from, to)}<filter id="fold" x="-5%" y="-10%" width="110%" height="120%"><feGaussianBlur stdDeviation="12"/></filter>`,
      body: `<rect width="${width}" height="${height}" fill="url(#table)"/><g fill="${line}" fill-opacity=".75">${stripes}</g>`
        + `<g fill="none" filter="url(#fold)"><path d="${folds}" stroke="#2A2118" stroke-opacity=".22" stroke-width="26"/><path d="${folds}" transform="translate(0 -26)" stroke="#FFF" stroke-opacity=".35" stroke-width="20"/></g>`,
    };
  },
};

const inset = ({ width, height }, edge) => ({ x: edge, y: edge, w: width - edge * 2, h: height - edge * 2 });

const shadow = (shape) => `<g fill="#1A120A" opacity=".38" filter="url(#soft)">${shape}</g>`;

const bases = {
  tray(rnd, size, light, { from, to, rim, edge = 32 }) {
    const { x, y, w, h } = inset(size, edge);
    return {
      defs: slope("base", from, to),
      body: shadow(`<rect x="${n(x - light.x * 12)}" y="${n(y - light.y * 12)}" width="${w}" height="${h}" rx="46"/>`)
        + `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="44" fill="url(#base)"/>`
        + `<rect x="${x + 14}" y="${y + 14}" width="${w - 28}" height="${h - 28}" rx="34" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="5" transform="translate(${n(light.x * 3)} ${n(light.y * 3)})"/>`
        + `<rect x="${x + 14}" y="${y + 14}" width="${w - 28}" height="${h - 28}" rx="34" fill="none" stroke="${rim}" stroke-opacity=".6" stroke-width="4"/>`,
    };
  },
  board(rnd, size, light, { from, to, line, edge = 48 }) {
    const { x, y, w, h } = inset(size, edge);
    const shape = `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="58"/>`;
    const hole = { x: x + w - 54, y: y + h / 2 };
    return {
      defs: slope("base", from, to),
      body: shadow(`<g transform="translate(${n(-light.x * 14)} ${n(-light.y * 14)})">${shape}</g>`)
        + `<g fill="url(#base)">${shape}</g>`
        + grain(rnd, x + 24, y + 16, w - 48, h - 32, 34, line, 0.22)
        + `<rect x="${x + 5}" y="${y + 5}" width="${w - 10}" height="${h - 10}" rx="53" fill="none" stroke="#FFF" stroke-opacity=".22" stroke-width="4"/>`
        + `<ellipse cx="${hole.x}" cy="${hole.y}" rx="15" ry="40" fill="#2A1A0C" fill-opacity=".82"/><ellipse cx="${hole.x}" cy="${hole.y}" rx="17" ry="42" fill="none" stroke="${line}" stroke-opacity=".5" stroke-width="4"/>`,
    };
  },
  disc(rnd, { width, height }, light, { from, to, rim, line, radius = 452, rings = [] }) {
    const [cx, cy] = [width / 2, height / 2];
    return {
      defs: `${slope("base", from, to)}<clipPath id="disc"><circle cx="${cx}" cy="${cy}" r="${radius - 6}"/></clipPath>`,
      body: shadow(`<circle cx="${n(cx - light.x * 16)}" cy="${n(cy - light.y * 16)}" r="${radius}"/>`)
        + `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="url(#base)"/>`
        + (line ? `<g clip-path="url(#disc)">${grain(rnd, cx - radius, cy - radius, radius * 2, radius * 2, 46, line, 0.2)}</g>` : "")
        + `<circle cx="${cx}" cy="${cy}" r="${radius - 5}" fill="none" stroke="${rim}" stroke-opacity=".5" stroke-width="5"/>`
        + rings.map((r) => `<circle cx="${n(cx - light.x * 2)}" cy="${n(cy - light.y * 2)}" r="${r}" fill="none" stroke="#5B4B3A" stroke-opacity=".22" stroke-width="5"/><circle cx="${n(cx + light.x * 2)}" cy="${n(cy + light.y * 2)}" r="${r}" fill="none" stroke="#FFF" stroke-opacity=".7" stroke-width="4"/>`).join(""),
    };
  },
  rack(rnd, size, light, { wire, edge = 46 }) {
    const { x, y, w, h } = inset(size, edge);
    let wires = "";
    const count = Math.round(w / 44);
    for (let i = 1; i < count; i++) wires += `M${n(x + (w * i) / count)} ${y}v${h}`;
    const bars = [0.25, 0.5, 0.75].map((at) => `M${x} ${n(y + h * at)}h${w}`).join("");
    const frame = `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="30"/>`;
    const draw = (color, opacity, extra = "") => `<g fill="none" stroke="${color}" stroke-opacity="${opacity}" ${extra}><g stroke-width="5"><path d="${wires}"/></g><g stroke-width="7"><path d="${bars}"/></g><g stroke-width="11">${frame}</g></g>`;
    return {
      defs: "",
      body: draw("#1A120A", 0.35, `transform="translate(${n(-light.x * 16)} ${n(-light.y * 16)})"`)
        + draw(wire, 1)
        + `<g fill="none" stroke="#FFF" stroke-opacity=".5" stroke-width="2" transform="translate(${n(light.x * 1.5)} ${n(light.y * 1.5)})"><path d="${wires}"/>${frame}</g>`,
    };
  },
};

const papers = {
  sheet(rnd, { width, height }, { from, to, crease, edge = 76, turn = 0 }) {
    const { x, y, w, h } = inset({ width, height }, edge);
    const off = () => rnd.between(-8, 8);
    const edges = [];
    for (const t of [0, 0.35, 0.7]) edges.push([x + w * t + off(), y + off()]);
    for (const t of [0, 0.35, 0.7]) edges.push([x + w + off(), y + h * t + off()]);
    for (const t of [0, 0.35, 0.7]) edges.push([x + w - w * t + off(), y + h + off()]);
    for (const t of [0, 0.35, 0.7]) edges.push([x + off(), y + h - h * t + off()]);
    const points = edges.map(([px, py]) => `${n(px)} ${n(py)}`);
    const mid = [[0.36, 0.34], [0.66, 0.32], [0.68, 0.65], [0.34, 0.68]].map(([u, v]) => `${n(x + w * (u + rnd.between(-0.05, 0.05)))} ${n(y + h * (v + rnd.between(-0.05, 0.05)))}`);
    const creases = `M${points[0]}L${mid[0]}M${points[3]}L${mid[1]}M${points[6]}L${mid[2]}M${points[9]}L${mid[3]}M${mid.join("L")}z`;
    const sheet = `<path d="M${points.join("L")}z" `;
    return {
      defs: slope("paper", from, to),
      body: `<g transform="rotate(${turn} ${width / 2} ${height / 2})">${sheet}fill="#1A120A" opacity=".35" filter="url(#near)"/>${sheet}fill="url(#paper)"/>`
        + `<path d="${creases}" fill="none" stroke="${crease}" stroke-opacity=".4" stroke-width="3"/><path d="${creases}" transform="translate(3 3)" fill="none" stroke="#FFF" stroke-opacity=".25" stroke-width="2"/></g>`,
    };
  },
  mat(rnd, { width, height }, { from, to, line, edge = 80, rings = [] }) {
    const { x, y, w, h } = inset({ width, height }, edge);
    return {
      defs: slope("paper", from, to),
      body: `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="26" fill="#1A120A" opacity=".35" filter="url(#near)"/>`
        + `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="26" fill="url(#paper)"/>`
        + `<g fill="none" stroke="${line}" stroke-opacity=".75"><rect x="${x + 16}" y="${y + 16}" width="${w - 32}" height="${h - 32}" rx="16" stroke-width="9"/>`
        + rings.map(([u, v, r]) => `<circle cx="${n(u * width)}" cy="${n(v * height)}" r="${r}" stroke-width="3"/>`).join("") + "</g>",
    };
  },
};

export const surface = (rnd, tray) => {
  const size = { width: tray.width, height: tray.height };
  const layers = [
    tables[tray.table.kind](rnd, size, tray.table),
    bases[tray.base.kind](rnd, size, tray.light, tray.base),
    ...(tray.paper ? [papers[tray.paper.kind](rnd, size, tray.paper)] : []),
  ];
  return {
    defs: layers.map((layer) => layer.defs).join(""),
    body: layers.map((layer) => layer.body).join(""),
  };
};
