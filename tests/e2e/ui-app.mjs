// Starts the app as a person would and opens it in Chromium. Every process is ended by the test that started it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** A folder for one device's data, gone after the test. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'forecourt-ui-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The app on `data`, serving the browser. */
export async function startApp(t, data, ...more) {
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
  t.after(() => stop('SIGKILL'));
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the app did not start: ${said}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
  });
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

/** Chromium, closed after the test. */
export async function startBrowser(t) {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  t.after(() => browser.close());
  return browser;
}

/** A page of `app`, let in by its one-time address; `errors` collects what the page complained about. */
export async function openPage(browser, app, options = PHONE) {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(app.url);
  return { page, context, errors };
}

const WAIT_MS = 30_000;

/** Asks again until the answer is as wanted. */
export async function until(wanted, ask) {
  const ends = Date.now() + WAIT_MS;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > ends) throw new Error(`still ${JSON.stringify(answer)?.slice(0, 400)}`);
    await new Promise((again) => setTimeout(again, 50));
  }
}
