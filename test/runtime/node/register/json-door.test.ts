/** The door for a site's own forms: what it takes, and what each refusal says. */
import { describe, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { DAY_MS, NOW, RegisteredApp, type AppOptions } from './registered-app.ts';

const FIELDS = { name: 'Ada', email: 'ada@example.org' };

async function opened(options: AppOptions = {}) {
  const app = new RegisteredApp(options);
  const { notice, token } = await app.formOf('workshop');
  const body = { form: 'workshop', language: 'en', notice: notice.sha256, token, fields: FIELDS };
  return { app, body };
}

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}
const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = (await answer.json()) as Problem;
  expect(problem.status).toBe(answer.status);
  return problem;
};

describe('POST /v1/registrations', () => {
  it('registers, and the same token again is the same submission', async () => {
    const { app, body } = await opened();
    const first = await app.postJson({ ...body, purposes: ['information'] });
    const { written } = app;
    const second = await app.postJson(body);
    expect([first.status, second.status]).toEqual([202, 202]);
    const answer = (await first.json()) as { submission: string };
    expect(answer).toEqual({ submission: expect.any(String), next: 'confirm' });
    expect(await second.json()).toEqual(answer);
    expect(app.written).toBe(written);
    expect(app.log.state.submissions.get(answer.submission)).toMatchObject({
      fields: FIELDS,
      decisions: { information: 'given', customization: 'refused' },
    });
  });

  it('says that nothing is left to do for whom gives no address, and has no least time', async () => {
    const { app, body } = await opened();
    const answer = await app.postJson({ ...body, fields: { name: 'Ada' } });
    expect(await answer.json()).toMatchObject({ next: 'done' });
  });

  it('answers 409 once the token is a day old, and where other words were shown', async () => {
    const { app, body } = await opened();
    expect((await problemOf(await app.postJson({ ...body, notice: 'f'.repeat(64) }))).status).toBe(409);
    // The words of another language are other words.
    expect((await problemOf(await app.postJson({ ...body, language: 'de' }))).status).toBe(409);
    app.now = NOW + DAY_MS - 1;
    expect((await app.postJson(body)).status).toBe(202);
    app.now = NOW + DAY_MS;
    expect((await problemOf(await app.postJson(body))).status).toBe(409);
    expect(app.log.state.submissions.size).toBe(1);
  });

  it('gives the last seat once, also where two without an address ask for it at the same time', async () => {
    const { app, body } = await opened({ workshop: { offer: { ends: '2030-05-16', seats: 1 } } });
    const other = { ...body, token: (await app.formOf('workshop')).token };
    const both = [body, other].map((one) => ({ ...one, purposes: [], fields: { name: 'Bob' } }));
    const answers = await Promise.all(both.map((one) => app.postJson(one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 422]);
    expect(app.log.state.submissions.size).toBe(1);
  });

  it('answers 409 once a word beside a box is another', async () => {
    const { app, body } = await opened();
    const { purposes } = DEMO_REGISTER.config;
    const information = { en: 'Other words.', de: 'Andere Worte.' };
    const changed = new RegisteredApp({ config: { purposes: { ...purposes, information } } });
    expect((await changed.postJson(body)).status).toBe(409);
    expect((await app.postJson(body)).status).toBe(202);
  });

  it('answers 422 with an error per field, and stores nothing', async () => {
    const { app, body } = await opened();
    const fields = { name: '', email: 'no address', more: 'x' };
    const sent = { ...body, fields, topics: ['none'], purposes: ['none'], recipients: 'none' };
    const { status, errors } = await problemOf(await app.postJson(sent));
    expect(status).toBe(422);
    const names = errors?.map(({ field }) => field);
    expect(names).toEqual(['name', 'email', 'fields', 'topics', 'purposes', 'recipients']);
    expect(app.log.events).toEqual([]);
  });

  it.each([
    ['form', { form: 'none' }],
    ['form', { form: 1 }],
    ['token', { token: undefined }],
    ['token', { token: 'x'.repeat(88) }],
    ['fields', { fields: undefined }],
  ])('answers 422 for the member %s in %j', async (field, wrong) => {
    const { app, body } = await opened();
    const { errors } = await problemOf(await app.postJson({ ...body, ...wrong }));
    expect(errors?.map((error) => error.field)).toEqual([field]);
  });

  it('takes no token of another form', async () => {
    const { app, body } = await opened();
    const { token } = await app.formOf('course');
    expect((await app.postJson({ ...body, token })).status).toBe(422);
  });

  it('answers 429 by the form alone, with the time after which to try again', async () => {
    const { app, body } = await opened({ config: { limits: { perFormPerHour: 1 } } });
    expect((await app.postJson(body)).status).toBe(202);
    for (const email of [FIELDS.email, 'new@example.org']) {
      const { token } = await app.formOf('workshop');
      const answer = await app.postJson({ ...body, token, fields: { ...FIELDS, email } });
      expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '3600']);
    }
    // What was taken before is answered as before, and another form has a count of its own.
    expect((await app.postJson(body)).status).toBe(202);
    await app.register('inquiry', { ...FIELDS, question: 'Why?' });
  });

  it('takes nobody once all seats are confirmed', async () => {
    const offer = { ends: '2030-05-16', seats: 1 };
    const { app, body } = await opened({ workshop: { offer } });
    await app.registerConfirmed('workshop', { name: 'Bob', email: 'bob@example.org' });
    const { errors } = await problemOf(await app.postJson(body));
    expect(errors?.[0]?.field).toBe('form');
    expect(app.log.state.submissions.size).toBe(1);
  });
});

describe('GET /v1/forms/FORM', () => {
  it('gives the notice in the language that is asked for, with the boxes and a token', async () => {
    const { app } = await opened();
    const answer = (await app.formOf('workshop', 'de')) as unknown as Record<string, unknown>;
    expect(answer).toMatchObject({
      form: 'workshop',
      notice: { language: 'de', version: '1', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      purposes: expect.arrayContaining([{ id: 'information', text: expect.any(String) }]),
      recipients: expect.arrayContaining([
        expect.objectContaining({ id: 'example-calibration', country: 'CH' }),
      ]),
      topics: expect.arrayContaining([{ id: 'microscopes', title: 'Mikroskope' }]),
      token: expect.any(String),
    });
    expect((await problemOf(await app.request('/v1/forms/none'))).status).toBe(404);
  });
});
