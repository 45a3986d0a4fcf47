// Drags one stage of a workflow with many over the canvas of a running application, and reads from the browser's own trace
// how long its frames took. Run by hand: see ../README.md.
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:5000', count = '60'] = process.argv.slice(2);
const owner = { email: process.env.STUDIO_EMAIL ?? 'ada@bakery.example', password: process.env.STUDIO_PASSWORD, key: process.env.STUDIO_KEY };
const MOVES = 240;
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'];

const project = await createProject(Number(count));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await signIn();
await page.goto(`${base}/projects/${project}/workflow`);
await page.waitForSelector('.canvas[data-live]');
await page.waitForTimeout(1500);
const calls = await countCalls();
const events = await trace(drag);
report(events, await calls());
await browser.close();

async function createProject(stages) {
  const post = async (path, body) => {
    const answer = await fetch(base + path, {
      method: 'POST', headers: { apikey: owner.key, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).data;
  };
  const { project: created } = await post('/v2/project', { name: `Canvas of ${stages}` });
  const middle = Array.from({ length: stages - 2 }, (_, i) => ({
    id: `L${i}`, type: 'Label', name: `Label ${i}`, next: [i === stages - 3 ? 'Complete' : `L${i + 1}`],
    position: { x: 352 + (i % 10) * 288, y: 160 + Math.floor(i / 10) * 160 },
  }));
  await post(`/v2/project/${created._id}`, {
    stages: [
      { id: 'Start', type: 'Start', next: ['L0'], position: { x: 64, y: 160 } },
      ...middle,
      { id: 'Complete', type: 'Complete', position: { x: 3232, y: 160 } },
    ],
  });
  return created._id;
}

async function signIn() {
  await page.goto(`${base}/signin`);
  await page.fill('input[type=email]', owner.email);
  await page.fill('input[type=password]', owner.password);
  await page.click('button[type=submit]:not([formaction])');
  await page.waitForURL(url => !url.pathname.startsWith('/signin'));
}

/** Counts what goes to the server while the stage is dragged. */
async function countCalls() {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let frames = 0;
  session.on('Network.webSocketFrameSent', ({ response }) => {
    frames++;
    bytes += response.payloadData.length;
  });
  return async () => ({ frames, bytes });
}

async function drag() {
  const box = await page.locator('.node[data-stage=L24] .stage-tile').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= MOVES; i++) {
    const angle = (i / MOVES) * Math.PI * 4;
    await page.mouse.move(x + Math.sin(angle) * 260, y + (1 - Math.cos(angle)) * 110);
  }
  await page.mouse.up();
  await page.waitForTimeout(400);
}

async function trace(action) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await action();
  const complete = new Promise(done => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  return events;
}

function report(events, { frames, bytes }) {
  const main = mainThread(events);
  const own = events.filter(event => event.pid === main.pid && event.tid === main.tid);
  const starts = own.filter(event => event.name === 'FireAnimationFrame').map(event => event.ts).sort((a, b) => a - b);
  const gaps = starts.slice(1).map((ts, i) => (ts - starts[i]) / 1000).filter(gap => gap < 200);
  const work = starts.slice(1).map((end, i) => busy(own, starts[i], end));
  const over = gaps.filter(gap => gap > 17.5).length;
  console.table({
    'between frames, ms': summary(gaps),
    'main thread per frame, ms of CPU': summary(work),
  });
  console.table({ 'mean per frame, ms of CPU': parts(own, starts.length) });
  console.log(`${starts.length} frames, ${over} later than 17.5 ms; ${frames} messages to the server, ${bytes} bytes`);
}

/** The thread on which the page's scripts run. */
function mainThread(events) {
  const counts = new Map();
  for (const event of events.filter(one => one.name === 'FireAnimationFrame')) {
    const key = `${event.pid}/${event.tid}`;
    counts.set(key, { pid: event.pid, tid: event.tid, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0];
}

/** The processor time of the thread, so that other programs on the machine do not count. */
function busy(events, from, to) {
  return events
    .filter(event => event.name === 'RunTask' && event.ph === 'X' && event.ts < to && event.ts >= from)
    .reduce((sum, event) => sum + (event.tdur ?? event.dur ?? 0), 0) / 1000;
}

/** What took the most of it. */
function parts(events, frames) {
  const sums = {};
  for (const { name, ph, tdur, dur } of events) {
    if (ph === 'X' && name !== 'RunTask') sums[name] = (sums[name] ?? 0) + (tdur ?? dur ?? 0) / 1000 / frames;
  }
  const top = Object.entries(sums).sort((a, b) => b[1] - a[1]).slice(0, 8);
  return Object.fromEntries(top.map(([name, ms]) => [name, Number(ms.toFixed(2))]));
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1));
  return { p50: at(.5), p95: at(.95), p99: at(.99), max: at(1) };
}
