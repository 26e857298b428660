// The showroom case: 刘汉 from his first call to the keys of his car, played by the desk, a consultant and the manager on
// their own devices. While he is in the showroom none of them reaches the relay.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';

import { DESK, EVERYBODY, folder, lead, letIn, openReady, openStore, PHONE, startApp, startBrowser, until } from './ui-app.mjs';
import { button, closed, finish, look, pick, sheet, sign, write } from './ui-person.mjs';

const SHOTS = process.env.FORECOURT_SHOTS;
const MOBILE = '13900001111';
const VIN = '1HGCM82633A004352';

if (SHOTS) mkdirSync(SHOTS, { recursive: true });
const shot = async (page, name) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}liuhan-${name}.png` });
};

const pill = (page, text) => page.getByTestId('sync-pill').filter({ hasText: text }).waitFor();
/** The office is there again, and its relay with it. */
async function reopened(t, place) {
  const office = await startApp(t, place);
  await until((status) => status.link === 'synced', () => office.call('sync_status'));
  return office;
}

/** Back within reach of the relay, nobody waits for the next try. */
async function reconnects({ page }) {
  await page.getByTestId('sync-pill').click();
  await button(page, '立即同步').click();
  await page.getByText('所有改动都已上传，同事的改动也已收到。').waitFor();
}
const line = (page, who) => page.getByTestId('reception-line').filter({ hasText: who });

/** The store before he calls: four devices, two consultants, a test car, his friend and a stranger of his name. */
async function store(t) {
  const places = Object.fromEntries(['office', 'manager', 'desk', 'consultant'].map((name) => [name, folder(t)]));
  const [office, manager, desk, consultant] = await Promise.all(Object.values(places).map((place) => startApp(t, place)));
  // The relay stands in the office, where after-sales works: without it the other three are on their own.
  await openStore(office, ['service_advisor']);
  await letIn(office, manager, '周启明', ['sales_manager']);
  await letIn(office, desk, '苏婉', ['front_desk']);
  const zhou = await letIn(office, consultant, '周颖');
  await office.call('add_staff', { name: '高远', roles: ['consultant'] });
  await until((now) => now.staff.some((one) => one.name === '高远'), () => manager.call('store'));
  const gao = (await manager.call('store')).staff.find((one) => one.name === '高远').id;
  await manager.call('save_test_car', { id: null, plate: '辽B0T777', model: '奥迪 A6L', mileage_km: 5000, retired: false });
  await manager.call('add_catalogue_node', { parent: null, level: 'brand', name: '奥迪', price: '' });
  const [{ id: brand }] = (await manager.call('store')).catalogue;
  for (const name of ['A4L', 'A6L']) await manager.call('add_catalogue_node', { parent: brand, level: 'series', name, price: '42万' });
  const { file: friend } = await manager.call('capture_lead', lead({ phones: ['13700002004'], name: '张松', source: 'service_to_sales' }));
  await manager.call('edit_customer', { file: friend, edits: [{ edit: 'field', field: 'current_car', value: '奥迪 A6（2004）' }, { edit: 'relation', relation: 'customer', reason: '2004 年在本店购车' }] });
  await manager.call('assign_files', { files: [friend], owner: zhou });
  const { file: stranger } = await manager.call('capture_lead', lead({ phones: ['13600003333'], name: '刘汉' }));
  await manager.call('assign_files', { files: [stranger], owner: gao });
  await until((page) => page !== null, () => consultant.call('customer', { file: friend }).catch(() => null));
  await until((list) => list.total === 2, () => desk.call('list_customers', { filter: EVERYBODY, sort: 'opened', offset: 0, limit: 5 }));
  await until((day) => day.duty.length === 2 && day.series.length === 2, () => desk.call('reception_day', { day: null }));
  return { places, office, manager, desk, consultant, friend, stranger };
}

/** He calls before he comes: a line with his name, who is not the other 刘汉. */
async function calls(page) {
  await page.getByRole('textbox', { name: '电话、车牌或姓名' }).fill('刘汉');
  await page.getByTestId('known-visitor').filter({ hasText: '可能是' }).waitFor();
  await page.getByText('同名不一定是同一人，请核对电话').waitFor();
  await shot(page, '1-name-hint');
  await button(page, '新客户登记').click();
  assert.equal(await page.getByRole('textbox', { name: '姓名', exact: true }).inputValue(), '刘汉');
  await page.getByRole('radio', { name: '来电' }).check();
  await page.getByRole('checkbox', { name: '不愿留电话' }).check();
  await button(page, 'A6L').click();
  await page.getByRole('textbox', { name: '咨询内容' }).fill('问 A6 现车与价格');
  await page.getByRole('radio', { name: '先由前台接待' }).check();
  await button(page, '登记').click();
  await button(line(page, '刘汉'), '结束 · 刘汉').click();
  await page.getByRole('menuitem', { name: '约定到店' }).click();
  await line(page, '刘汉').getByText('约定到店').waitFor();
}

/** Everybody who sells is given a visitor. */
async function allBusy(page) {
  for (const most of [1, 2]) {
    await button(page, '无名到店 一键登记').click();
    await page.getByRole('button', { name: /^交给/ }).click();
    await line(page, '未留名').filter({ hasText: '轮排' }).nth(most - 1).waitFor();
  }
  await page.getByText('顾问都在忙', { exact: false }).waitFor();
}

/** He comes, is known from his call, and the desk receives him. */
async function comes(page) {
  await page.getByRole('textbox', { name: '电话、车牌或姓名' }).fill('刘汉');
  const hits = page.getByTestId('known-visitor');
  await hits.nth(1).waitFor();
  await shot(page, '2-known-from-his-call');
  await hits.filter({ hasText: '不愿留电话' }).getByRole('button', { name: '就是 TA' }).click();
  await page.getByRole('textbox', { name: '咨询内容' }).fill('看 A6L 实车，比较宝马和奔驰');
  assert.ok(await page.getByRole('radio', { name: '先由前台接待' }).isChecked(), 'all are busy');
  await button(page, '登记').click();
  await line(page, '刘汉').first().getByText('等待接待').waitFor();
  await line(page, '刘汉').first().getByText(/首次/).waitFor();
}

/** Over a cup of tea he tells of himself, and leaves his number when he is asked for the third time. */
async function talks(page) {
  await line(page, '刘汉').first().getByRole('link', { name: '刘汉' }).click();
  const profile = page.getByRole('region', { name: '资料', exact: true });
  await write(profile, '单位', '三鹿乳业');
  await write(profile, '现用车', '奥迪 A4，驾龄六年');
  await write(profile, '备注', '公司九月上市，资金充裕，准备换车');
  await profile.getByRole('button', { name: /项可补充$/ }).click();
  await write(profile, '职务', '采购部经理');
  await write(profile, '爱好', '羽毛球、旅游');
  await pick(page, profile, '客户来源', '转介绍');
  await button(profile, '选择推荐人').click();
  await sheet(page).getByRole('searchbox').fill('张松');
  await sheet(page).getByRole('button', { name: /张松/ }).click();
  await profile.getByRole('link', { name: '张松' }).waitFor();
  const purchase = page.getByRole('region', { name: '商机', exact: true });
  await write(purchase, '接受价位', '45万');
  await look(page, purchase, '添加竞品', ['宝马 3系', '宝马 5系']);
  const phones = page.getByRole('region', { name: '电话', exact: true });
  await button(phones, '添加电话').click();
  await phones.getByRole('textbox', { name: '号码' }).fill(MOBILE);
  await button(phones, '保存').click();
  await phones.getByText('139****1111').waitFor();
  await shot(page, '3-file-at-the-desk');
  await page.getByRole('link', { name: '到店', exact: true }).click();
  await line(page, '刘汉').first().getByRole('button', { name: '刘汉 的操作' }).click();
  await page.getByRole('menuitem', { name: '补全或更正' }).click();
  await sheet(page).getByRole('textbox', { name: '索要次数' }).fill('3');
  await sheet(page).getByRole('radio', { name: '已留档' }).check();
  await finish(page, '保存');
  await line(page, '刘汉').first().getByText(/索要 3 次/).waitFor();
}

/** Meanwhile the friend rings his consultant, who writes the same man down a second time. */
async function announced(page) {
  await page.getByRole('link', { name: '新线索', exact: true }).click();
  await page.getByLabel('手机号').fill(MOBILE);
  await page.getByLabel('姓名').fill('刘汉');
  await button(page, '保存').click();
  await page.getByRole('tab', { name: '资料' }).click();
  await button(page, '选择推荐人').click();
  await sheet(page).getByRole('button', { name: /张松/ }).click();
  await page.getByRole('link', { name: '张松' }).waitFor();
}

/** His friend's consultant is free again and gets him. */
async function handsOver(page) {
  await line(page, '周颖').getByRole('button', { name: '离店 · 未留名' }).click();
  await page.getByRole('menuitem', { name: '离店' }).click();
  const his = line(page, '刘汉').first();
  await button(his, '交给 周颖').click();
  await his.getByText('周颖（推荐人的顾问）', { exact: false }).waitFor();
  await his.getByText('已分配，待确认').waitFor();
  await shot(page, '4-handed-over');
}

/** The two files of one man become one; the other 刘汉 is not even asked about. */
async function joins(page) {
  await page.getByRole('link', { name: '今日', exact: true }).click();
  await page.getByRole('link', { name: /1 对客户号码相同/ }).click();
  await page.getByTestId('pair').getByText('同一号码').waitFor();
  await shot(page, '5-pair');
  assert.equal(await page.getByTestId('pair').count(), 1, 'the same name alone makes no pair');
  await button(page, '合并刘汉与刘汉').click();
  await page.getByText('没有需要处理的重复客户').waitFor();
}

/** Everything the desk learnt is there, and the consultant says that they have him. */
async function receives(page) {
  await page.getByRole('link', { name: '今日', exact: true }).click();
  const handed = page.getByTestId('handed-visitor').filter({ hasText: '刘汉' });
  await handed.getByText(/看 A6L 实车，比较宝马和奔驰 · 索要 3 次/).waitFor();
  await shot(page, '6-handed');
  await handed.getByRole('link', { name: '刘汉' }).click();
  await page.getByRole('tab', { name: '资料' }).click();
  const profile = page.getByRole('region', { name: '资料', exact: true });
  for (const said of ['三鹿乳业', '采购部经理', '羽毛球、旅游', '奥迪 A4，驾龄六年', '公司九月上市，资金充裕，准备换车', '张松']) await profile.getByText(said).first().waitFor();
  await page.getByText('139 0000 1111').first().waitFor();
  await shot(page, '7-file-of-the-consultant');
  await page.getByRole('link', { name: '今日', exact: true }).click();
  await button(handed, '已接待').click();
  await handed.waitFor({ state: 'detached' });
}

/** One purchase of the two is gone on with, graded, and its follow-up by rule is done with a result. */
async function follows(page) {
  await page.getByRole('link', { name: '客户', exact: true }).click();
  await page.getByTestId('customer-row').filter({ hasText: '刘汉' }).click();
  await page.getByRole('tab', { name: '商机' }).click();
  const purchase = page.getByRole('region', { name: '商机', exact: true });
  await button(purchase, '商机 2 · 初次接触').click();
  await pick(page, purchase, '流程状态', '休眠');
  await button(purchase, '商机 1 · 初次接触').click();
  await purchase.getByText('宝马 5系').waitFor();
  await pick(page, purchase, '意向级别', /^B · /);
  await pick(page, purchase, '预购时段', '年底前');
  await look(page, purchase, '添加竞品', ['奔驰 E级']);
  await look(page, purchase, '添加车系或车型', ['A4L'], true);
  await write(purchase, '购车动机', '看重价格和驾驶感受');
  await shot(page, '8-purchase');
  await button(page, '记录结果').first().click();
  await sheet(page).getByRole('radio', { name: '已联系上' }).check();
  await sheet(page).getByRole('textbox', { name: '说了什么' }).fill('今天就想试驾 A6L');
  assert.ok(await sheet(page).getByRole('radio', { name: /^按规则/ }).isChecked());
  await shot(page, '9-result');
  await finish(page, '保存结果');
  await page.getByRole('link', { name: '打开销售流程' }).click();
}

/** Goes on to the next step, whatever this one still lacks. */
async function enter(page, stage) {
  await button(page, `进入${stage}`).click();
  const current = page.locator('[aria-current="step"]').filter({ hasText: stage });
  const skip = button(sheet(page), `先跳过，进入${stage}`);
  await current.or(skip).first().waitFor();
  if (await skip.isVisible()) await skip.click();
  await current.waitFor();
  await closed(page);
}

/** What he wants, what he is shown, and how the car drives. */
async function drives(page) {
  await enter(page, '弄清需求');
  const purchase = page.getByRole('region', { name: '商机', exact: true });
  await write(purchase, '用途', '上下班与旅游');
  await pick(page, purchase, '决策权', '本人决定');
  await enter(page, '新车展示');
  await button(page, '记一次展示').click();
  const cars = sheet(page).getByRole('combobox', { name: '展示车型' }).or(sheet(page).getByRole('textbox', { name: '展示车型' })).first();
  await cars.press('Backspace');
  await cars.fill('A6L');
  await cars.press('Enter');
  await sheet(page).getByRole('radio', { name: '有兴趣' }).check();
  await sheet(page).getByRole('textbox', { name: '客户反馈' }).fill('内饰满意，嫌价格高');
  await finish(page, '保存');
  await enter(page, '试乘试驾');
  await button(page, '预约试驾').click();
  await sheet(page).getByRole('textbox', { name: '路线' }).fill('滨海路往返');
  await finish(page, '保存');
  const drive = page.getByTestId('test-drive');
  await button(drive, '核对驾驶证').click();
  await finish(page, '保存');
  await button(drive, '签试驾协议').click();
  await sign(page, page.getByTestId('signature-pad'));
  await finish(page, '保存');
  await button(drive, '出车').click();
  await finish(page, '保存');
  await button(drive, '还车').click();
  await sheet(page).getByRole('textbox', { name: '里程（公里）' }).fill('5012');
  await sheet(page).getByRole('radio', { name: '非常喜欢' }).check();
  await sheet(page).getByRole('textbox', { name: '客户说了什么' }).fill('隔音好，提速稳');
  await finish(page, '保存');
  await drive.getByText('已完成').waitFor();
  await shot(page, '10-driven');
}

/** The price, line by line, until he says yes. */
async function quotes(page) {
  await enter(page, '制定提案');
  await button(page, '新建报价').click();
  await page.getByText('裸车价 · 奥迪 A6L').waitFor();
  await button(page, '加一行').click();
  await pick(page, sheet(page), '项目', '优惠');
  await sheet(page).getByRole('textbox', { name: '金额' }).fill('1.5万');
  await finish(page, '保存');
  await page.getByText('¥442,168.14').first().waitFor();
  await button(page, '报给客户').click();
  await button(page, '客户接受').click();
  await page.getByTestId('quotation').getByText('已接受').first().waitFor();
  await shot(page, '11-accepted');
  await enter(page, '提案到成交');
}

/** The order: signed, paid down, and the car found by its VIN. */
async function orders(page) {
  await button(page, '按此报价开订单').click();
  await page.getByTestId('order-car').getByRole('heading', { name: '奥迪 A6L' }).waitFor();
  await button(page, '签订').click();
  await finish(page, '签订');
  await button(page, '收款').click();
  await sheet(page).getByRole('textbox', { name: '金额' }).fill('2万');
  await finish(page, '保存');
  await button(page, '配车').click();
  await sheet(page).getByRole('textbox', { name: 'VIN 底盘号' }).fill(VIN);
  await finish(page, '配车');
  await page.getByText('已配车', { exact: true }).first().waitFor();
  await shot(page, '12-order');
}

/** The rest is paid, everything is checked, signed for and handed over. */
async function delivers(page) {
  await button(page, '开票').click();
  await sheet(page).getByRole('textbox', { name: '发票号码' }).fill('04411007');
  await finish(page, '开票');
  await button(page, '收款').click();
  await finish(page, '保存');
  const car = page.getByTestId('order-car');
  await write(car, '车牌号', '辽B2008A');
  for (const box of await car.getByRole('checkbox').all()) {
    await box.click();
    await until(Boolean, () => box.isChecked());
  }
  await button(car, '已核对客户档案').click();
  await sign(page, car.getByTestId('signature-pad'));
  await button(car, '保存签名').click();
  await car.getByRole('img', { name: '客户签名' }).waitFor();
  await button(car, '交车').click();
  await sheet(page).getByLabel(/：原因$/).first().fill('上牌后补');
  await button(sheet(page), '全部用第一项的原因').click();
  await shot(page, '13-hand-over');
  await finish(page, '交车');
  await page.getByText('已交车', { exact: true }).first().waitFor();
}

/** The desk writes down how the visit ended. */
async function seesOut(page) {
  await page.getByRole('link', { name: '到店', exact: true }).click();
  await button(line(page, '刘汉').first(), '离店 · 刘汉').click();
  await page.getByRole('menuitem', { name: '成交' }).click();
  await line(page, '刘汉').first().getByText('成交', { exact: true }).waitFor();
}

/** What the manager reads of it, and says to it. */
async function reads(page) {
  await page.getByRole('link', { name: '跟进管理', exact: true }).click();
  const row = page.getByTestId('review-row').filter({ hasText: '今天就想试驾 A6L' });
  await row.getByRole('button', { name: '批复 刘汉的跟进' }).click();
  await sheet(page).getByRole('textbox', { name: '批复' }).fill('张松介绍的，交车时请他一起来');
  await finish(page, '发送');
  await page.getByRole('link', { name: '到店', exact: true }).click();
  await page.getByText('客流分析', { exact: true }).click();
  const managed = page.getByRole('region', { name: '集客量管理' });
  await managed.locator('div').filter({ hasText: /^1首洽成交$/ }).or(managed.locator('div').filter({ hasText: /^首洽成交1$/ })).first().waitFor();
  await shot(page, '14-footfall');
  await page.getByRole('link', { name: '订单', exact: true }).click();
  await page.getByText('共 1 张订单').waitFor();
  await shot(page, '15-orders');
}

// C24, C34, C35, R1, R2, R3, R5, R8, R13, S1, S2, S3, S4, S5, S6, S9, F1, F4, F5, O1, O3, O4, D1, D2, D3, D7
test('刘汉 from his first call to the keys, on three devices that are apart while he is in the showroom', async (t) => {
  const at = await store(t);
  const { manager, desk, consultant, friend, stranger } = at;
  const browser = await startBrowser(t);
  const front = await openReady(browser, desk, DESK);
  const seller = await openReady(browser, consultant, PHONE);
  const boss = await openReady(browser, manager, DESK);
  const all = [front, seller, boss];
  await calls(front.page);
  await allBusy(front.page);
  await seller.page.getByRole('link', { name: '今日', exact: true }).click();
  await button(seller.page.getByTestId('handed-visitor'), '已接待').click();

  await at.office.stop();
  await Promise.all(all.map(({ page }) => pill(page, '离线')));
  await Promise.all([comes(front.page).then(() => talks(front.page)), announced(seller.page)]);
  await handsOver(front.page);
  assert.equal((await consultant.call('visitors_to_receive')).length, 0, 'nothing has come through');
  let office = await reopened(t, at.places.office);
  await Promise.all(all.map(reconnects));
  const sent = async () => (await manager.call('customer', { file: friend })).about.referred.length;
  await joins(boss.page);
  await until((count) => count === 1, sent);
  await receives(seller.page);
  await front.page.getByRole('link', { name: '到店', exact: true }).click();
  await line(front.page, '刘汉').first().getByText('接待中').waitFor();

  await office.stop();
  await pill(seller.page, '离线');
  await follows(seller.page);
  await drives(seller.page);
  await quotes(seller.page);
  await orders(seller.page);
  office = await reopened(t, at.places.office);
  await Promise.all(all.map(reconnects));
  await seller.page.goBack();
  await delivers(seller.page);
  await seesOut(front.page);
  await until((found) => found.total === 1, () => office.call('vehicles', { search: VIN, customer: null, offset: 0, limit: 5 }));
  await seller.page.getByRole('link', { name: '车辆档案' }).click();
  await seller.page.getByText(VIN).waitFor();
  await shot(seller.page, '16-vehicle');

  await reads(boss.page);
  const { figures } = await manager.call('reception_day', { day: null });
  assert.deepEqual([figures.traffic, figures.calls, figures.capture.part, figures.capture.whole, figures.deals_first], [3, 1, 1, 3, 1]);
  assert.equal(await sent(), 1, 'the friend sent one man, however many files he had');
  const { customer, about } = await manager.call('customer', { file: stranger });
  assert.deepEqual([customer.fields.employer, about.relation, (await manager.call('customer', { file: stranger })).owner.name], [undefined, 'prospect', '高远']);
  assert.equal((await manager.call('merge_queue', { offset: 0, limit: 5 })).pairs.length, 0);
  assert.deepEqual(all.flatMap(({ errors }) => errors), []);
});
