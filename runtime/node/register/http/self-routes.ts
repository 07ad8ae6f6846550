/**
 * The page about oneself: it asks for an address with always the same answer, and acts for whoever holds the link.
 * Showing is a read and leaves a record, so GET shows a button alone.
 */
import { Hono } from 'hono';
import { erasePerson } from '#core/register/acts/erase';
import { correct } from '#core/register/acts/correct';
import { give } from '#core/register/acts/give';
import { stopConfirmations } from '#core/register/acts/stop-confirmations';
import { withdrawPermissions } from '#core/register/acts/withdraw-permissions';
import { describePerson } from '#core/register/describe-person';
import { addressKeysOf, findRef } from '#core/register/find-person';
import { passGate, RIGHTS } from '#core/register/gate';
import { readLink } from '#core/register/link';
import { buttonPage } from '#core/register/pages/button-page';
import { donePage } from '#core/register/pages/done-page';
import { selfAskPage } from '#core/register/pages/self-ask-page';
import { selfPage } from '#core/register/pages/self-page';
import { postFromForm } from '#core/register/read-submission';
import { timeOf, type RegisterContext } from '#core/register/register-context';
import { selfViewOf, type SelfViewInput } from '#core/register/self-view-of';
import { jsonAnswer, pageAnswer, seeOther } from './answers.ts';
import { HourLimit } from './hour-limit.ts';
import { openLink, withdrawnOutcome } from './link-routes.ts';
import { languageOf, PROBLEM_OF_BODY, problem } from './problem-answers.ts';
import { isForeignForm } from './origins.ts';
import { readPairs } from './read-body.ts';

/** Links to one person in an hour. Three a day are mailed; this bounds what the log keeps of the rest. */
const ASKED_PER_HOUR = 6;

/** Returns the routes. */
export function selfRoutes(context: RegisterContext): Hono {
  const app = new Hono();
  const limit = new HourLimit(ASKED_PER_HOUR);
  const { config } = context.register;
  app.get('/register/self', ({ req }) =>
    pageAnswer(selfAskPage({ config, language: languageOf(req.raw, context) })),
  );
  app.post('/register/self', ({ req }) => askForLink(req.raw, context, limit));
  app.get('/register/self/:link', ({ req }) => {
    const visit = openLink('self', req.param('link'), req.raw, context);
    return visit instanceof Response
      ? visit
      : pageAnswer(buttonPage({ config, language: visit.language, act: 'self' }));
  });
  app.post('/register/self/:link', async ({ req }) => {
    const visit = openLink('self', req.param('link'), req.raw, context);
    if (visit instanceof Response) return visit;
    const pairs = await readPairs(req.raw);
    if (typeof pairs === 'string') return problem(PROBLEM_OF_BODY[pairs], visit.language, context);
    const ref = findRef(await context.log.read([visit.subject]), visit.subject);
    if (ref === undefined) return pageAnswer(selfPage({ config, language: visit.language, person: NOBODY }));
    return await act({ ref, pairs, language: visit.language }, context);
  });
  return app;
}

/** After an erasure the link still opens a page that shows nothing. */
const NOBODY = { submissions: [], isStopped: false } as const;

async function askForLink(request: Request, context: RegisterContext, limit: HourLimit): Promise<Response> {
  const language = languageOf(request, context);
  if (isForeignForm(request, context)) return problem('foreign-origin', language, context);
  const pairs = await readPairs(request);
  if (typeof pairs === 'string') return problem(PROBLEM_OF_BODY[pairs], language, context);
  const reference = (pairs.get('reference') ?? '').trim();
  if (typeof readLink('self', reference, context.now(), context.mac) === 'object')
    return seeOther(`/register/self/${reference}?lang=${language}`);
  const key = context.keyOf((pairs.get('address') ?? '').slice(0, 1000)) ?? '';
  await context.log.read([key]);
  context.afterAnswer(async () => {
    const ref = (await context.log.read([key])).refByKey.get(key);
    if (ref === undefined || limit.take(ref, context.now()) !== undefined) return;
    const mail = context.randomId();
    await context.log.append([{ event: 'due', at: timeOf(context), kind: 'self', ref, mail }]);
    context.wakeMailer();
  });
  const { config } = context.register;
  return pageAnswer(selfAskPage({ config, language, isSent: true }));
}

