// The sales process of one purchase: steps and what they lack, a test drive and a proposal by the keyboard alone, the
// calendar of test cars. Every step is read back from the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, lead, openReady, openStore, PHONE, startApp, startBrowser, startPractice, tabTo, until } from './ui-app.mjs';
import { lookAround, seeAll } from './ui-look.mjs';

/** A store with one consultant who is its manager too, a test car, a model with a price, and a lead. */
async function desk(t, size) {
  const app = await startApp(t, folder(t));
  await openStore(app, ['sales_manager', 'consultant']);
  await app.call('save_test_car', { id: null, plate: '辽B0T777', model: '奥迪 A6L', mileage_km: 5000, retired: false });
  const { file } = await app.call('capture_lead', lead({ phones: ['13900008888'], name: '刘汉', grade: 'A' }));
  const opportunity = (await app.call('customer', { file })).customer.opportunities[0].id;
  const browser = await startBrowser(t);
  const { page, errors } = await openReady(browser, app, size);
  const core = () => app.call('opportunity', { file, opportunity });
  const go = (step) => page.goto(`${app.origin}/#/customers/${file}/opportunities/${opportunity}?step=${step}`);
  return { app, page, errors, file, opportunity, core, go };
}

async function press(page, name, key = 'Enter') {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press(key);
}

/** The sheet that has opened, and its end. */
const sheet = (page) => page.getByRole('dialog');
const closed = (page) => sheet(page).waitFor({ state: 'detached' });

