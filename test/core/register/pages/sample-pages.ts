/** Every hosted page of the demo register, by name, in one language: what unit and browser tests look at. */
import type { Form } from '#core/register/form-schema';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { describeForm } from '#core/register/describe-form';
import { againPage } from '#core/register/pages/again-page';
import { buttonPage } from '#core/register/pages/button-page';
import { donePage } from '#core/register/pages/done-page';
import { formPage, type FormPageInput } from '#core/register/pages/form-page';
import { problemPage } from '#core/register/pages/problem-page';
import { selfAskPage } from '#core/register/pages/self-ask-page';
import { selfPage } from '#core/register/pages/self-page';
import type { SelfView } from '#core/register/pages/self-view';
import { thanksPage } from '#core/register/pages/thanks-page';
import { parseRegister, type Register } from '#core/register/parse-register';
import { PROBLEMS } from '#core/register/pages/words/page-words';
import { readSubmission } from '#core/register/read-submission';
import { sha256 } from '../demo-register.ts';

export const LANGUAGES = ['en', 'de'] as const;

/** The demo's five forms and its configuration. */
export function demoRegister(): Register {
  return parseRegister(
    { file: 'register.json', text: JSON.stringify(DEMO_REGISTER.config) },
    DEMO_REGISTER.forms.map((form) => ({ file: `${form.id}.json`, text: JSON.stringify(form) })),
  );
}

/** A form of the demo. */
export function demoFormOf(register: Register, id: string): Form {
  const form = register.forms.get(id);
  if (form === undefined) throw new Error(`no form ${id}`);
  return form;
}

/** What formPage is given for a form of the demo that nobody has typed into. */
export function formInput(id: string, language: string, change: Partial<FormPageInput> = {}): FormPageInput {
  const register = demoRegister();
  const form = demoFormOf(register, id);
  return {
    form,
    config: register.config,
    description: describeForm(form, register.config, language, sha256),
    token: 'TOKEN',
    trapName: 'nickname',
    action: `/register/${id}`,
    ...change,
  };
}

/** What somebody typed who left out a name and wrote an address without a domain. */
export const TYPED = {
  values: {
    name: '',
    email: 'ada@',
    organisation: 'Example <Observatory>',
    wishes: '\nFirst "line"\nSecond',
  },
  topics: ['telescopes'],
  purposes: ['market-research'],
  recipients: ['example-calibration'],
};

/** A person with three submissions, two of them over and one no longer to be changed. */
export function demoPerson(language: string): SelfView {
  const register = demoRegister();
  const form = demoFormOf(register, 'workshop');
  const { notice, purposes, recipients, fields } = describeForm(form, register.config, language, sha256);
  const values: Readonly<Record<string, string>> = {
    name: 'Ada Example',
    email: 'ada@example.org',
    organisation: 'Example Observatory',
    wishes: 'How do I clean a lens?\nAnd how often?',
  };
  return {
    isStopped: true,
    done: 'corrected',
    submissions: [
      {
        submission: 'S1',
        title: form.title[language] ?? '',
        received: '2030-03-02T09:00:00.000Z',
        channel: 'form',
        state: 'given',
        fields: fields.map((field) => ({ ...field, value: values[field.name] ?? '' })),
        isEditable: true,
        topics: ['Telescopes', 'Workshops'],
        permissions: [
          { purpose: 'information', state: 'given', since: '2030-03-02T10:00:00.000Z' },
          { purpose: 'market-research', state: 'refused', since: '2030-03-02T09:00:00.000Z' },
          { purpose: 'customization', state: 'withdrawn', since: '2030-04-02T09:00:00.000Z' },
          { purpose: 'transfer:example-optics', state: 'given', since: '2030-03-02T10:00:00.000Z' },
          { purpose: 'transfer:example-calibration', state: 'refused', since: '2030-03-02T09:00:00.000Z' },
        ],
        transfers: [{ recipient: 'Example Optics', at: '2030-03-05T09:00:00.000Z' }],
        offer: {
          notice,
          boxes: { purposes, recipients },
          purposes: ['market-research', 'customization'],
          recipients: ['example-calibration'],
        },
      },
      {
        submission: 'S2',
        title: demoFormOf(register, 'inquiry').title[language] ?? '',
        received: '2029-11-02T09:00:00.000Z',
        channel: 'letter',
        state: 'expired',
        fields: [
          { name: 'name', type: 'text', label: 'Name', required: true, value: 'Ada Example' },
          { name: 'question', type: 'longtext', label: 'Question', required: true, value: 'One?\nTwo?' },
        ],
        isEditable: true,
        topics: [],
        permissions: [],
        transfers: [],
      },
      {
        submission: 'S3',
        title: demoFormOf(register, 'inquiry').title[language] ?? '',
        received: '2029-11-02T09:00:00.000Z',
        channel: 'letter',
        state: 'expired',
        fields: [
          { name: 'question', type: 'longtext', label: 'Question', required: true, value: 'One?\nTwo?' },
        ],
        isEditable: false,
        topics: [],
        permissions: [],
        transfers: [],
      },
    ],
  };
}

