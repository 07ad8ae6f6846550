/** The page of a form: what is asked for and why, boxes that nobody has ticked, and the whole notice. */
import { html } from 'hono/html';
import type { FormDescription } from '../describe-form.ts';
import type { Form } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import type { SubmissionError } from '../read-submission.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import { boxGroup } from './boxes.ts';
import { errorSummary } from './error-summary.ts';
import { fieldRow } from './fields.ts';
import { noticeText } from './notice-text.ts';
import { offerTime } from './offer-words.ts';
import { langOfForm, pageFrame, type Html } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';
import type { FormMessage } from './words/page-words.ts';

export interface FormPageInput {
  readonly form: Form;
  readonly config: RegisterConfig;
  /** In the language of the page. */
  readonly description: FormDescription;
  readonly token: string;
  /** The name of a field that people do not see; programs fill it in. */
  readonly trapName: string;
  /** What was typed and ticked, where the page is shown once more. */
  readonly typed?: TypedForm | undefined;
  readonly errors?: readonly SubmissionError[] | undefined;
  readonly message?: FormMessage | undefined;
  /** Whether all seats are taken. */
  readonly isFull?: boolean | undefined;
  /** A form by which product information is sent, to be named where all seats are taken. */
  readonly instead?: { readonly href: string; readonly title: string } | undefined;
  /** The address that the form is posted to. */
  readonly action: string;
}

export interface TypedForm {
  readonly values: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
}

/** Renders the page of a form. */
export function formPage(input: FormPageInput): string {
  const { form, config, description, token, typed, errors = [], message, isFull = false } = input;
  const { notice } = description;
  const { language } = notice;
  const words = chooseWords(language);
  const title = wordsIn(form.title, language);
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.detail;
  const group = (name: 'topics' | 'purposes' | 'recipients') => ({
    name,
    legend: words.form[name],
    hint: words.form[`${name}Hint`],
    ticked: typed?.[name] ?? [],
    error: errorOf(name),
    language,
  });
  const typedValue = (name: string) =>
    typed !== undefined && Object.hasOwn(typed.values, name) ? typed.values[name] : undefined;

  const body = html`<h1${langOfForm(language)}>${title}</h1>
${offerList(form, config, language)}
${isFull ? fullPart(input, language) : ''}
${message === undefined ? '' : html`<p class="message" role="alert">${words.form.messages[message]}</p>`}
${errorSummary(errors, description, language)}
<form method="post" action="${input.action}" novalidate>
<input type="hidden" name="language" value="${language}">
<input type="hidden" name="notice" value="${notice.sha256}">
<input type="hidden" name="token" value="${token}">
<section class="card" aria-labelledby="details"><h2 id="details">${words.form.details}</h2>
${description.fields.map((field) =>
  fieldRow({
    ...field,
    value: typedValue(field.name),
    error: errorOf(field.name),
    idPrefix: 'field-',
    language,
  }),
)}</section>
<div class="trap" aria-hidden="true"><label for="trap">${words.form.trap}</label><input type="text" id="trap" name="${input.trapName}" value="" tabindex="-1" autocomplete="off"></div>
${boxGroup({ ...group('topics'), boxes: description.topics.map(({ id, title }) => ({ id, text: title })) })}
${boxGroup({ ...group('purposes'), boxes: description.purposes })}
${boxGroup({ ...group('recipients'), boxes: description.recipients })}
<section class="notice" aria-labelledby="notice"><h2 id="notice">${words.form.notice}</h2>
${noticeText(description)}</section>
<p><button type="submit">${words.form.submit[form.kind]}</button></p>
</form>`;
  const heading = errors.length > 0 ? `${words.errorPrefix}${title}` : title;
  return pageFrame({ config, language }, { title: heading, body, isTranslatable: true });
}

function offerList({ offer }: Form, { timeZone }: RegisterConfig, language: string): Html {
  if (offer === undefined) return html``;
  const words = chooseWords(language).form;
  const { seats, place } = offer;
  return html`<dl class="offer">
<div><dt>${words.when}</dt><dd>${offerTime(offer, timeZone, language)}</dd></div>
${place === undefined ? '' : html`<div><dt>${words.where}</dt><dd${langOfForm(language)}>${wordsIn(place, language)}</dd></div>`}
${seats === undefined ? '' : html`<div><dt>${words.seats}</dt><dd>${seats}</dd></div>`}
</dl>`;
}

function fullPart({ instead }: FormPageInput, language: string): Html {
  const words = chooseWords(language).form;
  return html`<section class="message" aria-labelledby="full"><h2 id="full">${words.fullTitle}</h2>
<p>${words.fullText}</p>
${instead === undefined ? '' : html`<p>${words.fullInstead} <a href="${instead.href}"${langOfForm(language)}>${instead.title}</a></p>`}
</section>`;
}
