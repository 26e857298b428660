// Looks at a screen as everybody may meet it: on phone and desk, in both languages, light and dark.
import { AxeBuilder, DESK, PHONE } from './ui-app.mjs';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
/** A key without a word, such as `trust.guard.title`. */
const KEY = /\b(?:audit|capture|common|customer|customers|domain|errors|events|follow|handed|hands|lock|me|merging|orders|pipeline|print|process|reception|records|rules|setup|store|sync|today|trust|vehicles)\.[a-z_]+(?:\.[a-z_]+)*\b/;
const SERIOUS = ['serious', 'critical'];

/** Every way a screen is looked at. */
export const WAYS = [['390', PHONE], ['1440', DESK]].flatMap(([width, size]) =>
  ['zh-CN', 'en'].flatMap((language) => ['light', 'dark'].map((scheme) => ({ width, size, language, scheme }))));

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
export async function look(page, screen, way, findings, folder) {
  const name = `${screen}-${suffix(way)}`;
  await page.locator('main:visible').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[role="status"] .mantine-Skeleton-root'));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => Promise.allSettled(
    document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished),
  ));
  const violations = await asked(page, way);
  for (const found of violations.filter((one) => SERIOUS.includes(one.impact ?? ''))) {
    findings.push(`${name}: ${found.id} at ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) findings.push(`${name}: ${wide} px wider than the window`);
  const text = await page.locator('body').innerText();
  for (const found of [UUID.exec(text), KEY.exec(text)]) if (found) findings.push(`${name}: shows ${found[0]}`);
  await page.screenshot({ path: `${folder}${name}.png` });
}
