// Draws the twelve sample pictures and the true box of every pastry. See README.md.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { kinds, pastryDefs, random } from "./pastries.mjs";
import { surface } from "./surfaces.mjs";
import { trays } from "./trays.mjs";

const output = fileURLToPath(new URL("../../WebhookStudio/Features/Samples/Pictures/", import.meta.url));
const chromium = process.env.CHROMIUM ?? "chromium";
const pngquant = process.env.PNGQUANT ?? "pngquant";

const limit = 180 * 1024;

const n = (value) => Number(value.toFixed(1)).toString();

const sceneDefs = ({ width, height, light }) => {
  const region = `filterUnits="userSpaceOnUse" x="0" y="0" width="${width}" height="${height}"`;
  const centre = `cx="${n(0.5 + light.x * 0.42)}" cy="${n(0.5 + light.y * 0.42)}"`;
  return `
    <radialGradient id="bright" ${centre} r=".6"><stop offset="0" stop-color="#FFF" stop-opacity="${light.strength * 2}"/><stop offset="1" stop-color="#FFF" stop-opacity="0"/></radialGradient>
    <radialGradient id="dim" ${centre} r="1.05"><stop offset=".45" stop-color="#1A120A" stop-opacity="0"/><stop offset="1" stop-color="#1A120A" stop-opacity="${light.strength}"/></radialGradient>
    <filter id="soft" ${region}><feGaussianBlur stdDeviation="13"/></filter>
    <filter id="near" ${region}><feGaussianBlur stdDeviation="5"/></filter>
    <filter id="baked" ${region} color-interpolation-filters="sRGB">
      <feGaussianBlur in="SourceAlpha" stdDeviation="9" result="blurred"/>
      <feOffset in="blurred" dx="${n(light.x * 10)}" dy="${n(light.y * 10)}" result="lit"/>
      <feFlood flood-color="#3E1C06" flood-opacity=".62"/>
      <feComposite operator="out" in2="lit"/>
      <feComposite operator="in" in2="SourceAlpha" result="shade"/>
      <feOffset in="blurred" dx="${n(-light.x * 12)}" dy="${n(-light.y * 12)}" result="unlit"/>
      <feFlood flood-color="#FFDF9E" flood-opacity=".28"/>
      <feComposite operator="out" in2="unlit"/>
      <feComposite operator="in" in2="SourceAlpha" result="glow"/>
      <feOffset in="blurred" dx="${n(-light.x * 15)}" dy="${n(-light.y * 15)}"/>
      <feComponentTransfer><feFuncA type="linear" slope=".5"/></feComponentTransfer>
      <feColorMatrix values="0 0 0 0 .2  0 0 0 0 .12  0 0 0 0 .05  0 0 0 1 0" result="cast"/>
      <feGaussianBlur in="SourceAlpha" stdDeviation="3"/>
      <feOffset dx="${n(-light.x * 3)}" dy="${n(-light.y * 3)}"/>
      <feColorMatrix values="0 0 0 0 .16  0 0 0 0 .09  0 0 0 0 .03  0 0 0 .5 0" result="contact"/>
      <feMerge><feMergeNode in="cast"/><feMergeNode in="contact"/><feMergeNode in="SourceGraphic"/><feMergeNode in="shade"/><feMergeNode in="glow"/></feMerge>
    </filter>`;
};

const crumbs = (rnd, { width, height, crumbs: count, base }, pastries) => {
  const edge = base.kind === "disc" ? 0.24 : 0.13;
  let body = "";
  for (let i = 0, attempt = 0; i < count && attempt < 2000; attempt++) {
    const x = rnd.between(edge, 1 - edge) * width;
    const y = rnd.between(edge, 1 - edge) * height;
    if (pastries.some((pastry) => Math.hypot(pastry.x - x, pastry.y - y) < pastry.reach)) continue;
    body += `<circle cx="${n(x)}" cy="${n(y)}" r="${n(rnd.between(2.5, 6))}"/>`;
    i++;
  }
  return `<g fill="#B97A34" stroke="#5E3410" stroke-opacity=".35" stroke-width="1.5">${body}</g>`;
};

