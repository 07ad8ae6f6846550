/** The imports of the project's source files, for the tests of what may import what. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Source files below a folder of the project. */
export function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|js|mjs)$/.test(name))
    .map((name) => join(folder, name));
}

/** Imports of a file; those in comments do not count. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(
    /(?:\bimport\s+(type\s)?[^'"();]*?\bfrom\s*|\bexport\s+(type\s)?[^'"();]*?\bfrom\s*|(?<!['"])\bimport\s*\(?\s*)['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    file,
    target: match[3] ?? '',
    typeOnly: (match[1] ?? match[2]) !== undefined,
  }));
}

/** Folder at the top of the project that an import comes from; `package` for packages and Node's modules. */
export function layerOf(one: Import): string {
  if (one.target.startsWith('#')) return one.target.slice(1).split('/')[0] ?? '';
  if (one.target.startsWith('.'))
    return relative(ROOT, resolve(ROOT, dirname(one.file), one.target)).split('/')[0] ?? '';
  return 'package';
}

/** Path of what is imported from the project, without an extension where the import has none. */
export function targetOf(one: Import): string {
  return one.target.startsWith('.')
    ? relative(ROOT, resolve(ROOT, dirname(one.file), one.target))
    : one.target.replace(/^#/, '');
}
