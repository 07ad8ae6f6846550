/**
 * The register's pages in a real browser under the headers that they are served with: accessible, usable without
 * scripts and without a mouse, on a narrow phone, in the dark and on paper.
 */
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, samplePages } from '../core/register/pages/sample-pages.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { servePages, type PagesServer } from './pages-server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
  readonly passes: readonly { readonly id: string }[];
}

describe.skipIf(CHROMIUM === undefined)('the register’s pages in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  describe.each(LANGUAGES)('in %s', (language) => {
    const pages = samplePages(language);
    let server: PagesServer;

    beforeAll(async () => {
      server = await servePages(pages, () => pages.get('thanks-confirm') ?? '');
    });
    afterAll(() => server?.close());

    /** Opens a page of its own context, and closes it afterwards. */
    async function open(
      name: string,
      options: BrowserContextOptions,
      look: (page: Page) => Promise<void>,
    ): Promise<void> {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(server.url + name);
      await look(page);
      await context.close();
    }

    it.each(['light', 'dark'] as const)(
      'has no violation that axe-core finds, in %s',
      async (colorScheme) => {
        // The policy forbids scripts, those of a test too.
        const context = await browser.newContext({ bypassCSP: true, colorScheme });
        const page = await context.newPage();
        for (const name of pages.keys()) {
          await page.goto(server.url + name);
          await page.addScriptTag({ path: AXE });
          const { violations, passes } = (await page.evaluate(
            `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`,
          )) as AxeResult;
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          expect(found, name).toEqual([]);
          expect(
            passes.map(({ id }) => id),
            name,
          ).toContain('color-contrast');
        }
        await context.close();
      },
    );

    it('asks for its style sheet alone and breaks no rule of its policy', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const asked = new Set<string>();
      const said: string[] = [];
      page.on('request', (request) => asked.add(request.url()));
      page.on('console', (message) => said.push(message.text()));
      for (const name of pages.keys()) await page.goto(server.url + name);
      expect([...asked]).toEqual(expect.arrayContaining([`${server.url}style.css`]));
      expect(asked.size).toBe(pages.size + 1);
      expect(said).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    });

    it('is no wider than a phone of 320 pixels, and no field or button is cut off', async () => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      for (const name of pages.keys()) {
        await page.goto(server.url + name);
        expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(320);
        const cut =
          await page.evaluate(`[...document.querySelectorAll('input, textarea, button, label, dd, p')]
          .filter((one) => one.closest('.trap') === null && one.type !== 'hidden')
          .filter((one) => one.getBoundingClientRect().right > 320 || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.outerHTML)`);
        expect(cut, name).toEqual([]);
      }
      await context.close();
    });

    it('gives everything that is pressed at least 24 pixels each way', async () => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      for (const name of pages.keys()) {
        await page.goto(server.url + name);
        const small =
          await page.evaluate(`[...document.querySelectorAll('button, .box input, nav a, summary')]
          .map((one) => [one.outerHTML, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 24)
          .map(([html]) => html)`);
        expect(small, name).toEqual([]);
      }
      await context.close();
    });

    it('is filled in, sent and answered by the keyboard alone, without scripts, past the trap', async () => {
      await open('form-workshop', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        const { keyboard } = page;
        const reached: (string | null)[] = [];
        // From the top: skip link, language, fields, boxes, button; the trap is not among them.
        for (let presses = 0; presses < 60; presses += 1) {
          await keyboard.press('Tab');
          const focus = page.locator(':focus');
          if ((await focus.count()) === 0) break;
          const name = await focus.getAttribute('name');
          reached.push(name ?? (await focus.innerText()));
          if (name === 'name') await keyboard.type('Ada Example');
          if (name === 'wishes') await keyboard.type('A question');
          if ((await focus.getAttribute('value')) === 'example-optics') await keyboard.press('Space');
          if ((await focus.getAttribute('type')) === 'submit') break;
        }
        expect(reached.slice(2)).toEqual([
          'name',
          'email',
          'organisation',
          'wishes',
          ...Array.from({ length: 3 }, () => 'topics'),
          ...Array.from({ length: 3 }, () => 'purposes'),
          ...Array.from({ length: 2 }, () => 'recipients'),
          language === 'de' ? 'Anmelden' : 'Register',
        ]);
        await Promise.all([page.waitForURL(/register\/workshop$/), keyboard.press('Enter')]);
        expect(await page.locator('h1').count()).toBe(1);
        const [post, ...more] = server.posts.slice(posted);
        expect(more).toEqual([]);
        expect(post?.path).toBe('/register/workshop');
        expect(post?.pairs.filter(([name]) => name !== 'notice')).toEqual([
          ['language', language],
          ['token', 'TOKEN'],
          ['name', 'Ada Example'],
          ['email', ''],
          ['organisation', ''],
          ['wishes', 'A question'],
          ['nickname', ''],
          ['recipients', 'example-optics'],
        ]);
      });
    });

    it('sends with Enter in a field', async () => {
      await open('form-workshop', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        await page.locator('[name=name]').fill('Ada Example');
        await Promise.all([page.waitForURL(/register\/workshop$/), page.keyboard.press('Enter')]);
        expect(server.posts).toHaveLength(posted + 1);
      });
    });

    it('leads from the summary of errors to the field, and shows who focuses it where it is', async () => {
      await open('form-errors', { javaScriptEnabled: false }, async (page) => {
        const link = page.locator('.errors a').nth(1);
        await link.focus();
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
        await page.keyboard.press('Enter');
        await page.waitForURL(/#field-email$/);
        expect(
          await page.locator('#field-email').evaluate((one) => one.getBoundingClientRect().top),
        ).toBeLessThan(await page.evaluate('innerHeight'));
        // The next key goes into the field, or to the one behind it.
        await page.keyboard.press('Tab');
        expect(await page.locator(':focus').getAttribute('name')).toMatch(/^(?:email|organisation)$/);
      });
    });

    it('keeps what was typed and ticked, to the line, where it is shown once more', async () => {
      await open('form-errors', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        expect(await page.locator('[name=wishes]').inputValue()).toBe('\nFirst "line"\nSecond');
        await page.locator('button').click();
        await page.waitForURL(/register\/workshop$/);
        expect(server.posts[posted]?.pairs).toEqual(
          expect.arrayContaining([
            ['email', 'ada@'],
            ['organisation', 'Example <Observatory>'],
            ['wishes', '\r\nFirst "line"\r\nSecond'],
            ['topics', 'telescopes'],
            ['purposes', 'market-research'],
            ['recipients', 'example-calibration'],
          ]),
        );
      });
    });

    it('carries everything through the page of one more click', async () => {
      await open('again', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        await page.locator('button').click();
        await page.waitForURL(/register\/workshop$/);
        expect(server.posts[posted]?.pairs).toEqual([
          ['act', 'register'],
          ['name', ''],
          ['email', 'ada@'],
          ['organisation', 'Example <Observatory>'],
          ['wishes', '\r\nFirst "line"\r\nSecond'],
          ['topics', 'telescopes'],
        ]);
      });
    });

    it('withdraws everything by one button, and by the other only what is ticked', async () => {
      await open('link-withdraw', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        await page.locator('[value=information]').check();
        await page.locator('button').nth(1).click();
        await page.locator('h1').waitFor();
        await page.goto(`${server.url}link-withdraw`);
        await page.locator('button').first().click();
        await page.locator('h1').waitFor();
        expect(server.posts.slice(posted)).toEqual([
          {
            path: '/register/link-withdraw',
            pairs: [
              ['act', 'some'],
              ['only', 'information'],
            ],
          },
          { path: '/register/link-withdraw', pairs: [] },
        ]);
      });
    });

    it('erases only after a box was ticked', async () => {
      await open('self', { javaScriptEnabled: false }, async (page) => {
        const posted = server.posts.length;
        const button = page.locator('button[value=erase]');
        await button.click();
        expect(server.posts).toHaveLength(posted);
        await page.locator('#sure').check();
        await Promise.all([
          page.waitForResponse((answer) => answer.request().method() === 'POST'),
          button.click(),
        ]);
        expect(server.posts[posted]?.pairs).toEqual([
          ['sure', 'yes'],
          ['act', 'erase'],
        ]);
      });
    });

    it('shows all its words on paper, the closed ones too, and no button', async () => {
      await open('self', {}, async (page) => {
        await page.locator('summary').click();
        const last = page.locator('details p').last();
        expect(await last.isVisible()).toBe(false);
        await page.emulateMedia({ media: 'print' });
        expect(await last.isVisible()).toBe(true);
        for (const unwanted of ['button', '.skip', '.trap', 'nav'])
          for (const one of await page.locator(unwanted).all()) expect(await one.isVisible()).toBe(false);
        for (const text of await page.locator('main p, main dt, main dd, main label, main h2').all())
          if ((await text.innerText()) !== '') expect(await text.isVisible()).toBe(true);
      });
    });
  });
});