const compose = (tray, seed) => {
  const { width, height, light } = tray;
  const rnd = random(seed);
  const ground = surface(rnd, tray);
  const pastries = tray.pastries.map(([kind, u, v, turn, glaze], index) => {
    const x = u * width + rnd.between(-5, 5);
    const y = v * height + rnd.between(-5, 5);
    const scale = tray.scale * rnd.about(1, 0.03);
    const angle = turn + rnd.between(-3, 3);
    const shape = kinds[kind].draw(rnd, tray.bakes[index % tray.bakes.length], glaze);
    return {
      kind: kinds[kind].name, x, y, reach: kinds[kind].reach * scale + 10,
      body: `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)}) scale(${scale.toFixed(3)})">${shape}</g>`,
    };
  });
  const svg = (defs, body) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${defs}</defs>${body}</svg>`;
  const veil = (fill, blend) => `<rect width="${width}" height="${height}" fill="${fill}" style="mix-blend-mode:${blend}"/>`;
  const picture = svg(
    pastryDefs() + ground.defs + sceneDefs(tray),
    ground.body + crumbs(rnd, tray, pastries)
      + pastries.map(({ body }) => `<g filter="url(#baked)">${body}</g>`).join("")
      + (light.tint ? veil(light.tint, "multiply") : "") + veil("url(#bright)", "soft-light") + veil("url(#dim)", "normal"));
  return { picture, pastries, alone: pastries.map(({ body }) => svg(pastryDefs(), body)) };
};

// The page paints the picture for its pixels, and every pastry alone for the extent of its outline.
const page = ({ picture, alone }) => {
  const image = (svg) => `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}">`;
  return `<!doctype html>${[picture, ...alone].map(image).join("")}<script>
    onload = () => {
      const paint = (image) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.drawImage(image, 0, 0);
        return { canvas, context };
      };
      const extent = (image) => {
        const { canvas: { width, height }, context } = paint(image);
        const { data } = context.getImageData(0, 0, width, height);
        let [left, top, right, bottom] = [width, height, -1, -1];
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
          if (data[(y * width + x) * 4 + 3] < 96) continue;
          left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
        }
        return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
      };
      const [picture, ...alone] = document.images;
      const result = { png: paint(picture).canvas.toDataURL("image/png"), boxes: alone.map(extent) };
      document.body.textContent = "@" + JSON.stringify(result) + "@";
    };
  </script>`;
};

// The most colors that keep the file below the limit.
const shrink = (from, to) => {
  for (let colors = 256; ; colors -= 16) {
    execFileSync(pngquant, ["--force", "--strip", "--speed", "1", "--floyd=0.3", String(colors), "--output", to, from]);
    const { size } = statSync(to);
    if (size <= limit || colors <= 96) return { colors, size };
  }
};

const work = mkdtempSync(join(tmpdir(), "pictures-"));
mkdirSync(output, { recursive: true });
try {
  const list = trays.map((tray, index) => {
    const file = `task${index + 1}.png`;
    const scene = compose(tray, 1000 + index);
    const html = join(work, "picture.html");
    const raw = join(work, "picture.png");
    writeFileSync(html, page(scene));
    const dom = execFileSync(chromium, [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", `--user-data-dir=${join(work, "profile")}`, "--dump-dom", pathToFileURL(html).href,
    ], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
    const { png, boxes } = JSON.parse(dom.slice(dom.indexOf("@{") + 1, dom.lastIndexOf("}@") + 1));
    writeFileSync(raw, Buffer.from(png.slice(png.indexOf(",") + 1), "base64"));
    const { colors, size } = shrink(raw, join(output, file));
    console.log(`${file}  ${tray.width} x ${tray.height}  ${tray.pastries.length} pastries  ${colors} colors  ${Math.ceil(size / 1024)} KB`);
    return { file, width: tray.width, height: tray.height, pastries: scene.pastries.map(({ kind }, at) => ({ kind, ...boxes[at] })) };
  });
  const lines = list.map(({ pastries, ...head }) => {
    const opening = JSON.stringify(head).slice(0, -1);
    return `  ${opening},"pastries":[\n${pastries.map((pastry) => `    ${JSON.stringify(pastry)}`).join(",\n")}\n  ]}`;
  });
  writeFileSync(join(output, "pictures.json"), `[\n${lines.join(",\n")}\n]\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
