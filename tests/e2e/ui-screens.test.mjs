// Every screen of the practice store, on phone and desk, in both languages: axe finds nothing serious, nothing is
// wider than the window, no identifier is shown. Leaves the pictures of README.md behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startBrowser, startPractice } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

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
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const screens = await Promise.all(SCREENS.map(async (screen) => [screen.replace('/', '-'), await address(app, screen)]));
  assert.deepEqual(screens.filter(([, path]) => !path), []);
  assert.deepEqual(await lookAround(browser, app, seeAll(screens)), []);
});
