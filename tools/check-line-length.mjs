/**
 * Prints lines over 120 characters and exits with 1 where there is one. Prettier breaks all code but literals:
 * a long string is split with `+`. Exempt are lines within a template literal or a regular expression and
 * lines of SQL (their bytes are output or cannot be broken), URLs, lines of logs and user agents, titles of tests,
 * which are searched for as they stand, and the files below.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { SyntaxKind } from 'typescript/unstable/ast';

const ROOT = resolve(import.meta.dirname, '..');
const CONFIG = join(import.meta.dirname, 'imports.tsconfig.json');
const MAX_LENGTH = 120;

/** Data files. */
const EXEMPT = [
  /^core\/anonymize\/(country|known-countries|known-sources|language-subtags)\.ts$/,
  /^core\/demo\/population\.ts$/,
];
const UNBREAKABLE = new Set([
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.TemplateExpression,
]);
const IS_TITLE = /^\s*(it|test|describe)\b/;
const IS_LOG = /HTTP\/1|Mozilla\/5/;
const IS_SQL = /['"]select |['"]create /;

const files = execFileSync('git', ['ls-files', '*.ts', '*.js', '*.mjs'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !EXEMPT.some((pattern) => pattern.test(file)));
const long = findLongLines(files);
for (const { file, line, length } of long)
  console.log(`${file}:${line}: ${length} characters, at most ${MAX_LENGTH}`);
if (long.length > 0) process.exitCode = 1;

function findLongLines(names) {
  const api = new API();
  const { program } = api.updateSnapshot({ openProjects: [CONFIG] }).getProject(CONFIG);
  const longLines = names.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    if (lines.every(({ length }) => length <= MAX_LENGTH)) return [];
    const source = program.getSourceFile(join(ROOT, file));
    // A script with declarations of its own (.d.mts) is not in the program.
    const exempt = source === undefined ? new Set() : unbreakableLines(source);
    return lines.flatMap((text, index) =>
      text.length <= MAX_LENGTH ||
      exempt.has(index) ||
      IS_SQL.test(text) ||
      IS_TITLE.test(text) ||
      IS_LOG.test(text) ||
      text.includes('https://')
        ? []
        : [{ file, line: index + 1, length: text.length }],
    );
  });
  api.close();
  return longLines;
}

/** Returns the indices of lines that a template literal or a regular expression touches. */
function unbreakableLines(source) {
  const lines = new Set();
  const visit = (node) => {
    if (UNBREAKABLE.has(node.kind)) {
      const [first, last] = [node.getStart(source), node.end].map(
        (at) => source.text.slice(0, at).split('\n').length - 1,
      );
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return lines;
}
