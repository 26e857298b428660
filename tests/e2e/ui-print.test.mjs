// Documents on paper in the browser: shown as they will be printed, kept as PDF, and found again on the timeline.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { DESK, openPage, startBrowser, startPractice } from './ui-app.mjs';
import { lookAround } from './ui-look.mjs';

const ALL = { search: '', states: [], owners: [], from: null, upto: null, contested: false, customer: null, offset: 0, limit: 200 };

async function orderIn(app, state) {
  const { rows } = await app.call('orders', { ...ALL, states: [state] });
  assert.ok(rows[0], `the practice store has an order ${state}`);
  return { file: rows[0].customer.file, order: rows[0].order, number: rows[0].number };
}

/** Waits until each page's picture was drawn: decoding fails where it cannot be. */
const drawn = (sheet) => sheet.locator('img').evaluateAll((images) => Promise.all(images.map((one) => one.decode())));

/** O4, C37: the preview is the paper; the PDF is kept by one key; the timeline keeps which template it was. */
test('an order is shown as it will be printed, kept as PDF, and can be had again from the timeline', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, DESK);
  const { file, order, number } = await orderIn(app, 'deposit_paid');
  const printed = async () => (await app.call('customer', { file })).customer.entries.filter((entry) => entry.kind === 'printed').length;
  const before = await printed();
  await page.goto(`${app.origin}/#/customers/${file}/orders/${order}`);
  await page.getByRole('button', { name: '打印 购车订单' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: '购车订单' });
  await sheet.getByRole('img', { name: /^第 1 页/ }).waitFor();
  await drawn(sheet);
  const chinese = await sheet.locator('img').first().getAttribute('src');
  await sheet.getByText('English').click();
  await page.waitForFunction((old) => document.querySelector('[role="dialog"] img')?.getAttribute('src') !== old, chinese);
  assert.equal(await printed(), before, 'a preview leaves no trace');
  const download = page.waitForEvent('download');
  await sheet.getByRole('button', { name: '保存 PDF' }).press('Enter');
  const kept = await download;
  assert.equal(kept.suggestedFilename(), `order-${number}.pdf`);
  assert.equal(readFileSync(await kept.path()).subarray(0, 5).toString(), '%PDF-');
  await sheet.waitFor({ state: 'hidden' });
  assert.equal(await printed(), before + 1);
  await page.goto(`${app.origin}/#/customers/${file}`);
  await page.getByText(`购车订单 ${number}（模板 v1）`).first().waitFor();
  await page.getByRole('button', { name: '按原模板再打印 购车订单' }).first().press('Enter');
  await page.getByRole('dialog', { name: '购车订单' }).getByRole('img').first().waitFor();
  assert.deepEqual(errors, []);
});

/** S5, S4, O4, D7: every document's preview, in every way. */
test('the preview of every document is whole and readable', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const open = await orderIn(app, 'deposit_paid');
  const done = await orderIn(app, 'delivered');
  const screens = {
    'print-order': { ...open, names: { 'zh-CN': '打印 购车订单', en: 'Print Sales order' } },
    'print-delivery': { ...done, names: { 'zh-CN': '打印 交车确认单', en: 'Print Delivery confirmation' } },
  };
  const findings = await lookAround(browser, app, async ({ page, way, go, see }) => {
    for (const [name, { file, order, names }] of Object.entries(screens)) {
      await go(`customers/${file}/orders/${order}`);
      await page.getByRole('button', { name: names[way.language] }).click();
      await page.getByRole('dialog').getByRole('img').first().waitFor();
      await drawn(page.getByRole('dialog'));
      await see(name);
    }
  });
  assert.deepEqual(findings, []);
});
