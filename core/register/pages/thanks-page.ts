/** The page after a form was accepted: what happens next. It is the same whether or not the address is known. */
import { html } from 'hono/html';
import { pageFrame, paragraphs, type PageInput } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';

export interface ThanksPageInput extends PageInput {
  /** The title of the form. */
  readonly title: string;
  /** `confirm`: a mail is on its way; `done`: nothing is left to do. */
  readonly next: 'confirm' | 'done';
  /** What somebody without an address keeps, to see, change and withdraw. */
  readonly reference?: string | undefined;
  /** The address of the page that takes the reference. */
  readonly selfUrl?: string | undefined;
  /** The form's `returnTo`. */
  readonly returnTo?: string | undefined;
}

/** Renders the page. */
export function thanksPage({ title, next, reference, selfUrl, returnTo, ...input }: ThanksPageInput): string {
  const words = chooseWords(input.language).thanks;
  const said = next === 'confirm' ? words.confirm(input.config.retention.unconfirmedDays) : words.done;
  return pageFrame(input, {
    title: `${said.title} · ${title}`,
    body: html`<p class="kicker">${title}</p>
<h1>${said.title}</h1>
${paragraphs(said.text)}
${
  reference === undefined
    ? ''
    : html`<section class="card" aria-labelledby="reference"><h2 id="reference">${words.reference}</h2>
<p class="reference">${reference}</p>
<p>${words.referenceUse}</p>
${selfUrl === undefined ? '' : html`<p><a href="${selfUrl}">${words.selfLink}</a></p>`}</section>`
}
${returnTo === undefined ? '' : html`<p><a href="${returnTo}">${words.back}</a></p>`}`,
  });
}
