/** Headers of the answers: nothing is kept by a cache, told to another page or framed, and nobody gets a cookie. */
import { describe, expect, it } from 'vitest';
import { createLink } from '#core/register/link';
import { RegisteredApp, type Pairs } from './registered-app.ts';

const FORM: Pairs = [['name', 'Ada']];

/** An answer of each kind, by what it is. */
async function answers(): Promise<readonly (readonly [string, Response])[]> {
  const app = new RegisteredApp();
  const ref = await app.registerConfirmed('workshop', { name: 'Ada', email: 'ada@example.org' });
  const broken = new RegisteredApp({ events: app.log.events, seed: 'broken' });
  broken.log.onAppend = () => {
    throw new Error('disk full');
  };
  const self = `/register/self/${createLink('self', ref, app.now, app.context.mac)}`;
  const json = async () => {
    const { notice, token } = await broken.formOf('workshop');
    const fields = { name: 'Ada' };
    return broken.postJson({ form: 'workshop', language: 'en', notice: notice.sha256, token, fields });
  };
  const all: Readonly<Record<string, Promise<Response>>> = {
    form: app.request('/register/workshop'),
    'form 404': app.request('/register/none'),
    'form 415': app.request('/register/workshop', { method: 'POST', body: 'x' }),
    'form 422': app.post('/register/workshop', FORM),
    'form 403': app.post('/register/workshop', FORM, { Origin: 'https://elsewhere.example' }),
    thanks: app.request('/register/workshop/thanks'),
    style: app.request('/register/style.css'),
    ask: app.request('/register/self'),
    asked: app.post('/register/self', [['address', 'ada@example.org']]),
    button: app.request(self),
    shown: app.post(self, [['act', 'show']]),
    exported: app.post(self, [['act', 'export']]),
    'link 404': app.request('/register/confirm/x'),
    'method 404': app.request('/register/workshop', { method: 'DELETE' }),
    root: app.request('/register/'),
    health: app.request('/healthz'),
    json: app.request('/v1/forms/workshop'),
    'json 404': app.request('/v1/none'),
    'json 503': json(),
    'page 503': broken.post(self, [['act', 'show']]),
  };
  return Promise.all(Object.entries(all).map(async ([name, answer]) => [name, await answer] as const));
}

describe('every answer', () => {
  it('says that no cache keeps it, that no page is told where it came from, and sets no cookie', async () => {
    for (const [name, { headers }] of await answers()) {
      expect([name, headers.get('Cache-Control')]).toEqual([name, 'no-store']);
      expect([name, headers.get('Referrer-Policy')]).toEqual([name, 'no-referrer']);
      expect([name, headers.get('X-Content-Type-Options')]).toEqual([name, 'nosniff']);
      expect([name, headers.getSetCookie()]).toEqual([name, []]);
    }
  });

  it('that is a page has a policy that runs no script, is framed by nobody and names no other place', async () => {
    const pages = (await answers()).filter(([, { headers }]) =>
      headers.get('Content-Type')?.startsWith('text/html'),
    );
    expect(pages.length).toBeGreaterThan(10);
    for (const [, answer] of pages) {
      const policy = answer.headers.get('Content-Security-Policy') ?? '';
      for (const part of [`default-src 'none'`, `form-action 'self'`, `frame-ancestors 'none'`])
        expect(policy.split('; ')).toContain(part);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(await answer.text()).not.toMatch(/<script|\son\w+=|\sstyle=|<img|<iframe/i);
    }
  });

  it('of what could not be stored is 503 and says when to try again', async () => {
    const failed = (await answers()).filter(([name]) => name.endsWith('503'));
    expect(failed.map(([, { status }]) => status)).toEqual([503, 503]);
    for (const [, { headers }] of failed) expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});
