// What the store turns away and what it knows: a number that a colleague has is told as "perhaps" while it is typed and by
// name when asked for; the administrator reads what was refused, and lets a device that was set aside in again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, folder, lead, letIn, openReady, openStore, PHONE, startApp, startBrowser, until } from './ui-app.mjs';

const NUMBER = '13800000001';

test('a customer of a colleague is told as perhaps known, and by name when asked for, without a word of the file', async (t) => {
  const desk = folder(t);
  const [manager, li, song] = [await startApp(t, desk), await startApp(t, folder(t)), await startApp(t, folder(t))];
  await openStore(manager);
  await letIn(manager, li, '李想');
  await letIn(manager, song, '宋珂');
  const { file } = await li.call('capture_lead', lead({ phones: [NUMBER], name: '刘汉' }));
  await until((page) => page !== null, () => manager.call('customer', { file }).catch(() => null));
  // A running relay rests half a minute between two filters; one that starts makes its first at once, but for what 李想's
  // device comes to tell after that.
  await manager.stop();
  await startApp(t, desk);
  await until((check) => check.perhaps, () => song.call('check_phone', { typed: NUMBER, except: null }), 90_000);
  await assert.rejects(song.call('customer', { file }));

  const { page, go, errors } = await openReady(await startBrowser(t), song, PHONE);
  await go('capture');
  await page.getByLabel('手机号').pressSequentially(NUMBER.slice(0, 10));
  assert.equal(await page.getByTestId('perhaps-known').count(), 0);
  await page.getByLabel('手机号').pressSequentially(NUMBER.slice(10));
  const hint = page.getByTestId('perhaps-known');
  await hint.getByText('门店可能已有这位客户').waitFor();
  await hint.getByRole('button', { name: '联网查询' }).tap();
  await hint.getByText(/李想/).waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /刘汉/);
  // It hinders nobody.
  await page.getByRole('button', { name: '保存并继续' }).tap();
  await page.getByText(`已保存 ${NUMBER}`).waitFor();
  assert.deepEqual(errors, []);
});

test('the administrator reads what was refused and why, and lets a device in again', async (t) => {
  const [manager, li] = [await startApp(t, folder(t)), await startApp(t, folder(t))];
  await openStore(manager);
  await letIn(manager, li, '李想');
  const { devices } = await manager.call('store');
  const { id } = devices.find((device) => device.staff_name === '李想');
  const browser = await startBrowser(t);
  const { page, go, errors } = await openReady(browser, manager, DESK);
  await go('guard');
  await page.getByText('没有拦截过任何内容。').waitFor();

  // An honest device sends nothing forged, so the relay's answer is put in its place here; the relay's own tests forge.
  const since = Date.now() - 120_000;
  let aside = [{ device: id, name: '李想的手机', staff: { id: 's', name: '李想' }, since }];
  const released = [];
  await page.route('**/api/refused_page', (route) => route.fulfill({
    json: {
      is_online: true,
      quarantined: aside,
      relay: [{ device: id, name: '李想的手机', staff: { id: 's', name: '李想' }, input: 'change', code: 'bad_signature', count: 3, last_at: since }],
      here: [],
    },
  }));
  await page.route('**/api/release_device', (route) => {
    released.push(route.request().postDataJSON());
    aside = [];
    return route.fulfill({ json: { files: [], everything: false, ledger: true, drafts: false, audit: false } });
  });
  await go('store/devices');
  await page.getByTestId('device').filter({ hasText: '李想的手机' }).getByText('已隔离').waitFor();
  await page.getByRole('link', { name: '拦截记录' }).click();
  const row = page.getByTestId('refused-row');
  await row.getByText('签名不符').waitFor();
  await row.getByText(/档案改动.*3 次/).waitFor();
  const card = page.getByTestId('quarantined');
  await card.getByText('李想的手机 · 李想').waitFor();
  await card.getByRole('button', { name: '解除隔离' }).click();
  await card.waitFor({ state: 'detached' });
  assert.deepEqual(released, [{ device: id }]);
  await page.getByText('已解除 李想的手机 的隔离').waitFor();
  assert.deepEqual(errors, []);
});
