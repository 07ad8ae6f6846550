/**
 * The token of a form: it proves that the form was fetched here, when, and makes a repeated post the same submission.
 * Nothing of it is stored.
 */
import { isEqual, type LinkMac } from './link.ts';

const LIFETIME_MS = 86_400_000;
const TOKEN = /^([A-Za-z0-9_-]{22})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;
const ID_CHARACTERS = 22;

export interface FormToken {
  /** The id of the submission that a post with this token makes. */
  readonly submission: string;
  /** When the form was fetched, in milliseconds since 1970. */
  readonly issued: number;
}

/** Returns a token; `id` is random and `now` in milliseconds since 1970. */
export function createFormToken(form: string, id: string, now: number, mac: LinkMac): string {
  const claim = `${id}.${now.toString(36)}`;
  return `${claim}.${mac(`token.${form}.${claim}`)}`;
}

/** Reads a token of the form: `expired` after 24 hours, `invalid` where it is broken or another form's. */
export function readFormToken(
  form: string,
  token: unknown,
  now: number,
  mac: LinkMac,
): FormToken | 'invalid' | 'expired' {
  const [, id, since, tag] = (typeof token === 'string' ? TOKEN.exec(token) : null) ?? [];
  if (id === undefined || since === undefined || tag === undefined) return 'invalid';
  if (!isEqual(tag, mac(`token.${form}.${id}.${since}`))) return 'invalid';
  const issued = Number.parseInt(since, 36);
  if (issued + LIFETIME_MS <= now) return 'expired';
  // A hyphen in front of an id would be an option of a command.
  const submission = mac(`submission.${form}.${id}`).replace(/^-+/, '').slice(0, ID_CHARACTERS);
  return { submission, issued };
}
