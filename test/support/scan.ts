/**
 * Searches for forbidden text: every file below a folder (Parquet and gzip unpacked, names and paths included) as one
 * text per file, in every form that a canary could take.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';

export interface Text {
  readonly where: string;
  readonly text: string;
}

/** Returns all files below `folder` as text; a Parquet file as the JSON of its rows and of its metadata. */
export async function textsBelow(folder: string, scratch: string): Promise<Text[]> {
  const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch });
  const texts: Text[] = [];
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (!statSync(file).isFile()) {
        texts.push({ where: name, text: name });
        continue;
      }
      const bytes = readFileSync(file);
      texts.push({ where: name, text: `${name}\n${bytes.toString('latin1')}\n${bytes.toString('utf8')}` });
      if (bytes[0] === 0x1f && bytes[1] === 0x8b)
        texts.push({ where: `${name} unpacked`, text: gunzipSync(bytes).toString('utf8') });
      if (bytes.subarray(0, 4).toString('latin1') === 'PAR1') {
        const rows = await db.rows(
          `select cast(to_json(t) as varchar) as line from read_parquet('${file.replaceAll("'", "''")}', hive_partitioning = false) as t`,
        );
        texts.push({ where: `${name} rows`, text: rows.map((row) => row['line']).join('\n') });
      }
    }
  } finally {
    db.close();
  }
  return texts;
}

/**
 * A form that counts as a match; a short one only if it stands alone or continues as `whole` does, since 8 hex digits
 * also occur by chance.
 */
interface Form {
  readonly start: string;
  readonly whole: string;
}

/**
 * Returns every form of a canary that counts as a match: raw, any 8 characters of it, encoded, hashed, a hash cut to 8.
 */
export function formsOf(canary: string): Form[] {
  const bytes = Buffer.from(canary);
  const forms: Form[] = [];
  for (let at = 0; at + 8 <= canary.length; at += 1)
    forms.push({ start: canary.slice(at, at + 8), whole: canary.slice(at, at + 8) });
  const encoded = [bytes.toString('hex'), ...base64Forms(bytes)];
  for (const text of encoded) forms.push({ start: text.slice(0, 12), whole: text.slice(0, 12) });
  for (const algorithm of ['md5', 'sha1', 'sha256']) {
    for (const text of new Set([canary, canary.toLowerCase(), canary.toUpperCase()])) {
      const hash = createHash(algorithm).update(text).digest();
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const whole = hash.toString(encoding);
        forms.push({ start: whole.slice(0, 8), whole: whole.slice(0, 12) });
      }
    }
  }
  return forms;
}

/**
 * Returns base64 of the bytes at each offset within a group of three: the characters that do not depend on bytes before
 * them.
 */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const inner = bytes
      .subarray((3 - shift) % 3)
      .toString('base64')
      .slice(0, 12);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function holds(text: string, { start, whole }: Form): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (text.startsWith(whole, at)) return true;
    const alone = (char: string | undefined) => char === undefined || !/[A-Za-z0-9+/_-]/.test(char);
    if (alone(text[at - 1]) && alone(text[at + start.length])) return true;
  }
  return false;
}

/** Returns the places of all canaries found, as `place: name of the canary`. */
export function findCanaries(texts: readonly Text[], canaries: Readonly<Record<string, string>>): string[] {
  return Object.entries(canaries).flatMap(([name, canary]) => {
    const forms = formsOf(canary);
    return texts
      .filter(({ text }) => forms.some((form) => holds(text, form)))
      .map(({ where }) => `${where}: ${name}`);
  });
}
