// The faces of trust, in a store to which all of it has happened: somebody left, a phone was lost, late work waits, a
// customer was handed over, joined, is to be erased. Each is looked at in every way a screen is looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { folder, lead, letIn, openStore, startApp, startBrowser, until } from './ui-app.mjs';
import { lookAround, SCHEMES } from './ui-look.mjs';

const PIN = '258013';

const held = (app, file) => until((page) => page !== null, () => app.call('customer', { file }).catch(() => null));
const phase = (app, wanted) => until((state) => state.phase.phase === wanted, () => app.call('state'));

/** A store to which it has happened. */
async function scene(t) {
  const [desk, away, far] = [folder(t), folder(t), folder(t)];
  let [manager, li, song] = [await startApp(t, desk), await startApp(t, away), await startApp(t, far)];
  const [wang, joining] = [await startApp(t, folder(t)), await startApp(t, folder(t))];
  await openStore(manager, ['sales_manager', 'general_manager']);
  const left = await letIn(manager, li, '李想');
  await letIn(manager, song, '宋珂');
  await letIn(manager, wang, '王强');
  const { file: moved } = await song.call('capture_lead', lead({ phones: ['13800000001'], name: '刘汉', grade: 'H' }));
  const { file: own } = await li.call('capture_lead', lead({ phones: ['13800000005'], name: '曾雨桐', grade: 'A' }));
  const { file: twin } = await manager.call('capture_lead', lead({ phones: ['13800000005'], name: '曾女士' }));
  const { file: leaves } = await manager.call('capture_lead', lead({ phones: ['13800000006'], name: '覃朗' }));
  for (const file of [moved, own]) await held(manager, file);
  await manager.call('join_files', { one: own, other: twin });
  await manager.call('request_erasure', { file: leaves });

  await manager.stop();
  await li.call('capture_lead', lead({ phones: ['13800000002'], name: '单小宇', grade: 'A', remark: '周末来看 S6' }));
  await li.call('edit_customer', { file: own, edits: [{ edit: 'field', field: 'occupation', value: '医生' }] });
  await song.call('edit_customer', { file: moved, edits: [{ edit: 'field', field: 'occupation', value: '教师' }] });
  await Promise.all([li.stop(), song.stop()]);

  manager = await startApp(t, desk);
  const { staff, devices } = await manager.call('store');
  await manager.call('assign_files', { files: [moved], owner: staff.find((one) => one.name === '周岚').id });
  await manager.call('revoke_staff', { staff: left, wipe: true });
  await manager.call('revoke_device', { device: devices.find((one) => one.staff_name === '王强').id, wipe: false });
  [li, song] = [await startApp(t, away), await startApp(t, far)];
  await phase(li, 'wiped');
  await phase(wang, 'revoked');
  await until((cards) => cards.length === 1, () => song.call('refused_cards'));
  await until((box) => box.cards.length === 2, () => manager.call('review_box').catch(() => ({ cards: [] })));
  await manager.call('make_recovery_key');
  await until((state) => state.lock.has_recovery_key, () => song.call('state'));
  await joining.call('set_language', { language: 'zh-CN' });
  const { relay, code } = await manager.call('invite_device', { staff: staff.find((one) => one.name === '宋珂').id });
  await joining.call('join_store', { relay, code, device_name: '展厅平板' });
  await until((pending) => pending.length === 1 && pending[0].digits !== '', () => manager.call('pending_devices'));
  return { manager, li, song, wang, joining, moved, own };
}

/** What no honest device brings about: the relay's answer is put in its place. */
async function stub(page) {
  const li = { id: 's', name: '王强' };
  const at = Date.now() - 3 * 60_000;
  const refused = (input, code, count) => ({ device: `d-${code}`, name: '王强的手机', staff: li, input, code, count, last_at: at });
  await page.route('**/api/refused_page', (route) => route.fulfill({
    json: {
      is_online: true,
      quarantined: [{ device: 'd', name: '王强的手机', staff: li, since: at }],
      relay: [refused('change', 'bad_signature', 3), refused('statement', 'not_allowed', 1)],
      here: [refused('change', 'malformed', 2)],
    },
  }));
  const proposal = { act: 'files_assigned', staff: [li], customers: [], files: 3, device: null, at };
  await page.route('**/api/proposals', (route) => route.fulfill({
    json: [{ ...proposal, id: 'p1', refused: null }, { ...proposal, id: 'p2', act: 'roles_set', files: 0, refused: 'not_allowed' }],
  }));
}

const PLACES = ['store/staff', 'store/devices', 'review', 'guard', 'audit', 'erasures', 'proposals', 'sync', 'me', 'me/lock'];

