/**
 * For bundles: the public suffix list of tldts without its private section, which referrers never ask for
 * (core/anonymize/ referrer.ts: `allowPrivateDomains: false`), and without labels that are not ASCII, since a URL's
 * host is: half of the list's size, and a bundle that V8 reads as one byte a character. It may not change what such a
 * look-up answers.
 */
import { readFile } from 'node:fs/promises';

const ICANN = 1;
const EXPORTS = [
  'nodeFlags',
  'edgeStart',
  'edgeLength',
  'edgeChild',
  'labelText',
  'rulesRoot',
  'exceptionsRoot',
];

/** An esbuild plugin; fails the build where the list no longer has the shape it knows. */
export const icannSuffixes = {
  name: 'icann-suffixes',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]tldts[\\/]dist[\\/]es6[\\/]src[\\/]data[\\/]trie\.js$/ },
      async ({ path }) => {
        const list = await import(`data:text/javascript,${encodeURIComponent(await readFile(path, 'utf8'))}`);
        const unknown = EXPORTS.filter((name) => list[name] === undefined);
        if (unknown.length > 0 || Object.keys(list).length !== EXPORTS.length)
          throw new Error(`tldts has another list than icann-suffixes.mjs knows: look at ${path}`);
        return { contents: moduleOf(pruned(list)), loader: 'js' };
      },
    );
  },
};

/**
 * The part of the trie from which a node of the ICANN section can be reached, nodes numbered as met; edges keep their
 * order within a node, by which they are searched.
 */
function pruned({ nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot }) {
  const offsets = [];
  let offset = 0;
  for (const length of edgeLength) {
    offsets.push(offset);
    offset += length;
  }
  const labelOf = (edge) => labelText.slice(offsets[edge], offsets[edge] + edgeLength[edge]);
  const keeps = new Map();
  const edgesOf = (node) =>
    Array.from({ length: edgeStart[node + 1] - edgeStart[node] }, (_, n) => edgeStart[node] + n);
  const leads = (node) => {
    let found = keeps.get(node);
    if (found === undefined)
      keeps.set(
        node,
        (found =
          edgesOf(node)
            .map((edge) => leads(edgeChild[edge]))
            .includes(true) || (nodeFlags[node] & ICANN) !== 0),
      );
    return found;
  };
  const numbers = new Map();
  const queue = [];
  const numberOf = (node) => {
    if (!numbers.has(node)) {
      numbers.set(node, queue.length);
      queue.push(node);
    }
    return numbers.get(node);
  };
  const out = {
    nodeFlags: [],
    edgeStart: [],
    edgeLength: [],
    edgeChild: [],
    labelText: '',
    rulesRoot: numberOf(rulesRoot),
    exceptionsRoot: numberOf(exceptionsRoot),
  };
  for (let at = 0; at < queue.length; at += 1) {
    out.nodeFlags.push(nodeFlags[queue[at]] & ICANN);
    out.edgeStart.push(out.edgeLength.length);
    for (const edge of edgesOf(queue[at]).filter((one) => leads(edgeChild[one]) && isAscii(labelOf(one)))) {
      out.edgeLength.push(edgeLength[edge]);
      out.labelText += labelOf(edge);
      out.edgeChild.push(numberOf(edgeChild[edge]));
    }
  }
  out.edgeStart.push(out.edgeLength.length);
  return out;
}

// eslint-disable-next-line no-control-regex
const isAscii = (text) => /^[\u0000-\u007f]*$/.test(text);

/** Ascending numbers are written as steps, which are short. */
function moduleOf({ nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot }) {
  const steps = (numbers) => numbers.map((number, at) => number - (numbers[at - 1] ?? 0)).join(',');
  return `
    const summed = (steps) => { const all = new Uint16Array(steps.length); for (let at = 0, sum = 0; at < steps.length; at += 1) all[at] = sum += steps[at]; return all; };
    const digits = (text) => { const all = new Uint8Array(text.length); for (let at = 0; at < text.length; at += 1) all[at] = text.charCodeAt(at) - 48; return all; };
    export const nodeFlags = digits(${JSON.stringify(nodeFlags.map((flag) => String.fromCharCode(48 + flag)).join(''))});
    export const edgeStart = summed([${steps(edgeStart)}]);
    export const edgeLength = digits(${JSON.stringify(edgeLength.map((length) => String.fromCharCode(48 + length)).join(''))});
    export const edgeChild = summed([${steps(edgeChild)}]);
    export const labelText = ${JSON.stringify(labelText)};
    export const rulesRoot = ${rulesRoot};
    export const exceptionsRoot = ${exceptionsRoot};`;
}
