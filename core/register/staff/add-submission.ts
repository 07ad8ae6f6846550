/** `add`: a registration that came by letter, by telephone or on a visit, with its evidence. */
import { submit, type NextStep } from '../acts/submit.ts';
import { CONSENTS, type Channel } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { readSubmission } from '../read-submission.ts';
import { readDay } from './read-day.ts';
import { StaffError, StaffUsageError, type StaffContext } from './staff-context.ts';

export const ADD_CHANNELS = ['letter', 'phone', 'visit'] as const;

export interface AddRequest {
  readonly form: string;
  readonly channel: string;
  /** A day. */
  readonly received: string;
  readonly evidence: Uint8Array;
  readonly fields: Readonly<Record<string, string>>;
  /** Purposes, and `transfer:RECIPIENT`. */
  readonly give: readonly string[];
  readonly topics: readonly string[];
  readonly language?: string | undefined;
}

/**
 * Stores the registration. By letter and on a visit it stands at once; by telephone a mail asks for the confirmation.
 * Throws a StaffError where the address is suppressed: its owner has to fill in the form.
 */
export async function addSubmission(
  request: AddRequest,
  context: StaffContext,
): Promise<{ readonly submission: string; readonly next: NextStep }> {
  const { config, forms } = context.register;
  const form = forms.get(request.form);
  if (form === undefined)
    throw new StaffUsageError(`unknown form: the forms are ${[...forms.keys()].join(', ')}`);
  if (!(ADD_CHANNELS as readonly string[]).includes(request.channel))
    throw new StaffUsageError(`--channel takes ${ADD_CHANNELS.join(', ')}`);
  if (request.evidence.length === 0)
    throw new StaffUsageError('--evidence is empty: name the letter, or say who took the call or visit');
  const received = readDay(request.received, '--received', context.now());
  const language = request.language ?? config.languages[0] ?? 'en';
  if (!config.languages.includes(language))
    throw new StaffUsageError(`--language takes ${config.languages.join(', ')}`);
  const recipients = request.give.filter((one) => one.startsWith('transfer:')).map((one) => one.slice(9));
  const purposes = request.give.filter((one) => (CONSENTS as readonly string[]).includes(one));
  if (recipients.length + purposes.length < request.give.length)
    throw new StaffUsageError(`--give takes ${CONSENTS.join(', ')} and transfer:RECIPIENT`);
  checkOffered(request, form);
  const reading = readSubmission(form, { ...request, purposes, recipients }, 'en');
  if ('errors' in reading)
    throw new StaffUsageError(reading.errors.map(({ field, detail }) => `${field}: ${detail}`).join(' '));
  await refuseSuppressed(Object.values(reading.submission.values), context);
  const id = context.randomId();
  const next = await submit(
    {
      id,
      form,
      language,
      submission: reading.submission,
      channel: request.channel as Channel,
      received,
      by: context.reader,
      evidence: await context.files.keepEvidence(id, request.evidence),
    },
    context,
  );
  return { submission: id, next };
}

/** Names what the form offers where something else is asked of it. */
function checkOffered({ give, topics }: AddRequest, form: Form): void {
  const ids = form.topics.map(({ id }) => id);
  if (topics.some((topic) => !ids.includes(topic)))
    throw new StaffUsageError(
      ids.length === 0 ? 'this form has no topics: leave --topics out' : `--topics takes ${ids.join(', ')}`,
    );
  const offered = [...form.purposes, ...form.recipients.map((recipient) => `transfer:${recipient}`)];
  if (give.some((purpose) => !offered.includes(purpose)))
    throw new StaffUsageError(
      offered.length === 0
        ? 'this form offers no purpose to give: leave --give out'
        : `--give takes what this form offers: ${offered.join(', ')}`,
    );
}

async function refuseSuppressed(values: readonly string[], context: StaffContext): Promise<void> {
  const keys = values.flatMap((value) => (value.includes('@') ? (context.keyOf(value) ?? []) : []));
  const state = await context.log.read(keys);
  const isSuppressed = keys.some((key) => state.suppressed.has(key) || state.neverAsked.has(key));
  if (isSuppressed)
    throw new StaffError(
      'the owner of this address gave up what was stored, or wants no mail: only the form, filled in and confirmed ' +
        'by the person, can register it again',
    );
}
