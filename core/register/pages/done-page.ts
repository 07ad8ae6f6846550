/** The pages after the button of a link, and after erasing: what has happened, and what is still kept. */
import { html } from 'hono/html';
import { dayWords } from './offer-words.ts';
import { pageFrame, passage, type Html, type PageInput } from './page-frame.ts';
import { purposeName } from './purpose-name.ts';
import { chooseWords } from './words/choose-words.ts';

export interface Kept {
  /** The title of the form, or the labels of fields. */
  readonly what: string;
  /** `service`: it goes on; else the law that orders it. */
  readonly why: 'service' | { readonly law: string };
  /** In milliseconds since 1970; infinite or absent where only closing ends it. */
  readonly until?: number | undefined;
}

/** What a withdrawal and an erasure leave. */
export interface Acknowledged {
  readonly kept: readonly Kept[];
  /** Names of the recipients that are told (Art. 19 GDPR). */
  readonly notify?: readonly string[] | undefined;
  /** The first instant at which no backup holds what was deleted, in milliseconds since 1970. */
  readonly backupsFreeOn?: number | undefined;
}

export type Outcome =
  | { readonly act: 'confirmed' | 'gone' | 'never' | 'lifted' }
  | {
      readonly act: 'full';
      /** A form by which product information is sent. */
      readonly instead: { readonly href: string; readonly title: string } | undefined;
    }
  | (Acknowledged & {
      readonly act: 'withdrawn';
      /** Purposes and `transfer:RECIPIENT`. */
      readonly stopped: readonly string[];
    })
  | (Acknowledged & { readonly act: 'erased' });

export interface DonePageInput extends PageInput {
  readonly outcome: Outcome;
}

/** Renders the page, which names nobody. */
export function donePage({ outcome, ...input }: DonePageInput): string {
  const { done: words, form } = chooseWords(input.language);
  const said = words[outcome.act];
  const instead = outcome.act === 'full' ? outcome.instead : undefined;
  return pageFrame(input, {
    title: said.title,
    body: html`${passage(said)}
${instead === undefined ? '' : html`<p>${form.fullInstead} <a href="${instead.href}">${instead.title}</a></p>`}
${outcome.act === 'withdrawn' ? stoppedList(outcome.stopped, input) : ''}
${outcome.act === 'withdrawn' || outcome.act === 'erased' ? acknowledgement(outcome, input) : ''}
${outcome.act === 'erased' ? html`<p>${words.proof}</p>` : ''}
${
  outcome.act === 'never'
    ? html`<form method="post"><p><button type="submit" class="second" name="act" value="lift">${words.lift}</button></p></form>`
    : ''
}`,
  });
}

/** Renders what has stopped, or that nothing was left to stop. */
export function stoppedList(stopped: readonly string[], { config, language }: PageInput): Html {
  const words = chooseWords(language).done;
  if (stopped.length === 0) return html`<p>${words.nothingStopped}</p>`;
  return html`<h2>${words.stopped}</h2>
<ul>${stopped.map((id) => html`<li>${purposeName(id, config, language)}</li>`)}</ul>`;
}

/** Renders what is kept and why, who is told, and when backups are free of it. */
export function acknowledgement(
  { kept, notify = [], backupsFreeOn }: Acknowledged,
  { config, language }: PageInput,
): Html {
  const words = chooseWords(language).done;
  const day = (instant: number) => dayWords(instant, config.timeZone, language);
  const reason = ({ why, until = Number.POSITIVE_INFINITY }: Kept) => {
    const end = Number.isFinite(until) ? [words.keptUntil(day(until))] : [];
    if (why !== 'service') return [words.keptLaw(why.law), ...end].join(' ');
    return [words.keptService, ...(end.length > 0 ? end : [words.keptUntilClosed])].join(' ');
  };
  return html`${
    kept.length === 0
      ? ''
      : html`<h2>${words.kept}</h2>
<ul>${kept.map((one) => html`<li><strong>${one.what}</strong>: ${reason(one)}</li>`)}</ul>`
  }
${notify.length === 0 ? '' : html`<p>${words.recipientsTold} ${notify.join(', ')}</p>`}
${backupsFreeOn === undefined ? '' : html`<p>${words.backups(day(backupsFreeOn))}</p>`}`;
}
