// A consultant in the field: a new store, an event, leads on a phone, a power cut in mid-form.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { folder, openPage, startApp, startBrowser } from './ui-app.mjs';

const MOST_ACTIONS = 18;
const KEPT_MS = 10_000;

async function openStore(page) {
  await page.getByRole('button', { name: '简体中文' }).tap();
  await page.getByRole('button', { name: /新建门店/ }).tap();
  await page.getByLabel('门店名称').fill('海港演示店');
  await page.getByLabel('您的姓名').fill('周岚');
  await page.getByRole('button', { name: '新建门店' }).tap();
  await page.getByRole('link', { name: '新线索', exact: true }).waitFor();
}

async function planEvent(app) {
  const { today } = await app.call('state');
  const fields = [['name', '秋季车展'], ['starts_on', today], ['ends_on', today]].map(([field, value]) => ({ field, value }));
  return (await app.call('save_event', { file: null, fields, staff: null, settle: null })).file;
}

const drafts = async (app) => (await app.call('drafts')).filter((draft) => draft.form === 'capture');

async function until(condition, what) {
  const end = Date.now() + KEPT_MS;
  while (!(await condition())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a full lead takes at most eighteen keys and taps, without scrolling, and is there after a restart', async (t) => {
  const data = folder(t);
  const app = await startApp(t, data);
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app);
  await openStore(page);
  const brand = await app.call('add_catalogue_node', { parent: null, level: 'brand', name: '海鸥', price: '' });
  assert.ok(brand.undo);
  const [{ id }] = (await app.call('store')).catalogue;
  await app.call('add_catalogue_node', { parent: id, level: 'series', name: 'S6', price: '32.8万' });

  await page.getByRole('link', { name: '新线索', exact: true }).tap();
  const phone = page.getByLabel('手机号');
  await phone.waitFor();
  // The form stands already when it hears of the event, as when a colleague plans one.
  const event = await planEvent(app);
  await page.getByRole('button', { name: /秋季车展/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'tel');
  const overflow = await page.evaluate(() => {
    const form = document.querySelector('form');
    const scroller = form?.firstElementChild;
    return scroller ? scroller.scrollHeight - scroller.clientHeight : Number.NaN;
  });
  assert.equal(overflow, 0, 'the main fields fit on the screen');

  let actions = 0;
  const count = async (action) => {
    await action;
    actions += 1;
  };
  for (const digit of '13800000001') await count(page.keyboard.press(digit));
  await count(page.keyboard.press('Enter'));
  await count(page.keyboard.insertText('刘汉'));
  await count(page.getByRole('button', { name: '先生' }).tap());
  await count(page.getByRole('button', { name: 'S6' }).tap());
  await count(page.getByRole('group', { name: '意向级别' }).getByRole('button', { name: 'H' }).tap());
  await count(page.getByRole('button', { name: '保存并继续' }).tap());
  assert.ok(actions <= MOST_ACTIONS, `${actions} actions`);

  await page.getByText('已保存 刘汉').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'tel' && document.activeElement.value === '');
  assert.deepEqual(await drafts(app), []);
  assert.deepEqual(errors, []);

  await app.stop('SIGKILL');
  const again = await startApp(t, data);
  const filter = { search: '', owners: [], sources: [], grades: [], stages: [], event, need: null };
  const { rows } = await again.call('list_customers', { filter, sort: 'opened', offset: 0, limit: 10 });
  assert.deepEqual(rows.map((row) => [row.name, row.phone, row.grade, row.interests, row.source]), [['刘汉', '138****0001', 'H', ['S6'], 'event']]);
});

test('a half-typed lead survives a power cut and goes on where it stopped', async (t) => {
  const data = folder(t);
  const app = await startApp(t, data);
  const browser = await startBrowser(t);
  const { page } = await openPage(browser, app);
  await openStore(page);
  await page.getByRole('link', { name: '新线索', exact: true }).tap();
  await page.getByLabel('手机号').fill('1380000');
  await page.getByLabel('姓名').fill('马女');
  await until(async () => (await drafts(app))[0]?.values.name === '马女', 'the draft reaches the disk');
  await app.stop('SIGKILL');

  const again = await startApp(t, data);
  const { page: reopened } = await openPage(browser, again);
  await reopened.getByRole('link', { name: '新线索', exact: true }).tap();
  await reopened.getByText(/已恢复/).waitFor();
  assert.equal(await reopened.getByLabel('手机号').inputValue(), '1380000');
  await reopened.getByLabel('手机号').fill('13800000002');
  await reopened.getByRole('button', { name: '保存并继续' }).tap();
  await reopened.getByText('已保存 马女').waitFor();
  assert.deepEqual(await drafts(again), []);
});

test('a known number is told while it is typed, and what cannot be saved stays on the screen', async (t) => {
  const app = await startApp(t, folder(t));
  const browser = await startBrowser(t);
  const { page } = await openPage(browser, app);
  await openStore(page);
  await page.getByRole('link', { name: '新线索', exact: true }).tap();
  await page.getByLabel('姓名').fill('只有姓名');
  await page.getByLabel('姓名').clear();
  await page.getByRole('button', { name: '保存并继续' }).tap();
  await page.getByText(/请填写手机号/).waitFor();

  await page.getByLabel('手机号').fill('13800000003');
  await page.getByLabel('姓名').fill('张松');
  await page.getByRole('button', { name: '保存并继续' }).tap();
  await page.getByText('已保存 张松').waitFor();
  await page.getByLabel('手机号').pressSequentially('1380000');
  await page.getByText('号码相近的客户').waitFor();
  await page.getByLabel('手机号').pressSequentially('0003');
  await page.getByText('这个号码已有客户').waitFor();
  await page.getByRole('button', { name: '仍新建' }).tap();
  await page.getByText('这个号码已有客户').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /修改活动/ }).tap();
  await page.getByLabel('预算').fill('很多');
  await page.getByRole('button', { name: '保存并继续' }).tap();
  await page.getByText(/金额看不懂/).waitFor();
  assert.equal(await page.getByLabel('手机号').inputValue(), '13800000003');
  assert.equal(await page.getByLabel('预算').inputValue(), '很多');
});
