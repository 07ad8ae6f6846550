/**
 * The shape of the configuration file, from which types, checks and headcount.schema.json derive. Code that only needs
 * the types imports them with `import type`, so that bundles stay small.
 */
import { z } from 'zod';
import { DEFAULT_BOUNDS } from '../facts/fact.ts';
import { awsSchema } from './aws-schema.ts';
import { demandSchema } from './demand-schema.ts';
import { host, origin, path, published } from './place-schema.ts';
import { releaseSchema } from './release-schema.ts';
import { register, registerFile } from './register-schema.ts';
import { keepParameters, findUnlistedParameters } from './page-parameters.ts';
import { mask, repeatedMasks, unlisted } from './mask-schema.ts';
import { pathRules } from './path-rules-schema.ts';
import { spelledZone, ZONE_PROBLEM } from '../time/spelled-zone.ts';

const positive = z.int().min(1);
const day = z.iso.date();
const timeZone = z
  .string()
  .refine((name) => spelledZone(name) !== undefined, ZONE_PROBLEM)
  .overwrite((name) => spelledZone(name) ?? name);

const bounds = z.strictObject(
  Object.fromEntries(
    Object.entries(DEFAULT_BOUNDS).map(([name, value]) => [name, positive.max(100_000).default(value)]),
  ) as {
    [B in keyof typeof DEFAULT_BOUNDS]: z.ZodDefault<typeof positive>;
  },
);

/**
 * The values that `leaveOut` accepts: the released tables except the totals, and one word for all of them. A test
 * compares the list with the facts.
 */
export const LEAVE_OUT_NAMES = [
  'breakdowns',
  'pages',
  'landings',
  'sources',
  'referrers',
  'campaigns',
  'countries',
  'languages',
  'devices',
  'browsers',
  'systems',
  'screens',
  'depth',
  'hours',
  'topics',
  'topics_by',
  'goals',
  'goals_by',
  'names',
] as const;

const site = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits and . _ -, at most 64')
    .describe('Names the site in events, commands and reports.'),
  name: z.string().max(120).optional().describe('Name shown in reports. Default: the id.'),
  hosts: z.array(host).min(1).describe('Hosts whose pages belong to the site; they share their paths.'),
  origins: z
    .array(origin)
    .default([])
    .describe('Origins whose browsers may post. A site with origins or a key collects live.'),
  keyFile: z
    .string()
    .optional()
    .describe('File that holds the key of servers that post for their visitors; never the key itself.'),
  published,
  unlisted,
  mask,
  keepParameters,
  paths: pathRules,
  topics: z
    .array(z.strictObject({ name: z.string().min(1).max(64), paths: z.array(path).min(1) }))
    .default([])
    .describe('First rule that matches the path names the topic.'),
  goals: z
    .array(z.string().regex(/^[A-Za-z0-9 _.:-]{1,64}$/, 'letters, digits, spaces and _ . : -, at most 64'))
    .default([])
    .describe('Action names that count as goals.'),
  campaigns: z
    .array(z.string().min(1).max(64))
    .default([])
    .describe('Campaigns known beforehand: public vocabulary.'),
  props: z
    .record(z.string().min(1).max(64), z.union([z.literal(true), z.array(z.string().max(256)).min(1)]))
    .default({})
    .describe('Properties that are kept: a list of values, or true for open values.'),
  downloads: z
    .array(z.string().regex(/^[a-z0-9]{1,10}$/, 'an extension without its dot, as "pdf"'))
    .default(['pdf', 'zip', 'gz', 'dmg', 'exe', 'csv', 'xlsx', 'docx', 'pptx', 'epub', 'mp3', 'mp4'])
    .describe('File extensions that count as downloads.'),
  exclude: z
    .strictObject({
      networks: z.array(z.union([z.cidrv4(), z.cidrv6()])).default([]),
      paths: z.array(path).default([]),
    })
    .default({ networks: [], paths: [] })
    .describe('Networks and paths that are not counted.'),
  register,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code, as EUR')
    .default('EUR'),
  maxWorth: positive
    .max(1_000_000)
    .default(1000)
    .describe('Most one conversion counts, in whole units of the currency.'),
  annotations: z
    .array(z.strictObject({ day, text: z.string().min(1).max(120) }))
    .default([])
    .describe('Notes drawn into the days chart, also of pages that are published.'),
  leaveOut: z
    .array(z.enum(LEAVE_OUT_NAMES))
    .default([])
    .describe(
      'Released tables that this site leaves out, by name; `breakdowns` leaves out all but the ' +
        'totals. What is left out is not drawn and costs nothing.',
    ),
  eventsPerSecond: positive
    .optional()
    .describe('Maximum events per second for this site; above it, 429. Default: back-pressure only.'),
});

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    timeZone: timeZone
      .default('UTC')
      .describe('Days and hours are local to it. Refused to change once a day is sealed.'),
    k: z.int().min(2).max(1000).default(10).describe('Inside reports leave out cells of fewer visitor-days.'),
    bounds: bounds.default({ ...DEFAULT_BOUNDS }).describe('Most that one visitor-day can add to the facts.'),
    sites: z.array(site).min(1),
    honour: z
      .array(z.enum(['gpc', 'dnt']))
      .default(['gpc', 'dnt'])
      .describe('Objections that are honoured.'),
    trustedProxies: z
      .int()
      .min(0)
      .max(10)
      .default(0)
      .describe('How many proxies in front add to X-Forwarded-For.'),
    countryHeader: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'the name of a header in lower case, as "cf-ipcountry"')
      .optional()
      .describe('Header in which a trusted proxy sends the country; read only where trustedProxies > 0.'),
    country: z.enum(['database', 'none']).default('database'),
    retention: z
      .strictObject({ arrivalsDays: positive.max(365).default(7), factsDays: positive.max(760).default(760) })
      .default({ arrivalsDays: 7, factsDays: 760 }),
    release: releaseSchema,
    register: registerFile,
    demand: demandSchema,
    aws: awsSchema.optional().describe('Deployment on AWS.'),
  })
  .superRefine((config, context) => {
    const seen = new Set<string>();
    config.sites.forEach((siteConfig, index) => {
      // Files are named after sites: where the file system ignores case, the release of one site would overwrite
      // another's.
      const id = siteConfig.id.toLowerCase();
      if (seen.has(id))
        context.addIssue({
          code: 'custom',
          path: ['sites', index, 'id'],
          message: 'duplicate site id (compared without case)',
        });
      seen.add(id);
      for (const [at, earlier] of repeatedMasks(siteConfig.mask, siteConfig.paths))
        context.addIssue({
          code: 'custom',
          path: ['sites', index, 'mask', at],
          message: `matches the same pages as mask[${earlier}]: remove one of the two`,
        });
      for (const path of findUnlistedParameters(siteConfig))
        context.addIssue({
          code: 'custom',
          path: ['sites', index, ...path],
          message:
            'contains a query parameter that keepParameters does not list, so no page is counted under it: ' +
            'list it there, or leave it out here',
        });
    });
  });

export type Config = z.output<typeof configSchema>;
/** The configuration as users write it, without the keys that have a default. */
export type ConfigInput = z.input<typeof configSchema>;
export type SiteConfig = Config['sites'][number];
