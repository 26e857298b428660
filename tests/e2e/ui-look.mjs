// Looks at a screen as everybody may meet it: on phone and desk, in both languages, light and dark.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { AxeBuilder, DESK, openPage, PHONE } from './ui-app.mjs';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
/** A key without a word, such as `trust.guard.title`. */
const KEY = /\b(?:audit|capture|care|common|customer|customers|domain|errors|events|follow|handed|hands|lock|me|merging|orders|pipeline|print|process|rates|reception|records|rules|setup|store|sync|today|trust|vehicles)\.[a-z_]+(?:\.[a-z_]+)*\b/;
const SERIOUS = ['serious', 'critical'];

const SHOTS = process.env.FORECOURT_SHOTS ?? fileURLToPath(new URL('./screenshots/', import.meta.url));
const SIZES = [['390', PHONE], ['1440', DESK]];
const LANGUAGES = ['zh-CN', 'en'];
export const SCHEMES = ['light', 'dark'];

/** What `way` adds to the name of a picture. */
const suffix = ({ width, language, scheme }) => `${width}-${language}${scheme === 'dark' ? '-dark' : ''}`;

const COLOURS = ['color-contrast'];

/** What axe finds. Names differ by language and colours by scheme: what one way has told no other is asked again. */
async function asked(page, { language, scheme }) {
  // What passed is not told, and there are no frames to look into: that took nine tenths of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (language === 'en' && scheme === 'dark') return [];
  if (language === 'en') axe.disableRules(COLOURS);
  if (scheme === 'dark') axe.withRules(COLOURS);
  return (await axe.analyze()).violations;
}

/** Waits until nothing moves, and notes in `findings` what axe finds, what is too wide, and what nobody should read. */
async function look(page, screen, way, findings) {
  const name = `${screen}-${suffix(way)}`;
  await page.locator('main:visible').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[role="status"][aria-busy="true"], [role="status"] .mantine-Skeleton-root'));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => Promise.allSettled(
    document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished),
  ));
  const violations = await asked(page, way);
  for (const found of violations.filter((one) => SERIOUS.includes(one.impact ?? ''))) {
    findings.push(`${name}: ${found.id} at ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
  }
  // What sticks out widens a phone's window itself.
  const wide = Math.max(...await page.evaluate((width) => [document.documentElement.scrollWidth - window.innerWidth, window.innerWidth - width], way.size.viewport.width));
  if (wide > 0) findings.push(`${name}: ${wide} px wider than the window`);
  const text = await page.locator('body').innerText();
  for (const found of [UUID.exec(text), KEY.exec(text)]) if (found) findings.push(`${name}: shows ${found[0]}`);
  await page.screenshot({ path: `${SHOTS}${name}.png` });
}

/**
 * Opens `app` in every way of `schemes`, and answers what was found on what `visit` shows. `visit` gets the page, `go`, which
 * opens a path of the app, `see`, which looks at the page under a name, and the way. The schemes of one size and language are
 * looked at side by side: a browser leaves half of two processors idle.
 */
export async function lookAround(browser, app, visit, schemes = SCHEMES) {
  mkdirSync(SHOTS, { recursive: true });
  const findings = [];
  const lookAs = async (way) => {
    const { page, context, errors } = await openPage(browser, app, { locale: way.language, colorScheme: way.scheme, ...way.size });
    page.setDefaultTimeout(20_000);
    await page.locator('main:visible').first().waitFor();
    await visit({ page, way, go: (path) => page.goto(`${app.origin}/#/${path}`), see: (name) => look(page, name, way, findings) });
    findings.push(...errors.map((error) => `${way.width} ${way.language} ${way.scheme}: ${error}`));
    await context.close();
  };
  // The address lets in once; from what that left behind all others are opened.
  if (!app.letIn) await openPage(browser, app).then(({ context }) => context.close());
  for (const [width, size] of SIZES) {
    for (const language of LANGUAGES) {
      await app.call('set_language', { language });
      await Promise.all(schemes.map((scheme) => lookAs({ width, size, language, scheme })));
    }
  }
  return findings;
}

/** A visit that goes to each path and looks at it under its name. */
export const seeAll = (screens) => async ({ go, see }) => {
  for (const [name, path] of screens) {
    await go(path);
    await see(name);
  }
};
