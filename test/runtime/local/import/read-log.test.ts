import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocksOfLines, MAX_LINE_BYTES } from '#runtime/local/import/read-log';

async function blocks(chunks: readonly Buffer[]) {
  const all = [];
  for await (const block of blocksOfLines(Readable.from(chunks))) all.push(block);
  return all;
}

it('the blocks give back every byte in order, cut at newlines, however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'é'), maxLength: 20 }), { maxLength: 20 }),
      async (texts) => {
        const found = await blocks(
          texts.map((text) => Buffer.from(text)).filter((bytes) => bytes.length > 0),
        );
        expect(Buffer.concat(found.map((block) => block.bytes)).toString()).toBe(texts.join(''));
        for (const block of found.slice(0, -1)) expect(block.bytes.at(-1)).toBe(10);
      },
    ),
  );
});

it('a line beyond the limit is passed through without being retained', async () => {
  const piece = Buffer.alloc(MAX_LINE_BYTES / 2, 'x');
  const found = await blocks([
    Buffer.from('short\n'),
    piece,
    piece,
    piece,
    piece,
    Buffer.from('end\nnext\n'),
  ]);
  expect(found.map((block) => block.overlong ?? block.bytes.toString())).toEqual([
    'short\n',
    'first',
    'rest',
    'rest',
    'next\n',
  ]);
});
