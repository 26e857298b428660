// Hands and eyes: many rows changed at once and changed back, saved views, the palette, the keys, outlines and text sizes.
// Every step is read back from the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, openReady, PHONE, startBrowser, startPractice } from './ui-app.mjs';
import { lookAround } from './ui-look.mjs';


async function practise(t, size) {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const opened = await openReady(await startBrowser(t), app, size);
  const list = (filter = {}) => app.call('list_customers', { filter: { ...EVERYBODY, ...filter }, sort: 'last_contact', offset: 0, limit: 200 });
  return { app, list, ...opened };
}

const tagged = (list, tag) => list({ tags: [tag] }).then(({ total }) => total);

test('rows chosen by key, range and box are previewed, tagged and untagged again with one Ctrl-Z', async (t) => {
  const { page, errors, go, list } = await practise(t, DESK);
  await go('customers');
  await page.getByTestId('customer-row').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const boxes = page.getByRole('checkbox');
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  await page.getByText('已选 4 位').waitFor();
  await boxes.nth(1).uncheck();
  await page.getByTestId('action-bar').getByRole('button', { name: '标签' }).click();
  await page.getByRole('combobox', { name: '标签' }).fill('国庆团购');
  await page.getByText('将修改 3 位').waitFor();
  await page.getByRole('button', { name: '修改 3 位' }).click();
  await page.getByText('已修改 3 位客户').waitFor();
  assert.equal(await tagged(list, '国庆团购'), 3);
  await page.getByText('国庆团购').first().waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await page.getByText('已撤销').waitFor();
  assert.equal(await tagged(list, '国庆团购'), 0);
  assert.deepEqual(errors, []);
});

test('a preview says who may not be moved and why, and the list of recent commands undoes the rest', async (t) => {
  const { app, page, errors, go, list } = await practise(t, DESK);
  const { rows } = await list({ stages: ['lost'] });
  assert.ok(rows.length > 0, 'the practice store has lost customers');
  const { rows: open } = await list({ stages: ['initial_contact'] });
  await go(`customers?stage=lost&stage=initial_contact`);
  await page.getByTestId('customer-row').first().waitFor();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^全选/ }).click();
  await page.getByText(`已选 ${rows.length + open.length} 位`).waitFor();
  await page.getByTestId('action-bar').getByRole('button', { name: '阶段' }).click();
  await page.getByRole('combobox', { name: '移动到' }).click();
  await page.getByRole('option', { name: '弄清需求' }).click();
  await page.getByText(`${rows.length} 位不能修改：没有进行中的商机`).waitFor();
  await page.getByRole('button', { name: `修改 ${open.length} 位` }).click();
  await page.getByText(`已修改 ${open.length} 位客户`).waitFor();
  assert.equal((await list({ stages: ['initial_contact'] })).total, 0);
  await go('me');
  await page.getByText(`批量修改 · ${open.length} 位客户`).waitFor();
  await page.getByRole('button', { name: /^撤销：批量修改/ }).click();
  await page.getByText('已撤销').first().waitFor();
  assert.equal((await list({ stages: ['initial_contact'] })).total, open.length);
  assert.equal((await app.call('recent_operations'))[0].command, 'undo');
  assert.deepEqual(errors, []);
});

