/** Reads a row of an import against its form: its declarations, each with one wording, one time and one evidence. */
import type { Zone } from '../../time/zone.ts';
import type { Decision } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { SERVICE } from '../permission.ts';
import { readSubmission } from '../read-submission.ts';
import { momentOf, type RegisterContext } from '../register-context.ts';
import { checkGiven, type ProvedPurpose } from './check-given.ts';
import type { ImportRow } from './import-row.ts';

/** What one person was shown and gave at one time. */
export interface ImportedDeclaration {
  readonly form: Form;
  readonly language: string;
  readonly values: Readonly<Record<string, string>>;
  readonly addressField: string;
  /** The key of the address. */
  readonly key: string;
  readonly topics: readonly string[];
  readonly wording: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Bytes as base64. */
  readonly evidence: string;
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Whether the service was asked for; else nothing stands but the consents. */
  readonly isService: boolean;
}

/** A row as the form and the clock judge it. */
export interface ReadRow {
  readonly row: number;
  /** Keys of whatever in it is an address, also where it is refused. */
  readonly keys: readonly string[];
  /** Empty where there is a reason. */
  readonly declarations: readonly ImportedDeclaration[];
  /** Each reason why the whole row is left out. None repeats a cell. */
  readonly reasons: readonly string[];
}

/** Reads the row; what was given up since is for the register's state to say. */
export function readImportRow(row: ImportRow, zone: Zone, context: RegisterContext): ReadRow {
  const addresses = Object.values(row.fields).filter((value) => value.includes('@'));
  const keys = addresses.flatMap((address) => context.keyOf(address) ?? []);
  const read = { row: row.row, keys, declarations: [], reasons: [] };
  return { ...read, ...readDeclarations(row, zone, context) };
}

function readDeclarations(
  row: ImportRow,
  zone: Zone,
  context: RegisterContext,
): Pick<ReadRow, 'declarations'> | Pick<ReadRow, 'reasons'> {
  const { config, forms } = context.register;
  const form = forms.get(row.form);
  if (form === undefined)
    return { reasons: [row.form === '' ? 'form: is missing' : 'form: there is no form of that id'] };
  const reasons: string[] = [];
  if (row.language === '') reasons.push('language: is missing');
  else if (!config.languages.includes(row.language))
    reasons.push(`language: is none of register.json, which has ${config.languages.join(', ')}`);
  const reading = readSubmission(form, { fields: row.fields, topics: row.topics }, 'en');
  if ('errors' in reading) reasons.push(...reading.errors.map(({ field, detail }) => `${field}: ${detail}`));
  const values = 'submission' in reading ? reading.submission.values : {};
  const addressField = form.fields.find(({ type, name }) => type === 'email' && name in values)?.name;
  const key = addressField === undefined ? undefined : context.keyOf(values[addressField] ?? '');
  if ('submission' in reading && key === undefined)
    reasons.push('row: has no e-mail address, so nobody can tell whether its owner gave it up');
  if (row.given.length === 0) reasons.push('row: no purpose has a wording, a time and an evidence');
  const check = { form, config, zone, moment: momentOf(context), values: Object.values(values) };
  const proved = row.given.flatMap((given) => {
    const checked = checkGiven(given, check);
    if (!('reasons' in checked)) return [checked];
    reasons.push(...checked.reasons);
    return [];
  });
  if (reasons.length > 0 || addressField === undefined || key === undefined || !('submission' in reading))
    return { reasons };
  const { topics } = reading.submission;
  const shared = { form, language: row.language, values, addressField, key, topics };
  return { declarations: groupProofs(proved).map((group) => ({ ...shared, ...group })) };
}

type Group = Pick<ImportedDeclaration, 'wording' | 'time' | 'evidence' | 'decisions' | 'isService'>;

/** Purposes that were given together are one declaration. */
function groupProofs(proved: readonly ProvedPurpose[]): readonly Group[] {
  const groups = new Map<string, readonly ProvedPurpose[]>();
  for (const one of proved) {
    const same = JSON.stringify([one.wording, one.time, one.evidence]);
    groups.set(same, [...(groups.get(same) ?? []), one]);
  }
  return [...groups.values()].map((all) => {
    const [{ wording, time, evidence } = { wording: '', time: 0, evidence: '' }] = all;
    const consents = all.filter(({ purpose }) => purpose !== SERVICE);
    return {
      wording,
      time,
      evidence,
      decisions: Object.fromEntries(consents.map(({ purpose }) => [purpose, 'given'] as const)),
      isService: consents.length < all.length,
    };
  });
}
