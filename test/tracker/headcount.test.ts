/** The built tracker as a file: its forbidden content. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const script = readFileSync(resolve(import.meta.dirname, '../../dist/tracker/headcount.js'));

it('the tracker names no storage and nothing that tells browsers apart', () => {
  for (const word of [
    'cookie',
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'userAgent',
    'canvas',
    'plugins',
    'hardwareConcurrency',
    'deviceMemory',
    'timezone',
    'getContext',
    'colorDepth',
  ]) {
    expect(script.toString().toLowerCase(), word).not.toContain(word.toLowerCase());
  }
});
