// Bad input and bad luck on the way in, and a step taken back: each met with a sentence, nothing typed lost.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { DESK, folder, openPage, startApp, startBrowser } from './ui-app.mjs';

/** A server on a free port, closed after the test. */
async function serve(t, answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test('a relay that does not answer and a sign-in page are told apart, and what was typed stays', async (t) => {
  const app = await startApp(t, folder(t));
  const browser = await startBrowser(t);
  const { page } = await openPage(browser, app);
  const portal = await serve(t, (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the mall</h1>'));

  await page.getByRole('button', { name: '简体中文' }).tap();
  await page.getByRole('button', { name: /用加入码/ }).tap();
  const join = page.getByRole('button', { name: '加入', exact: true });
  await page.getByLabel('中继地址').fill(portal);
  await page.getByLabel('加入码').fill('7kq2mx9ztb');
  await join.tap();
  await page.getByText(/应答的不是中继/).waitFor();

  await page.getByLabel('中继地址').fill('http://127.0.0.1:1');
  await join.tap();
  await page.getByText(/中继没有应答/).waitFor();
  assert.equal(await page.getByLabel('加入码').inputValue(), '7KQ2M X9ZTB');
});

test('an event is planned, its lead is counted, and Ctrl-Z takes the lead back', async (t) => {
  const app = await startApp(t, folder(t));
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, DESK);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: /Open a new store/ }).click();
  await page.getByLabel('Store name').fill('Harbour demo');
  await page.getByLabel('Your name').fill('周岚');
  await page.getByRole('button', { name: 'Open the store' }).click();

  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('link', { name: 'New event' }).first().click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/cannot be empty/).waitFor();
  await page.getByLabel('Name').fill('Autumn show');
  await page.getByLabel('Cost').fill('3.5万');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Autumn show' }).waitFor();
  await page.getByText('¥35,000').waitFor();

  await page.locator('body').press('n');
  await page.getByLabel('Phone', { exact: true }).fill('13800000005');
  await page.getByRole('button', { name: 'Save and next' }).click();
  await page.getByText(/^Saved 13800000005/).waitFor();
  const leads = async () => (await app.call('events')).rows[0].leads;
  assert.equal(await leads(), 1);

  await page.getByRole('heading', { name: 'Capture a lead' }).click();
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('Control+z');
  await page.getByText('Undone').waitFor();
  const { rows } = await app.call('list_customers', {
    filter: { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null }, sort: 'opened', offset: 0, limit: 10,
  });
  assert.deepEqual(rows, []);
  assert.equal(await leads(), 0);
  assert.deepEqual(errors, []);
});

test('the practice store opens in one tap, is wiped in two, and leaves nothing for the next store', async (t) => {
  const app = await startApp(t, folder(t));
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, DESK);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: /Look around/ }).click();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByText('300 customers').waitFor();
  await page.getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByRole('button', { name: 'Wipe practice data' }).click();
  await page.getByRole('button', { name: 'Wipe', exact: true }).click();
  await page.getByRole('button', { name: /Open a new store/ }).click();
  await page.getByLabel('Store name').fill('Harbour demo');
  await page.getByLabel('Your name').fill('周岚');
  await page.getByRole('button', { name: 'Open the store' }).click();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByText(/^0 customers/).waitFor();
  assert.equal((await app.call('state')).phase.store.practice, false);
  assert.deepEqual(errors, []);
});
