/**
 * A verifier of DKIM signatures, written from RFC 6376 apart from the signer's code: relaxed/relaxed, rsa-sha256, one
 * signature, keys from a map in place of DNS.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

export interface DkimVerdict {
  readonly isValid: boolean;
  /** The header fields that the signature covers, in lower case. */
  readonly covered: readonly string[];
}

/** Verifies the first DKIM-Signature; `records` are TXT records by name, as `s1._domainkey.example.org`. */
export function verifyDkim(bytes: Uint8Array, records: Readonly<Record<string, string>>): DkimVerdict {
  const message = Buffer.from(bytes).toString('latin1');
  const end = message.indexOf('\r\n\r\n');
  const fields = message.slice(0, end).split(/\r\n(?![ \t])/);
  const own = fields.find((field) => /^dkim-signature:/i.test(field));
  if (own === undefined) return { isValid: false, covered: [] };
  const tags = readTags(own.slice(own.indexOf(':') + 1));
  const covered = (tags['h'] ?? '')
    .toLowerCase()
    .split(':')
    .map((name) => name.trim());
  const record = records[`${tags['s']}._domainkey.${tags['d']}`];
  if (
    record === undefined ||
    tags['v'] !== '1' ||
    tags['a'] !== 'rsa-sha256' ||
    tags['c'] !== 'relaxed/relaxed'
  )
    return { isValid: false, covered };
  const bodyHash = createHash('sha256')
    .update(relaxBody(message.slice(end + 4)), 'latin1')
    .digest('base64');
  // 5.4.2: of fields with the same name the last one first.
  const left = fields.toReversed();
  const signed = covered.flatMap((name) => {
    const at = left.findIndex((field) => field.slice(0, field.indexOf(':')).trim().toLowerCase() === name);
    return at < 0 ? [] : [`${relaxField(left.splice(at, 1)[0] ?? '')}\r\n`];
  });
  // 3.7: the signature itself comes last, with an empty b= and without CRLF.
  const input = signed.join('') + relaxField(own.replace(/([;:\s]b=)[^;]*/, '$1'));
  const key = createPublicKey({
    key: Buffer.from(readTags(record)['p'] ?? '', 'base64'),
    format: 'der',
    type: 'spki',
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(input, 'latin1'),
    key,
    Buffer.from(tags['b'] ?? '', 'base64'),
  );
  return { isValid: isSigned && bodyHash === tags['bh'] && covered.includes('from'), covered };
}

/** 3.2: a list of `name=value`, whitespace within values dropped. */
function readTags(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(';')
      .filter((tag) => tag.includes('='))
      .map((tag) => {
        const at = tag.indexOf('=');
        return [tag.slice(0, at).trim(), tag.slice(at + 1).replaceAll(/\s/g, '')];
      }),
  );
}

/** 3.4.2. */
function relaxField(field: string): string {
  const at = field.indexOf(':');
  const value = field
    .slice(at + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`;
}

/** 3.4.4. */
function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\r\n`).join('');
}
