// The twelve compositions. A pastry is [kind, x, y, turn, glaze]; x and y are shares of the width and height.

const wood = {
  oak: { kind: "planks", from: "#C9B08C", to: "#A98B62", line: "#7E643F" },
  walnut: { kind: "planks", from: "#7A5A40", to: "#54392A", line: "#2E1D12", upright: true, count: 5 },
  ash: { kind: "planks", from: "#E6DCCB", to: "#CBBCA2", line: "#A08C6C", count: 5 },
  driftwood: { kind: "planks", from: "#9AA3A6", to: "#737D82", line: "#4A5458", upright: true },
};
const marble = { kind: "marble", from: "#F2F1EE", to: "#D9D7D2", line: "#8E8C8A" };
const steel = { kind: "tray", from: "#5A5F66", to: "#34383E", rim: "#8B9199" };
const aluminium = { kind: "tray", from: "#C5CACE", to: "#8F969C", rim: "#F4F6F7" };
const copper = { kind: "tray", from: "#C98258", to: "#8A4B2B", rim: "#F0B792" };
const enamel = { kind: "tray", from: "#F7F6F1", to: "#D8D8D2", rim: "#2F4D7E" };
const cream = { kind: "sheet", from: "#FAF4E8", to: "#E2D5BF", crease: "#C9B895" };
const white = { kind: "sheet", from: "#FDFDFB", to: "#E6E6E2", crease: "#C2C3C0" };
const kraft = { kind: "sheet", from: "#D3AE7E", to: "#B38A58", crease: "#8A6638" };

const morning = { x: -0.5, y: -0.86, strength: 0.26 };
const window = { x: 0.75, y: -0.66, strength: 0.3 };
const noon = { x: -0.15, y: -0.99, strength: 0.18 };
const evening = { x: 0.9, y: 0.2, strength: 0.26, tint: "#FFE3C2" };
const overcast = { x: -0.7, y: -0.7, strength: 0.16, tint: "#EAF1FA" };

