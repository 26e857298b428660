// The lock: a PIN is set, the app is locked and shows nothing of any customer, a wrong PIN costs a try, the right one brings
// back what was being typed. After a restart nothing opens without it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { folder, lead, openPage, openReady, openStore, PHONE, startApp, startBrowser, startPractice } from './ui-app.mjs';

const PIN = '258013';

async function type(page, pin) {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('button', { name: '确定' }).tap();
}

test('a locked app shows no customer, counts wrong PINs, and gives back what was typed', async (t) => {
  const data = folder(t);
  const app = await startApp(t, data);
  await openStore(app, ['consultant']);
  await app.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉' }));
  // A PIN needs the store's recovery key first, so that a forgotten one costs nothing.
  await app.call('make_recovery_key');
  const browser = await startBrowser(t);
  const { page, go, errors } = await openReady(browser, app, PHONE);
  await go('me/lock');
  await page.getByRole('button', { name: '设置 PIN' }).tap();
  await type(page, PIN);
  await page.getByText('再输一遍新 PIN').waitFor();
  await type(page, PIN);
  await page.getByText('PIN 已生效').waitFor();

  await go('capture');
  await page.getByLabel('手机号').fill('1380000');
  await app.call('lock');
  const lock = page.locator('#lock');
  await lock.waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /刘汉|1380000/);
  await assert.rejects(app.call('list_customers', { filter: {}, sort: 'opened', offset: 0, limit: 1 }), { code: 'locked' });
  await page.keyboard.press('n');
  await type(page, '111111');
  await page.getByText(/还可以试 9 次/).waitFor();
  await type(page, PIN);
  await lock.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('手机号').inputValue(), '1380000');
  assert.deepEqual(errors, []);

  await app.stop();
  const again = await startApp(t, data);
  const { page: reopened } = await openPage(browser, again, PHONE);
  await reopened.locator('#lock').waitFor();
  await type(reopened, PIN);
  await reopened.getByRole('link', { name: '新线索', exact: true }).waitFor();
});

test('after an update the app says how far it is with the lists, and opens by itself', async (t) => {
  const app = await startPractice(t);
  const { page, errors } = await openReady(await startBrowser(t), app, PHONE);
  const state = await app.call('state');
  // Real lists are made in the blink of an eye here, so the state that the core tells is put in its place.
  let phase = { phase: 'preparing', done: 1_000, all: 50_300 };
  await page.route('**/api/state', (route) => route.fulfill({ json: { ...state, phase } }));
  await page.reload();
  await page.getByRole('heading', { name: '正在整理这台设备上的资料' }).waitFor();
  await page.getByText('已整理 1,000 / 50,300 份').waitFor();
  phase = { ...phase, done: 50_000 };
  await page.getByText('已整理 50,000 / 50,300 份').waitFor();
  ({ phase } = state);
  await page.getByLabel('手机号').waitFor();
  assert.deepEqual(errors, []);
});
