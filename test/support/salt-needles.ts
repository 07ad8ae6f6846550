/** What of a salt would let its keys be computed again, in the forms in which a program may hold it. */
import { digestWords } from './sha256-block.ts';
import type { Needle } from './process-memory.ts';

/** Length of the pieces searched for: half a secret that was overwritten halfway is found as well. */
const PIECE_BYTES = 16;
const BLOCK_BYTES = 64;

/**
 * Returns the needles of a salt: its bytes, both pads of HMAC (RFC 2104), and what SHA-256 makes of either pad alone,
 * from which HMAC can go on; raw, with the bytes of each word reversed as SHA-256 reads them, in hex and in base64.
 */
export function saltNeedles(salt: Buffer): Needle[] {
  const padded = Buffer.concat([salt, Buffer.alloc(BLOCK_BYTES - salt.length)]);
  const pad = (byte: number) => padded.map((value) => value ^ byte) as Buffer;
  const inner = Buffer.from(pad(0x36));
  const outer = Buffer.from(pad(0x5c));
  return [
    ...forms('salt', salt),
    ...forms('inner pad', inner.subarray(0, salt.length)),
    ...forms('outer pad', outer.subarray(0, salt.length)),
    ...forms('inner state', digestWords(inner)),
    ...forms('outer state', digestWords(outer)),
  ];
}

function forms(name: string, secret: Buffer): Needle[] {
  const swapped = Buffer.from(secret).swap32();
  const hex = secret.toString('hex');
  const pieces = [0, secret.length - PIECE_BYTES];
  return [
    ...pieces.flatMap((at) => [
      { name: `${name}, raw from ${at}`, bytes: secret.subarray(at, at + PIECE_BYTES) },
      { name: `${name}, words from ${at}`, bytes: swapped.subarray(at, at + PIECE_BYTES) },
      { name: `${name}, hex from ${at}`, bytes: Buffer.from(hex.slice(2 * at, 2 * (at + PIECE_BYTES))) },
    ]),
    { name: `${name}, base64`, bytes: Buffer.from(secret.toString('base64').slice(0, 22)) },
    { name: `${name}, base64url`, bytes: Buffer.from(secret.toString('base64url').slice(0, 22)) },
  ];
}
