// A working day on the desk, with the keyboard where it serves: find, edit, move, plan, record. Every step is read back
// from the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, openPage, PHONE, startBrowser, startPractice, until } from './ui-app.mjs';

const EVERYBODY = { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null };

async function practise(t, size) {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, size);
  page.setDefaultTimeout(20_000);
  // The first address leads on to another; until it has, the one asked for would be overtaken.
  await page.waitForURL(/#\/(today|capture)/, { waitUntil: 'commit' });
  return { app, page, errors, go: (path) => page.goto(`${app.origin}/#/${path}`) };
}

test('filters and search stand in the address and outlive a reload', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  await go('customers?grade=H&grade=A');
  const row = page.getByTestId('customer-row');
  await row.first().waitFor();
  await page.keyboard.press('/');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('138');
  await page.waitForURL(/q=138/, { waitUntil: 'commit' });
  assert.match(page.url(), /grade=H&grade=A/);
  await page.reload();
  await row.first().waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), '138');
  const { total } = await app.call('list_customers', { filter: { ...EVERYBODY, search: '138', grades: ['H', 'A'] }, sort: 'last_contact', offset: 0, limit: 1 });
  await page.getByRole('heading', { name: `${total} 位` }).waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.waitForURL((url) => url.hash === '#/customers', { waitUntil: 'commit' });
  assert.deepEqual(errors, []);
});

test('a file is edited where it stands: a refusal keeps what was typed, undo puts back, a draft outlives a reload', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  const { rows: [first] } = await app.call('list_customers', { filter: EVERYBODY, sort: 'last_contact', offset: 0, limit: 1 });
  const opportunity = async () => (await app.call('customer', { file: first.file })).customer.opportunities.at(-1);
  const before = await opportunity();
  await go(`customers/${first.file}`);

  await page.getByRole('button', { name: /^接受价位/ }).click();
  const budget = page.getByRole('textbox', { name: '接受价位' });
  await budget.fill('很多');
  await budget.press('Enter');
  await page.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await budget.inputValue(), '很多');
  await budget.fill('45万');
  await budget.press('Enter');
  await page.getByRole('button', { name: /^接受价位: 450000/ }).waitFor();
  assert.equal((await opportunity()).budget, 45_000_000);
  await page.keyboard.press('Control+z');
  await page.getByText('已撤销').waitFor();
  assert.equal((await opportunity()).budget, before.budget);

  await page.keyboard.press('m');
  await page.getByRole('option', { name: '制定提案' }).click();
  await page.getByText('流程变更').first().waitFor();
  await until((stage) => stage === 'proposal', async () => (await opportunity()).stage);

  await page.getByRole('button', { name: '记一笔' }).click();
  await page.getByLabel('内容').fill('公司九月上市，准备换车');
  assert.equal((await until((drafts) => drafts.length === 1, () => app.call('drafts'))).length, 1);
  await page.reload();
  await page.getByRole('button', { name: '记一笔' }).click();
  const note = page.getByLabel('内容');
  assert.equal(await until((text) => text !== '', () => note.inputValue()), '公司九月上市，准备换车');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('listitem').filter({ hasText: '公司九月上市' }).waitFor();
  assert.deepEqual(await until((drafts) => drafts.length === 0, () => app.call('drafts')), []);
  assert.deepEqual(errors, []);
});

test('a card is dragged to another stage, moved by its menu, and brought back by the toast', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  await go('pipeline');
  const column = (stage) => page.getByTestId(`column-${stage}`);
  const counts = async () => Object.fromEntries((await app.call('pipeline', { filter: EVERYBODY, by: 'stage', limit: 1 })).columns.map((one) => [one.stage, one.count]));
  const before = await counts();
  const card = column('initial_contact').getByTestId('pipeline-card').first();
  const from = await card.boundingBox();
  const to = await column('needs').boundingBox();
  await page.mouse.move(from.x + 60, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 50);
  await page.mouse.move(to.x + 120, to.y + 200, { steps: 12 });
  await column('needs').and(page.locator('[data-over]')).waitFor();
  await page.mouse.up();
  await page.getByRole('button', { name: /^先跳过/ }).click();
  await page.getByRole('button', { name: '撤销' }).waitFor();
  assert.equal((await counts()).needs, before.needs + 1);
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByText('已撤销').waitFor();
  assert.deepEqual(await counts(), before);

  await column('initial_contact').getByTestId('pipeline-card').first().getByRole('button').click();
  await page.getByRole('menuitem', { name: '制定提案' }).click();
  await page.getByRole('button', { name: /^先跳过/ }).click();
  await page.getByText(/→ 制定提案/).waitFor();
  assert.equal((await counts()).proposal, before.proposal + 1);
  assert.deepEqual(errors, []);
});

test('on a phone a result is recorded in one sheet and the next row takes its place', async (t) => {
  const { app, page, errors, go } = await practise(t, PHONE);
  await go('today?who=all');
  // What owners are asked after a hand-over has a form of its own.
  const rows = page.getByTestId('today-row').filter({ hasNotText: /关怀|回访|首保/ });
  await page.waitForURL(/who=all/, { waitUntil: 'commit' });
  await rows.nth(1).waitFor();
  const before = await app.call('today', { staff: null, everyone: true });
  const second = await rows.nth(1).getByRole('link').first().textContent();
  await rows.first().getByRole('button').first().tap();
  await page.getByRole('button', { name: '保存结果' }).tap();
  await page.getByText('请选一个结果').waitFor();
  await page.getByRole('radio', { name: '已联系上' }).tap();
  await page.getByRole('button', { name: '保存结果' }).tap();
  await page.getByText(/写下结果/).waitFor();
  await page.getByLabel('说了什么').fill('周六带家人来看车');
  await page.getByRole('button', { name: '保存结果' }).tap();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const first = () => rows.first().getByRole('link').first().textContent();
  assert.equal(await until((name) => name === second, first), second);
  const after = await app.call('today', { staff: null, everyone: true });
  assert.equal(after.done_today, before.done_today + 1);
  assert.deepEqual(errors, []);
});
