// Two devices write the same field apart. Both values are shown with who wrote them, one tap settles it on both devices.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, folder, lead, letIn, openReady, openStore, startApp, startBrowser, until } from './ui-app.mjs';

const rename = (file, value) => ({ file, edits: [{ edit: 'field', field: 'name', value }] });

test('a name written apart on two devices is offered twice and settled once', async (t) => {
  const [desk, pocket] = [folder(t), folder(t)];
  let manager = await startApp(t, desk);
  let consultant = await startApp(t, pocket);
  await openStore(manager);
  await letIn(manager, consultant, '李想');
  const { file } = await consultant.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉' }));
  const names = (app) => app.call('customer', { file }).then((page) => page.customer.fields.name, () => null);
  await until((name) => name === '刘汉', () => names(manager));

  // The relay lives in the manager's app: while that is away the consultant writes alone, and the other way round.
  await manager.stop();
  await consultant.call('edit_customer', rename(file, '刘涵'));
  await consultant.stop();
  manager = await startApp(t, desk);
  await manager.call('edit_customer', rename(file, '刘翰'));
  consultant = await startApp(t, pocket);
  await until((page) => page.customer.clashes.length === 1, () => manager.call('customer', { file }));

  const { page, errors, go } = await openReady(await startBrowser(t), manager, DESK);
  await go('customers?need=clash');
  await page.getByTestId('customer-row').first().getByRole('link').press('Enter');
  const clash = page.getByRole('group', { name: '客户名称' });
  await clash.getByText('刘翰').waitFor();
  await clash.getByText('刘涵').waitFor();
  await clash.getByText(/李想|周岚/).first().waitFor();
  await clash.getByRole('button', { name: '用这个: 刘涵' }).click();
  await clash.waitFor({ state: 'detached' });

  for (const app of [manager, consultant]) {
    const { customer } = await until((one) => one.customer.clashes.length === 0 && one.customer.fields.name === '刘涵', () => app.call('customer', { file }));
    assert.equal(customer.fields.name, '刘涵');
  }
  assert.deepEqual(errors, []);
});
