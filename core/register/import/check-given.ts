/** What is wrong with a purpose of an import: without its wording, its time and its evidence it does not count. */
import { addMonths } from '../add-months.ts';
import type { Form } from '../form-schema.ts';
import { newSubmission } from '../new-submission.ts';
import { instantIn, isOfferTime } from '../offer-instants.ts';
import { SERVICE, serviceEnd, type Moment } from '../permission.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import type { Zone } from '../../time/zone.ts';
import { PROOF_PARTS, type GivenPurpose } from './import-row.ts';

/** Most characters of a wording. */
const MAX_WORDING = 20_000;
const NOT_IN_WORDING = /[^\P{Cc}\n\t]|\p{Cs}/u;
const TRANSFER = 'transfer:';

/** A purpose whose proof is complete. `time` is in milliseconds since 1970. */
export interface ProvedPurpose {
  readonly purpose: string;
  readonly wording: string;
  readonly time: number;
  readonly evidence: string;
}

export interface GivenCheck {
  readonly form: Form;
  readonly config: RegisterConfig;
  readonly zone: Zone;
  readonly moment: Moment;
  /** The person's own values. */
  readonly values: readonly string[];
}

/** Returns the purpose, or each reason why it does not count. No reason repeats a cell. */
export function checkGiven(
  given: GivenPurpose,
  { form, config, zone, moment, values }: GivenCheck,
): ProvedPurpose | { readonly reasons: readonly string[] } {
  const { purpose } = given;
  const isOffered =
    purpose === SERVICE ||
    form.purposes.includes(purpose) ||
    (purpose.startsWith(TRANSFER) && form.recipients.includes(purpose.slice(TRANSFER.length)));
  if (!isOffered)
    return {
      reasons: [`${purpose}: form ${form.id} has no such purpose or recipient, only what it offers counts`],
    };
  const missing = PROOF_PARTS.filter((part) => given[part] === '');
  if (missing.length > 0) return { reasons: missing.map((part) => `${purpose}.${part}: is missing`) };
  const wording = given.wording.replaceAll(/\r\n?/g, '\n').trim();
  const time = readTime(given.time, zone);
  const reasons = [
    ...wordingProblems(wording, purpose, config, values).map((problem) => `${purpose}.wording: ${problem}`),
    ...timeProblems(time, purpose, form, moment).map((problem) => `${purpose}.time: ${problem}`),
  ];
  return reasons.length > 0 || time === undefined
    ? { reasons }
    : { purpose, wording, time, evidence: given.evidence };
}

/** Returns the instant; undefined for what is none. Without an offset it is local to `timeZone`, a day its start. */
function readTime(text: string, zone: Zone): number | undefined {
  const time = text
    .replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
    .replace(/(:\d{2})\.\d{1,9}(?=$|Z|[+-])/, '$1');
  if (!isOfferTime(time)) return undefined;
  const instant = instantIn(time, zone);
  return Number.isNaN(instant) ? undefined : instant;
}

function wordingProblems(
  wording: string,
  purpose: string,
  config: RegisterConfig,
  values: readonly string[],
): readonly string[] {
  const lower = wording.toLowerCase();
  const recipient = config.recipients.find(({ id }) => `${TRANSFER}${id}` === purpose);
  return [
    ...(wording.length > MAX_WORDING ? [`is longer than ${MAX_WORDING} characters`] : []),
    ...(NOT_IN_WORDING.test(wording) ? ['holds control characters'] : []),
    ...(recipient !== undefined && !lower.includes(recipient.name.toLowerCase())
      ? ['does not name the recipient, so nobody approved of that one']
      : []),
    // A wording outlives an erasure, as the proof of what was asked.
    ...(values.some((value) => isPersonal(value) && lower.includes(value.toLowerCase()))
      ? ["holds the person's own data: write the words that everybody was shown"]
      : []),
  ];
}

/** Addresses, and values of more than one word; one word alone may well stand in a wording by chance. */
const isPersonal = (value: string): boolean => value.includes('@') || /\S\s+\S/.test(value);

function timeProblems(
  time: number | undefined,
  purpose: string,
  form: Form,
  moment: Moment,
): readonly string[] {
  if (time === undefined) return ['is no time, as 2027-03-12 or 2027-03-12T10:00:00Z'];
  if (time > moment.now) return ['lies in the future'];
  if (purpose !== SERVICE)
    return addMonths(new Date(time).toISOString(), moment.durations.consentMonths) <= moment.now
      ? [`expired: a consent stands for ${moment.durations.consentMonths} months without use`]
      : [];
  return serviceOver(form, time, moment) ? ['expired: the time of that service is over'] : [];
}

function serviceOver(form: Form, time: number, moment: Moment): boolean {
  const at = new Date(time).toISOString();
  const { id, kind } = form;
  const event = {
    at,
    kind,
    form: id,
    submission: '',
    ref: '',
    notice: '',
    language: '',
    topics: [],
    by: '',
  } as const;
  const imported = newSubmission(
    { event: 'submitted', ...event, decisions: {}, channel: 'import', received: at },
    0,
  );
  return serviceEnd({ ...imported, confirmedAt: at }, undefined, moment) <= moment.now;
}
