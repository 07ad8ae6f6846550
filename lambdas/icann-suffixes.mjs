/**
 * Shrinks the public suffix list of tldts in bundles: drops its private section, which referrer look-ups never use
 * (core/anonymize/referrer.ts: `allowPrivateDomains: false`), and labels that are not ASCII, since a URL's host always
 * is. That halves the list, and V8 can store the bundle with one byte per character. It may not change the result of
 * such a look-up.
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

/** An esbuild plugin; fails the build if the list has changed its shape. */
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
        return { contents: moduleOf(pruneTrie(list)), loader: 'js' };
      },
    );
  },
};

/**
 * Returns the part of the trie from which a node of the ICANN section can be reached. Nodes are numbered in the order
 * of traversal; edges keep their order within a node, which the search relies on.
 */
function pruneTrie({ nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot }) {
  const offsets = [];
  let offset = 0;
  for (const length of edgeLength) {
    offsets.push(offset);
    offset += length;
  }
  const labelOf = (edge) => labelText.slice(offsets[edge], offsets[edge] + edgeLength[edge]);
  const reachable = new Map();
  const edgesOf = (node) =>
    Array.from({ length: edgeStart[node + 1] - edgeStart[node] }, (_, n) => edgeStart[node] + n);
  const reachesIcann = (node) => {
    let isReachable = reachable.get(node);
    if (isReachable === undefined)
      reachable.set(
        node,
        (isReachable =
          edgesOf(node)
            .map((edge) => reachesIcann(edgeChild[edge]))
            .includes(true) || (nodeFlags[node] & ICANN) !== 0),
      );
    return isReachable;
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
    for (const edge of edgesOf(queue[at]).filter(
      (one) => reachesIcann(edgeChild[one]) && isAscii(labelOf(one)),
    )) {
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

/** Writes the module; ascending numbers become differences, which are short. */
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
