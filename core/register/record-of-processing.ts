/**
 * The record of processing activities (Art. 30(1) GDPR), from configuration, forms and code, so that it cannot drift
 * from what is done. One activity per form.
 */
import type { Form } from './form-schema.ts';
import { wordsIn } from './localized-text.ts';
import { noticeParticulars } from './notice-particulars.ts';
import { isInEea, type Party } from './party-schema.ts';
import type { Register } from './parse-register.ts';
import type { RegisterConfig } from './register-config-schema.ts';

const DATA_SUBJECTS: Readonly<Record<Form['kind'], string>> = {
  workshop: 'people who register for the workshop',
  course: 'people who register for the course',
  'product-information': 'people who ask for product information',
  inquiry: 'people who make an inquiry',
  'business-relation': 'people in a business relation, or who prepare one',
};

/** Art. 30(1)(g): what the code does, for every form. */
const MEASURES = [
  'Names and addresses are read for a named purpose and reason, of people whose permission stands; reads are recorded.',
  'Consents count once the owner of the address has confirmed them by mail (double opt-in).',
  'No IP address, user agent, cookie or access log is stored.',
  'Log, keys and files belong to one user of the operating system (modes 0700 and 0600).',
  'Links of mails are message authentication codes: no token is stored that could be stolen and used.',
  'Erasure rewrites the log; what was given up is kept apart and applied again to a restored backup.',
  'Usage statistics are collected by a separate program part, without any id in common.',
];

/** Returns the record as Markdown, in English; titles and roles in the first configured language. */
export function recordOfProcessing({ config, forms }: Register): string {
  const lang = config.languages.includes('en') ? 'en' : (config.languages[0] ?? 'en');
  const lines = [
    '# Record of processing activities (Art. 30(1) GDPR)',
    '',
    `- Controller: ${partyText(config.controller)}`,
    `- Data protection officer: ${partyText(config.dpo)}`,
    '',
    ...[...forms.values()].flatMap((form) => activity(form, config, lang)),
    '## Technical and organisational measures (Art. 32(1) GDPR)',
    '',
    ...MEASURES.map((measure) => `- ${measure}`),
  ];
  return `${lines.join('\n')}\n`;
}

function activity(form: Form, config: RegisterConfig, lang: string): readonly string[] {
  const particulars = noticeParticulars(form, config, 'en');
  const recipients = form.recipients.flatMap((id) => config.recipients.filter((party) => party.id === id));
  const parties = [
    ...config.processors.map((party) => `${describe(party, lang)} (processor, Art. 28 GDPR)`),
    ...recipients.map((party) => `${describe(party, lang)} (recipient, with consent alone)`),
  ];
  const abroad = [...config.processors, ...recipients].filter(({ country }) => !isInEea(country));
  const fields = form.fields.map(({ label, reason }) => `${wordsIn(label, lang)} (${wordsIn(reason, lang)})`);
  return [
    `## ${wordsIn(form.title, lang)} (form ${form.id})`,
    '',
    `- Purposes and legal bases: ${particulars['purposes'] ?? ''}`,
    ...(form.purposes.length === 0 ? [] : [`- Consents asked for: ${form.purposes.join(', ')}`]),
    `- Data subjects: ${DATA_SUBJECTS[form.kind]}`,
    `- Categories of data: ${fields.join('; ')}; topics, decisions about boxes, times, message ids`,
    `- Recipients: ${parties.length === 0 ? 'none' : parties.join('; ')}`,
    `- Transfers to third countries: ${abroad.length === 0 ? 'none' : abroad.map((party) => `${party.name} (${party.country}): ${party.safeguard === undefined ? '' : wordsIn(party.safeguard, lang)}`).join('; ')}`,
    `- Erasure: ${particulars['retention'] ?? ''}`,
    '',
  ];
}

const describe = ({ name, country, role }: Party, lang: string): string =>
  `${name} (${country}): ${wordsIn(role, lang)}`;

/** A missing one is a gap that the record shows. */
function partyText(party: RegisterConfig['controller'] | RegisterConfig['dpo']): string {
  if (party === undefined) return '(not configured)';
  return [party.name, party.address, party.email, party.phone]
    .filter((part) => part !== undefined)
    .join(', ');
}
