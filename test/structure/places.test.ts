/** A command is written once: the place it works on is an argument. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Names of places, and of things that only a place needs. */
const PLACE =
  /['"](#runtime\/(local|aws)\/|#lambdas\/|@aws-sdk\/|@duckdb\/|(\.\.\/)+operator\/(local|aws)\/)/;
/** The files that choose the place, and the commands that are about this machine alone. */
const KNOW_A_PLACE = new Set([
  'demo-month.ts',
  'open-operator.ts',
  'start.ts',
  'register/open-staff.ts',
  'register/start.ts',
]);

function lines(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ file: name, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

it('the commands are found, so that the rules below are not vacuous', () => {
  expect(lines('bin/cli').length).toBeGreaterThan(15);
});

it('no command names a place, nor what only one place needs', () => {
  const wrong = lines('bin/cli').filter(({ file, text }) => PLACE.test(text) && !KNOW_A_PLACE.has(file));
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

it('every command that is listed as knowing a place knows one', () => {
  const know = lines('bin/cli').filter(({ text }) => PLACE.test(text));
  expect(new Set(know.map(({ file }) => file))).toEqual(KNOW_A_PLACE);
});

it.each([
  ['runtime/aws', /['"](#runtime\/local\/|(\.\.\/)+local\/)/],
  ['runtime/local', /['"](#runtime\/aws\/|(\.\.\/)+aws\/)/],
  ['runtime/node', /['"](#runtime\/(aws|local)\/|(\.\.\/)+(aws|local)\/)/],
  ['lambdas', /['"]#runtime\/local\//],
  ['bin/operator/local', /['"](#runtime\/aws\/|@aws-sdk\/|\.\.\/aws\/)/],
])('the other place is kept out of %s', (folder, other) => {
  expect(
    lines(folder)
      .filter(({ text }) => other.test(text))
      .map(({ file }) => file),
  ).toEqual([]);
});
