// Starts the app as a person would and opens it in Chromium. Every process is ended by the test that started it.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const need = createRequire(join(root, 'ui/package.json'));
const { chromium } = need('playwright-core');
export const { AxeBuilder } = need('@axe-core/playwright');

const BINARY = process.env.FORECOURT_BIN ?? join(root, 'target/debug/forecourt');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const START_MS = 30_000;

/** The two windows every screen is looked at in. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1440, height: 900 } };

const ends = new WeakMap();

/** Does `end` after the test: what was begun last ends first, so that no folder goes while an app is at work in it. */
function atEnd(t, end) {
  if (!ends.has(t)) {
    ends.set(t, []);
    t.after(async () => {
      const failed = [];
      for (const one of ends.get(t).reverse()) await Promise.resolve().then(one).catch((error) => failed.push(error));
      if (failed.length > 0) throw failed[0];
    });
  }
  ends.get(t).push(end);
}

/** A folder for one device's data, gone after the test. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'forecourt-ui-'));
  atEnd(t, () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts the app on `data`, serving the browser. */
function spawnApp(data, more) {
  const child = spawn(BINARY, ['--browser', '--no-open', '--port', '0', '--data', data, '--key-file', join(data, 'key'), ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-4000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  const address = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the app did not start: ${said}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
  });
  return { stop, address };
}

/** The app on `data`, serving the browser. */
export async function startApp(t, data, ...more) {
  const { stop, address: started } = spawnApp(data, more);
  atEnd(t, () => stop('SIGKILL'));
  const address = await started;
  return {
    url: address.url,
    origin: new URL(address.url).origin,
    stop,
    /** A command, as a script would give it. */
    async call(name, request = {}) {
      const response = await fetch(new URL(`/api/${name}`, address.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      const answer = await response.json();
      if (!response.ok) throw Object.assign(new Error(`${name}: ${answer.code}`), answer);
      return answer;
    },
  };
}

const PRACTICE = process.env.FORECOURT_PRACTICE;

/** Makes the practice store in `data`, where it is not there yet. */
export async function makePractice(data) {
  if (existsSync(join(data, 'practice.db'))) return;
  const { stop, address } = spawnApp(data, ['--practise']);
  await address;
  await stop();
}

let made;
/** The practice store that tests begin with: of the whole run, else of this file. */
async function practice() {
  if (PRACTICE) return PRACTICE;
  made ??= (async () => {
    const data = mkdtempSync(join(tmpdir(), 'forecourt-practice-'));
    process.once('exit', () => rmSync(data, { recursive: true, force: true }));
    await makePractice(data);
    return data;
  })();
  return made;
}

/** The app on a practice store of its own: copied, for making one takes longer than most tests. */
export async function startPractice(t) {
  const data = folder(t);
  cpSync(await practice(), data, { recursive: true });
  return startApp(t, data);
}

/** Chromium, closed after the test. */
export async function startBrowser(t) {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  atEnd(t, () => browser.close());
  return browser;
}

/** A page of `app`, let in by its one-time address, or by what an earlier one left behind; `errors` collects what the page complained about. */
export async function openPage(browser, app, options = PHONE) {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', storageState: app.letIn, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  // The address opens once; what it left behind opens from then on.
  await page.goto(app.letIn ? app.origin : app.url);
  app.letIn ??= await context.storageState();
  return { page, context, errors };
}

const WAIT_MS = 30_000;

/** Asks again until the answer is as wanted. */
export async function until(wanted, ask, most = WAIT_MS) {
  const ends = Date.now() + most;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > ends) throw new Error(`still ${JSON.stringify(answer)?.slice(0, 400)}`);
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** Opens a store on `app`, its relay within, with one person who has `roles` and is its administrator. */
export async function openStore(app, roles = ['sales_manager']) {
  await app.call('set_language', { language: 'zh-CN' });
  return app.call('open_store', { store_name: '滨河路店', staff_name: '周岚', roles, relay: null, code: null });
}

/** Puts `name` on the staff of `manager`'s store and lets `device` in as theirs; answers their id. */
export async function letIn(manager, device, name, roles = ['consultant']) {
  await device.call('set_language', { language: 'zh-CN' });
  await manager.call('add_staff', { name, roles });
  const added = (store) => store.staff.find((person) => person.name === name);
  const { id } = added(await until(added, () => manager.call('store')));
  const { relay, code } = await manager.call('invite_device', { staff: id });
  await device.call('join_store', { relay, code, device_name: `${name}的手机` });
  const [waiting] = await until((pending) => pending.length === 1 && pending[0].digits !== '', () => manager.call('pending_devices'));
  await manager.call('confirm_device', { slot: waiting.slot, admit: true });
  await until((state) => state.phase.phase === 'ready', () => device.call('state'));
  return id;
}

/** A lead as the form sends it, with `fields` of its own. */
export const lead = (fields) => ({
  phones: [], name: '', sex: null, contact_refused: false, event: null, interests: [], named: [], grade: null, source: null,
  information_source: null, budget: '', purchase_on: null, next_follow_up_on: null, remark: '', consents: [], draft: null,
  request: null, ...fields,
});

/** What a list asks for when it asks for everybody. */
export const EVERYBODY = { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null };

/** A page of `app` that has come to its first screen; until then an address asked for would be overtaken. */
export async function openReady(browser, app, size) {
  const opened = await openPage(browser, app, size);
  opened.page.setDefaultTimeout(20_000);
  await opened.page.waitForURL(/#\/[a-z]+/, { waitUntil: 'commit' });
  return { ...opened, go: (path) => opened.page.goto(`${app.origin}/#/${path}`) };
}

/** Presses Tab until `wanted`, or what it holds, has the focus: nothing is ever clicked. */
export async function tabTo(page, wanted, most = 150) {
  await wanted.waitFor();
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
    // The focus trap of a sheet looks after each Tab in a field of time where it led, as soon as the page has a moment. A
    // person's next key comes later than that; one of ours that did not would find the focus taken back.
    await page.evaluate(() => new Promise((next) => { setTimeout(next); }));
  }
  throw new Error(`the keyboard does not lead to ${wanted}`);
}
