/** From which pages a browser may post, and which may read the answer. */
import { describe, expect, it } from 'vitest';
import { formsIn, fillIn } from './page-forms.ts';
import { NOW, REGISTER_URL, RegisteredApp } from './registered-app.ts';

const SITE = 'https://www.example.org';
const ELSEWHERE = 'https://elsewhere.example';
const open = () => new RegisteredApp({ config: { origins: [SITE] } });

async function postPage(app: RegisteredApp, headers: object): Promise<number> {
  const page = await (await app.request('/register/workshop')).text();
  app.now = NOW + 5000;
  const pairs = fillIn(formsIn(page)[0]?.pairs ?? [], { name: 'Ada' });
  return (await app.post('/register/workshop', pairs, headers)).status;
}

async function postJson(app: RegisteredApp, headers: object): Promise<Response> {
  const { notice, token } = await app.formOf('workshop');
  const fields = { name: 'Ada' };
  return app.postJson({ form: 'workshop', language: 'en', notice: notice.sha256, token, fields }, headers);
}

describe('a hosted page', () => {
  it.each([
    [{}, 303],
    [{ Origin: REGISTER_URL }, 303],
    [{ Origin: SITE }, 303],
    [{ Origin: ELSEWHERE }, 403],
    [{ Origin: `${REGISTER_URL}.elsewhere.example` }, 403],
    // A browser hides the origin of a page with Referrer-Policy: no-referrer, as all of the register's are.
    [{ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }, 303],
    [{ Origin: 'null' }, 303],
    [{ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ Origin: 'null', 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: ELSEWHERE, 'Sec-Fetch-Site': 'same-origin' }, 403],
  ])('posted with %j is answered %i', async (headers, status) => {
    const app = open();
    expect(await postPage(app, headers)).toBe(status);
    expect(app.log.state.submissions.size).toBe(status === 303 ? 1 : 0);
  });
});

describe('a form of a site', () => {
  it.each([
    [{}, 202],
    [{ Origin: SITE }, 202],
    [{ Origin: ELSEWHERE }, 403],
    [{ Origin: 'null' }, 403],
  ])('posted with %j is answered %i', async (headers, status) => {
    const app = open();
    expect((await postJson(app, headers)).status).toBe(status);
    expect(app.log.state.submissions.size).toBe(status === 202 ? 1 : 0);
  });

  it.each([
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://www.example.org:443', SITE],
    ['https://www.example.org.', SITE],
    [SITE, `${SITE}.`],
  ])('of the listed origin %s is accepted from %s', async (listed, origin) => {
    const app = new RegisteredApp({ config: { origins: [listed] } });
    const answer = await postJson(app, { Origin: origin });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  });

  it('can be read by the page that posted it, also where it is refused or not found', async () => {
    const app = open();
    const from = { headers: { Origin: SITE } };
    const answers = await Promise.all([
      app.request('/v1/forms/workshop', from),
      app.request('/v1/forms/none', from),
      app.request('/v1/none', from),
      app.postJson({ form: 'none' }, from.headers),
      postJson(app, from.headers),
    ]);
    for (const { headers } of answers) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(SITE);
      expect(headers.get('Vary')).toBe('Origin');
    }
  });

  it('cannot be read by the page of another origin, and never with credentials', async () => {
    const app = open();
    for (const path of ['/v1/forms/workshop', '/register/workshop']) {
      const { headers } = await app.request(path, { headers: { Origin: ELSEWHERE } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const { headers } = await app.request('/v1/forms/workshop', { headers: { Origin: SITE } });
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it('is preceded by a preflight, which a listed origin passes with whatever headers its tools add, and no other does', async () => {
    const app = open();
    const ask = (Origin: string) =>
      app.request('/v1/registrations', {
        method: 'OPTIONS',
        headers: { Origin, 'Access-Control-Request-Method': 'POST' },
      });
    const allowed = await ask(SITE);
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': SITE,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': '*, Content-Type',
    });
    const refused = await ask(ELSEWHERE);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});
