// The reception: a day at the door by keyboard alone, what the consultant sees of it, and every page looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, PHONE, folder, letIn, openReady, openStore, startApp, startBrowser, startPractice, tabTo, until } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

const PAGES = [['reception', 'reception'], ['reception-register', 'reception/register?from=2020-01-01'], ['reception-check', 'reception/check'], ['reception-figures', 'reception/figures'], ['reception-rates', 'reception/rates'], ['reception-rate-rows', 'reception/rates?rows=registered'], ['reception-rate-purchases', 'reception/rates?rows=purchases']];

/** The day's lines as the core has them. */
const linesOf = async (app) => (await app.call('reception_day', { day: null })).lines;

/** A store with a desk and two consultants, each on a device of their own; `desk` runs the browser. */
async function store(t) {
  const [manager, desk, phone] = await Promise.all([1, 2, 3].map(() => startApp(t, folder(t))));
  await openStore(manager, ['sales_manager', 'administrator']);
  await letIn(manager, desk, '苏婉', ['front_desk']);
  const zhou = await letIn(manager, phone, '周颖');
  await until((day) => day.duty.length === 1, () => desk.call('reception_day', { day: null }));
  return { manager, desk, phone, zhou };
}

// R1, R3, R5, R11, R13
test('by keyboard alone an arrival is identified, written down and given to a consultant, who says that they have them', async (t) => {
  const { desk, phone } = await store(t);
  const browser = await startBrowser(t);
  const { page, errors } = await openReady(browser, desk, DESK);
  await page.waitForURL(/#\/reception/);
  const box = page.getByRole('textbox', { name: '电话、车牌或姓名' });
  await until(Boolean, () => box.evaluate((element) => element === document.activeElement));
  await page.keyboard.type('13800001234');
  await page.getByText('这台设备上没有这位客户').waitFor();
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: '姓名', exact: true });
  await until(Boolean, () => name.evaluate((element) => element === document.activeElement));
  await page.keyboard.type('刘汉');
  await page.getByRole('radio', { name: /周颖/ }).waitFor();
  await page.keyboard.press('Enter');
  const line = page.getByTestId('reception-line');
  await line.getByText('刘汉').waitFor();
  assert.equal(await line.getByText('已分配，待确认').count(), 1, await line.innerText());
  await until(Boolean, () => box.evaluate((element) => element === document.activeElement));

  // A nameless visitor in one press, then the next in turn.
  await tabTo(page, page.getByRole('button', { name: '无名到店 一键登记' }));
  await page.keyboard.press('Enter');
  await until((lines) => lines.length === 2, () => linesOf(desk));
  const give = page.getByRole('button', { name: '交给 周颖' });
  await give.waitFor();
  await tabTo(page, give);
  await page.keyboard.press('Enter');
  await until((lines) => lines.every((one) => one.consultant?.name === '周颖'), () => linesOf(desk));

  await until((waiting) => waiting.length === 2, () => phone.call('visitors_to_receive'));
  const theirs = await openReady(browser, phone, PHONE);
  await theirs.go('today');
  const handed = theirs.page.getByTestId('handed-visitor').filter({ hasText: '刘汉' });
  await handed.getByRole('button', { name: '已接待' }).tap();
  await until((lines) => lines.some((one) => one.customer?.name === '刘汉' && one.state === 'received'), () => linesOf(desk));
  await line.filter({ hasText: '刘汉' }).getByText('接待中').waitFor();

  // Who comes back is known before anything is written.
  await box.focus();
  await page.keyboard.type('1234');
  const hit = page.getByTestId('known-visitor');
  await hit.getByText('刘汉').waitFor();
  assert.match(await hit.innerText(), /可能是[\s\S]*正在店内[\s\S]*周颖/);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');

  // Seen out in one tap with the result.
  await page.getByRole('button', { name: '离店 · 刘汉' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '试驾' }).focus();
  await page.keyboard.press('Enter');
  await until((lines) => lines.some((one) => one.result === 'test_drive' && one.state === 'over'), () => linesOf(desk));
  assert.deepEqual([...errors, ...theirs.errors], []);
});

