/** Whatever was typed comes back as it was, as text and never as HTML, on each page that shows it once more. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillIn, formsIn, type PageForm } from './page-forms.ts';
import { DAY_MS, NOW, RegisteredApp, type Pairs } from './registered-app.ts';

const PATH = '/register/workshop';

const typed = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '&amp;', 'a', ' ', '%', '+', '\ufffd'),
    maxLength: 30,
  }),
  fc.constantFrom(`"><script>alert(1)</script>`, '</textarea><img src=x onerror=alert(1)>', '\ufffd', '%ff'),
);
const boxes = fc.subarray<readonly [string, string]>([
  ['topics', 'telescopes'],
  ['topics', 'workshops'],
  ['purposes', 'information'],
  ['recipients', 'example-calibration'],
]);

/** Ways to a page with the form, and what each changes in the post. */
const WAYS = {
  'an address that is none': { email: 'no address' },
  'a token that is older than a day': {},
  'a post that came too soon': { email: 'ada@example.org' },
} as const;

describe.each(Object.entries(WAYS))('after %s', (way, changes) => {
  it('nothing typed or ticked is lost', async () => {
    const app = new RegisteredApp();
    const { pairs } = formsIn(await (await app.request(PATH)).text())[0] as PageForm;
    app.now = NOW + (way.includes('day') ? DAY_MS : 1);
    await fc.assert(
      fc.asyncProperty(typed, typed, boxes, async (name, wishes, ticked) => {
        fc.pre(name.trim() !== '' && !wishes.startsWith('\n'));
        const sent: Pairs = fillIn(pairs, { ...changes, name, wishes }, ticked);
        const answer = await app.post(PATH, sent);
        expect(answer.status).toBe(way.includes('soon') ? 200 : 422);
        const page = await answer.text();
        expect(page).not.toMatch(/<script|<img/);
        const { pairs: kept } = formsIn(page)[0] as PageForm;
        expect(Object.fromEntries(kept)).toMatchObject({ name, wishes, ...changes });
        expect(kept.filter(([key]) => /^(topics|purposes|recipients)$/.test(key))).toEqual(ticked);
      }),
      { numRuns: 100 },
    );
    expect(app.log.events).toEqual([]);
  });
});

it('a field that was posted twice is asked for once more', async () => {
  const app = new RegisteredApp();
  const { pairs } = formsIn(await (await app.request(PATH)).text())[0] as PageForm;
  const answer = await app.post(PATH, [...fillIn(pairs, { name: 'Ada' }), ['name', 'Eve']]);
  expect(answer.status).toBe(422);
  expect(app.log.events).toEqual([]);
});
