/** `examples/register/own-form.html`: a form on a company's own site, with the real register behind it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'examples/register/own-form.html'), 'utf8');

describe.skipIf(CHROMIUM === undefined)('a form of the register on a site of its own', () => {
  let folder: string;
  let register: ChildProcess | undefined;
  let url = '';
  let site: Server;
  let browser: Browser;
  let page: Page;
  const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-'));
    cpSync(join(ROOT, 'examples/register'), folder, { recursive: true });
    site = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(PAGE.replace('http://127.0.0.1:8788', url));
    });
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
    edit('register.json', { origins: [origin()] });
    url = await start('0');
    browser = await launch();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await stop();
    site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(file: string, change: object): void {
    const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
    writeFileSync(join(folder, file), JSON.stringify({ ...json, ...change }));
  }
  function start(port: string): Promise<string> {
    const program = join(ROOT, 'dist/bin/headcount.js');
    const child = spawn(process.execPath, [program, 'register', 'start', '--port', port, '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    register = child;
    return new Promise((told, failed) => {
      child.stdout.once('data', (chunk: Buffer) => told((JSON.parse(String(chunk)) as { url: string }).url));
      child.once('exit', () => failed(new Error('the register ended')));
    });
  }
  async function stop(): Promise<void> {
    const child = register;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  const message = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const mails = () => readdirSync(join(folder, 'register-data/outbox'));

  it('shows fields, unticked boxes and the whole notice, and marks what is missing', async () => {
    await page.goto(origin());
    await page.getByRole('button', { name: 'Register' }).waitFor();
    expect(await page.locator('input[type=checkbox]').count()).toBe(8);
    expect(await page.locator('input[type=checkbox]:checked').count()).toBe(0);
    const text = await page.locator('#register').innerText();
    expect(text).toContain('You have the right to object');
    expect(text.match(/You may pass my details to Example Optics/g)).toHaveLength(1);
    await page.getByRole('button', { name: 'Register' }).click();
    await message(/correct what is marked/);
    expect(await page.locator('#f-name').getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps what was typed and asks again where the notice has changed, then registers', async () => {
    await page.getByLabel('Name (required)').fill('Alex Example');
    await page.getByLabel('E-mail address').fill('alex@customer.example');
    await page.getByLabel(/may send me information/).check();
    await stop();
    edit('register.json', { origins: [origin()], retention: { consentMonths: 12 } });
    await start(new URL(url).port);
    await page.getByRole('button', { name: 'Register' }).click();
    await message(/text of this form has changed/);
    expect(await page.getByLabel('Name (required)').inputValue()).toBe('Alex Example');
    expect(await page.locator('input[type=checkbox]:checked').count()).toBe(0);
    expect(await page.locator('#register').innerText()).toContain('for 12 months');
    await page.getByRole('button', { name: 'Register' }).click();
    await message(/open the mail/);
    await expect.poll(mails).toHaveLength(1);
  });

  it('gives the reference to whoever registers without an address', async () => {
    await page.goto(origin());
    await page.getByLabel('Name (required)').fill('Kim Example');
    await page.getByRole('button', { name: 'Register' }).click();
    const link = page.getByRole('link');
    expect(await link.getAttribute('href')).toMatch(/\/register\/self\/[\w.-]{60,}$/);
    await link.click();
    await page.getByRole('button').first().click();
    await expect.poll(() => page.content()).toContain('Kim Example');
  });
});
