/** A person's way through the register in a real browser: without scripts, from the form to the erasure. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { startRegister, type RunningRegister } from '../support/running-register.ts';

describe.skipIf(CHROMIUM === undefined)('the register in Chromium', () => {
  let browser: Browser;
  let register: RunningRegister;
  let folder: string;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headcount-register-'));
    register = await startRegister(folder);
    browser = await launch();
    page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' })).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await register?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const mailText = async (kind: string): Promise<string> => {
    const outbox = join(folder, 'outbox');
    for (;;) {
      const name = readdirSync(outbox).findLast((one) => one.includes(`-${kind}-`) && one.endsWith('.eml'));
      if (name !== undefined) return (await PostalMime.parse(readFileSync(join(outbox, name)))).text ?? '';
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const linkIn = async (kind: string, act: string): Promise<string> =>
    new RegExp(String.raw`^http://\S+/register/${act}/\S+$`, 'm').exec(await mailText(kind))?.[0] ?? '';

  it('goes from the form through confirmation, correction and withdrawal to the erasure', async () => {
    await page.goto(`${register.url}/register/workshop`);
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    expect(await page.locator('input[type=checkbox]:checked').count()).toBe(0);
    await page.fill('input[name=name]', 'Ada Beispiel');
    await page.fill('input[name=email]', 'nicht-richtig');
    await page.check('input[name=purposes][value=information]');
    await page.click('form button[type=submit]');
    expect(await page.getAttribute('input[name=email]', 'aria-invalid')).toBe('true');
    expect(await page.inputValue('input[name=name]')).toBe('Ada Beispiel');
    expect(await page.isChecked('input[name=purposes][value=information]')).toBe(true);

    await page.fill('input[name=email]', 'ada@example.org');
    await page.click('form button[type=submit]');
    // So quick that a program could have typed it: one more page with a button.
    if (await page.locator('input[name=act][value=register]').count())
      await page.click('button[type=submit]');
    expect(page.url()).toContain('/register/workshop/thanks');

    await page.goto(await linkIn('confirm', 'confirm'));
    await page.click('button[type=submit]');
    const withdraw = await linkIn('welcome', 'withdraw');

    await page.goto(`${register.url}/register/self`);
    await page.fill('input[name=address]', 'ADA@example.org');
    await page.click('form button[type=submit]');
    await page.goto(await linkIn('self', 'self'));
    await page.click('button[type=submit]');
    expect(await page.inputValue('input[name=name]')).toBe('Ada Beispiel');
    await page.fill('input[name=name]', 'Ada Muster');
    await page.click('form:has(input[value=correct]) button[type=submit]');
    expect(await page.inputValue('input[name=name]')).toBe('Ada Muster');
    await page.click('button[name=only][value=information]');
    expect(await page.locator('button[name=only][value=information]').count()).toBe(0);

    const self = page.url();
    await page.goto(withdraw);
    await page.click('button[type=submit]');
    expect(await page.locator('h1').innerText()).not.toBe('');

    await page.goto(self);
    await page.click('button[type=submit]');
    await page.check('input[name=sure]');
    await page.click('form:has(input[name=sure]) button[type=submit]');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.(jsonl|eml)$/.test(name))
        expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/Ada|ada@/i);
    expect(await page.context().cookies()).toEqual([]);
  });
});
