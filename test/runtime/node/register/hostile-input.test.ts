/** Hostile bodies at every door: refused without an echo and without a 5xx, and nothing of them is stored. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillIn, formsIn, type PageForm } from './page-forms.ts';
import { NOW, RegisteredApp } from './registered-app.ts';

const PATH = '/register/workshop';
const MARK = 'xx-echo-xx';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function openForm(app = new RegisteredApp()) {
  const { pairs } = formsIn(await (await app.request(PATH)).text())[0] as PageForm;
  const { notice, token } = await app.formOf('workshop');
  app.now = NOW + 5000;
  const json = { form: 'workshop', language: 'en', notice: notice.sha256, token };
  return { app, pairs, json };
}

/** A body as a stream, as a server gets one that came in chunks, without a Content-Length. */
const stream = (bytes: Uint8Array) =>
  ({
    body: new ReadableStream({
      pull: (controller) => {
        for (let at = 0; at < bytes.length; at += 1000) controller.enqueue(bytes.subarray(at, at + 1000));
        controller.close();
      },
    }),
    duplex: 'half',
  }) as RequestInit;

const DOORS = [
  [PATH, FORM_TYPE],
  ['/register/self', FORM_TYPE],
  ['/v1/registrations', JSON_TYPE],
] as const;

describe.each(DOORS)('%s', (path, headers) => {
  it.each([65_537, 200_000])(
    'answers 413 to a body of %i bytes, in one piece and in chunks',
    async (size) => {
      const { app } = await openForm();
      const bytes = new TextEncoder().encode(`{"name":"${MARK}`.padEnd(size, 'a'));
      for (const init of [{ body: bytes }, stream(bytes)]) {
        const answer = await app.request(path, { method: 'POST', headers, ...init });
        expect(answer.status).toBe(413);
        expect(await answer.text()).not.toContain(MARK);
      }
      const lie = { ...headers, 'Content-Length': '99999999' };
      expect((await app.request(path, { method: 'POST', headers: lie, body: '{}' })).status).toBe(413);
    },
  );

  it.each([
    'text/plain',
    'multipart/form-data',
    'application/xml',
    '',
    'application/jsonp',
    'x'.repeat(9999),
  ])('answers 415 to the content type %j', async (type) => {
    const { app } = await openForm();
    const answer = await app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: `${MARK}=1`,
    });
    expect(answer.status).toBe(415);
    expect(await answer.text()).not.toContain(MARK);
  });

  it('refuses what is no UTF-8 and does not repeat it', async () => {
    const { app } = await openForm();
    const bodies: readonly (string | Uint8Array<ArrayBuffer>)[] = [
      'name=%ff',
      'name=%c3%28',
      '%80=a',
      Uint8Array.of(0x6e, 0x3d, 0xff),
      Uint8Array.from(Buffer.from(`{"name":"${MARK}\xe9"}`, 'latin1')),
    ];
    for (const body of bodies) {
      const answer = await app.request(path, { method: 'POST', headers, body });
      expect([400, 415]).toContain(answer.status);
      expect(await answer.text()).not.toContain(MARK);
    }
  });
});

/** Breaks a header wherever it got there. */
const breaking = fc.oneof(
  fc.constantFrom(
    `${MARK}\r\nBcc: eve@evil.example`,
    `${MARK}\nSubject: buy`,
    `${MARK}\0`,
    `${MARK}\u2028x`,
    `${MARK}\u202e`,
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${MARK}\u0007${text}`),
);

/** Is more than one address, or none. */
const listing = fc.constantFrom(
  `${MARK}@evil.example, ada@example.org`,
  `${MARK}@evil.example%0d%0aBcc: x`,
  `<${MARK}@evil.example>`,
  `${MARK} <ada@example.org>`,
  `${MARK}@[127.0.0.1]`,
);

describe('header injection', () => {
  it.each(['name', 'email', 'organisation'])('in the field %s is refused by both doors', async (field) => {
    const { app, pairs, json } = await openForm();
    await fc.assert(
      fc.asyncProperty(field === 'email' ? fc.oneof(breaking, listing) : breaking, async (value) => {
        const fields = { name: 'Ada', email: 'ada@example.org', [field]: value };
        const page = await app.post(PATH, fillIn(pairs, fields));
        const answer = await app.postJson({ ...json, fields });
        expect([page.status, answer.status]).toEqual([422, 422]);
        expect(await answer.text()).not.toContain(MARK);
        expect(app.log.events).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('in a text of several lines reaches no header and no text of a mail', async () => {
    const { app } = await openForm();
    const wishes = `${MARK}\r\nBcc: eve@evil.example\r\n\r\n${MARK}`;
    await app.registerConfirmed('workshop', { name: 'Ada', email: 'ada@example.org', wishes });
    expect(app.mails.map(({ kind }) => kind)).toEqual(['confirm', 'welcome']);
    expect(JSON.stringify(app.mails)).not.toMatch(/xx-echo-xx|evil\.example/);
  });
});

describe('JSON of any shape', () => {
  it('is answered without a 5xx and without an echo', async () => {
    const { app, json } = await openForm();
    const value = fc.jsonValue({ maxDepth: 3 });
    const body = fc.oneof(
      value,
      fc.record({ fields: value, topics: value, purposes: value, recipients: value }).map((more) => ({
        ...json,
        ...more,
      })),
      fc.dictionary(fc.constantFrom(...Object.keys(json), '__proto__', 'constructor'), value),
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const answer = await app.postJson({ mark: MARK, sent, ...(typeof sent === 'object' ? sent : {}) });
        expect([202, 400, 409, 422]).toContain(answer.status);
        expect(await answer.text()).not.toContain(MARK);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '['.repeat(60_000),
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    '{"a":'.repeat(10_000),
    '{"fields":{"__proto__":{"name":"x"}}}',
    '',
    '\uFEFF',
    'null',
    '"x"',
    '{"form":"workshop"}{}',
  ])('and broken or deep JSON, too (case %#)', async (body) => {
    const { app } = await openForm();
    const answer = await app.request('/v1/registrations', { method: 'POST', headers: JSON_TYPE, body });
    expect([400, 422]).toContain(answer.status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it('in UTF-16 is refused', async () => {
    const { app, json } = await openForm();
    const body = Uint8Array.from(
      Buffer.from(JSON.stringify({ ...json, fields: { name: 'Ada' } }), 'utf16le'),
    );
    const headers = { 'Content-Type': 'application/json; charset=utf-16' };
    expect((await app.request('/v1/registrations', { method: 'POST', headers, body })).status).toBe(400);
  });
});
