// A customer asks to be forgotten: the request says what goes, the general manager approves, and the file is gone for good.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, lead, openReady, openStore, startApp, startBrowser, until } from './ui-app.mjs';

test('an erasure is asked for, approved, and leaves nothing behind that opens', async (t) => {
  const app = await startApp(t, folder(t));
  await openStore(app, ['sales_manager', 'general_manager']);
  const { file } = await app.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉', remark: '蓝色 S6' }));
  const { page, go, errors } = await openReady(await startBrowser(t), app, DESK);
  await go(`customers/${file}`);
  await page.getByRole('button', { name: '更多操作' }).first().click();
  await page.getByRole('menuitem', { name: '申请删除客户' }).click();
  await page.getByText('无法恢复；再同步回来的内容也会被拒收').waitFor();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('已申请删除这位客户').waitFor();

  await page.getByRole('link', { name: '去审批' }).click();
  const row = page.getByTestId('erasure');
  await row.getByText('刘汉').waitFor();
  await row.getByRole('button', { name: '批准删除' }).click();
  await page.getByRole('button', { name: '永久删除' }).click();
  await row.waitFor({ state: 'detached' });
  await until((list) => list.total === 0, () => app.call('list_customers', { filter: EVERYBODY, sort: 'opened', offset: 0, limit: 1 }));
  await go(`customers/${file}`);
  await page.getByTestId('erased').waitFor();
  assert.deepEqual((await app.call('list_customers', { filter: { ...EVERYBODY, search: '刘汉' }, sort: 'opened', offset: 0, limit: 1 })).rows, []);
  assert.deepEqual(errors, []);
});