// R10, R12, R15
test('a line is corrected with its history, the desk ticks what it saw to, and the register answers to conditions', async (t) => {
  const { desk } = await store(t);
  const browser = await startBrowser(t);
  const { page, go, errors } = await openReady(browser, desk, DESK);
  await page.getByRole('button', { name: '无名到店 一键登记' }).click();
  const line = page.getByTestId('reception-line');
  await line.getByRole('button', { name: '未留名 的操作' }).click();
  await page.getByRole('menuitem', { name: '补全或更正' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: '同行人数' }).fill('4');
  await sheet.getByRole('textbox', { name: '备注' }).fill('找 13800001234');
  await sheet.getByRole('button', { name: '保存' }).click();
  await sheet.getByText('接待登记里不写姓名和号码', { exact: false }).waitFor();
  await sheet.getByRole('textbox', { name: '备注' }).fill('带孩子来');
  await sheet.getByRole('button', { name: '保存' }).click();
  await line.getByText('带孩子来', { exact: false }).waitFor();
  const [{ corrections }] = await linesOf(desk);
  assert.deepEqual(corrections.map(({ field, was }) => [field, was]), [['party_size', '1']]);
  await page.getByRole('checkbox', { name: '茶饮备齐' }).click();
  await until((day) => day.chores.some((one) => one.chore === 'drinks' && one.by?.name === '苏婉'), () => desk.call('reception_day', { day: null }));
  await go('reception/register?visit=again');
  await page.getByText('没有符合条件的记录').waitFor();
  await page.getByRole('button', { name: '清除条件' }).click();
  await page.getByText('1 条').waitFor();
  assert.equal(await page.getByRole('button', { name: '导出' }).count(), 0, 'the desk writes no tables');
  assert.deepEqual(errors, []);
});

// R1, R8, R14
test('every rate opens the rows behind both of its numbers, answers to conditions, and the reserve to the target of the rules', async (t) => {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const browser = await startBrowser(t);
  const { page, go, errors } = await openReady(browser, app, DESK);
  await go('reception/rates');
  const rates = page.getByTestId('rate');
  await rates.first().waitFor();
  const told = await rates.evaluateAll((all) => all.map((one) => one.dataset.formula));
  assert.equal(told.length, 15, told.join(' '));
  const numbers = page.locator('[data-testid="rate"] a b');
  const opened = async (at) => {
    const number = numbers.nth(at);
    const count = Number(await number.innerText());
    await number.click();
    await page.getByRole('link', { name: '返回全部指标' }).waitFor();
    await page.getByText(`${count} 条`, { exact: true }).waitFor();
    assert.equal(await page.getByTestId('counted-row').count(), Math.min(count, 50));
    await page.getByRole('link', { name: '返回全部指标' }).click();
    await rates.first().waitFor();
    return count;
  };
  const counts = [];
  for (let at = 0; at < (await numbers.count()); at += 1) counts.push(await opened(at));
  assert.ok(counts.some((count) => count > 0), counts.join(' '));

  // Conditions stand in the address and go along to the rows.
  await page.getByRole('button', { name: '近 90 天' }).click();
  await page.getByRole('combobox', { name: '客户来源' }).click();
  await page.getByRole('option', { name: '自然到店' }).click();
  await page.waitForURL(/source=walk_in/);
  await rates.filter({ hasText: '本月登记客户签单率' }).getByRole('link').last().click();
  await page.waitForURL(/rows=registered.*|source=walk_in/);
  await page.getByTestId('counted-row').first().getByRole('link').click();
  await page.waitForURL(/customers\//);

  await go('reception/rates');
  await page.getByRole('combobox', { name: '活动' }).click();
  await page.getByRole('option', { name: '滨河公园试驾日' }).click();
  await page.waitForURL(/event=/);
  await rates.filter({ hasText: '订单储备率' }).getByText('目标按全店设定').waitFor();

  await go('store/rules');
  const target = page.getByRole('textbox', { name: '每月订单' });
  await target.fill('370');
  await page.locator('form').filter({ has: target }).getByRole('button', { name: '保存' }).click();
  await page.getByText('每月 370 单').waitFor();
  await go('reception/rates');
  await rates.filter({ hasText: '订单储备率' }).getByText('370', { exact: true }).waitFor();
  assert.deepEqual(errors, []);
});

test('every page of the reception reads well in both languages, on phone and desk, light and dark, full and empty', async (t) => {
  const [full, bare] = await Promise.all([startPractice(t), startApp(t, folder(t))]);
  await full.call('set_language', { language: 'zh-CN' });
  await openStore(bare, ['sales_manager']);
  const browser = await startBrowser(t);
  const findings = await lookAround(browser, full, async (visit) => {
    const { page, way, go, see } = visit;
    await seeAll(PAGES)(visit);
    await go('reception');
    await page.getByRole('button', { name: way.language === 'en' ? 'New visitor' : '新客户登记' }).click();
    await see('reception-form');
  });
  const empty = PAGES.map(([name, path]) => [`${name}-empty`, path]);
  findings.push(...await lookAround(browser, bare, seeAll(empty), ['light']));
  assert.deepEqual(findings, []);
});
