/** The register stands apart from the usage stream: what may import what, what it may read of a request, no cookie. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, layerOf, ROOT, sources, targetOf, type Import } from './source-imports.ts';

/** Folders of the register. */
const REGISTER = /^(core|runtime\/(local|aws|node)|lambdas|lib)\/register/;
/** Files of the command line and tools that are the register's. */
const COMMANDS = /^(bin\/(cli\/|operator\/(.*\/)?)?register|tools\/register-)/;
/**
 * What the register shares with the stream: time, errors, how a file of JSON is read, randomness, shapes of a
 * deployment, the signing of requests to AWS, and files, folders and locks on one machine.
 */
const SHARED = new RegExp(
  `^(${[
    String.raw`core\/(aws\/|time\/|operator-error|read-url|root-stop|operator\/(system-faults|nearest-names))`,
    String.raw`core\/config\/(problem-sentence|read-json-text|decode-text)`,
    String.raw`runtime\/local\/(close-folder|durable-file|lock|sync-folder)(\.ts)?$`,
    String.raw`runtime\/node\/(make-folder|http-limits|random-bits)$`,
    String.raw`runtime\/aws\/client\/`,
    String.raw`lib\/(acknowledge|boundary|functions\/(bundle|node-function|tick))(\.ts)?$`,
    String.raw`lib\/lake\/(arns|data-bucket|glue-formats|key-use)(\.ts)?$`,
    String.raw`lib\/analytics\/(athena-access|work-groups)(\.ts)?$`,
    String.raw`lib\/operations\/(alarm-declaration|alarm-topic|create-alarm|function-errors)(\.ts)?$`,
  ].join('|')})`,
);

/** The CDK app deploys both halves, and passes a bucket of released demand from one to the other. */
const APP = 'bin/app.ts';

/** What the survey and the released demand alone use beside that: the shapes of reports, and the noise of figures. */
const OF_SURVEY = /^core\/(report|disclosure)\//;
const SURVEY = /^core\/register\/(survey|demand)\//;
/** Where the file of the released demand is written: of its shape, its name alone is known. */
const WRITES_DEMAND = /^runtime\/(local|aws)\/register\/publish-demand\.ts -> core\/report\/released-demand/;

/** What merges the released demand of both sides, and the layers in which it lies. */
const DEMAND = /^(core\/demand\/|runtime\/(local|aws)\/demand\/|lambdas\/demand\.ts)/;
const DEMAND_LAYERS = ['core', 'runtime', 'lambdas'];
/** What that may know: the shape of a released object, HTTP answers, and how a file or an object is read. */
const OF_DEMAND =
  /^(core\/(report\/released-demand|collect\/(problem|raw-request|routes)|damage\/is-object|operator\/system-faults)|runtime\/local\/data-dir|runtime\/aws\/(env|warnings|client\/[\w-]+|collect\/(to-response|http-event)))(\.ts)?$/;

/** Headers of a request that the register may read: of a form, and `Sec-Fetch-Site`, which is one of four words. */
const HEADERS = ['accept-language', 'content-length', 'content-type', 'origin', 'sec-fetch-site'];

const all: readonly Import[] = [
  'core',
  'queries',
  'render',
  'runtime',
  'lambdas',
  'lib',
  'bin',
  'tools',
  'tracker',
]
  .flatMap((layer) => sources(layer).flatMap(importsOf))
  .filter((one) => layerOf(one) !== 'package');
const names = (imports: readonly Import[]) => imports.map((one) => `${one.file} -> ${targetOf(one)}`);

/** The register's code without its comments. */
const CODE = ['core', 'runtime', 'lambdas', 'lib', 'bin']
  .flatMap(sources)
  .filter((file) => REGISTER.test(file) || COMMANDS.test(file))
  .map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, ''),
  }));
const filesWith = (pattern: RegExp) => CODE.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the register', () => {
  it('is found in several folders, so that the rules below are not vacuous', () => {
    expect(
      all.filter((one) => REGISTER.test(one.file) && REGISTER.test(targetOf(one))).length,
    ).toBeGreaterThan(100);
    for (const folder of ['core', 'runtime/local', 'runtime/node'])
      expect(
        CODE.filter(({ file }) => file.startsWith(`${folder}/register/`)).length,
        folder,
      ).toBeGreaterThan(5);
    expect(all.some((one) => COMMANDS.test(one.file) && REGISTER.test(targetOf(one)))).toBe(true);
  });

  it('is imported by its own folders and commands alone', () => {
    expect(
      names(
        all.filter(
          (one) =>
            REGISTER.test(targetOf(one)) &&
            !REGISTER.test(one.file) &&
            !COMMANDS.test(one.file) &&
            one.file !== APP,
        ),
      ),
    ).toEqual([]);
  });

  it('imports nothing of the stream but what both share', () => {
    const foreign = all.filter((one) => REGISTER.test(one.file) && !REGISTER.test(targetOf(one)));
    const isSurveys = (one: Import) => SURVEY.test(one.file) && OF_SURVEY.test(targetOf(one));
    expect(
      names(foreign.filter((one) => !SHARED.test(targetOf(one)) && !isSurveys(one))).filter(
        (one) => !WRITES_DEMAND.test(one),
      ),
    ).toEqual([]);
    expect(foreign.some(isSurveys)).toBe(true);
    expect(
      names(foreign.filter((one) => one.file.startsWith('core/') && /system-faults/.test(targetOf(one)))),
    ).toEqual([]);
  });

  it('meets usage in two released objects alone: what merges them knows neither the register nor facts, arrivals or releases', () => {
    const merging = all.filter((one) => DEMAND.test(one.file));
    expect(new Set(merging.map((one) => one.file.split('/')[0]))).toEqual(new Set(DEMAND_LAYERS));
    expect(
      names(merging.filter((one) => !DEMAND.test(targetOf(one)) && !OF_DEMAND.test(targetOf(one)))),
    ).toEqual([]);
  });

  it('reads no header of a request but those that a form needs', () => {
    const read = CODE.flatMap(({ text }) => [
      ...text.matchAll(
        /\bheaders\.get\('([^']+)'\)|\breq\.header\('([^']+)'\)|\breq(?:uest)?\.headers\['([^']+)'\]/g,
      ),
    ]).map(([, get, header, index]) => (get ?? header ?? index ?? '').toLowerCase());
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter((name) => !HEADERS.includes(name))).toEqual([]);
  });

  it('is passed no header by its servers but these', () => {
    const server = readFileSync(join(ROOT, 'runtime/node/register/http/request-of.ts'), 'utf8');
    const makeRequests = filesWith(/new Request\(/);
    expect(makeRequests).toEqual(['runtime/node/register/http/request-of.ts']);
    expect(/const HEADERS = \[([^\]]*)\]/.exec(server)?.[1]?.match(/[\w-]+/g)).toEqual(HEADERS);
  });

  it.each([
    [
      'the address of a client',
      /remote-?address|x-forwarded|x-real-ip|\bforwarded\b|source-?ip|conn-?info|\b(request|req)\.socket/i,
    ],
    ['a user agent', /user-?agent|sec-ch-ua/i],
    ['a header of cookies', /set-?cookie|hono\/cookie|['"]cookie['"]/i],
    ['a log of requests', /hono\/logger|access-?log/i],
  ])('names nowhere in its code %s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });
});
