/**
 * Reads what somebody posted against the form: clean values and a decision for each box that was offered, or errors by
 * field. An error never holds anything that was sent.
 */
import type { Decision } from './event.ts';
import type { Form } from './form-schema.ts';
import { RESERVED_FIELDS } from './identifier.ts';
import { MAX_CHARACTERS, readField } from './read-field.ts';
import { describeProblem, type SubmissionProblem } from './submission-problems.ts';

/** The members of a post that the form decides about, as JSON or as postFromForm makes them of a form body. */
export interface SubmissionPost {
  readonly fields?: unknown;
  readonly topics?: unknown;
  readonly purposes?: unknown;
  readonly recipients?: unknown;
}

export interface Submission {
  /** By name, without the fields that were left empty. */
  readonly values: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  /** For each purpose and `transfer:RECIPIENT` that the form offers. */
  readonly decisions: Readonly<Record<string, Decision>>;
}

export interface SubmissionError {
  /** A field of the form, or `fields`, `topics`, `purposes`, `recipients`. */
  readonly field: string;
  readonly detail: string;
}

export type SubmissionReading =
  { readonly submission: Submission } | { readonly errors: readonly SubmissionError[] };

/**
 * Returns the submission, or all errors in the order of the form, in the language of the page. A box that was not
 * ticked is refused.
 */
export function readSubmission(form: Form, post: SubmissionPost, lang: string): SubmissionReading {
  const errors: SubmissionError[] = [];
  const report = (field: string, problem: SubmissionProblem, limit?: number) =>
    errors.push({ field, detail: describeProblem(problem, lang, limit) });

  const posted = readRecord(post.fields);
  if (posted === undefined) report('fields', 'not-list');
  const values = form.fields.flatMap((field) => {
    const reading = readField(field, posted?.get(field.name));
    if ('value' in reading) return reading.value === '' ? [] : [[field.name, reading.value] as const];
    // Without any fields, each required one would be reported beside the cause.
    if (posted !== undefined) report(field.name, reading.problem, MAX_CHARACTERS[field.type]);
    return [];
  });
  const names = new Set(form.fields.map(({ name }) => name));
  if (posted !== undefined && [...posted.keys()].some((name) => !names.has(name)))
    report('fields', 'unknown-fields');

  const readChoice = (key: 'topics' | 'purposes' | 'recipients', offered: readonly string[]) => {
    const ids = readIds(post[key]);
    if (ids === undefined) report(key, 'not-list');
    else if (ids.some((id) => !offered.includes(id))) report(key, 'not-offered');
    return new Set(ids);
  };
  const topicIds = form.topics.map(({ id }) => id);
  const topics = readChoice('topics', topicIds);
  const purposes = readChoice('purposes', form.purposes);
  const recipients = readChoice('recipients', form.recipients);
  if (errors.length > 0) return { errors };

  const decide = (isTicked: boolean): Decision => (isTicked ? 'given' : 'refused');
  return {
    submission: {
      values: Object.fromEntries(values),
      topics: topicIds.filter((id) => topics.has(id)),
      decisions: Object.fromEntries([
        ...form.purposes.map((id) => [id, decide(purposes.has(id))] as const),
        ...form.recipients.map((id) => [`transfer:${id}`, decide(recipients.has(id))] as const),
      ]),
    },
  };
}

/** A decoded form body, sorted. */
export interface PostedForm {
  readonly fields: ReadonlyMap<string, string | readonly string[]>;
  readonly topics: readonly string[];
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
}

/**
 * Sorts the pairs of a decoded form body, as URLSearchParams gives them. A field that was posted twice becomes a list,
 * which readSubmission refuses; names of the envelope and `others` (the trap) are no fields.
 */
export function postFromForm(
  pairs: Iterable<readonly [string, string]>,
  others: ReadonlySet<string> = new Set(),
): PostedForm {
  const choices = { topics: [] as string[], purposes: [] as string[], recipients: [] as string[] };
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    if (name === 'topics' || name === 'purposes' || name === 'recipients') choices[name].push(value);
    else if (!RESERVED_FIELDS.has(name) && !others.has(name)) {
      const before = fields.get(name);
      fields.set(name, before === undefined ? value : [...[before].flat(), value]);
    }
  }
  return { fields, ...choices };
}

/** A map keeps a field called `__proto__` from being one of the object. */
function readRecord(posted: unknown): ReadonlyMap<string, unknown> | undefined {
  if (posted instanceof Map) return posted;
  if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) return undefined;
  return new Map(Object.entries(posted));
}

/** Absent ids are none. */
function readIds(posted: unknown): readonly string[] | undefined {
  if (posted === undefined || posted === null) return [];
  return Array.isArray(posted) && posted.every((id) => typeof id === 'string') ? posted : undefined;
}
