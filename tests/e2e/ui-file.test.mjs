// The customer file whole and the queue of doubled customers: used by hand and keyboard, read back from the core, and looked
// at in every way a screen is looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, folder, openPage, openReady, openStore, PHONE, startApp, startBrowser, startPractice, until } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

const EVERYBODY = { search: '', owners: [], sources: [], grades: [], stages: [], event: null, need: null };
const LEAD = {
  phones: ['13900001001'], name: '刘汉', sex: null, contact_refused: false, event: null, interests: [], named: [], grade: 'A', source: 'referral',
  information_source: null, budget: '', purchase_on: null, next_follow_up_on: null, remark: '', consents: [], draft: null, request: null,
};

async function practise(t, size) {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const browser = await startBrowser(t);
  const { page, errors } = await openPage(browser, app, size);
  page.setDefaultTimeout(20_000);
  await page.waitForURL(/#\/(today|capture|reception)/, { waitUntil: 'commit' });
  const { file } = await app.call('capture_lead', LEAD);
  const read = () => app.call('customer', { file });
  return { app, page, errors, file, read, go: (path) => page.goto(`${app.origin}/#/${path}`) };
}

// C5, C36, C37: the key facts stand first, what is missing stands out, one field is saved at a time.
test('what the stage asks for stands out until it is filled in where it stands', async (t) => {
  const { page, errors, file, read, go } = await practise(t, DESK);
  await go(`customers/${file}`);
  const keys = page.getByRole('list', { name: '关键信息' });
  await keys.getByText('必填').first().waitFor();
  const profile = page.getByRole('region', { name: '资料', exact: true });
  const before = (await read()).about.required.length;
  const row = profile.locator('[data-required]').filter({ hasText: '方便联系时间' });
  await row.getByText('必填').waitFor();
  await profile.getByRole('button', { name: /^方便联系时间/ }).click();
  await page.keyboard.type('晚上七点后');
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });
  assert.equal((await read()).about.required.length, before - 1);
  await page.keyboard.press('Control+z');
  await row.waitFor();
  assert.deepEqual(errors, []);
});

