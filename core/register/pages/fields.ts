/** Fields in which somebody types, with their reason and what is wrong with them. */
import { html } from 'hono/html';
import type { FormField } from '../form-schema.ts';
import { attribute } from './boxes.ts';
import { langOfForm, type Html } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';

export interface FieldInput {
  readonly name: string;
  readonly type: FormField['type'];
  readonly label: string;
  readonly required?: boolean;
  readonly reason?: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  /** The id of the field is this and its name. */
  readonly idPrefix: string;
  readonly language: string;
}

/** What a browser may fill in, by the name of a field (WCAG 2.2, 1.3.5). */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  name: 'name',
  email: 'email',
  firstname: 'given-name',
  lastname: 'family-name',
  organisation: 'organization',
  organization: 'organization',
  company: 'organization',
  firm: 'organization',
  phone: 'tel',
  telephone: 'tel',
  address: 'street-address',
};

/** Renders a field. What was typed stands in it and nowhere else. */
export function fieldRow(field: FieldInput): Html {
  const { name, type, label, required, reason, value = '', error, language } = field;
  const id = `${field.idPrefix}${name}`;
  const described = [
    reason === undefined ? [] : [`${id}.reason`],
    error === undefined ? [] : [`${id}.error`],
  ];
  const attributes = html`id="${id}" name="${name}"${attribute('autocomplete', autocompleteOf(name, type))}${
    required === true ? html` required` : ''
  }${error === undefined ? '' : html` aria-invalid="true"`}${attribute('aria-describedby', described.flat().join(' '))}`;
  return html`<div class="field">
<label for="${id}"><span${langOfForm(language)}>${label}</span>${required === true ? html` <small class="required">(${chooseWords(language).required})</small>` : ''}</label>
${reason === undefined ? '' : html`<p class="hint" id="${id}.reason"${langOfForm(language)}>${reason}</p>`}
${error === undefined ? '' : html`<p class="error" id="${id}.error">${error}</p>`}
${
  type === 'longtext'
    ? // A parser drops the first line feed of a textarea, so that one of the page's own saves that of the text.
      html`<textarea ${attributes} rows="5">
${value}</textarea>`
    : html`<input type="${type}" ${attributes} value="${value}">`
}
</div>
`;
}

function autocompleteOf(name: string, type: FormField['type']): string {
  if (type === 'email') return 'email';
  const token = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return Object.hasOwn(AUTOCOMPLETE, token) ? (AUTOCOMPLETE[token] ?? '') : '';
}
