/** The page about oneself: everything that is held, and each act as a form that posts to the page's own address. */
import { html } from 'hono/html';
import { pageFrame, type Html, type PageInput } from './page-frame.ts';
import { submissionPart } from './self-submission.ts';
import type { SelfDone, SelfView } from './self-view.ts';
import { chooseWords } from './words/choose-words.ts';

export interface SelfPageInput extends PageInput {
  readonly person: SelfView;
}

/** Renders the page. */
export function selfPage({ person, ...input }: SelfPageInput): string {
  const words = chooseWords(input.language).self;
  const { submissions, reference } = person;
  return pageFrame(input, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
${person.done === undefined ? '' : html`<p class="message" role="status">${sentenceOf(person.done, input.language)}</p>`}
<p class="lead">${submissions.length === 0 ? words.none : words.lead}</p>
${reference === undefined ? '' : html`<p>${words.reference}: <span class="reference">${reference}</span></p>`}
${submissions.map((one, at) => submissionPart(one, at, input))}
${person.isStopped ? act('stopped', words.stopped, [words.stoppedText], words.lift, 'lift') : ''}
${submissions.length === 0 ? '' : wholePart(input.language)}`,
  });
}

function sentenceOf(done: SelfDone, language: string): string {
  const { acts, nothingTicked } = chooseWords(language).self;
  return done === 'nothingTicked' ? nothingTicked : acts[done];
}

/** What concerns the whole person. */
function wholePart(language: string): Html {
  const words = chooseWords(language).self;
  return html`${act('export', words.exportTitle, [words.exportText], words.exportButton, 'export')}
${act('withdraw', words.withdrawAllTitle, [words.withdrawAllText], words.withdrawAllButton, 'withdraw')}
${act(
  'erase',
  words.eraseTitle,
  words.eraseText,
  words.eraseButton,
  'erase',
  html`<div class="box"><input type="checkbox" id="sure" name="sure" value="yes" required><label for="sure">${words.eraseSure}</label></div>`,
)}`;
}

function act(
  id: string,
  title: string,
  text: readonly string[],
  button: string,
  value: string,
  before: Html = html``,
): Html {
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${text.map((one) => html`<p>${one}</p>`)}
<form method="post">${before}<p><button type="submit" class="${value === 'erase' ? 'grave' : 'second'}" name="act" value="${value}">${button}</button></p></form></section>
`;
}
