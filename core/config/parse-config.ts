/** Parses the text of headcount.json into a validated configuration. */
import { problemSentence } from './problem-sentence.ts';
import { readJsonText } from './read-json-text.ts';
import { configSchema, type Config } from './schema.ts';
import { OperatorError } from '../operator-error.ts';

/**
 * The configuration cannot be used; each problem names its JSON path. The message repeats keys of the file, and
 * hosts and names of sitemaps, which are public; no other values.
 */
export class ConfigError extends OperatorError {
  override readonly name = 'ConfigError';
  override readonly exit = 2;
}

/**
 * Parses a configuration. Throws a ConfigError whose message lists `$.path: what is wrong and what to write` for each
 * mistake.
 */
export function parseConfig(text: string): Config {
  const read = readJsonText(text);
  if ('problem' in read) throw new ConfigError(read.problem);
  const result = configSchema.safeParse(read.json);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues
      .map((issue) => `${jsonPath(issue.path)}: ${problemSentence(issue, configSchema)}`)
      .join('; '),
  );
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    '$',
  );
}

/** The configuration used without a file: one site `demo`, the built-in demo site. */
export const DEMO_CONFIG: Config = configSchema.parse({
  sites: [
    {
      id: 'demo',
      name: 'Demo Instruments',
      hosts: ['127.0.0.1', 'localhost'],
      origins: ['http://127.0.0.1:8787', 'http://localhost:8787'],
      published: [
        '/demo/',
        '/demo/products/',
        '/demo/products/finder',
        '/demo/products/microscopes',
        '/demo/products/microscopes/school-100',
        '/demo/products/microscopes/field-20',
        '/demo/products/microscopes/lab-400',
        '/demo/products/telescopes',
        '/demo/products/telescopes/travel-70',
        '/demo/products/telescopes/dob-8',
        '/demo/products/*',
        '/demo/blog/',
        '/demo/blog/pond-water',
        '/demo/blog/dark-skies',
        '/demo/blog/choosing-an-eyepiece',
        '/demo/blog/*',
        '/demo/workshop',
        '/demo/about',
      ],
      topics: [
        { name: 'Microscopes', paths: ['/demo/products/microscopes*'] },
        { name: 'Telescopes', paths: ['/demo/products/telescopes*'] },
        { name: 'Workshops', paths: ['/demo/workshop*'] },
        { name: 'Blog', paths: ['/demo/blog/*'] },
      ],
      goals: ['signup', 'download', 'inquiry'],
      campaigns: ['spring-2026', 'newsletter'],
      props: { plan: ['free', 'pro'], file: true },
      // Where `headcount register start` listens.
      register: { hosts: ['127.0.0.1:8788', 'localhost:8788'] },
      currency: 'EUR',
      maxWorth: 5000,
    },
  ],
});
