/** The operator's own style rules beside the configuration. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REGISTER_STYLE } from '#core/register/pages/register-style';
import { readRegister } from '#runtime/node/register/read-register';
import { registerApp } from '#runtime/node/register/http/register-app';
import { RegisteredApp } from './registered-app.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-style-'));
  writeFileSync(join(folder, 'register.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function styleOf(): Promise<string> {
  const { register } = readRegister(join(folder, 'register.json'));
  const answer = registerApp({ ...new RegisteredApp().context, register });
  return (await answer(new Request('http://register.invalid/register/style.css'))).text();
}

it('register/style.css follows the built-in rules, so that it overrides them', async () => {
  mkdirSync(join(folder, 'register'));
  writeFileSync(join(folder, 'register/style.css'), ':root { --accent: #7a1f5c; }\n');
  expect(await styleOf()).toBe(`${REGISTER_STYLE}:root { --accent: #7a1f5c; }\n`);
});

it('without it the pages have the built-in style', async () => {
  expect(await styleOf()).toBe(REGISTER_STYLE);
});
