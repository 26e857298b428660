// By the keyboard alone, from the door to the order: what one person types at the desk and then as the consultant.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, openReady, openStore, startApp, startBrowser, tabTo, until } from './ui-app.mjs';

/** Goes to a button, link or other thing by its name, and presses a key there. */
async function press(page, role, name, key = 'Enter', scope = page) {
  await tabTo(page, scope.getByRole(role, { name, exact: typeof name === 'string' }).first());
  await page.keyboard.press(key);
}

const type = async (page, text, key = 'Enter') => {
  await page.keyboard.insertText(text);
  await page.keyboard.press(key);
};
const sheet = (page) => page.getByRole('dialog');
const closed = (page) => sheet(page).waitFor({ state: 'detached' });

// R5, R13, S2, S5, O1, O4
test('by keyboard alone a visitor is received, understood, quoted for and sold a car', async (t) => {
  const app = await startApp(t, folder(t));
  await openStore(app, ['front_desk', 'consultant']);
  const browser = await startBrowser(t);
  const { page, errors } = await openReady(browser, app, DESK);
  await page.waitForURL(/#\/(today|reception)/);
  await page.keyboard.press('g');
  await page.keyboard.press('v');

  const box = page.getByRole('textbox', { name: '电话、车牌或姓名' });
  await until(Boolean, () => box.evaluate((element) => element === document.activeElement));
  await page.keyboard.type('13800001234');
  await page.getByText('这台设备上没有这位客户').waitFor();
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: '姓名', exact: true });
  await until(Boolean, () => name.evaluate((element) => element === document.activeElement));
  await page.getByRole('radio', { name: /周岚/ }).waitFor();
  await type(page, '刘汉');
  await page.getByTestId('reception-line').getByText('接待中').waitFor();
  await press(page, 'link', '刘汉');

  const { rows: [{ file }] } = await app.call('list_customers', { filter: EVERYBODY, sort: 'opened', offset: 0, limit: 1 });
  const purchase = async () => (await app.call('customer', { file })).customer.opportunities[0];
  const core = async () => app.call('opportunity', { file, opportunity: (await purchase()).id });
  await press(page, 'button', '单位: 补充');
  await type(page, '三鹿乳业');
  await page.getByRole('button', { name: '单位: 三鹿乳业' }).waitFor();

  await press(page, 'link', '打开销售流程');
  await press(page, 'button', '进入弄清需求');
  await sheet(page).waitFor();
  await press(page, 'button', /^先跳过/, 'Enter', sheet(page));
  await until((stage) => stage === 'needs', async () => (await purchase()).stage);
  await closed(page);
  await press(page, 'button', '用途: 补充');
  await type(page, '上下班');
  await press(page, 'button', '接受价位: 补充');
  await type(page, '45万');
  await until((one) => one.budget === 45_000_000 && one.fields.intended_use === '上下班', purchase);

  await press(page, 'button', /制定提案/);
  await press(page, 'button', '新建报价');
  await press(page, 'button', '车型配置: 补充');
  await type(page, 'A6L 45 TFSI');
  await press(page, 'button', '加一行');
  await tabTo(page, sheet(page).getByRole('textbox', { name: '金额' }));
  await type(page, '42万');
  await closed(page);
  await press(page, 'button', '报给客户');
  await press(page, 'button', '客户接受');
  await press(page, 'button', '按此报价开订单');
  await page.waitForURL(/orders\//);
  await press(page, 'button', '签订');
  await sheet(page).waitFor();
  await press(page, 'button', '签订', 'Enter', sheet(page));
  await closed(page);
  await until((list) => list.rows[0]?.state === 'signed', () => app.call('orders', { search: '', states: [], owners: [], from: null, upto: null, contested: false, customer: file, offset: 0, limit: 5 }));
  assert.equal((await core()).opportunity.stage, 'closing');
  assert.deepEqual(errors, []);
});
