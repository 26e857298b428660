// Every screen of the practice store, on phone and desk, in both languages: axe finds nothing serious, nothing is
// wider than the window, no identifier is shown. Leaves the pictures of README.md behind.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { AxeBuilder, DESK, folder, openPage, PHONE, startApp, startBrowser } from './ui-app.mjs';

const SHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));
const SCREENS = ['today', 'customers', 'customer', 'pipeline', 'capture', 'drafts', 'events', 'event', 'sync', 'store', 'store/devices', 'store/catalogue', 'store/rules', 'me', 'me/lock', 'proposals', 'erasures'];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const SERIOUS = ['serious', 'critical'];

async function address(app, screen) {
  // One that has come as far as a test drive has something to tell.
  const filter = { search: '', owners: [], sources: [], grades: [], stages: ['test_drive'], event: null, need: null };
  if (screen === 'customer') {
    const { rows } = await app.call('list_customers', { filter, sort: 'last_contact', offset: 0, limit: 1 });
    return rows[0] && `customers/${rows[0].file}`;
  }
  if (screen === 'event') {
    const { rows } = await app.call('events');
    return rows[0] && `events/${rows[0].event.id}`;
  }
  return screen;
}

test('every screen is whole, readable and free of identifiers', async (t) => {
  mkdirSync(SHOTS, { recursive: true });
  const app = await startApp(t, folder(t), '--practise');
  const browser = await startBrowser(t);
  const first = await openPage(browser, app, DESK);
  const storageState = await first.context.storageState();
  const findings = [];
  for (const [width, size] of [[390, PHONE], [1440, DESK]]) {
    for (const language of ['zh-CN', 'en']) {
      await app.call('set_language', { language });
      for (const scheme of language === 'zh-CN' ? ['light', 'dark'] : ['light']) {
        const context = await browser.newContext({ locale: language, reducedMotion: 'reduce', colorScheme: scheme, storageState, ...size });
        const page = await context.newPage();
        page.on('pageerror', (error) => findings.push(`${page.url()}: ${error.message}`));
        for (const screen of SCREENS) {
          const at = await address(app, screen);
          if (!at) continue;
          const name = `${screen.replace('/', '-')}-${width}-${language}${scheme === 'dark' ? '-dark' : ''}`;
          await page.goto(`${app.origin}/#/${at}`);
          await page.locator('main').waitFor();
          await page.waitForFunction(() => !document.querySelector('[role="status"] .mantine-Skeleton-root'));
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const found of violations.filter((one) => SERIOUS.includes(one.impact ?? ''))) {
            findings.push(`${name}: ${found.id} at ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
          }
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          if (wide > 0) findings.push(`${name}: ${wide} px wider than the window`);
          const text = await page.locator('body').innerText();
          if (UUID.test(text)) findings.push(`${name}: shows ${UUID.exec(text)?.[0]}`);
          await page.screenshot({ path: `${SHOTS}${name}.png` });
        }
        await context.close();
      }
    }
  }
  assert.deepEqual(findings, []);
});
