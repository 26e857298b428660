// A manager sees numbers in part. Each look at a whole one has a reason and stands in the audit log, which goes into a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { DESK, folder, lead, letIn, openReady, openStore, startApp, startBrowser, until } from './ui-app.mjs';

test('a manager gives a reason, sees the number once, and the general manager reads it in the log', async (t) => {
  const manager = await startApp(t, folder(t));
  const consultant = await startApp(t, folder(t));
  await openStore(manager, ['sales_manager', 'general_manager']);
  await letIn(manager, consultant, '李想');
  const { file } = await consultant.call('capture_lead', lead({ phones: ['13800001234'], name: '刘汉' }));
  assert.equal((await consultant.call('customer', { file })).customer.phones[0].number.normalised, '13800001234');
  await until((page) => page !== null, () => manager.call('customer', { file }).catch(() => null));

  const { page, go, errors } = await openReady(await startBrowser(t), manager, DESK);
  await go(`customers/${file}`);
  await page.getByText('138****1234').first().waitFor();
  assert.doesNotMatch(await page.content(), /13800001234|138 0000 1234/);
  await page.getByRole('button', { name: /查看 刘汉的完整号码/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '核对身份' }).check();
  await dialog.getByRole('button', { name: '查看', exact: true }).click();
  await dialog.getByTestId('revealed').getByText('138 0000 1234').waitFor();
  assert.equal(await dialog.getByRole('link', { name: '拨打' }).getAttribute('href'), 'tel:13800001234');
  await dialog.getByRole('button', { name: '关闭' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.doesNotMatch(await page.content(), /13800001234|138 0000 1234/);

  await go('audit');
  const row = page.getByTestId('audit-row').filter({ hasText: '查看了完整号码' });
  await row.getByText(/核对身份/).waitFor();
  await row.getByRole('link', { name: '刘汉' }).waitFor();
  await page.getByTestId('chain').getByText(/记录完整/).waitFor();
  await page.goto(`${manager.origin}/#/audit?what=unmasked`);
  await until((count) => count === 1, () => page.getByTestId('audit-row').count());
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()]);
  const csv = await readFile(await download.path(), 'utf8');
  assert.equal(csv.trim().split('\n').length, 2);
  assert.doesNotMatch(csv, /13800001234/);
  assert.deepEqual(errors, []);
});
