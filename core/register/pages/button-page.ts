/** What a GET of a link shows: a button, so that a program that fetches every link of a mail changes nothing. */
import { html } from 'hono/html';
import { pageFrame, paragraphs, type Html, type PageInput } from './page-frame.ts';
import { purposeName } from './purpose-name.ts';
import { chooseWords } from './words/choose-words.ts';
import type { LinkAct } from './words/page-words.ts';

export interface ButtonPageInput extends PageInput {
  readonly act: LinkAct;
  /** For `withdraw`: purposes and `transfer:RECIPIENT` that can be withdrawn one by one. */
  readonly purposes?: readonly string[] | undefined;
  /** Whether a part was to be withdrawn and nothing was ticked. */
  readonly isNothingTicked?: boolean | undefined;
}

/** Renders the page, which holds nothing personal. Its forms post to its own address. */
export function buttonPage({ act, purposes = [], isNothingTicked, ...input }: ButtonPageInput): string {
  const words = chooseWords(input.language);
  const link = words.links[act];
  const hidden = act === 'self' ? html`<input type="hidden" name="act" value="show">` : html``;
  return pageFrame(input, {
    title: link.title,
    isTranslatable: true,
    body: html`<h1>${link.title}</h1>
${isNothingTicked === true ? html`<p class="message" role="alert">${words.some.nothingTicked}</p>` : ''}
${paragraphs(link.text)}
<form method="post">${hidden}<p><button type="submit">${link.button}</button></p></form>
${act === 'withdraw' && purposes.length > 0 ? somePart(purposes, input) : ''}`,
  });
}

/** A form of its own, marked `act=some`: posted without a tick, it must not withdraw everything. */
function somePart(purposes: readonly string[], { config, language }: PageInput): Html {
  const { some } = chooseWords(language);
  return html`<section class="card" aria-labelledby="some"><h2 id="some">${some.title}</h2>
<form method="post"><input type="hidden" name="act" value="some">
<fieldset><legend>${some.legend}</legend>
${purposes.map(
  (
    id,
    at,
  ) => html`<div class="box"><input type="checkbox" id="only-${at}" name="only" value="${id}"><label for="only-${at}">${purposeName(id, config, language)}</label></div>
`,
)}</fieldset>
<p><button type="submit" class="second">${some.button}</button></p></form></section>`;
}
