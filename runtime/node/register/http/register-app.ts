/**
 * The register's public door: request in, answer out. The same routes answer on one machine and behind a function. It
 * sets no cookie, reads no address and no user agent, and writes no access log.
 */
import { Hono } from 'hono';
import { REGISTER_STYLE } from '#core/register/pages/register-style';
import { STYLE_PATH } from '#core/register/pages/page-frame';
import type { RegisterContext } from '#core/register/register-context';
import { jsonAnswer, problemAnswer } from './answers.ts';
import { HourLimit } from './hour-limit.ts';
import { formRoutes } from './form-routes.ts';
import { jsonRoutes } from './json-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { languageOf, problem } from './problem-answers.ts';
import { selfRoutes } from './self-routes.ts';

export type AnswerRequest = (request: Request) => Promise<Response>;

/** Returns the handler; it never rejects: what could not be stored is answered 503. */
export function registerApp(context: RegisterContext): AnswerRequest {
  const limit = new HourLimit(context.register.config.limits.perFormPerHour);
  const style = `${REGISTER_STYLE}${context.register.style ?? ''}`;
  const app = new Hono();
  app.get('/healthz', () => jsonAnswer({ ok: true }));
  app.get(STYLE_PATH, () => new Response(style, { headers: STYLE_HEADERS }));
  app.route('/', jsonRoutes(context, limit));
  app.route('/', linkRoutes(context));
  app.route('/', selfRoutes(context));
  app.route('/', formRoutes(context, limit));
  app.notFound(({ req }) =>
    req.path.startsWith('/v1/')
      ? problemAnswer(404, 'Not found', 'see GET /v1/forms/FORM and POST /v1/registrations')
      : problem('no-page', languageOf(req.raw, context), context),
  );
  app.onError((_error, { req }) =>
    req.path.startsWith('/v1/')
      ? problemAnswer(503, 'Not stored', 'send it again later with the same token', {}, RETRY)
      : withRetry(problem('unavailable', languageOf(req.raw, context), context)),
  );
  return async (request) => app.fetch(request);
}

const RETRY = { 'Retry-After': '30' } as const;
const STYLE_HEADERS = {
  'Content-Type': 'text/css; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

function withRetry(answer: Response): Response {
  answer.headers.set('Retry-After', RETRY['Retry-After']);
  return answer;
}
