// A second device: invited by code, confirmed by six digits, shown the first one's leads live.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, folder, openPage, PHONE, startApp, startBrowser } from './ui-app.mjs';

test('a device joins by code, its six digits are confirmed, and a lead appears on the other screen by itself', async (t) => {
  const browser = await startBrowser(t);
  const manager = await startApp(t, folder(t));
  const { page: desk, errors } = await openPage(browser, manager, DESK);
  await desk.getByRole('button', { name: 'English' }).click();
  await desk.getByRole('button', { name: /Open a new store/ }).click();
  await desk.getByLabel('Store name').fill('Harbour demo');
  await desk.getByLabel('Your name').fill('周岚');
  await desk.getByRole('button', { name: 'Open the store' }).click();
  await desk.getByRole('link', { name: 'Store', exact: true }).click();
  await desk.getByRole('button', { name: 'Add a person' }).click();
  await desk.getByLabel('Name').fill('李想');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('button', { name: 'Invite a device for 李想' }).click();
  const code = (await desk.getByTestId('invitation-code').textContent()) ?? '';
  const relay = (await desk.getByTestId('invitation-relay').textContent()) ?? '';

  const consultant = await startApp(t, folder(t));
  const { page: phone } = await openPage(browser, consultant, PHONE);
  await phone.getByRole('button', { name: '简体中文' }).tap();
  await phone.getByRole('button', { name: /用加入码/ }).tap();
  await phone.getByLabel('中继地址').fill(relay);
  await phone.getByLabel('加入码').fill('0000000000');
  await phone.getByRole('button', { name: '加入', exact: true }).tap();
  await phone.getByText(/加入码不对/).waitFor();
  await phone.getByLabel('加入码').fill(code.toLowerCase());
  await phone.getByRole('button', { name: '加入', exact: true }).tap();
  const shown = (await phone.getByRole('img', { name: /六位数字/ }).textContent()) ?? '';
  const told = (await desk.getByTestId('pending-digits').textContent()) ?? '';
  assert.match(shown, /^\d{3} \d{3}$/);
  assert.equal(told, shown);
  await desk.getByRole('button', { name: /They agree/ }).click();
  await phone.getByRole('link', { name: '新线索', exact: true }).waitFor();

  await desk.getByRole('button', { name: 'Close' }).click();
  await desk.getByRole('link', { name: 'Customers' }).click();
  await phone.getByRole('link', { name: '新线索', exact: true }).tap();
  await phone.getByLabel('手机号').fill('13800000004');
  await phone.getByLabel('姓名').fill('单小宇');
  await phone.getByRole('button', { name: '保存并继续' }).tap();
  await desk.getByText('单小宇').first().waitFor();
  await phone.getByTestId('sync-pill').getByText('已同步').waitFor();
  assert.deepEqual(errors, []);
});
