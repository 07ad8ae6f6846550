/** The door for a site's own forms: `GET /v1/forms/FORM` and `POST /v1/registrations`. */
import { Hono } from 'hono';
import { submit } from '#core/register/acts/submit';
import { chooseLanguage } from '#core/register/choose-language';
import { composeNotice } from '#core/register/compose-notice';
import { describeForm } from '#core/register/describe-form';
import type { Form } from '#core/register/form-schema';
import { createFormToken, readFormToken } from '#core/register/form-token';
import { readSubmission } from '#core/register/read-submission';
import { referenceOf } from '#core/register/reference';
import type { RegisterContext } from '#core/register/register-context';
import { seatsOfForm } from '#core/register/log-names';
import { isFull } from '#core/register/seats';
import { jsonAnswer, problemAnswer } from './answers.ts';
import type { HourLimit } from './hour-limit.ts';
import { corsHeaders, isForeign } from './origins.ts';
import { readJsonText, type BodyFault } from './read-body.ts';

/** Returns the routes. */
export function jsonRoutes(context: RegisterContext, limit: HourLimit): Hono {
  const app = new Hono();
  app.use('/v1/*', async (exchange, next) => {
    await next();
    const headers = Object.entries(corsHeaders(exchange.req.raw, context));
    for (const [name, value] of headers) exchange.res.headers.set(name, value);
  });
  app.options('/v1/*', ({ req }) =>
    isForeign(req.raw, context)
      ? foreign()
      : new Response(null, { status: 204, headers: corsHeaders(req.raw, context) }),
  );
  app.get('/v1/forms/:form', ({ req }) => {
    const { config, forms } = context.register;
    const form = forms.get(req.param('form'));
    if (form === undefined) return noForm();
    const language = chooseLanguage(config.languages, req.query('lang'), req.header('Accept-Language'));
    const token = createFormToken(form.id, context.randomId(), context.now(), context.mac);
    return jsonAnswer({ ...describeForm(form, config, language, context.sha256), token });
  });
  app.post('/v1/registrations', ({ req }) => register(req.raw, context, limit));
  return app;
}

async function register(request: Request, context: RegisterContext, limit: HourLimit): Promise<Response> {
  if (isForeign(request, context)) return foreign();
  const body = await readJsonText(request);
  if (typeof body === 'string') return refuseBody(body);
  const post = parseObject(body.text);
  if (post === undefined)
    return problemAnswer(400, 'Not a JSON object', 'send {"form": ..., "language": ..., "notice": ..., ...}');
  const { config, forms } = context.register;
  const form = typeof post['form'] === 'string' ? forms.get(post['form']) : undefined;
  if (form === undefined) return invalid([{ field: 'form', detail: 'name a form of this register' }]);
  const language = chooseLanguage(config.languages, textOf(post['language']), undefined);
  const token = readFormToken(form.id, post['token'], context.now(), context.mac);
  if (token === 'expired') return outdated('the token is older than 24 hours');
  if (token === 'invalid')
    return invalid([{ field: 'token', detail: `send the token of GET /v1/forms/${form.id}` }]);
  if (post['notice'] !== composeNotice(form, config, language, context.sha256).sha256)
    return outdated('the notice that was shown is not the current one');
  const reading = readSubmission(form, post, language);
  if ('errors' in reading) return invalid(reading.errors);
  const isKnown = (await context.log.read([token.submission])).submissions.has(token.submission);
  const refusal = isKnown ? undefined : await refuseNew(form, context, limit);
  if (refusal !== undefined) return refusal;
  const next = await submit(
    {
      id: token.submission,
      form,
      language,
      submission: reading.submission,
      channel: 'form',
      by: 'person',
    },
    context,
  );
  if (next === 'full') return noSeat();
  // Without an address no mail leads to the person's own page.
  const reference = next === 'done' ? { reference: referenceOf(token.submission, context.mac) } : {};
  return jsonAnswer({ submission: token.submission, next, ...reference }, 202);
}

async function refuseNew(
  form: Form,
  context: RegisterContext,
  limit: HourLimit,
): Promise<Response | undefined> {
  if (isFull(form, await context.log.read([seatsOfForm(form.id)]))) return noSeat();
  const waitSeconds = limit.take(form.id, context.now());
  if (waitSeconds === undefined) return undefined;
  return problemAnswer(
    429,
    'Too many registrations',
    'this form takes no more at the moment: send it again after the time in Retry-After',
    {},
    { 'Retry-After': String(waitSeconds) },
  );
}

const foreign = () =>
  problemAnswer(
    403,
    'Origin not allowed',
    'pages of this origin may not register people: list it in origins of register.json',
  );
const noForm = () => problemAnswer(404, 'No such form', 'name a form of this register');
const outdated = (what: string) =>
  problemAnswer(409, 'Outdated form', `${what}: fetch the form again, show it, and ask the person again`);
const noSeat = () => invalid([{ field: 'form', detail: 'every seat is taken' }]);
const invalid = (errors: readonly { readonly field: string; readonly detail: string }[]) =>
  problemAnswer(422, 'Invalid registration', 'correct the fields in errors and send it again', { errors });

function refuseBody(fault: BodyFault): Response {
  if (fault === 'too-large') return problemAnswer(413, 'Too large', 'send at most 64 KiB');
  if (fault === 'wrong-type')
    return problemAnswer(415, 'Not JSON', 'send a body with Content-Type: application/json');
  return problemAnswer(400, 'Not UTF-8', 'encode the body in UTF-8');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