// C6, C9, C37: a form of several fields says that it is not saved, and keeps a draft over a reload.
test('a contact person is added by keyboard from a form that keeps a draft', async (t) => {
  const { app, page, errors, file, read, go } = await practise(t, DESK);
  await go(`customers/${file}`);
  await page.getByRole('button', { name: '添加联系人' }).click();
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('张松');
  await page.getByText('还没有保存').waitFor();
  await until((drafts) => drafts.length === 1, () => app.call('drafts'));
  await page.reload();
  await page.getByRole('button', { name: '添加联系人' }).click();
  assert.equal(await until((text) => text !== '', () => page.getByRole('textbox', { name: '姓名', exact: true }).inputValue()), '张松');
  await page.getByRole('textbox', { name: '姓名', exact: true }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('同事');
  await page.keyboard.press('Tab');
  await page.keyboard.type('13700001111');
  await page.getByRole('checkbox', { name: '决策人' }).press('Space');
  await page.getByRole('textbox', { name: '姓名', exact: true }).press('Enter');
  await page.getByTestId('contact').getByText('决策人').waitFor();
  const { customer } = await read();
  assert.deepEqual([customer.contacts[0].name, customer.contacts[0].relation, customer.contacts[0].roles], ['张松', '同事', ['decider']]);
  assert.equal(customer.phones.find((phone) => phone.contact === customer.contacts[0].id).number.normalised, '13700001111');
  assert.deepEqual(await until((drafts) => drafts.length === 0, () => app.call('drafts')), []);
  assert.deepEqual(errors, []);
});

test('who does not want to be called has a call button that says so and calls nobody', async (t) => {
  const { app, page, errors, file, go } = await practise(t, PHONE);
  await app.call('edit_customer', { file, edits: [{ edit: 'field', field: 'do_not_call', value: 'yes' }] });
  await go(`customers/${file}`);
  const button = page.getByRole('button', { name: '刘汉 要求勿扰，不能拨打' }).first();
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  assert.equal(await button.getAttribute('href'), null);
  await page.getByRole('button', { name: '记一笔' }).tap();
  await page.getByRole('radio', { name: '来电' }).waitFor();
  assert.equal(await page.getByRole('radio', { name: '去电' }).count(), 0);
  assert.deepEqual(errors, []);
});

// F9
test('the hidden number of who does not want to be called is shown for other reasons and offers no call', async (t) => {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const { page, errors, go } = await openReady(await startBrowser(t), app, DESK);
  const { rows } = await app.call('list_customers', { filter: EVERYBODY, sort: 'last_contact', offset: 0, limit: 200 });
  const { file } = rows.find(({ phone }) => phone.includes('*'));
  const dials = () => page.locator('a[href^="tel:"], a[href^="sms:"]').count();
  const shown = async (reason) => {
    await go('today');
    await go(`customers/${file}`);
    await page.getByRole('button', { name: /^查看/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: reason }).check();
    const offers = await dialog.getByRole('radio', { name: '联系客户' }).count();
    await dialog.getByRole('button', { name: '查看' }).click();
    await page.getByTestId('revealed').waitFor();
    return [offers, await dials()];
  };
  assert.deepEqual(await shown('核对身份'), [1, 1]);
  await app.call('edit_customer', { file, edits: [{ edit: 'field', field: 'do_not_call', value: 'yes' }] });
  await page.reload();
  assert.deepEqual(await shown('核对身份'), [0, 0]);
  await page.getByRole('dialog').getByText(/要求勿扰/).waitFor();
  assert.deepEqual(errors, []);
});

// C4, C25: corrected with a reason, promoted with a reason, both in the history.
test('a manager corrects the relation and makes a batch buyer, each with a reason', async (t) => {
  const { page, errors, file, read, go } = await practise(t, DESK);
  await go(`customers/${file}`);
  const standing = page.getByRole('region', { name: '客户关系' });
  await standing.getByRole('button', { name: '修正' }).click();
  await page.getByRole('radio', { name: '现实客户' }).check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  await page.getByLabel('原因').fill('在别的店买过');
  await page.getByRole('button', { name: '保存' }).click();
  await standing.getByText('在别的店买过').waitFor();
  assert.equal((await read()).about.relation, 'customer');
  await page.getByRole('button', { name: '更多操作' }).first().click();
  await page.getByRole('menuitem', { name: '升级为大客户' }).click();
  await page.getByLabel('原因').fill('一次订购 12 台');
  await page.getByRole('button', { name: '升级为大客户' }).click();
  await until((found) => found.customer.fleet?.is_fleet === true, read);
  assert.deepEqual(errors, []);
});

// C34, C35: side by side, joined in one tap, split again; and not the same person is asked about once.
test('a pair is compared, joined and split, and another is not the same person', async (t) => {
  const { app, page, errors, file, go } = await practise(t, DESK);
  const { file: twin } = await app.call('capture_lead', { ...LEAD, name: '刘先生' });
  await app.call('edit_customer', { file: twin, edits: [{ edit: 'field', field: 'employer', value: '三鹿乳业' }] });
  await go('merging');
  const card = page.getByTestId('pair').filter({ hasText: '刘汉' });
  await card.getByText('同一号码').waitFor();
  await card.getByRole('link', { name: '并排比较' }).click();
  const row = page.getByRole('row').filter({ hasText: '客户名称' });
  await row.getByText('合并后显示').waitFor();
  await row.getByText('我（练习）').first().waitFor();
  await page.getByRole('row').filter({ hasText: '单位' }).getByText('之后').waitFor();
  await page.getByRole('button', { name: '合并刘汉与刘先生' }).click();
  await page.getByTestId('joined').waitFor();
  await page.getByTestId('joined').getByRole('button').first().click();
  await page.getByTestId('joined').waitFor({ state: 'detached' });
  await go('merging');
  await card.getByRole('button', { name: '刘汉与刘先生不是同一人' }).click();
  await card.waitFor({ state: 'detached' });
  assert.deepEqual((await app.call('customer', { file })).duplicates, []);
  assert.deepEqual(errors, []);
});

test('file, queue, comparison and segments read well in every way', async (t) => {
  const app = await startPractice(t);
  await app.call('set_language', { language: 'zh-CN' });
  const { rows } = await app.call('list_customers', { filter: EVERYBODY, sort: 'last_contact', offset: 0, limit: 200 });
  const pages = await Promise.all(rows.slice(0, 120).map(({ file }) => app.call('customer', { file })));
  const rich = (page) => page.customer.contacts.length * 3 + page.customer.tags.length + page.about.classes.filter((one) => one.value).length + page.about.referred.length * 3;
  const [full] = pages.sort((a, b) => rich(b) - rich(a));
  const { pairs: [pair] } = await app.call('merge_queue', { offset: 0, limit: 20 });
  const screens = [
    ['file', `customers/${full.customer.id}?tab=profile`], ['file-merging', 'merging'],
    ['file-compare', `merging/${pair.a.file}/${pair.b.file}`], ['file-segments', 'segments'],
  ];
  const empty = await startApp(t, folder(t));
  await openStore(empty);
  const browser = await startBrowser(t);
  assert.deepEqual(await lookAround(browser, app, seeAll(screens)), []);
  assert.deepEqual(await lookAround(browser, empty, seeAll([['file-merging-empty', 'merging'], ['file-segments-empty', 'segments']])), []);
});
