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
    await button.waitFor();
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
