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

/**
 * Writes the module. Most steps between neighbouring numbers are the same as the one before, so each is written once
 * with its count; the last character of each label is marked (a capital, or 16 below a digit; `*` is a label of its
 * own), so that lengths need not be written; and frequent pairs of characters are one.
 */
function moduleOf({ nodeFlags, edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot }) {
  const paired = pairUp(markEnds(labelText, edgeLength));
  return `
    const summed = (runs) => Uint16Array.from(function* () { let sum = 0; for (const run of runs.split(' ')) { const [step, times = 1] = run.split('*'); for (let left = +times; left > 0; left -= 1) yield sum += +step; } }());
    const digits = (text) => { const all = new Uint8Array(text.length); for (let at = 0; at < text.length; at += 1) all[at] = text.charCodeAt(at) - 48; return all; };
    let marked = ${JSON.stringify(paired.text)};
    for (const pair of ${JSON.stringify(paired.pairs)}) marked = marked.replaceAll(pair[0], pair.slice(1));
    const ends = [...marked.matchAll(/[A-Z -*]/g)].map((end) => end.index + 1);
    export const nodeFlags = digits(${JSON.stringify(nodeFlags.map((flag) => String.fromCharCode(48 + flag)).join(''))});
    export const edgeStart = summed('${runsOf(edgeStart)}');
    export const edgeLength = Uint8Array.from(ends, (end, at) => end - (ends[at - 1] ?? 0));
    export const edgeChild = summed('${runsOf(edgeChild)}');
    export const labelText = marked.replace(/[ -)]/g, (end) => String.fromCharCode(end.charCodeAt(0) + 16)).toLowerCase();
    export const rulesRoot = ${rulesRoot};
    export const exceptionsRoot = ${exceptionsRoot};`;
}

/** Signs that no label has, nor a mark. */
const FREE = '+,./:;<=>?@[]^_{|}~';

/**
 * Writes the most frequent pair of characters as one free sign, again and again (P. Gage, "A new algorithm for data
 * compression", 1994). The pairs are in the order in which they are put back.
 */
function pairUp(text) {
  const pairs = [];
  for (const sign of FREE) {
    const counts = new Map();
    for (let at = 1; at < text.length; at += 1) {
      const pair = text.slice(at - 1, at + 1);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    const [pair] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
    text = text.replaceAll(pair, sign);
    pairs.unshift(sign + pair);
  }
  return { text, pairs };
}

function runsOf(numbers) {
  const runs = [];
  for (const [at, number] of numbers.entries()) {
    const step = number - (numbers[at - 1] ?? 0);
    const last = runs.at(-1);
    if (last?.step === step) last.times += 1;
    else runs.push({ step, times: 1 });
  }
  return runs.map(({ step, times }) => (times === 1 ? `${step}` : `${step}*${times}`)).join(' ');
}

function markEnds(labelText, edgeLength) {
  let start = 0;
  return edgeLength
    .map((length) => {
      const label = labelText.slice(start, (start += length));
      const end = label.at(-1);
      if (label === '*') return label;
      if (!/^[a-z0-9-]*[a-z0-9]$/.test(label))
        throw new Error(`icann-suffixes.mjs cannot mark the label ${label}`);
      return (
        label.slice(0, -1) + (end >= 'a' ? end.toUpperCase() : String.fromCharCode(end.charCodeAt(0) - 16))
      );
    })
    .join('');
}
