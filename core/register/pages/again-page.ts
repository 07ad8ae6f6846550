/** One more page for a post that looks like a program's: it carries everything along, so that nobody is lost. */
import { html } from 'hono/html';
import type { Form } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import { pageFrame, passage, type PageInput } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';

export interface AgainPageInput extends PageInput {
  readonly form: Form;
  /** Every pair that was posted, in order; those called `act` or as the trap are left out. */
  readonly posted: Iterable<readonly [string, string]>;
  readonly trapName: string;
  readonly action: string;
}

/** Renders the page. Its form posts what was posted, and `act=register`. */
export function againPage({ posted, trapName, form, action, ...input }: AgainPageInput): string {
  const words = chooseWords(input.language);
  const pairs = [...posted].filter(([name]) => name !== 'act' && name !== trapName);
  return pageFrame(input, {
    title: `${words.again.title} · ${wordsIn(form.title, input.language)}`,
    body: html`${passage(words.again)}
<form method="post" action="${action}">
<input type="hidden" name="act" value="register">
${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}<p><button type="submit">${words.form.submit[form.kind]}</button></p>
</form>`,
  });
}
