/**
 * A secret in the JSON of DynamoDB, where it is base64 (`{"B":"..."}`), written and read as bytes. It may not make a
 * string of any part of it: no program can overwrite a string.
 */

const DIGITS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const NAME = '"B"';
const QUOTE = 0x22;

/**
 * Returns the bytes of `json`, all ASCII, with the secret as the value of its one, empty `B`. The caller overwrites
 * them.
 */
export function writeSecret(json: string, secret: Uint8Array): Buffer {
  const [head = '', tail = ''] = json.split('"B":""');
  const body = Buffer.alloc(json.length + Math.ceil(secret.length / 3) * 4, '=');
  let end = body.write(`${head}"B":"`);
  for (let bit = 0; bit < secret.length * 8; bit += 6) {
    const byte = bit >> 3;
    const two = ((secret[byte] ?? 0) << 8) | (secret[byte + 1] ?? 0);
    body[end++] = DIGITS[(two >> (10 - (bit & 7))) & 63] ?? 0;
  }
  body.write(`"${tail}`, body.length - tail.length - 1);
  return body;
}

/**
 * Takes the value of the first `B` out of the JSON in `body`, which keeps an empty text there, and returns the decoded
 * bytes; undefined where there is none. The caller overwrites them.
 */
export function takeSecret(body: Buffer): Buffer | undefined {
  const name = body.indexOf(NAME);
  if (name === -1) return undefined;
  const start = body.indexOf(QUOTE, name + NAME.length) + 1;
  const end = body.indexOf(QUOTE, start);
  if (start === 0 || end === -1) return undefined;
  // V8 keeps the content of an array of at most 64 bytes among its objects, and copies it, unless it has a buffer.
  const secret = Buffer.from(new ArrayBuffer(end - start));
  let [bits, count, length] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    const digit = DIGITS.indexOf(body[at] ?? 0);
    if (digit === -1) continue;
    bits = ((bits << 6) | digit) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    secret[length++] = bits >> count;
  }
  // The text becomes empty, and white space follows it: the JSON stays readable.
  body.fill(' ', start, end + 1)[start] = QUOTE;
  return secret.subarray(0, length);
}
