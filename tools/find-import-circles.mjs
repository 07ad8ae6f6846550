/**
 * Prints every circle of imports between files of the repository, imports of types included, and exits with 1 where
 * there is one. A circle is a set of files of which each reaches every other.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { API } from 'typescript/unstable/sync';

const ROOT = resolve(import.meta.dirname, '..');
/** Parses the files without resolving imports; specifiers are resolved here. */
const CONFIG = join(import.meta.dirname, 'imports.tsconfig.json');
const ALIASES = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).imports;

const circles = findCircles(readImports());
for (const files of circles) console.log(`${files.length} files import each other:\n  ${files.join('\n  ')}`);
if (circles.length > 0) process.exitCode = 1;

/** Returns a map from each file to the files that it imports, as paths from the root. */
function readImports() {
  const api = new API();
  const { program } = api.updateSnapshot({ openProjects: [CONFIG] }).getProject(CONFIG);
  const files = new Set(program.getSourceFileNames());
  const imports = new Map();
  for (const file of files) {
    const targets = program.getSourceFile(file).imports.map(({ text }) => resolveSpecifier(text, file));
    imports.set(
      relative(ROOT, file),
      targets.filter((target) => files.has(target)).map((target) => relative(ROOT, target)),
    );
  }
  api.close();
  return imports;
}

/** Returns the file of a specifier; undefined for a package. */
function resolveSpecifier(specifier, from) {
  if (specifier.startsWith('.')) return resolve(dirname(from), specifier);
  for (const [alias, { 'headcount-source': source }] of Object.entries(ALIASES)) {
    const prefix = alias.replace('*', '');
    if (specifier.startsWith(prefix))
      return resolve(ROOT, source.replace('*', specifier.slice(prefix.length)));
  }
  return undefined;
}

/** Returns the strongly connected components of more than one file (Tarjan 1972), each sorted by name. */
function findCircles(imports) {
  const order = new Map();
  const lowest = new Map();
  const stack = [];
  const circles = [];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    stack.push(file);
    for (const target of imports.get(file)) {
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file), lowest.get(target)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    if (component.length > 1 || imports.get(file).includes(file)) circles.push(component.toSorted());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}