test('a view is saved from the filters on screen, opens with the list, and is cleared', async (t) => {
  const { app, page, errors, go } = await practise(t, DESK);
  await go('customers?grade=H&sort=name');
  await page.getByTestId('customer-row').first().waitFor();
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('热的');
  await page.getByRole('switch', { name: '打开列表时默认使用' }).check({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByText('视图已保存').waitFor();
  const [{ view }] = (await app.call('views')).rows;
  assert.deepEqual([view.name, view.query, view.opens], ['热的', 'grade=H&sort=name', true]);
  await go('today');
  await go('customers');
  await page.waitForURL(/grade=H/, { waitUntil: 'commit' });
  await page.getByRole('button', { name: '热的', pressed: true }).waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('button', { name: '热的', pressed: false }).waitFor();
  assert.doesNotMatch(page.url(), /grade=/);
  assert.deepEqual(errors, []);
});

test('the palette finds by pinyin, shows keys, opens customers, and leaves Enter to the input method', async (t) => {
  const { page, errors, go, list } = await practise(t, DESK);
  await go('today');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: '搜索与命令' });
  await box.fill('shangji');
  const pipeline = page.getByRole('option', { name: /商机/ });
  await pipeline.waitFor();
  assert.match(await pipeline.innerText(), /G\s*P/);
  await box.evaluate((input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true, keyCode: 229 })));
  assert.match(page.url(), /today/, 'the Enter of a composition runs nothing');
  await box.press('Enter');
  await page.waitForURL(/pipeline/, { waitUntil: 'commit' });
  const { rows: [first] } = await list();
  await page.keyboard.press('Control+k');
  await box.fill(first.name);
  await page.getByRole('option', { name: first.name }).first().waitFor();
  await box.press('ArrowUp');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL(/customers/, { waitUntil: 'commit' });
  assert.deepEqual(errors, []);
});

test('single keys can be turned off; those with Ctrl stay', async (t) => {
  const { page, errors, go } = await practise(t, DESK);
  await go('me');
  await page.getByRole('switch', { name: /单键快捷键/ }).uncheck({ force: true });
  await page.locator('main').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '搜索与命令' }).waitFor();
  assert.match(page.url(), /#\/me/);
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: /单键快捷键/ }).check({ force: true });
  await page.locator('main').focus();
  await page.keyboard.press('n');
  await page.waitForURL(/capture/, { waitUntil: 'commit' });
  assert.deepEqual(errors, []);
});

test('on a phone a finger that stays chooses, the bar changes, and search is a page', async (t) => {
  const { page, errors, go, list } = await practise(t, PHONE);
  await go('customers');
  const cards = page.getByTestId('customer-row');
  await cards.first().waitFor();
  await cards.first().dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 60, clientY: 200 });
  await page.getByText('已选 1 位').waitFor();
  await cards.first().dispatchEvent('pointerup', { pointerType: 'touch' });
  await cards.nth(1).tap();
  await page.getByText('已选 2 位').waitFor();
  await page.getByTestId('action-bar').getByRole('button', { name: '标签' }).tap();
  await page.getByRole('combobox', { name: '标签' }).fill('周末');
  await page.getByRole('button', { name: '修改 2 位' }).tap();
  await page.getByText('已修改 2 位客户').waitFor();
  assert.equal(await tagged(list, '周末'), 2);
  await page.getByRole('link', { name: '搜索与命令' }).tap();
  await page.getByRole('combobox', { name: '搜索与命令' }).fill('tb');
  await page.getByRole('option', { name: '同步' }).tap();
  await page.waitForURL(/sync/, { waitUntil: 'commit' });
  assert.deepEqual(errors, []);
});

test('with outlines and the largest letters every screen of hands is legible in both schemes', async (t) => {
  const browser = await startBrowser(t);
  const app = await startPractice(t);
  const findings = await lookAround(browser, app, async ({ page, way, go, see }) => {
    await page.evaluate(() => localStorage.setItem('forecourt-text-size', '130'));
    await page.reload();
    await go('customers');
    await page.getByTestId('customer-row').first().waitFor();
    await see('hands-customers-130');
    await go('me');
    await see('hands-me-130');
    await go('search');
    await page.getByRole('option').first().waitFor();
    await see('hands-search-130');
    await page.evaluate(() => {
      localStorage.setItem('forecourt-text-size', '100');
      localStorage.setItem('forecourt-outline', 'strong');
    });
    await page.reload();
    await go('customers');
    await page.getByTestId('customer-row').first().waitFor();
    if (way.width === '1440') {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.getByTestId('action-bar').getByRole('button', { name: /标签|Tag/ }).click();
      await page.getByRole('combobox', { name: /^标签|^Tag/ }).fill('vip');
      await page.getByTestId('preview').waitFor();
      await see('hands-many');
      // The first closes the list of tags.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
      await see('hands-palette');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await see('hands-keys');
    }
    await see('hands-outlined');
    await page.evaluate(() => localStorage.clear());
  });
  assert.deepEqual(findings, []);
});
