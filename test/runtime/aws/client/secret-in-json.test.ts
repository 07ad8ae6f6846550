import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { takeSecret, writeSecret } from '#runtime/aws/client/secret-in-json';

it('a secret of any length is written as the base64 of JSON, and read back from it, which stays JSON', () => {
  for (let length = 0; length < 70; length++) {
    const secret = randomBytes(length);
    const body = writeSecret('{"a":{"B":""},"c":1}', secret);
    expect(body.toString()).toBe(`{"a":{"B":"${secret.toString('base64')}"},"c":1}`);
    expect(takeSecret(body)).toEqual(secret);
    expect(JSON.parse(body.toString())).toEqual({ a: { B: '' }, c: 1 });
  }
});

it('white space and escaped slashes are read as well, and an answer without a secret has none', () => {
  expect(takeSecret(Buffer.from('{ "B" : "\\/\\/\\/\\/" }'))).toEqual(Buffer.of(255, 255, 255));
  for (const text of ['{}', '', '{"B":', '{"B":"AA']) expect(takeSecret(Buffer.from(text))).toBeUndefined();
});