/** Every page, by a name of its own. */
export function samplePages(language: string): ReadonlyMap<string, string> {
  const register = demoRegister();
  const { config } = register;
  const frame = { config, language };
  const workshop = demoFormOf(register, 'workshop');
  const reading = readSubmission(workshop, { ...TYPED, fields: TYPED.values }, language);
  const errors = 'errors' in reading ? reading.errors : [];
  const title = workshop.title[language] ?? '';
  const until = Date.parse('2030-06-15T12:00:00Z');
  return new Map([
    ...DEMO_REGISTER.forms.map(({ id }) => [`form-${id}`, formPage(formInput(id, language))] as const),
    ['form-errors', formPage(formInput('workshop', language, { typed: TYPED, errors }))],
    ['form-changed', formPage(formInput('workshop', language, { typed: TYPED, message: 'notice-changed' }))],
    [
      'form-full',
      formPage(
        formInput('workshop', language, {
          isFull: true,
          instead: { href: '/register/product-information', title: 'Product information' },
        }),
      ),
    ],
    [
      'again',
      againPage({
        ...frame,
        form: workshop,
        posted: [...Object.entries(TYPED.values), ['topics', 'telescopes'], ['nickname', 'robot']],
        trapName: 'nickname',
        action: '/register/workshop',
      }),
    ],
    ['thanks-confirm', thanksPage({ ...frame, title, next: 'confirm' })],
    [
      'thanks-reference',
      thanksPage({
        ...frame,
        title,
        next: 'done',
        reference: 'q8Yt2mZk4VJb0cXw',
        selfUrl: '/register/self',
        returnTo: 'https://www.instruments.example/',
      }),
    ],
    ...(['confirm', 'never', 'self'] as const).map(
      (act) => [`link-${act}`, buttonPage({ ...frame, act })] as const,
    ),
    [
      'link-withdraw',
      buttonPage({
        ...frame,
        act: 'withdraw',
        purposes: ['information', 'market-research', 'customization', 'transfer:example-optics'],
        isNothingTicked: true,
      }),
    ],
    ...(['confirmed', 'gone', 'never', 'lifted'] as const).map(
      (act) => [`done-${act}`, donePage({ ...frame, outcome: { act } })] as const,
    ),
    [
      'done-withdrawn',
      donePage({
        ...frame,
        outcome: {
          act: 'withdrawn',
          stopped: ['information', 'transfer:example-optics'],
          kept: [
            { what: title, why: 'service', until },
            { what: 'Name', why: { law: 'section 147' }, until: Number.POSITIVE_INFINITY },
          ],
          notify: ['Example Optics'],
          backupsFreeOn: until,
        },
      }),
    ],
    ['done-nothing', donePage({ ...frame, outcome: { act: 'withdrawn', stopped: [], kept: [] } })],
    ['done-erased', donePage({ ...frame, outcome: { act: 'erased', kept: [], backupsFreeOn: until } })],
    ...PROBLEMS.map(
      (kind) => [`problem-${kind}`, problemPage({ ...frame, kind, next: '/register/self' })] as const,
    ),
    ['self-ask', selfAskPage(frame)],
    ['self-sent', selfAskPage({ ...frame, isSent: true })],
    ['self', selfPage({ ...frame, person: demoPerson(language) })],
    ['self-none', selfPage({ ...frame, person: { submissions: [], isStopped: false } })],
  ]);
}