/** Opens what stands over a screen, gives it to `see`, and closes it. */
async function over(page, button, see) {
  await button.click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await see(dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function managers(page, go, see, { moved, own }) {
  await stub(page);
  for (const place of PLACES) {
    await go(place);
    await see(place.replace('/', '-'));
  }
  await go(`customers/${own}`);
  await page.getByTestId('joined').first().waitFor();
  await see('customer-joined');
  await go(`customers/${moved}`);
  await page.getByTestId('around-hand-over').waitFor();
  await see('customer-around');
  await over(page, page.locator('main').getByRole('button', { name: /^(查看|Show)/ }).first(), () => see('reveal'));
  await page.getByRole('button', { name: /^(更多操作|More)$/ }).first().click();
  await over(page, page.getByRole('menuitem', { name: /^(申请删除客户|Ask for erasure)$/ }), () => see('erasure-ask'));
  await go('store/staff');
  const row = (name) => page.getByTestId('staff').filter({ hasText: name });
  await over(page, row('宋珂').getByRole('button').last(), () => see('leaver-tell'));
  await over(page, row('李想').getByRole('button').last(), () => see('leaver-hand-over'));
  await go('store/devices');
  await over(page, page.getByTestId('device').filter({ hasText: '宋珂' }).getByRole('button'), () => see('revoke-device'));
  await go('me/lock');
  const section = (id) => page.locator(`section[aria-labelledby="${id}"]`);
  await over(page, section('lock-pin').getByRole('button').first(), () => see('pin-set-up'));
  await section('lock-recovery').getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await see('recovery-key-before');
  await dialog.getByRole('button').last().click();
  await page.getByTestId('recovery-key').waitFor();
  await see('recovery-key');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button').last().click();
}

async function consultants(app, page, go, see) {
  await go('refused');
  await see('refused');
  await page.route('**/api/check_phone', (route) => {
    const { typed } = route.request().postDataJSON();
    return route.fulfill({ json: { known: [], number: { kind: 'mobile', normalised: typed, typed }, perhaps: true } });
  });
  await go('capture');
  await page.locator('input[type="tel"]').fill('13800000009');
  await page.getByTestId('perhaps-known').waitFor();
  await see('perhaps-known');
  await page.locator('input[type="tel"]').fill('');
  await page.unroute('**/api/check_phone');
  await app.call('hand_over_screen', { on: true });
  await page.reload();
  await page.locator('form input[type="tel"]').waitFor();
  await see('handed');
  await app.call('hand_over_screen', { on: false });
  await page.reload();
  await page.locator('main:visible').first().waitFor();

  await app.call('set_pin', { old: null, new: PIN });
  await app.call('lock');
  const lock = page.locator('#lock');
  await lock.waitFor();
  await see('lock');
  await page.keyboard.type('111111');
  await page.keyboard.press('Enter');
  await lock.getByText(/9/).last().waitFor();
  await see('lock-wrong');
  await lock.getByRole('button').last().click();
  await lock.locator('textarea').waitFor();
  await see('lock-recover');
  await app.call('unlock', { pin: PIN });
  await app.call('remove_pin', { pin: PIN });
  await rare(app, page, go, see);
}

/** What takes a week, ten wrong PINs or a copied disk: the state that the app tells is put in its place. */
async function rare(app, page, go, see) {
  const state = await app.call('state');
  const { store } = state.phase;
  const faces = {
    lease: { lease_over: true },
    'revoked-waiting': { phase: { phase: 'revoked', store, waiting: 3, handed_over: 2 } },
    preparing: { phase: { phase: 'preparing', done: 12_500, all: 50_300 } },
    copied: { phase: { phase: 'closed', error: { code: 'cloned_device', message: '', field: null } } },
    'lock-used-up': { phase: { phase: 'locked', store }, lock: { ...state.lock, locked: true, has_pin: true, tries_left: 0 } },
  };
  await go('today');
  for (const [name, face] of Object.entries(faces)) {
    await page.route('**/api/state', (route) => route.fulfill({ json: { ...state, ...face } }));
    await page.reload();
    await see(name);
    await page.unroute('**/api/state');
  }
}

test('every face of trust is whole, readable and free of identifiers', async (t) => {
  const store = await scene(t);
  const browser = await startBrowser(t);
  const faces = [
    [store.manager, (page, go, see) => managers(page, go, see, store)],
    [store.song, (page, go, see) => consultants(store.song, page, go, see)],
    [store.li, (_page, _go, see) => see('wiped')],
    [store.wang, (_page, _go, see) => see('revoked')],
    [store.joining, (_page, _go, see) => see('joining')],
  ];
  // One scheme after the other: what a person does to see a face changes their app.
  for (const scheme of SCHEMES) {
    const around = ([app, face]) => lookAround(browser, app, ({ page, go, see }) => face(page, go, see), [scheme]);
    assert.deepEqual((await Promise.all(faces.map(around))).flat(), []);
  }
});
