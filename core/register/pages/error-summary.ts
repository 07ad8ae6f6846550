/** What is wrong with a form, on top of its page: each sentence leads to its place. */
import { html } from 'hono/html';
import type { FormDescription } from '../describe-form.ts';
import type { SubmissionError } from '../read-submission.ts';
import { langOfForm, type Html } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';

/** Renders the summary; nothing where nothing is wrong. */
export function errorSummary(
  errors: readonly SubmissionError[],
  description: FormDescription,
  language: string,
): Html {
  if (errors.length === 0) return html``;
  const words = chooseWords(language).form;
  const groups: Readonly<Record<string, string>> = {
    topics: words.topics,
    purposes: words.purposes,
    recipients: words.recipients,
  };
  const items = errors.map(({ field, detail }) => {
    const label = description.fields.find(({ name }) => name === field)?.label;
    if (label !== undefined)
      return html`<li><a href="#field-${field}"><span${langOfForm(language)}>${label}</span>: ${detail}</a></li>`;
    const group = Object.hasOwn(groups, field) ? groups[field] : undefined;
    const isShown = group !== undefined && (description[field as 'topics'] ?? []).length > 0;
    return isShown ? html`<li><a href="#${field}-0">${group}: ${detail}</a></li>` : html`<li>${detail}</li>`;
  });
  return html`<section class="message errors" role="alert" aria-labelledby="errors-title"><h2 id="errors-title">${words.errorTitle(errors.length)}</h2>
<ul>${items}</ul></section>`;
}