test('a test drive goes from booking to feedback by the keyboard alone', async (t) => {
  const { page, errors, core, go } = await desk(t, DESK);
  await go('test_drive');
  const drive = async () => (await core()).test_drives[0];
  await press(page, '预约试驾');
  await tabTo(page, page.getByLabel('路线'));
  await page.keyboard.type('滨海路往返');
  await page.keyboard.press('Enter');
  await closed(page);
  assert.deepEqual([(await drive()).state, (await drive()).drive.route], ['booked', '滨海路往返']);

  await press(page, '出车');
  await tabTo(page, sheet(page).getByLabel('里程（公里）'));
  await page.keyboard.press('Enter');
  await sheet(page).getByText('须先核对有效驾驶证').waitFor();
  await page.keyboard.press('Escape');
  await closed(page);

  await press(page, '核对驾驶证');
  await tabTo(page, sheet(page).getByLabel('驾驶证号'));
  await page.keyboard.type('210203198506170021');
  await page.keyboard.press('Enter');
  await closed(page);
  await press(page, '签试驾协议');
  // The terms that are signed.
  await sheet(page).getByRole('listitem').first().waitFor();
  await tabTo(page, sheet(page).getByRole('radio', { name: '屏幕手写' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await closed(page);
  await press(page, '准备检查');
  await tabTo(page, sheet(page).getByRole('checkbox', { name: '车辆清洁' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await closed(page);
  await press(page, '出车');
  await tabTo(page, sheet(page).getByLabel('里程（公里）'));
  await page.keyboard.press('Enter');
  await closed(page);
  await press(page, '还车');
  const km = sheet(page).getByLabel('里程（公里）');
  await tabTo(page, km);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4000');
  await page.keyboard.press('Enter');
  await sheet(page).getByText('还车里程小于出车里程').waitFor();
  await tabTo(page, km);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5012');
  await tabTo(page, sheet(page).getByRole('radio', { name: '非常喜欢' }));
  await page.keyboard.press('Space');
  await tabTo(page, sheet(page).getByLabel('客户说了什么'));
  await page.keyboard.type('隔音好');
  await tabTo(page, sheet(page).getByRole('button', { name: '保存' }));
  await page.keyboard.press('Enter');
  await closed(page);
  const done = await drive();
  assert.deepEqual([done.state, done.drive.out.mileage_km, done.drive.back.mileage_km, done.drive.reaction, done.drive.feedback], ['done', 5000, 5012, 'delighted', '隔音好']);
  assert.doesNotMatch(await page.locator('main').innerText(), /210203198506170021/);
  assert.deepEqual(errors, []);
});

test('a proposal is made, given and accepted by the keyboard alone', async (t) => {
  const { page, errors, core, go } = await desk(t, DESK);
  await go('proposal');
  await press(page, '新建报价');
  const offer = async () => (await core()).quotations[0];
  await until((one) => one !== undefined, offer);
  const line = async (kind, amount) => {
    await press(page, '加一行');
    const choose = sheet(page).getByRole('combobox', { name: '项目' }).or(sheet(page).getByRole('textbox', { name: '项目' }));
    await tabTo(page, choose.first());
    await page.keyboard.press('Enter');
    const option = page.getByRole('option', { name: kind, exact: true });
    await option.waitFor();
    while ((await option.getAttribute('data-combobox-selected')) === null) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, sheet(page).getByLabel('金额'));
    await page.keyboard.type(amount);
    await page.keyboard.press('Enter');
    await closed(page);
  };
  await line('裸车价', '42万');
  await line('优惠', '1.5万');
  await press(page, '编辑融资方案');
  await tabTo(page, sheet(page).getByLabel('贷款额'));
  await page.keyboard.type('20万');
  await tabTo(page, sheet(page).getByLabel('年利率（%）'));
  await page.keyboard.type('3.99');
  await page.keyboard.press('Enter');
  await closed(page);
  const { totals } = await until((one) => one.totals.monthly_fen !== null, offer);
  assert.deepEqual([totals.total_fen, totals.monthly_fen, totals.down_fen], [40_500_000, 590_391, 20_500_000]);
  await page.getByText('¥5,903.91').first().waitFor();
  await press(page, '没有旧车');
  await press(page, '报给客户');
  await until((one) => one.state === 'given', offer);
  await press(page, '客户接受');
  await until((one) => one.state === 'accepted', offer);
  assert.deepEqual(errors, []);
});

test('a step says what it lacks, asks for it before it is left, and may be left all the same', async (t) => {
  const { app, page, errors, file, core, go } = await desk(t, PHONE);
  await go('initial_contact');
  await page.getByRole('button', { name: '补填：现用车' }).tap();
  await sheet(page).getByRole('button', { name: /^现用车/ }).tap();
  await sheet(page).getByRole('textbox', { name: '现用车' }).fill('帕萨特 2018');
  await sheet(page).getByRole('textbox', { name: '现用车' }).press('Enter');
  await until((customer) => customer.customer.fields.current_car === '帕萨特 2018', () => app.call('customer', { file }));
  await sheet(page).getByRole('button', { name: '关闭' }).last().tap();
  await closed(page);
  await page.getByRole('button', { name: '补填：现用车' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '进入弄清客户需求' }).or(page.getByRole('button', { name: /^进入/ })).first().tap();
  await sheet(page).getByText('方便联系时间').waitFor();
  await sheet(page).getByRole('button', { name: /^先跳过/ }).tap();
  await until((one) => one.opportunity.stage === 'needs', core);
  await page.locator('[aria-current="step"]').filter({ hasText: /需求/ }).waitFor();
  assert.deepEqual(errors, []);
});

test('a car that is taken is refused with the time and the consultant, and the customer signs on the screen', async (t) => {
  const { app, page, errors, file, opportunity, core, go } = await desk(t, PHONE);
  const [{ car }] = (await app.call('car_day', { on: '2026-12-01' })).cars;
  const { today } = await app.call('car_day', { on: '2026-12-01' });
  const slot = { car: car.id, on: today, from: 600, to: 630, consultant: null };
  await app.call('book_test_drive', { file, opportunity, way: 'drive', route: '', slot });
  await go('test_drive');
  await page.getByRole('button', { name: '预约试驾' }).tap();
  await sheet(page).getByText('当日该车已有预约').waitFor();
  await sheet(page).getByRole('button', { name: '保存' }).tap();
  await sheet(page).getByText('10:00–10:30 周岚').last().waitFor();
  await sheet(page).getByText('这辆车在该时段已被预约').waitFor();
  await page.keyboard.press('Escape');
  await closed(page);

  await page.getByRole('button', { name: '签试驾协议' }).tap();
  const pad = await page.getByTestId('signature-pad').boundingBox();
  await page.mouse.move(pad.x + 40, pad.y + 60);
  await page.mouse.down();
  await page.mouse.move(pad.x + 160, pad.y + 120, { steps: 8 });
  await page.mouse.move(pad.x + 240, pad.y + 50, { steps: 8 });
  await page.mouse.up();
  await sheet(page).getByRole('button', { name: '保存' }).tap();
  await closed(page);
  const { drive } = (await core()).test_drives[0];
  assert.ok(JSON.parse(drive.agreement.strokes)[0].length >= 8);
  await page.getByRole('img', { name: '试驾协议' }).waitFor();
  assert.deepEqual(errors, []);
});

async function addresses(app) {
  const at = async (stage, step) => {
    const filter = { ...EVERYBODY, stages: [stage] };
    const { columns } = await app.call('pipeline', { filter, by: 'stage', limit: 5 });
    const card = columns.find((column) => column.stage === stage).cards[0];
    return `customers/${card.customer.file}/opportunities/${card.opportunity}?step=${step}`;
  };
  return {
    'process-needs': await at('needs', 'needs'),
    'process-presentation': await at('proposal', 'presentation'),
    'process-test-drive': await at('proposal', 'test_drive'),
    'process-proposal': await at('closing', 'proposal'),
    'process-closing': await at('closing', 'closing'),
    cars: 'cars',
    'store-cars': 'store/cars',
    competitors: 'competitors',
  };
}

test('every screen of the sales process is whole, readable and free of identifiers', async (t) => {
  const app = await startPractice(t);
  const browser = await startBrowser(t);
  const screens = await addresses(app);
  const findings = await lookAround(browser, app, async (visit) => {
    const { page, way, go, see } = visit;
    await seeAll(Object.entries(screens))(visit);
    await go(screens['process-test-drive']);
    await page.getByRole('button', { name: way.language === 'en' ? 'Book a test drive' : '预约试驾' }).click();
    await page.getByRole('dialog').waitFor();
    await see('process-book');
  });
  assert.deepEqual(findings, []);
});
