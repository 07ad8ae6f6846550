/**
 * Sorts test files into projects by their content. Those that start processes or worker threads or need the build, by
 * their direct or indirect imports, are the project `main`, all others the project `unit`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** Imports of values, and dynamic imports; `import type` loads nothing. */
const IMPORTS = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'|\bimport\('([^']+)'/gm;
const PROCESSES = new Set(['node:child_process', 'node:worker_threads', 'node:cluster']);
const BUILD = /['"`/]dist[/'"`]/;

/** Test files below these folders of `test/`, relative to the root, that start processes. */
export function filesWithProcesses(folders: readonly string[]): string[] {
  const known = new Map<string, boolean>();
  return testFiles(folders, (file) => !isLong(file) && startsProcesses(file, known));
}

/** Whether a file as a whole belongs to `npm run test:long`. */
const isLong = (file: string): boolean => file.endsWith('.long.test.ts');

/**
 * Files that need a process to themselves: they replace a module, which no other file may then see, or compare what
 * code costs, which depends on all that a process has compiled before (beyond 16 MB of code V8 optimizes regular
 * expressions less).
 */
export function filesByThemselves(folders: readonly string[]): string[] {
  return testFiles(
    folders,
    (file) => dirname(file).endsWith('/hostile') || readFileSync(file, 'utf8').includes('vi.mock('),
  );
}

/**
 * Files that run longer in `npm run test:long`: they import `full-length.ts`, directly or through another file of
 * tests.
 */
export function filesOfTwoLengths(folders: readonly string[]): string[] {
  return testFiles(folders, (file) => isLong(file) || asksForLength(file));
}

function asksForLength(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  return (
    text.includes("support/full-length.ts'") ||
    [...text.matchAll(/from '(\.[^']+\.ts)'/g)]
      .map(([, name = '']) => join(dirname(file), name))
      .some((other) => other.startsWith(join(ROOT, 'test')) && existsSync(other) && asksForLength(other))
  );
}

function testFiles(folders: readonly string[], wanted: (file: string) => boolean): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, 'test', folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(ROOT, 'test', folder, name),
      ),
    )
    .filter((file) => file.endsWith('.test.ts') && wanted(file))
    .map((file) => relative(ROOT, file).replaceAll('\\', '/'));
}

function startsProcesses(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  // Files that import each other are visited once.
  known.set(file, false);
  const text = readFileSync(file, 'utf8');
  const code = text.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  const names = [...code.matchAll(IMPORTS)].map((found) => found[1] ?? found[2] ?? '');
  const found =
    BUILD.test(code) ||
    names.some((name) => PROCESSES.has(name)) ||
    names
      .map((name) => sourceOf(file, name))
      .some((source) => source !== undefined && startsProcesses(source, known));
  known.set(file, found);
  return found;
}

function sourceOf(importer: string, name: string): string | undefined {
  const path = name.startsWith('#') ? `${join(ROOT, name.slice(1))}.ts` : join(dirname(importer), name);
  return /^[#.]/.test(name) && /\.(ts|mjs)$/.test(path) && existsSync(path) ? path : undefined;
}
