/** The words of a notice on a page, but for the lines that stand beside their boxes. */
import { html } from 'hono/html';
import type { FormDescription } from '../describe-form.ts';
import { langOfForm, type Html } from './page-frame.ts';

/** Renders the notice, a paragraph per line. Every line of it is on the page: here, or beside a box. */
export function noticeText({
  notice,
  purposes,
  recipients,
}: Pick<FormDescription, 'notice' | 'purposes' | 'recipients'>): Html {
  const boxes = ['', ...[...purposes, ...recipients].map(({ text }) => text)].join('\n');
  const end = boxes === '' ? '' : `\n${boxes}`;
  const own = notice.text.endsWith(end) ? notice.text.slice(0, notice.text.length - end.length) : notice.text;
  const lines = own.split('\n').filter((line) => line.trim() !== '');
  return html`<div${langOfForm(notice.language)}>${lines.map((line) => html`<p>${line}</p>`)}</div>`;
}