export const trays = [
  {
    width: 1001, height: 1001, light: morning, table: wood.oak, base: steel, paper: cream, scale: 1.4, bakes: ["golden"], crumbs: 16,
    pastries: [
      ["croissant", 0.28, 0.23, -14], ["pain", 0.71, 0.23, 6],
      ["pain", 0.28, 0.5, -5], ["croissant", 0.71, 0.51, 18],
      ["croissant", 0.29, 0.755, -32], ["pain", 0.71, 0.775, 84],
    ],
  },
  {
    width: 1001, height: 1001, light: window, table: marble, base: aluminium, paper: kraft, scale: 1.52, bakes: ["golden", "golden", "pale"], crumbs: 22,
    pastries: [
      ["croissant", 0.28, 0.27, -40], ["croissant", 0.72, 0.26, 28],
      ["croissant", 0.5, 0.52, 176],
      ["croissant", 0.27, 0.76, 130], ["croissant", 0.73, 0.77, -8],
    ],
  },
  {
    width: 1200, height: 800, light: noon, table: wood.ash, base: { kind: "board", from: "#80563A", to: "#573623", line: "#2C170B" }, scale: 2, bakes: ["golden", "pale"], crumbs: 10,
    pastries: [
      ["eclair", 0.155, 0.5, -80, "chocolate"], ["eclair", 0.312, 0.51, -84, "raspberry"], ["eclair", 0.469, 0.49, -79, "coffee"],
      ["eclair", 0.626, 0.51, -86, "pistachio"], ["eclair", 0.783, 0.5, -81, "chocolate"],
    ],
  },
  {
    width: 1001, height: 1001, light: overcast, table: wood.driftwood, base: copper, paper: white, scale: 1.3, bakes: ["golden", "golden", "dark"], crumbs: 12,
    pastries: [
      ["brioche", 0.5, 0.215, 0], ["brioche", 0.765, 0.355, 20], ["brioche", 0.76, 0.655, 40],
      ["brioche", 0.5, 0.79, 10], ["brioche", 0.235, 0.65, 30], ["brioche", 0.24, 0.35, 50],
      ["raisin", 0.5, 0.5, 15],
    ],
  },
  {
    width: 1001, height: 1001, light: morning, table: wood.oak, base: steel, paper: { ...cream, turn: 1 }, scale: 1.1, bakes: ["golden"], crumbs: 18,
    pastries: [
      ["croissant", 0.2, 0.2, -16], ["pain", 0.505, 0.2, 5], ["raisin", 0.805, 0.2, 12],
      ["brioche", 0.2, 0.5, 8], ["croissant", 0.495, 0.5, -42], ["croissant", 0.805, 0.51, 20],
      ["raisin", 0.2, 0.8, 40], ["pain", 0.505, 0.8, -7], ["eclair", 0.805, 0.8, -24],
    ],
  },
  {
    width: 800, height: 1200, light: window, table: { kind: "towel", from: "#F3EEE4", to: "#DDD4C4", line: "#B5483F" }, base: { ...enamel, edge: 64 }, paper: { ...kraft, edge: 104 }, scale: 1.16, bakes: ["golden", "pale", "golden"], crumbs: 18,
    pastries: [
      ["raisin", 0.32, 0.195, 0], ["croissant", 0.68, 0.2, 36],
      ["pain", 0.32, 0.395, 12], ["raisin", 0.68, 0.4, 80],
      ["croissant", 0.32, 0.605, 160], ["brioche", 0.68, 0.6, 10],
      ["brioche", 0.32, 0.8, 24], ["pain", 0.68, 0.8, -78],
    ],
  },
  {
    width: 1001, height: 1001, light: window, table: { kind: "marble", from: "#4C5257", to: "#2C3034", line: "#AEB4B8" }, base: { kind: "disc", from: "#D8A871", to: "#A87443", rim: "#F0CFA0", line: "#6E4520" }, scale: 1.75, bakes: ["golden"], crumbs: 14,
    pastries: [["croissant", 0.49, 0.285, 4], ["brioche", 0.29, 0.635, 12], ["pain", 0.69, 0.655, -24]],
  },
  {
    width: 1001, height: 1001, light: noon, table: wood.walnut, base: { kind: "rack", wire: "#B9BFC4" }, scale: 1.3, bakes: ["golden", "pale", "dark"], crumbs: 14,
    pastries: [
      ["cookie", 0.2, 0.2, 0], ["cookie", 0.49, 0.21, 60], ["cookie", 0.79, 0.2, 130],
      ["cookie", 0.34, 0.49, 200], ["cookie", 0.65, 0.5, 20],
      ["cookie", 0.2, 0.78, 300], ["cookie", 0.5, 0.79, 90], ["cookie", 0.8, 0.79, 250],
    ],
  },
  {
    width: 1200, height: 800, light: evening, table: wood.walnut, base: aluminium, paper: cream, scale: 1.5, bakes: ["golden", "dark"], crumbs: 16,
    pastries: [
      ["pain", 0.22, 0.29, -10], ["raisin", 0.5, 0.29, 0], ["pain", 0.78, 0.3, 14],
      ["raisin", 0.22, 0.7, 70], ["pain", 0.5, 0.71, 4], ["raisin", 0.78, 0.71, 140],
    ],
  },
  {
    width: 1001, height: 1001, light: overcast, table: { kind: "tiles", from: "#B9D2CF", to: "#8FB0AD", line: "#F4F7F5" }, base: steel, scale: 1.22, bakes: ["pale", "golden"], crumbs: 10,
    paper: { kind: "mat", from: "#D9BFA0", to: "#C3A27C", line: "#A5512F", rings: [0.245, 0.5, 0.755].flatMap((u) => [0.245, 0.755].map((v) => [u, v, 118])) },
    pastries: [
      ["cookie", 0.245, 0.245, 0], ["cookie", 0.5, 0.245, 70], ["cookie", 0.755, 0.245, 140],
      ["eclair", 0.245, 0.5, 12, "chocolate"], ["eclair", 0.5, 0.5, -14, "raspberry"], ["eclair", 0.755, 0.5, 10, "chocolate"],
      ["cookie", 0.245, 0.755, 210], ["cookie", 0.5, 0.755, 280], ["cookie", 0.755, 0.755, 350],
    ],
  },
  {
    width: 1001, height: 1001, light: morning, table: { kind: "towel", from: "#E9EEF2", to: "#C9D3DC", line: "#3F6A9A" }, base: { kind: "disc", from: "#FFFFFF", to: "#E4E1DA", rim: "#5B86B5", radius: 456, rings: [352] }, scale: 1.55, bakes: ["golden"], crumbs: 10,
    pastries: [["croissant", 0.36, 0.34, -30], ["raisin", 0.67, 0.38, 0], ["eclair", 0.345, 0.66, 32, "pistachio"], ["croissant", 0.65, 0.7, 150]],
  },
  {
    width: 1001, height: 1001, light: evening, table: wood.driftwood, base: { ...steel, from: "#5D7F9E", to: "#36536F", rim: "#B9CDDD" }, scale: 1.26, bakes: ["dark", "dark", "golden"], crumbs: 26,
    pastries: [
      ["croissant", 0.25, 0.22, 34], ["brioche", 0.56, 0.2, 0], ["eclair", 0.81, 0.31, 76, "chocolate"],
      ["pain", 0.37, 0.49, -18], ["cookie", 0.65, 0.55, 0],
      ["raisin", 0.24, 0.77, 60], ["croissant", 0.65, 0.81, -12],
    ],
  },
];
