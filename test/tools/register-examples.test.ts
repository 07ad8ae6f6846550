/** `examples/register`: a company starts by copying it, so it must be the demo, whole, and free of problems. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkNotice } from '#core/register/check-notice';
import { KINDS } from '#core/register/event';
import { readRegister } from '#runtime/node/register/read-register';
import { registerExamples } from '../../tools/register-examples.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = 'examples/register';
const isFile = (path: string) => path.endsWith('.json');

describe('the examples of the register', () => {
  it('are what npm run generate writes, and nothing else lies beside them', () => {
    const files = registerExamples();
    const there = readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' })
      .map((name) => `${FOLDER}/${name}`)
      .filter(isFile);
    expect(there.toSorted()).toEqual(Object.keys(files).toSorted());
    for (const [path, text] of Object.entries(files))
      expect(readFileSync(join(ROOT, path), 'utf8'), path).toBe(text);
  });

  it('are read as a configuration of one form per kind, whose notices lack nothing', () => {
    const { register, isDemo } = readRegister(join(ROOT, FOLDER, 'register.json'));
    expect(isDemo).toBe(false);
    const forms = [...register.forms.values()];
    expect(forms.map(({ kind }) => kind).toSorted()).toEqual([...KINDS].toSorted());
    expect(forms.flatMap((form) => checkNotice(form, register.config))).toEqual([]);
  });
});
