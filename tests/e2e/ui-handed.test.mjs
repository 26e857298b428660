// The phone in a customer's hands: only the form, in friendly words; what they agree to stands in the file; the colleague
// takes the phone back.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EVERYBODY, folder, lead, openReady, openStore, PHONE, startApp, startBrowser } from './ui-app.mjs';

test('a customer fills in the form alone, sees nobody else, and their consent is kept', async (t) => {
  const app = await startApp(t, folder(t));
  await openStore(app, ['consultant']);
  const { file } = await app.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉' }));
  const browser = await startBrowser(t);
  const { page, context, go, errors } = await openReady(browser, app, PHONE);
  await go('capture');
  await page.getByRole('button', { name: '请客户自己填' }).tap();
  await page.getByRole('button', { name: '开始' }).tap();
  await page.getByRole('heading', { name: '您好，欢迎登记' }).waitFor();
  await assert.rejects(app.call('customer', { file }), { code: 'form_only' });
  await page.reload();
  await page.getByRole('heading', { name: '您好，欢迎登记' }).waitFor();

  await page.getByLabel('您的手机号').fill('13800000001');
  assert.doesNotMatch(await page.locator('body').innerText(), /刘汉|已有客户/);
  await page.getByLabel('您的手机号').fill('13800000002');
  await page.getByLabel('怎么称呼您').fill('单小宇');
  await page.getByRole('button', { name: '提交' }).tap();
  await page.getByText('请先勾选同意').waitFor();
  await page.getByLabel(/我同意/).check();
  await page.getByRole('button', { name: '提交' }).tap();
  await page.getByText('谢谢您，单小宇！').waitFor();

  const hold = await page.getByRole('button', { name: '同事请长按这里' }).boundingBox();
  const touch = await context.newCDPSession(page);
  const at = [{ x: hold.x + hold.width / 2, y: hold.y + hold.height / 2 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at });
  await page.getByRole('link', { name: '今日', exact: true }).or(page.getByRole('button', { name: '保存并继续' })).first().waitFor();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const { rows } = await app.call('list_customers', { filter: { ...EVERYBODY, search: '单小宇' }, sort: 'opened', offset: 0, limit: 1 });
  const [consent] = (await app.call('customer', { file: rows[0].file })).customer.consents;
  assert.deepEqual([consent.purpose, consent.wording, consent.way], ['consulting', 'handed-1', 'tick']);
  assert.deepEqual(errors, []);
});
