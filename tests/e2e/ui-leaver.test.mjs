// Somebody leaves while their phone is away: one act shuts it out, the book passes on, what the phone had not sent reaches
// the review box and a manager adopts or drops it, and the phone holds nothing any more. What was written around a
// hand-over is read by both sides.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, lead, letIn, openPage, openReady, openStore, PHONE, startApp, startBrowser, until } from './ui-app.mjs';

const all = (app) => app.call('list_customers', { filter: EVERYBODY, sort: 'opened', offset: 0, limit: 10 });

/** A manager's app with its relay, a consultant's phone, and a customer of theirs that both hold. */
async function scene(t) {
  const [desk, pocket] = [folder(t), folder(t)];
  const [manager, consultant] = [await startApp(t, desk), await startApp(t, pocket)];
  await openStore(manager);
  const id = await letIn(manager, consultant, '李想');
  const { file } = await consultant.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉' }));
  await until((page) => page !== null, () => manager.call('customer', { file }).catch(() => null));
  return { desk, pocket, manager, consultant, id, file };
}

test('a leaver is shut out in one act, their customers pass on, and no unsent lead is lost', async (t) => {
  const at = await scene(t);
  const { file } = at;
  // The relay lives in the manager's app: while that is away, what the consultant writes stays on the phone.
  await at.manager.stop();
  const { file: unsent } = await at.consultant.call('capture_lead', lead({ phones: ['13800000002'], name: '单小宇' }));
  const { file: rubbish } = await at.consultant.call('capture_lead', lead({ phones: ['13800000003'], name: '测试一下' }));
  await at.consultant.stop();

  const manager = await startApp(t, at.desk);
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
  await go('store/devices');
  await page.getByTestId('device').filter({ hasText: '李想' }).getByText('已停用 · 清除数据').waitFor();

  await go('review');
  await page.getByText('没有待复核的内容。').waitFor();
  const consultant = await startApp(t, at.pocket);
  await until((state) => state.phase.phase === 'wiped' && state.phase.waiting === 0, () => consultant.call('state'));
  await assert.rejects(consultant.call('customer', { file }));
  const { page: phone } = await openPage(browser, consultant, PHONE);
  await phone.getByRole('heading', { name: '这台设备上的门店数据已清除' }).waitFor();
  await phone.getByText(/已安全交出/).waitFor();

  // Nobody tells the manager's device what came into the box meanwhile; the page asks whenever it opens.
  await go('sync');
  await page.getByText('2 份停用设备的内容待复核').waitFor();
  await go('review');
  const card = (name) => page.getByTestId('review-card').filter({ hasText: name });
  await card('单小宇').getByText('李想').waitFor();
  assert.equal(await card('单小宇').getByRole('link').count(), 0, 'a file that is not here yet leads nowhere');
  await card('单小宇').getByRole('button', { name: '采纳' }).click();
  await card('单小宇').waitFor({ state: 'detached' });
  await card('测试一下').getByRole('button', { name: '舍弃' }).click();
  await page.getByText('没有待复核的内容。').waitFor();
  const { rows } = await until((list) => list.total === 2, () => all(manager));
  assert.ok(rows.some((row) => row.file === unsent && row.name === '单小宇'));
  assert.ok(!rows.some((row) => row.file === rubbish));
  assert.deepEqual(errors, []);
});

test('a lost phone is shut out while its owner works on, and says on its face that its data stays locked', async (t) => {
  const at = await scene(t);
  const { manager, consultant, file } = at;
  const browser = await startBrowser(t);
  const { page: phone } = await openReady(browser, consultant, PHONE);
  const { page, go, errors } = await openReady(browser, manager, DESK);
  await go('store/devices');
  await page.getByRole('button', { name: '停用 李想的 李想的手机' }).click();
  await page.getByRole('radio', { name: /只停用/ }).check();
  await page.getByRole('dialog').getByRole('button', { name: '停用设备' }).click();
  const device = page.getByTestId('device').filter({ hasText: '李想的手机' });
  await device.getByText('已停用', { exact: true }).waitFor();

  await phone.getByRole('heading', { name: /滨河路店/ }).waitFor();
  assert.doesNotMatch(await phone.locator('body').innerText(), /刘汉/);
  await assert.rejects(consultant.call('customer', { file }));
  const { staff } = await manager.call('store');
  assert.equal(staff.find((one) => one.name === '李想').state, 'active');

  // Found by a stranger: what was kept at first is wiped after all.
  await device.getByRole('button', { name: '清除 李想的 李想的手机' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '远程清除' }).click();
  await device.getByText('已停用 · 清除数据').waitFor();
  await at.consultant.stop();
  const found = await startApp(t, at.pocket);
  const { page: phone2 } = await openPage(browser, found, PHONE);
  await phone2.getByRole('heading', { name: '这台设备上的门店数据已清除' }).waitFor();
  assert.deepEqual(errors, []);
});

test('what a consultant wrote around a hand-over is read by both, and nobody retypes it', async (t) => {
  const at = await scene(t);
  const { file } = at;
  await at.manager.stop();
  await at.consultant.call('edit_customer', { file, edits: [{ edit: 'field', field: 'occupation', value: '教师' }] });
  await at.consultant.stop();
  const manager = await startApp(t, at.desk);
  const { staff } = await manager.call('store');
  await manager.call('assign_files', { files: [file], owner: staff.find((one) => one.name === '周岚').id });
  const consultant = await startApp(t, at.pocket);
  await until((cards) => cards.length === 1, () => consultant.call('refused_cards'));

  const browser = await startBrowser(t);
  const { page: phone, go: goPhone } = await openReady(browser, consultant, PHONE);
  await goPhone('sync');
  await phone.getByText('1 处您写的内容没有被接受').waitFor();
  await goPhone('refused');
  const card = phone.getByTestId('refused-card');
  await card.getByText('教师').waitFor();
  const { page, go, errors } = await openReady(browser, manager, DESK);
  await go(`customers/${file}`);
  const around = page.getByTestId('around-hand-over');
  await around.getByText('教师').waitFor();
  await around.getByText(/李想/).waitFor();
  await card.getByRole('button', { name: '知道了' }).tap();
  await phone.getByText('没有未被接受的改动。').waitFor();
  assert.deepEqual(errors, []);
});
