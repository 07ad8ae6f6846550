/** The hosted pages of a form: what a post leads to, and that nobody loses what was typed. */
import { describe, expect, it } from 'vitest';
import { fillIn, formsIn, valueIn, type PageForm } from './page-forms.ts';
import { DAY_MS, NOW, RegisteredApp, type AppOptions, type Pairs } from './registered-app.ts';

const TYPED = { name: 'Ada "A" <Lovelace>', email: 'ada@example.org', wishes: 'one\r\n\r\ntwo & three' };
const TICKED = [
  ['topics', 'telescopes'],
  ['purposes', 'information'],
  ['recipients', 'example-optics'],
] as const;
const PATH = '/register/workshop';

async function openForm(options: AppOptions = {}) {
  const app = new RegisteredApp(options);
  const form = formsIn(await (await app.request(PATH)).text())[0] as PageForm;
  app.now = NOW + 5000;
  return { app, form, filled: fillIn(form.pairs, TYPED, TICKED) };
}

/** The form on an answer's page, which has to hold everything that was typed and ticked. */
async function keptForm(answer: Response): Promise<PageForm> {
  const form = formsIn(await answer.text())[0] as PageForm;
  expect(Object.fromEntries(form.pairs)).toMatchObject({
    ...TYPED,
    wishes: TYPED.wishes,
    ...Object.fromEntries(TICKED),
  });
  return form;
}

const submissions = (app: RegisteredApp) => [...app.log.state.submissions.values()];

