// How long a screen takes in Chromium from the question to the answer, and from there to painted rows, over a store of any
// size: `node tests/e2e/paint.mjs DATA [TIMES]`, where DATA is the folder that `bench lists --data` filled, or any other
// folder of an app. Each screen is opened first, when its code is not loaded yet, and again. One JSON line per screen and
// opening; figures, never verdicts.
import { pathToFileURL } from 'node:url';

import { DESK, openReady, startApp, startBrowser } from './ui-app.mjs';

const EVERYBODY = { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null };

/** Runs in the page: goes to `hash`, waits for `selector`, then until what it shows is painted. */
const visit = async ({ hash, selector, command }) => {
  performance.clearResourceTimings();
  const asked = performance.now();
  location.hash = hash;
  await new Promise((found) => {
    const look = () => document.querySelector(selector) && (watch.disconnect(), found());
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    look();
  });
  await new Promise((painted) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = painted;
    port2.postMessage(null);
  }));
  const painted = performance.now();
  const answers = performance.getEntriesByType('resource').filter((one) => one.name.endsWith(`/api/${command}`) && one.responseEnd <= painted);
  const answered = Math.max(asked, ...answers.map((one) => one.responseEnd));
  return { answer: answered - asked, paint: painted - answered, rows: document.querySelectorAll(selector).length };
};

/** Runs in the page: types one more letter into the search box and waits until the rows of the new answer are painted. */
const type = async ({ letter, command }) => {
  performance.clearResourceTimings();
  const box = document.querySelector('input[type="search"], [role="searchbox"]');
  const asked = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, box.value + letter);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  const answer = () => performance.getEntriesByType('resource').findLast((one) => one.name.endsWith(`/api/${command}`) && one.startTime >= asked && one.responseEnd > 0);
  while (!answer()) await new Promise((again) => setTimeout(again, 1));
  const answered = answer().responseEnd;
  await new Promise((changed) => {
    const rest = () => setTimeout(changed, 0);
    requestAnimationFrame(() => requestAnimationFrame(rest));
  });
  return { answer: answer().duration, waited: answer().startTime - asked, paint: performance.now() - answered, rows: 0 };
};

const spread = (times) => {
  const sorted = times.map((time) => Math.round(time * 10) / 10).toSorted((a, b) => a - b);
  return { p50: sorted[Math.ceil(sorted.length / 2) - 1], max: sorted.at(-1) };
};

async function measure(t, data, times) {
  const app = await startApp(t, data);
  const { page, go } = await openReady(await startBrowser(t), app, DESK);
  const { rows: [first] } = await app.call('list_customers', { filter: EVERYBODY, sort: 'last_contact', offset: 0, limit: 1 });
  const screens = [
    ['list', 'customers', '[data-testid="customer-row"]', 'list_customers'],
    ['board', 'pipeline', '[data-testid="pipeline-card"]', 'pipeline'],
    ['table', 'pipeline?view=table', '[data-testid="pipeline-row"]', 'pipeline'],
    ['today', 'today?who=all', '[data-testid="today-row"]', 'today'],
    ['week', 'today?view=week&who=all', '[data-testid="week-day"]', 'week'],
    ['file', `customers/${first.file}`, '[data-testid="odds"], [data-testid="loss-note"]', 'customer'],
    ['orders', 'orders', '[data-testid="order"]', 'orders'],
    ['losses', 'follow/losses', '[data-testid="loss-row"]', 'losses'],
    ['review', 'follow/review', '[data-testid="review-row"]', 'review_follow_ups'],
    ['register', 'reception/register', '[data-testid="reception-line"]', 'reception_lines'],
    ['merging', 'merging', '[data-testid="pair"]', 'merge_queue'],
  ];
  const settled = async () => {
    await go('me');
    await page.reload();
    await page.locator('main:visible').first().waitFor();
    await page.waitForLoadState('networkidle');
  };
  const tell = (screen, opened, seen) => process.stdout.write(`${JSON.stringify({
    screen, opened, times: seen.length, rows: seen.at(-1).rows, answer_ms: spread(seen.map((one) => one.answer)), paint_ms: spread(seen.map((one) => one.paint)),
  })}\n`);
  const patient = (screen, seen) => {
    let timer;
    const late = new Promise((_, refuse) => { timer = setTimeout(() => refuse(new Error(`${screen} shows nothing`)), 20_000); });
    return Promise.race([seen, late]).finally(() => clearTimeout(timer));
  };
  for (const [screen, hash, selector, command] of screens) {
    const first = [];
    const again = [];
    const open = (seen) => patient(screen, page.evaluate(visit, { hash: `#/${hash}`, selector, command })).then((one) => seen.push(one));
    try {
      for (let nth = 0; nth < times; nth += 1) {
        await settled();
        await open(first);
        await go('me');
        await page.locator(selector).first().waitFor({ state: 'detached' });
        await page.waitForLoadState('networkidle');
        await open(again);
      }
      tell(screen, 'first', first);
      tell(screen, 'again', again);
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
  const seen = [];
  for (let nth = 0; nth < times; nth += 1) {
    await settled();
    await page.evaluate(visit, { hash: '#/customers', selector: '[data-testid="customer-row"]', command: 'list_customers' });
    for (const letter of '138') seen.push(await page.evaluate(type, { letter, command: 'list_customers' }));
  }
  tell('search', 'again', seen);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [data, times = '10'] = process.argv.slice(2);
  const ends = [];
  try {
    await measure({ after: (end) => ends.unshift(end) }, data, Number(times));
  } finally {
    for (const end of ends) await end();
  }
}
