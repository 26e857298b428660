// Somebody leaves while their phone is away: one act shuts it out, the book passes on, what the phone had not sent reaches
// the review box and a manager adopts it, and the phone holds nothing any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, lead, letIn, openPage, openReady, openStore, PHONE, startApp, startBrowser, until } from './ui-app.mjs';

test('a leaver is shut out in one act, their customers pass on, and no unsent lead is lost', async (t) => {
  const [desk, pocket] = [folder(t), folder(t)];
  let manager = await startApp(t, desk);
  let consultant = await startApp(t, pocket);
  await openStore(manager);
  await letIn(manager, consultant, '李想');
  const { file } = await consultant.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉' }));
  await until((page) => page !== null, () => manager.call('customer', { file }).catch(() => null));
  // The relay lives in the manager's app: while that is away, what the consultant writes stays on the phone.
  await manager.stop();
  const { file: unsent } = await consultant.call('capture_lead', lead({ phones: ['13800000002'], name: '单小宇' }));
  await consultant.stop();

  manager = await startApp(t, desk);
  const browser = await startBrowser(t);
  const { page, go, errors } = await openReady(browser, manager, DESK);
  await go('store/staff');
  await page.getByRole('button', { name: '为 李想 办理离职' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 台设备马上断开').waitFor();
  await dialog.getByRole('button', { name: '停用 李想' }).click();
  await dialog.getByText(/李想 名下有 1 份客户档案/).waitFor();
  await dialog.getByLabel('接手的同事').click();
  await page.getByRole('option', { name: '周岚' }).click();
  await dialog.getByRole('button', { name: '移交 1 份' }).click();
  await dialog.getByText('1 份客户档案已交给周岚').waitFor();
  await dialog.getByRole('button', { name: '完成' }).click();
  await until((one) => one.owner?.name === '周岚', () => manager.call('customer', { file }));

  consultant = await startApp(t, pocket);
  await until((state) => state.phase.phase === 'wiped' && state.phase.waiting === 0, () => consultant.call('state'));
  await assert.rejects(consultant.call('customer', { file }));
  const { page: phone } = await openPage(browser, consultant, PHONE);
  await phone.getByRole('heading', { name: '这台设备上的门店数据已清除' }).waitFor();
  await phone.getByText(/已安全交出/).waitFor();

  await go('review');
  const card = page.getByTestId('review-card').filter({ hasText: '单小宇' });
  await card.getByText('李想').waitFor();
  await card.getByRole('button', { name: '采纳' }).click();
  await card.waitFor({ state: 'detached' });
  const { rows } = await until((list) => list.total === 2, () => manager.call('list_customers', { filter: EVERYBODY, sort: 'opened', offset: 0, limit: 10 }));
  assert.ok(rows.some((row) => row.file === unsent && row.name === '单小宇'));
  assert.deepEqual(errors, []);
});
