// Every screen of the practice store, on phone and desk, in both languages: axe finds nothing serious, nothing is
// wider than the window, no identifier is shown. Leaves the pictures of README.md behind.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { DESK, openPage, startBrowser, startPractice } from './ui-app.mjs';
import { look, WAYS } from './ui-look.mjs';

const SHOTS = process.env.FORECOURT_SHOTS ?? fileURLToPath(new URL('./screenshots/', import.meta.url));
const SCREENS = ['today', 'customers', 'customer', 'pipeline', 'capture', 'drafts', 'events', 'event', 'sync', 'store', 'store/devices', 'store/catalogue', 'store/rules', 'me', 'me/lock', 'proposals', 'erasures'];

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
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const first = await openPage(browser, app, DESK);
  const storageState = await first.context.storageState();
  const findings = [];
  for (const way of WAYS) {
    const { language, scheme, size } = way;
    await app.call('set_language', { language });
    const context = await browser.newContext({ locale: language, reducedMotion: 'reduce', colorScheme: scheme, storageState, ...size });
    const page = await context.newPage();
    page.on('pageerror', (error) => findings.push(`${page.url()}: ${error.message}`));
    for (const screen of SCREENS) {
      const at = await address(app, screen);
      if (!at) continue;
      await page.goto(`${app.origin}/#/${at}`);
      await look(page, screen.replace('/', '-'), way, findings, SHOTS);
    }
    await context.close();
  }
  assert.deepEqual(findings, []);
});