interface SelfAct {
  readonly ref: string;
  readonly pairs: URLSearchParams;
  readonly language: string;
}

async function act(post: SelfAct, context: RegisterContext): Promise<Response> {
  const { ref, pairs, language } = post;
  const { config } = context.register;
  switch (pairs.get('act')) {
    case 'show':
      return show(post, context);
    case 'correct':
      return await correctFields(post, context);
    case 'give':
      return await giveMore(post, context);
    case 'withdraw': {
      const only = pairs.getAll('only');
      if (only.length === 0) await readOwn(ref, 'withdrawal by the person', context);
      const withdrawn = await withdrawPermissions(
        {
          ref,
          scopes: only.length === 0 ? 'all' : only,
          channel: 'self',
          received: timeOf(context),
          by: 'person',
        },
        context,
      );
      return only.length === 0
        ? pageAnswer(donePage({ config, language, outcome: withdrawnOutcome(withdrawn, language, context) }))
        : show(post, context, { done: 'withdrawn' });
    }
    case 'export': {
      const person = await describePerson({ ref, reader: 'person', reason: 'export by the person' }, context);
      return jsonAnswer(person, 200, { 'Content-Disposition': 'attachment; filename="register.json"' });
    }
    case 'erase': {
      await readOwn(ref, 'erasure by the person', context);
      const { kept, backupsFreeOn } = await erasePerson(ref, context, 'person');
      const outcome = {
        act: 'erased',
        kept: kept.map(({ fields, why, until }) => ({
          what: fields.join(', '),
          why: { law: why },
          until: Date.parse(until),
        })),
        backupsFreeOn: Date.parse(backupsFreeOn),
      } as const;
      return pageAnswer(donePage({ config, language, outcome }));
    }
    case 'lift':
      for (const key of addressKeysOf(await context.log.read([ref]), ref, context.keyOf))
        await stopConfirmations(key, true, context);
      return show(post, context, { done: 'lifted' });
    default:
      return problem('wrong-type', language, context);
  }
}

async function correctFields(post: SelfAct, context: RegisterContext): Promise<Response> {
  const { ref, pairs, language } = post;
  const posted = postFromForm(pairs).fields;
  const outcome = await correct({ ref, posted, language, by: 'person' }, context);
  return 'errors' in outcome
    ? show(post, context, { errors: outcome.errors, typed: posted })
    : show(post, context, { done: outcome.isAddressAsked ? 'addressAsked' : 'corrected' });
}

async function giveMore(post: SelfAct, context: RegisterContext): Promise<Response> {
  const { ref, pairs, language } = post;
  const purposes = pairs.getAll('purposes');
  const recipients = pairs.getAll('recipients');
  if (purposes.length + recipients.length === 0) return show(post, context, { done: 'nothingTicked' });
  const outcome = await give(
    {
      ref,
      submission: pairs.get('submission') ?? '',
      notice: pairs.get('notice') ?? '',
      purposes,
      recipients,
      language,
      by: 'person',
    },
    context,
  );
  return show(post, context, { done: outcome === 'given' ? 'given' : 'noticeChanged' });
}

async function show(
  { ref, language }: SelfAct,
  context: RegisterContext,
  result: Pick<SelfViewInput, 'done' | 'errors' | 'typed'> = {},
): Promise<Response> {
  const gated = await readOwn(ref, 'self page', context);
  const state = await context.log.read([ref]);
  const isStopped = addressKeysOf(state, ref, context.keyOf).some((key) => state.neverAsked.has(key));
  const person = selfViewOf({ gated, state, language, isStopped, ...result }, context);
  const { config } = context.register;
  return pageAnswer(selfPage({ config, language, person }), result.errors === undefined ? 200 : 422);
}

/** Each act of the page is a read on record. */
const readOwn = (ref: string, reason: string, context: RegisterContext) =>
  passGate({ purpose: RIGHTS, reader: 'person', reason, refs: [ref] }, context);
