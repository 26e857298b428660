// What people do on the screens of the sales desk, by the names that stand on them. Nothing here asks the core.
const exact = (name) => ({ name, exact: true });
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\（）]/g, '\\$&');

/** The sheet that has opened. */
export const sheet = (page) => page.getByRole('dialog');
export const closed = (page) => sheet(page).waitFor({ state: 'detached' });
export const button = (scope, name) => scope.getByRole('button', exact(name));

/** Presses a button of the open sheet that ends it. */
export async function finish(page, name) {
  await button(sheet(page), name).click();
  await closed(page);
}

/** Writes a text where it stands: tap, type, Enter. */
export async function write(scope, label, text) {
  await scope.getByRole('button', { name: new RegExp(`^${escaped(label)}: `) }).first().click();
  const field = scope.getByRole('textbox', exact(label));
  await field.fill(text);
  await field.press((await field.evaluate((element) => element.tagName)) === 'TEXTAREA' ? 'Control+Enter' : 'Enter');
  await field.waitFor({ state: 'detached' });
}

/** Chooses a word from a list where it stands. */
export async function pick(page, scope, label, word) {
  const field = scope.getByRole('combobox', exact(label)).or(scope.getByRole('textbox', exact(label))).first();
  await field.click();
  await page.getByRole('option', exact(word)).click();
  await page.getByRole('option', exact(word)).waitFor({ state: 'hidden' });
}

/** Adds what somebody looks at: of the catalogue by its name, or in their own words. */
export async function look(page, scope, label, names, listed) {
  await button(scope, label).click();
  const field = scope.getByRole('combobox', exact(label)).or(scope.getByRole('textbox', exact(label))).first();
  for (const name of names) {
    await field.fill(name);
    if (listed) await page.getByRole('option', { name }).click();
    else await field.press('Enter');
    await scope.getByText(name, { exact: true }).or(scope.getByText(new RegExp(`${escaped(name)}$`))).first().waitFor();
  }
  await field.press('Escape');
}

/** Draws a name. */
export async function sign(page, pad) {
  await pad.scrollIntoViewIfNeeded();
  const at = await pad.boundingBox();
  await page.mouse.move(at.x + 40, at.y + at.height / 3);
  await page.mouse.down();
  await page.mouse.move(at.x + 120, at.y + at.height / 2, { steps: 4 });
  await page.mouse.move(at.x + 200, at.y + at.height / 4, { steps: 4 });
  await page.mouse.up();
}
