/** The hosted pages of the forms: `GET` and `POST /register/FORM`, and the page that thanks. */
import { Hono } from 'hono';
import { submit } from '#core/register/acts/submit';
import { chooseLanguage } from '#core/register/choose-language';
import { describeForm } from '#core/register/describe-form';
import type { Form } from '#core/register/form-schema';
import { createFormToken, readFormToken } from '#core/register/form-token';
import { readLink } from '#core/register/link';
import { againPage } from '#core/register/pages/again-page';
import { insteadForm } from '#core/register/instead-form';
import { formPage } from '#core/register/pages/form-page';
import { thanksPage } from '#core/register/pages/thanks-page';
import { postFromForm, readSubmission, type SubmissionError } from '#core/register/read-submission';
import { referenceOf } from '#core/register/reference';
import type { RegisterContext } from '#core/register/register-context';
import { seatsOfForm } from '#core/register/log-names';
import { isFull } from '#core/register/seats';
import { wordsIn } from '#core/register/localized-text';
import { pageAnswer, seeOther } from './answers.ts';
import type { HourLimit } from './hour-limit.ts';
import { languageOf, PROBLEM_OF_BODY, problem } from './problem-answers.ts';
import { isForeignForm } from './origins.ts';
import { readPairs } from './read-body.ts';

/** Fields that people do not see; whoever fills it in is asked once more. */
const TRAPS = ['website', 'homepage', 'fax_number'] as const;

/** Returns the routes. */
export function formRoutes(context: RegisterContext, limit: HourLimit): Hono {
  const app = new Hono();
  app.get('/register/:form', async ({ req }) => {
    const visit = visitOf(req.param('form'), req.raw, context);
    if ('refusal' in visit) return visit.refusal;
    return pageAnswer(await showForm(visit, context, newToken(visit.form, context)));
  });
  app.post('/register/:form', ({ req }) => postForm(req.param('form'), req.raw, context, limit));
  app.get('/register/:form/thanks', ({ req }) => {
    const visit = visitOf(req.param('form'), req.raw, context);
    if ('refusal' in visit) return visit.refusal;
    const reference = req.query('reference');
    if (reference !== undefined && readLink('self', reference, context.now(), context.mac) === 'invalid')
      return problem('broken-link', visit.language, context);
    return pageAnswer(
      thanksPage({
        config: context.register.config,
        language: visit.language,
        title: wordsIn(visit.form.title, visit.language),
        next: reference === undefined ? 'confirm' : 'done',
        returnTo: visit.form.returnTo,
        ...(reference === undefined
          ? {}
          : { reference, selfUrl: `${context.url}/register/self/${reference}` }),
      }),
    );
  });
  return app;
}

interface Visit {
  readonly form: Form;
  readonly language: string;
}

function visitOf(
  id: string,
  request: Request,
  context: RegisterContext,
): Visit | { readonly refusal: Response } {
  const language = languageOf(request, context);
  const form = context.register.forms.get(id);
  return form === undefined ? { refusal: problem('no-page', language, context) } : { form, language };
}

const newToken = (form: Form, { randomId, now, mac }: RegisterContext): string =>
  createFormToken(form.id, randomId(), now(), mac);

/** The trap's name, of which no field of the form has another. */
const trapOf = ({ fields }: Form): string =>
  TRAPS.find((trap) => fields.every(({ name }) => name.toLowerCase() !== trap)) ?? 'second_homepage';

interface Attempt {
  readonly typed: NonNullable<Parameters<typeof formPage>[0]['typed']>;
  readonly errors?: readonly SubmissionError[];
  readonly message?: 'notice-changed' | 'token-expired' | 'too-many';
}

async function showForm(
  { form, language }: Visit,
  context: RegisterContext,
  token: string,
  attempt?: Attempt,
): Promise<string> {
  const { config } = context.register;
  return formPage({
    form,
    config,
    description: describeForm(form, config, language, context.sha256),
    token,
    trapName: trapOf(form),
    isFull: isFull(form, await context.log.read([seatsOfForm(form.id)])),
    instead: insteadForm(context.register, language),
    action: `/register/${form.id}`,
    ...attempt,
  });
}

async function postForm(
  id: string,
  request: Request,
  context: RegisterContext,
  limit: HourLimit,
): Promise<Response> {
  const { config } = context.register;
  const first = visitOf(id, request, context);
  if ('refusal' in first) return first.refusal;
  if (isForeignForm(request, context)) return problem('foreign-origin', first.language, context);
  const pairs = await readPairs(request);
  if (typeof pairs === 'string') return problem(PROBLEM_OF_BODY[pairs], first.language, context);
  const { form } = first;
  const language = chooseLanguage(config.languages, pairs.get('language') ?? undefined, undefined);
  const visit: Visit = { form, language };
  const trap = trapOf(form);
  const post = postFromForm(pairs, new Set([trap]));
  const typed: Attempt['typed'] = {
    values: Object.fromEntries(
      [...post.fields].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    topics: post.topics,
    purposes: post.purposes,
    recipients: post.recipients,
  };
  const again = async (status: number, attempt: Omit<Attempt, 'typed'>, token: string, kept = typed) =>
    pageAnswer(await showForm(visit, context, token, { typed: kept, ...attempt }), status);
  const sent = pairs.get('token') ?? '';
  const token = readFormToken(form.id, sent, context.now(), context.mac);
  if (typeof token === 'string') return again(422, { message: 'token-expired' }, newToken(form, context));
  const description = describeForm(form, config, language, context.sha256);
  if (pairs.get('notice') !== description.notice.sha256)
    // Boxes were ticked beside other words than the page now shows.
    return again(422, { message: 'notice-changed' }, sent, { ...typed, purposes: [], recipients: [] });
  const reading = readSubmission(form, post, language);
  if ('errors' in reading) return again(422, { errors: reading.errors }, sent);
  const isTooQuick = context.now() - token.issued < config.limits.leastSeconds * 1000;
  if (pairs.get('act') !== 'register' && (isTooQuick || (pairs.get(trap) ?? '') !== ''))
    return pageAnswer(
      againPage({ form, config, language, posted: pairs, trapName: trap, action: `/register/${form.id}` }),
    );
  const state = await context.log.read([token.submission, seatsOfForm(form.id)]);
  if (!state.submissions.has(token.submission)) {
    if (isFull(form, state)) return again(422, {}, sent);
    const waitSeconds = limit.take(form.id, context.now());
    if (waitSeconds !== undefined) {
      const answer = await again(429, { message: 'too-many' }, sent);
      answer.headers.set('Retry-After', String(waitSeconds));
      return answer;
    }
  }
  const next = await submit(
    { id: token.submission, form, language, submission: reading.submission, channel: 'form', by: 'person' },
    context,
  );
  if (next === 'full') return again(422, {}, sent);
  const query = new URLSearchParams({ lang: language });
  if (next === 'done') query.set('reference', referenceOf(token.submission, context.mac));
  return seeOther(`/register/${form.id}/thanks?${query}`);
}
