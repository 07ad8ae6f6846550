/** Registering without an address: the reference of the thanks page shows, corrects and withdraws. */
import { describe, expect, it } from 'vitest';
import { fillIn, formsIn } from './page-forms.ts';
import { DAY_MS, NOW, RegisteredApp, type Pairs } from './registered-app.ts';

const PATH = '/register/workshop';

async function openForm() {
  const app = new RegisteredApp();
  const pairs = formsIn(await (await app.request(PATH)).text())[0]?.pairs ?? [];
  app.now = NOW + 5000;
  const thanks = async (sent: Pairs) => {
    const answer = await app.post(PATH, sent);
    return (await app.request(answer.headers.get('Location') ?? '')).text();
  };
  return { app, pairs, thanks };
}

const referenceIn = (page: string): string | undefined => /class="reference">([^<]*)</.exec(page)?.[1];

describe('a registration without an address', () => {
  it('stands at once for the service alone, and its reference opens the page about oneself', async () => {
    const { app, pairs, thanks } = await openForm();
    const sent = fillIn(pairs, { name: 'Ada' }, [['purposes', 'information']]);
    const page = await thanks(sent);
    expect(page).toContain(`href="https://register.example.org/register/self/${referenceIn(page)}"`);
    expect(await app.settle()).toEqual([]);

    app.now += 400 * DAY_MS;
    const asked = await app.post('/register/self', [['reference', ` ${referenceIn(page)} `]]);
    expect(asked.status).toBe(303);
    const self = asked.headers.get('Location') ?? '';
    expect((await app.request(self)).status).toBe(200);
    expect(await (await app.post(self, [['act', 'show']])).text()).toContain('value="Ada"');
    const { permissions } = (await (await app.post(self, [['act', 'export']])).json()) as {
      permissions: readonly { readonly purpose: string; readonly state: string }[];
    };
    expect(permissions.filter(({ state }) => state === 'given').map(({ purpose }) => purpose)).toEqual([
      'service',
    ]);
    expect((await app.post(self, [['act', 'withdraw']])).status).toBe(200);
    expect((await app.post(self, [['act', 'erase']])).status).toBe(200);
    expect(app.written).not.toContain('"Ada"');
  });

  it('is a declaration of its own: nobody is known by a name', async () => {
    const { app, thanks } = await openForm();
    for (let at = 0; at < 2; at++) {
      const { pairs } = formsIn(await (await app.request(PATH)).text())[0] ?? { pairs: [] };
      app.now += 5000;
      await thanks(fillIn(pairs, { name: 'Ada' }));
    }
    expect(new Set([...app.log.state.submissions.values()].map(({ ref }) => ref)).size).toBe(2);
  });
});

describe('nobody gets a reference', () => {
  it('to somebody else’s address by posting once more without it', async () => {
    const { app, pairs, thanks } = await openForm();
    await thanks(fillIn(pairs, { name: 'Ada', email: 'ada@example.org' }));
    const page = await thanks(fillIn(pairs, { name: 'Eve' }));
    expect(referenceIn(page)).toBeUndefined();
    expect(app.log.state.submissions.size).toBe(1);
  });

  it('to what has been erased', async () => {
    const { app, pairs, thanks } = await openForm();
    const sent = fillIn(pairs, { name: 'Ada' });
    const reference = referenceIn(await thanks(sent));
    await app.post(`/register/self/${reference}`, [['act', 'erase']]);
    expect(referenceIn(await thanks(sent))).toBeUndefined();
  });

  it.each(['call-0900-123456', '<b>x</b>', `${'a'.repeat(22)}.0.${'a'.repeat(43)}`])(
    'that was not issued here: %s is not repeated',
    async (reference) => {
      const { app } = await openForm();
      const answer = await app.request(`${PATH}/thanks?reference=${encodeURIComponent(reference)}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain(reference.slice(0, 8));
    },
  );
});
