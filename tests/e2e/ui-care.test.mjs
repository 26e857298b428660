// After the hand-over in the browser: the return visits of an owner, the form that fills the last step of the sales process,
// and how a contact from the file is written down.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, lead, openPage, startBrowser, startPractice, until } from './ui-app.mjs';
import { lookAround } from './ui-look.mjs';

const ALL = { search: '', states: [], owners: [], from: null, upto: null, contested: false, customer: null, offset: 0, limit: 200 };

/** Delivered purchases of the practice store, each as its page tells it. */
async function delivered(app) {
  const { rows } = await app.call('orders', { ...ALL, states: ['delivered'] });
  const pages = await Promise.all(rows.map(async (row) => [row, await app.call('opportunity', { file: row.customer.file, opportunity: row.opportunity })]));
  return pages.map(([row, page]) => ({ file: row.customer.file, path: `customers/${row.customer.file}/opportunities/${row.opportunity}?step=after_delivery`, page, row }));
}

const missing = ({ process }) => process.steps.find((step) => step.stage === 'after_delivery').missing.map((one) => one.fact);
const open = (page) => page.return_visits.filter((visit) => visit.result === null);

/** S7, S17, S20, F9 */
test('what follows a hand-over is whole, readable and free of identifiers', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const all = await delivered(app);
  const told = all.find(({ page }) => open(page).length > 0 && page.return_visits.some((visit) => visit.result?.visit));
  assert.ok(told, 'an owner was visited and will be again');
  await app.call('edit_customer', {
    file: told.file,
    edits: [['email', 'owner@example.cn'], ['acquisition_channel', 'staff_tip']].map(([field, value]) => ({ edit: 'field', field, value })),
  });
  const allotted = (await app.call('orders', { ...ALL, states: ['allotted'] })).rows[0];
  assert.deepEqual(await lookAround(browser, app, async ({ page, go, see, way }) => {
    await go(told.path);
    await page.locator('article').first().waitFor();
    await see('care-step');
    await page.getByRole('button', { name: way.language === 'en' ? 'Write down the visit' : '填写回访' }).first().click();
    await page.getByRole('dialog').getByRole('radio', { name: way.language === 'en' ? 'Reached' : '已联系上', exact: true }).check({ force: true });
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await see('care-form');
    await page.keyboard.press('Escape');
    await go(`customers/${told.file}?tab=profile`);
    await page.locator('header').first().waitFor();
    await see('care-customer');
    await go(`customers/${allotted.customer.file}/orders/${allotted.order}`);
    await see('care-order');
  }), []);
});

/** S7 */
test('a return visit written down by keyboard completes the last step', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, DESK);
  const all = await delivered(app);
  const { file, path, row } = all.find((one) => open(one.page).length > 0 && missing(one.page).length > 0);
  const core = () => app.call('opportunity', { file, opportunity: row.opportunity });
  await page.goto(`${app.origin}/#/${path}`);
  const record = page.getByRole('button', { name: '填写回访' }).first();
  await record.waitFor();
  await record.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: '已联系上' }).focus();
  await page.keyboard.press('Space');
  const save = async () => {
    await sheet.getByRole('button', { name: '保存结果' }).focus();
    await page.keyboard.press('Enter');
  };
  await save();
  await sheet.getByText('请选择满意度').waitFor();
  await sheet.getByRole('radio', { name: '非常满意' }).focus();
  await page.keyboard.press('Space');
  await sheet.getByLabel('用车感受').focus();
  await page.keyboard.type('安静，省油');
  await sheet.getByLabel('没有建议和要求').focus();
  await page.keyboard.press('Space');
  await sheet.getByLabel('客户资料已核对').focus();
  await page.keyboard.press('Space');
  await save();
  await sheet.waitFor({ state: 'detached' });
  await until((lacks) => lacks.length === 0, async () => missing(await core()));
  await page.getByText('安静，省油').first().waitFor();
  assert.deepEqual(errors, []);
});

/** F9 */
test('how a contact from the file went is asked for when it has begun', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page } = await openPage(browser, app, DESK);
  const { file } = await app.call('capture_lead', lead({ phones: ['13955550007'], name: '高建国', grade: 'A' }));
  await page.goto(`${app.origin}/#/customers/${file}`);
  const message = page.getByRole('link', { name: /^给 .*发短信$/ });
  await message.waitFor();
  assert.match(await message.getAttribute('href'), /^sms:1\d{10}$/);
  // There is no program here that writes messages.
  await message.evaluate((link) => { link.removeAttribute('href'); link.click(); });
  const sheet = page.getByRole('dialog');
  await sheet.getByText(/^联系结果/).first().waitFor();
  await sheet.getByRole('radio', { name: '已联系上' }).check({ force: true });
  await sheet.getByRole('textbox').first().fill('发了周末活动地址');
  await sheet.getByRole('button', { name: '保存' }).click();
  await sheet.waitFor({ state: 'detached' });
  const { customer } = await app.call('customer', { file });
  const line = customer.entries.find((one) => one.text === '发了周末活动地址');
  assert.deepEqual([line.kind, line.outcome], ['message', 'reached']);
  await app.call('edit_customer', { file, edits: [{ edit: 'field', field: 'do_not_call', value: 'yes' }] });
  await page.reload();
  await page.getByRole('button', { name: /勿扰/ }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: /发短信$/ }).count(), 0);
});
