// Orders, delivery and vehicles in the browser: looked at in every way, and worked by keyboard alone from the purchase to
// the hand-over.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, openPage, PHONE, startBrowser, startPractice, until } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

const VIN = '1HGCM82633A004352';
const ALL = { search: '', states: [], owners: [], from: null, upto: null, contested: false, customer: null, offset: 0, limit: 200 };

async function orderIn(app, state) {
  const { rows } = await app.call('orders', { ...ALL, states: [state] });
  return rows[0] && `customers/${rows[0].customer.file}/orders/${rows[0].order}`;
}

/** A customer of one's own with an order of one car. */
async function ordered(app, phone, name) {
  const { rows } = await app.call('orders', ALL);
  assert.ok(rows.length > 0);
  const saved = await app.call('buy_directly', {
    name, phones: [phone], sex: 'male', source: 'walk_in', private: [], catalogue: null,
    car: [{ field: 'model', value: 'A4L 40 TFSI' }, { field: 'price_fen', value: '32万' }], fields: [],
  });
  return { file: saved.saved.file, order: saved.order, number: saved.number };
}

/** O1, O3, O4, D1: every screen of orders, in both languages, on phone and desk, light and dark. */
test('every screen of orders is whole, readable and free of identifiers', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const vehicles = await app.call('vehicles', { search: '', customer: null, offset: 0, limit: 1 });
  assert.ok(vehicles.total > 0, 'the practice store has cars');
  const screens = {
    orders: 'orders', buy: 'orders/new', 'order-open': await orderIn(app, 'deposit_paid'), 'order-allotted': await orderIn(app, 'allotted'),
    'order-delivered': await orderIn(app, 'delivered'), vehicles: 'vehicles', vehicle: `vehicles/${vehicles.rows[0].vehicle.id}`,
    'orders-none': 'orders?q=zzzz',
  };
  assert.deepEqual(Object.entries(screens).filter(([, path]) => !path), []);
  assert.deepEqual(await lookAround(browser, app, seeAll(Object.entries(screens))), []);
});

/** O1, O3, O4, D7: by keyboard alone. */
test('from the purchase to the keys by keyboard alone', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, DESK);
  const { file, order } = await ordered(app, '13955550001', '高建国');
  const state = async () => (await app.call('order', { file, order })).state;
  const press = async (name) => {
    const button = page.getByRole('button', { name, exact: true }).first();
    // The core knows what may come next a moment before the page.
    await until(Boolean, () => button.isEnabled());
    await button.focus();
    await page.keyboard.press('Enter');
  };
  await page.goto(`${app.origin}/#/customers/${file}/orders/${order}`);
  await press('签订');
  await press('签订');
  await page.getByRole('dialog').getByRole('button', { name: '签订' }).press('Enter');
  await until((now) => now === 'signed', state);
  await press('收款');
  await page.getByRole('dialog').getByLabel('金额').fill('320000');
  await page.keyboard.press('Enter');
  await until((now) => now === 'deposit_paid', state);
  await press('配车');
  await page.getByRole('dialog').getByLabel('VIN 底盘号').fill(VIN);
  await page.keyboard.press('Enter');
  await until((now) => now === 'allotted', state);
  await press('已核对客户档案');
  await press('交车');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(/：原因$/).first().fill('客户改日补');
  await sheet.getByRole('button', { name: '全部用第一项的原因' }).press('Enter');
  await sheet.getByRole('button', { name: '交车', exact: true }).press('Enter');
  await until((now) => now === 'delivered', state);
  assert.deepEqual(errors, []);
});

/** O3: a VIN that another order has is named before it is refused. */
test('a VIN that another order has is named and refused', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page } = await openPage(browser, app, PHONE);
  const [one, other] = [await ordered(app, '13955550001', '高建国'), await ordered(app, '13955550002', '方志远')];
  const { cars } = await app.call('order', { file: one.file, order: one.order });
  await app.call('allot_car', { file: one.file, car: cars[0].car.id, vin: VIN });
  await page.goto(`${app.origin}/#/customers/${other.file}/orders/${other.order}`);
  await page.getByRole('button', { name: '配车', exact: true }).click();
  await page.getByRole('dialog').getByLabel('VIN 底盘号').fill(VIN.toLowerCase());
  await page.getByText(new RegExp(`已配给订单 ${one.number}`)).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '配车', exact: true }).click();
  await page.getByText('这个 VIN 已配给另一张订单', { exact: false }).waitFor();
});

/** O4: money that was written down goes with a word, and the customer's timeline keeps it. */
test('a payment is taken back for a reason that the timeline tells', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, PHONE);
  const { file, order, number } = await ordered(app, '13955550001', '高建国');
  const on = (await app.call('today', { staff: null, everyone: false })).date;
  await app.call('act_on_order', { file, order, act: { act: 'sign', on } });
  await app.call('pay_order', { file, order, kind: 'deposit', way: 'card', amount: '1万', on, receipt: 'R1' });
  await page.goto(`${app.origin}/#/customers/${file}/orders/${order}`);
  await page.getByRole('button', { name: /^作废 定金/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('原因').fill('重复录入');
  await sheet.getByRole('button', { name: '作废', exact: true }).click();
  await until((left) => left === 0, async () => (await app.call('order', { file, order })).payments.length);
  await page.goto(`${app.origin}/#/customers/${file}`);
  const line = page.getByText(new RegExp(`作废收付款 ${number} 定金`));
  await line.waitFor();
  assert.match(await line.innerText(), /重复录入/);
  assert.deepEqual(errors, []);
});

/** O2: what was typed outlives the page, but for the identity number, and is sent once. */
test('a direct purchase is kept as a draft and opened once', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, PHONE);
  const { file: known } = await ordered(app, '13955550001', '高建国');
  await page.goto(`${app.origin}/#/orders/new`);
  await page.getByRole('heading', { name: '直接购车' }).waitFor();
  await page.getByLabel('客户名称').fill('高建军');
  await page.getByLabel('电话').fill('13955550001');
  await page.getByLabel('身份证号').fill('210203198506170021');
  await page.getByRole('status').filter({ hasText: '高建国' }).waitFor();
  await until((drafts) => drafts.some((draft) => draft.form === 'buy' && draft.values.phone === '13955550001'), () => app.call('drafts', {}));
  await page.reload();
  await until((name) => name === '高建军', () => page.getByLabel('客户名称').inputValue());
  assert.equal(await page.getByLabel('身份证号').inputValue(), '');
  assert.ok(!JSON.stringify(await app.call('drafts', {})).includes('210203198506170021'));
  await page.getByRole('button', { name: '开立订单' }).click();
  await page.waitForURL(/orders\/[0-9a-f-]{36}/);
  const { rows } = await app.call('orders', { ...ALL, search: '13955550001' });
  assert.deepEqual([rows.length, rows.filter((row) => row.customer.file === known).length], [2, 1]);
  await until((drafts) => drafts.every((draft) => draft.form !== 'buy'), () => app.call('drafts', {}));
  assert.deepEqual(errors, []);
});
