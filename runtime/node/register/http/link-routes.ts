/**
 * The links of mails: `confirm`, `withdraw` and `never`. GET shows a button and changes nothing, since scanners fetch
 * every link of a mail; POST acts, again and again with the same success.
 */
import { Hono } from 'hono';
import { confirmLink } from '#core/register/acts/confirm-link';
import { stopConfirmations } from '#core/register/acts/stop-confirmations';
import { withdrawPermissions } from '#core/register/acts/withdraw-permissions';
import { findRef } from '#core/register/find-person';
import { insteadForm } from '#core/register/instead-form';
import { readLink, type LinkAct } from '#core/register/link';
import { wordsIn } from '#core/register/localized-text';
import { buttonPage } from '#core/register/pages/button-page';
import { donePage, type Outcome } from '#core/register/pages/done-page';
import { timeOf, type RegisterContext } from '#core/register/register-context';
import { pageAnswer } from './answers.ts';
import { languageOf, PROBLEM_OF_BODY, problem } from './problem-answers.ts';
import { readLinkPairs } from './read-body.ts';

/** Returns the routes. */
export function linkRoutes(context: RegisterContext): Hono {
  const app = new Hono();
  for (const act of ['confirm', 'withdraw', 'never'] as const) {
    app.get(`/register/${act}/:link`, ({ req }) => {
      const visit = openLink(act, req.param('link') ?? '', req.raw, context);
      return visit instanceof Response ? visit : showButton(act, visit.language, context);
    });
    app.post(`/register/${act}/:link`, async ({ req }) => {
      const visit = openLink(act, req.param('link') ?? '', req.raw, context);
      if (visit instanceof Response) return visit;
      const pairs = await readLinkPairs(req.raw);
      if (typeof pairs === 'string') return problem(PROBLEM_OF_BODY[pairs], visit.language, context);
      return await actOn(act, visit, pairs, context);
    });
  }
  return app;
}

interface LinkVisit {
  readonly subject: string;
  readonly language: string;
}

/** Reads a link, or returns the page that says what is wrong with it. */
export function openLink(
  act: LinkAct,
  link: string,
  request: Request,
  context: RegisterContext,
): LinkVisit | Response {
  const language = languageOf(request, context);
  const reading = readLink(act, link, context.now(), context.mac);
  if (reading === 'invalid') return problem('broken-link', language, context);
  if (reading === 'expired')
    return problem(act === 'self' ? 'expired-self' : 'expired-confirm', language, context);
  return { subject: reading.subject, language };
}

function showButton(
  act: 'confirm' | 'withdraw' | 'never',
  language: string,
  { register: { config } }: RegisterContext,
  isNothingTicked = false,
): Response {
  const purposes = [...Object.keys(config.purposes), ...config.recipients.map(({ id }) => `transfer:${id}`)];
  return pageAnswer(
    buttonPage({ config, language, act, purposes, isNothingTicked }),
    isNothingTicked ? 422 : 200,
  );
}

async function actOn(
  act: 'confirm' | 'withdraw' | 'never',
  { subject, language }: LinkVisit,
  pairs: URLSearchParams,
  context: RegisterContext,
): Promise<Response> {
  const { config } = context.register;
  const done = (outcome: Outcome) => pageAnswer(donePage({ config, language, outcome }));
  if (act === 'confirm') {
    const confirmation = await confirmLink(subject, context);
    if (confirmation === 'gone') return problem('expired-confirm', language, context);
    return done(
      confirmation === 'full'
        ? { act: 'full', instead: insteadForm(context.register, language) }
        : { act: 'confirmed' },
    );
  }
  if (act === 'never') {
    const isLifted = pairs.get('act') === 'lift';
    await stopConfirmations(subject, isLifted, context);
    return done({ act: isLifted ? 'lifted' : 'never' });
  }
  const only = pairs.getAll('only');
  if (only.length === 0 && pairs.get('act') === 'some') return showButton(act, language, context, true);
  return done(await withdrawByLink(subject, only, pairs, language, context));
}

async function withdrawByLink(
  subject: string,
  only: readonly string[],
  pairs: URLSearchParams,
  language: string,
  context: RegisterContext,
): Promise<Outcome> {
  const ref = findRef(await context.log.read([subject]), subject);
  if (ref === undefined) return { act: 'withdrawn', stopped: [], kept: [] };
  return withdrawnOutcome(
    await withdrawPermissions(
      {
        ref,
        scopes: only.length === 0 ? 'all' : only,
        channel: pairs.get('List-Unsubscribe') === 'One-Click' ? 'one-click' : 'link',
        received: timeOf(context),
        by: 'person',
      },
      context,
    ),
    language,
    context,
  );
}

/** Returns what the page says of a withdrawal. */
export function withdrawnOutcome(
  { stopped, kept, notify, backupsFreeOn }: Awaited<ReturnType<typeof withdrawPermissions>>,
  language: string,
  { register }: RegisterContext,
): Outcome {
  return {
    act: 'withdrawn',
    stopped,
    kept: kept.map(({ form, until }) => {
      const title = register.forms.get(form)?.title;
      return { what: title === undefined ? form : wordsIn(title, language), why: 'service', until };
    }),
    notify: notify.map((id) => register.config.recipients.find((one) => one.id === id)?.name ?? id),
    ...(stopped.length === 0 ? {} : { backupsFreeOn: Date.parse(backupsFreeOn) }),
  };
}