describe('the page of a form', () => {
  it('is shown with no box ticked, in the language that is asked for', async () => {
    const { app, form } = await openForm();
    expect(form.pairs.map(([name]) => name)).toEqual(
      expect.not.arrayContaining(['topics', 'purposes', 'recipients']),
    );
    const languageOf = async (path: string, headers: object = {}) =>
      /<html lang="(\w+)">/.exec(await (await app.request(path, { headers: { ...headers } })).text())?.[1];
    expect(await languageOf(PATH)).toBe('en');
    expect(await languageOf(`${PATH}?lang=de`)).toBe('de');
    expect(await languageOf(PATH, { 'Accept-Language': 'fr, de-AT;q=0.8, en;q=0.1' })).toBe('de');
    expect(await languageOf(`${PATH}?lang=en`, { 'Accept-Language': 'de' })).toBe('en');
    expect(await languageOf(`${PATH}?lang=xx`)).toBe('en');
  });

  it('leads to a thanks page by 303, which says the same to everybody', async () => {
    const { app, filled } = await openForm({ workshop: { returnTo: 'https://www.example.org/back' } });
    const answer = await app.post(PATH, filled);
    expect(answer.status).toBe(303);
    const thanks = await app.request(answer.headers.get('Location') ?? '');
    expect(thanks.status).toBe(200);
    const text = await thanks.text();
    expect(text).toContain('href="https://www.example.org/back"');
    expect(text).not.toContain('Ada');
    expect(submissions(app)).toMatchObject([
      {
        fields: { ...TYPED, wishes: 'one\n\ntwo & three' },
        topics: ['telescopes'],
        decisions: {
          information: 'given',
          'market-research': 'refused',
          customization: 'refused',
          'transfer:example-optics': 'given',
          'transfer:example-calibration': 'refused',
        },
      },
    ]);
  });

  it('comes back with 422 and each error at its field', async () => {
    const { app, form } = await openForm();
    const answer = await app.post(PATH, fillIn(form.pairs, { name: ' ', email: 'nonsense' }, TICKED));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    for (const name of ['name', 'email']) {
      const tag = new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`).exec(html)?.[0] ?? '';
      expect(tag).toContain('aria-invalid="true"');
      const ids = /aria-describedby="([^"]*)"/.exec(tag)?.[1]?.split(' ') ?? [];
      expect(ids.filter((id) => html.includes(`id="${id}"`))).toEqual(ids);
      expect(ids.length).toBeGreaterThan(1);
    }
    expect(Object.fromEntries(formsIn(html)[0]?.pairs ?? [])).toMatchObject({
      email: 'nonsense',
      ...Object.fromEntries(TICKED),
    });
    expect(submissions(app)).toEqual([]);
  });

  it('comes back with all that was typed and ticked once its token is older than a day, and then registers', async () => {
    const { app, filled } = await openForm();
    app.now = NOW + DAY_MS;
    const answer = await app.post(PATH, filled);
    expect(answer.status).toBe(422);
    const { pairs } = await keptForm(answer);
    app.now += 5000;
    expect((await app.post(PATH, pairs)).status).toBe(303);
    expect(submissions(app)).toHaveLength(1);
  });

  it.each(['', 'x'.repeat(88), undefined])('comes back in the same way for the token %j', async (token) => {
    const { app, filled } = await openForm();
    const sent: Pairs = filled.flatMap(([name, value]) =>
      name !== 'token' ? [[name, value]] : token === undefined ? [] : [[name, token]],
    );
    const answer = await app.post(PATH, sent);
    expect(answer.status).toBe(422);
    expect(valueIn((await keptForm(answer)).pairs, 'token')).toMatch(/^[\w.-]{70,}$/);
  });

  it('shows the notice once more where another one was shown, with the boxes empty and the rest as typed', async () => {
    const { app, filled } = await openForm();
    const answer = await app.post(PATH, fillIn(filled, { notice: 'f'.repeat(64) }));
    expect(answer.status).toBe(422);
    const pairs = formsIn(await answer.text())[0]?.pairs ?? [];
    expect(Object.fromEntries(pairs)).toMatchObject({ ...TYPED, topics: 'telescopes' });
    expect(pairs.map(([name]) => name)).not.toContain('purposes');
    expect(submissions(app)).toEqual([]);
  });

  it('takes the same token again as the same submission', async () => {
    const { app, filled } = await openForm();
    const first = await app.post(PATH, filled);
    const { written } = app;
    const second = await app.post(PATH, filled);
    expect([second.status, second.headers.get('Location')]).toEqual([303, first.headers.get('Location')]);
    expect(app.written).toBe(written);
  });

  it('says 429 with Retry-After once the form had its posts of the hour, whoever is named', async () => {
    const { app } = await openForm({ config: { limits: { perFormPerHour: 2, leastSeconds: 0 } } });
    const post = async (email: string) => {
      const { pairs } = formsIn(await (await app.request(PATH)).text())[0] as PageForm;
      return app.post(PATH, fillIn(pairs, { ...TYPED, email }, TICKED));
    };
    expect((await post('a@example.org')).status).toBe(303);
    expect((await post('b@example.org')).status).toBe(303);
    for (const email of ['a@example.org', 'c@example.org', '']) {
      const answer = await post(email);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('Retry-After'))).toBe(3600);
    }
    app.now += 3_600_001;
    expect((await post('a@example.org')).status).toBe(303);
  });
});

describe('a post that looks like a program’s', () => {
  const again = async (app: RegisteredApp, answer: Response) => {
    expect(answer.status).toBe(200);
    expect(submissions(app)).toEqual([]);
    const { action = '', pairs } = await keptForm(answer);
    return app.post(action, pairs);
  };

  it('that came too soon leads to one more page, whose form registers', async () => {
    const { app, filled } = await openForm();
    app.now = NOW + 2999;
    expect((await again(app, await app.post(PATH, filled))).status).toBe(303);
    expect(submissions(app)).toHaveLength(1);
  });

  it('that filled the trap leads to one more page, whose form registers', async () => {
    const { app, form, filled } = await openForm();
    const trap = form.names.find((name) => /website|homepage/.test(name)) ?? '';
    const answer = await again(app, await app.post(PATH, fillIn(filled, { [trap]: 'https://example.org' })));
    expect(answer.status).toBe(303);
    expect(submissions(app)[0]?.fields).toEqual({ ...TYPED, wishes: 'one\n\ntwo & three' });
  });
});
