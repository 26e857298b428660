// Follow-ups, losses and the rules of the house in the interface: every screen looked at, and a loss played to its end with
// the keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, openPage, startBrowser, startPractice, until } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

const SCREENS = [
  ['follow-review', 'follow/review'], ['follow-losses', 'follow/losses'], ['follow-lost', 'follow/losses?show=lost'],
  ['follow-untouched', 'follow/untouched'], ['follow-progress', 'follow/progress?span=month'],
  ['follow-activity', 'follow/activity?span=week'], ['today-week', 'today?view=week&who=all'], ['store-rules', 'store/rules'],
];
const ALL_LOSSES = { show: 'lost', reason: '', competitor: '', from: null, upto: null, offset: 0, limit: 1 };

async function practise(t, size) {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const browser = await startBrowser(t);
  const { page, errors, context } = await openPage(browser, app, size);
  page.setDefaultTimeout(20_000);
  await page.waitForURL(/#\/(today|capture)/, { waitUntil: 'commit' });
  return { app, browser, context, page, errors, go: (path) => page.goto(`${app.origin}/#/${path}`) };
}

test('every screen of following up is whole, readable and free of identifiers', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const { rows: [lost] } = await app.call('losses', ALL_LOSSES);
  assert.ok(lost, 'the practice store has lost purchases');
  const screens = [...SCREENS, ['customer-lost', `customers/${lost.customer.file}?tab=opportunity`]];
  assert.deepEqual(await lookAround(browser, app, seeAll(screens)), []);
});

// F7, F8, PX3
test('a purchase is given up with a reason, brought back with a word, and stands in the queue', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  const { rows } = await app.call('list_customers', { filter: { ...EVERYBODY, stages: ['proposal'], grades: ['A', 'B'] }, sort: 'last_contact', offset: 0, limit: 20 });
  const row = rows[0];
  const purchase = async () => {
    const { customer, odds } = await app.call('customer', { file: row.file });
    return { ...customer.opportunities[0], state: odds[0].loss };
  };
  await go(`customers/${row.file}`);
  await page.getByRole('button', { name: '申请战败…' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '确认战败' }).click();
  await sheet.getByText('请选一个原因').waitFor();
  await sheet.getByRole('radio', { name: '价格/优惠' }).check();
  await sheet.getByRole('textbox', { name: '买了什么车' }).fill('宝马 3系');
  await sheet.getByRole('button', { name: '确认战败' }).press('Enter');
  await until((found) => found === 'lost', async () => (await purchase()).state);
  await page.getByTestId('loss-note').getByText('宝马 3系').waitFor();
  await go('follow/losses?show=lost');
  await page.getByTestId('loss-row').first().waitFor();
  await go(`customers/${row.file}`);
  await page.getByRole('button', { name: '激活…' }).click();
  await page.getByRole('textbox', { name: '意见' }).fill('客户又来电询价');
  await page.getByRole('dialog').getByRole('button', { name: '激活…' }).click();
  await until((found) => found === 'revived', async () => (await purchase()).state);
  assert.equal((await purchase()).stage, 'proposal');
  assert.deepEqual(errors, []);
});

// F5
test('a manager comments on a follow-up, unread ones first', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  const unread = async () => (await app.call('review_follow_ups', { show: 'unread', staff: null, days: 30, offset: 0, limit: 1 })).total;
  const before = await unread();
  await go('follow/review');
  const row = page.getByTestId('review-row').first();
  await row.getByRole('button', { name: /^批复/ }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '批复' }).fill('约两口子一起来');
  await page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
  await until((found) => found === before - 1, unread);
  await page.locator('label').filter({ hasText: '待回复' }).click();
  await page.getByText('约两口子一起来').first().waitFor();
  assert.deepEqual(errors, []);
});

// F11
test('each number of the daily report opens its rows', async (t) => {
  const { page, errors, go } = await practise(t, DESK);
  await go('follow/activity?span=month');
  const number = page.getByTestId('activity-row').first().locator('button').first();
  const count = Number(await number.innerText());
  await number.click();
  await page.getByTestId('activity-item').first().waitFor();
  assert.equal(await page.getByTestId('activity-item').count(), count);
  assert.deepEqual(errors, []);
});

// F2
test('the rules of the house are changed where they stand', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  await go('store/rules');
  const rules = () => app.call('rules');
  const [first, second] = (await rules()).reasons;
  await page.getByRole('button', { name: '价格/优惠 下移' }).click();
  await until((found) => found === second.code, async () => (await rules()).reasons[0].code);
  assert.equal((await rules()).reasons[1].code, first.code);
  await page.getByRole('button', { name: '加入 周启明' }).click();
  await until((found) => found === '周启明', async () => (await rules()).rota[0]?.name);
  const hours = page.getByRole('textbox', { name: '首次联系时限（小时）' });
  await hours.fill('12');
  await page.getByRole('button', { name: '保存首次联系时限（小时）' }).click();
  await until((found) => found === 12, async () => (await rules()).numbers.find((one) => one.rule === 'first_contact_hours').number);
  assert.deepEqual(errors, []);
});
