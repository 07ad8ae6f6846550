/** `headcount import`: starts an import of web-server logs and prints its counts. */
import { InvalidArgumentError, type Command } from 'commander';
import { FIELD_NAMES, parseFieldMap, type FieldMap } from '#core/import/field-map';
import { FORMATS, WITH_FIELDS, type Format } from '#core/import/formats';
import { CannotError, UsageError } from '#core/operator/failures';
import type { ImportOutcome, ImportRequest } from '#core/operator/import-request';
import { fillDays } from '#core/seal/fill-days';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { noteImport } from './import-notes.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface ImportOptions extends SharedOptions, TargetOptions {
  readonly site?: string;
  readonly format: Format | 'auto';
  readonly fields?: FieldMap;
  readonly again?: boolean;
  readonly today?: boolean;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument(
      '<logs...>',
      'logs or folders of them, plain, gzip, zstd, xz or bzip2; - is standard input; on AWS s3://bucket/prefix',
    )
    .option('--site <id>', 'site, where several are configured (default: the only one)')
    .option('--format <format>', `auto, ${FORMATS.join(', ')}`, parseFormat, 'auto')
    .option(
      '--again',
      'takes back what an import of these logs wrote on days that are not sealed, and imports them anew',
    )
    .option(
      '--today',
      'reads lines of today as well, for a trial; otherwise they wait for the import of tomorrow',
    )
    .option(
      '--fields <map>',
      `fields of a JSON log, as address=clientIp,time=ts (nested: request.ip); names: ${FIELD_NAMES.join(', ')} (default: the usual names)`,
      parseFields,
    )
    .action(importCommand);
}

function parseFormat(word: string): Format | 'auto' {
  if (word === 'auto' || FORMATS.some((format) => format === word)) return word as Format | 'auto';
  throw new InvalidArgumentError(`formats: auto, ${FORMATS.join(', ')}`);
}

function parseFields(word: string): FieldMap {
  const map = parseFieldMap(word);
  if (typeof map === 'string') throw new InvalidArgumentError(map);
  return map;
}

async function importCommand(logs: string[], options: ImportOptions): Promise<void> {
  const context = openContext(options);
  const { fields } = options;
  const format = fields !== undefined && options.format === 'auto' ? WITH_FIELDS : options.format;
  if (fields !== undefined && format !== WITH_FIELDS)
    throw new UsageError(`--fields names fields of JSON logs: use it with --format ${WITH_FIELDS}`);
  const operator = await openOperator(context, options);
  const { id: site } = chooseSite(context.config, options.site);
  const complaints = new Complaints(context);
  const outcome = await operator.import({
    logs,
    site,
    format,
    fields,
    again: options.again === true,
    today: options.today === true,
    onComplaint: (complaint) => {
      complaints.add(complaint);
    },
  });
  complaints.noteRest();
  noteImport(context, outcome);
  context.print(context.json ? JSON.stringify(formatJson(outcome)) : formatText(outcome));
  if (outcome.broken.length > 0) throw new CannotError(outcome.broken.join('; '));
}

function formatJson({ counts, days, read, takenBack }: ImportOutcome): object {
  const { empty, gaps } = fillDays(read);
  const { waiting, ...others } = counts;
  return {
    ...others,
    ...(waiting > 0 ? { waiting } : {}),
    days,
    ...(empty.length === 0 ? {} : { empty }),
    ...(gaps.length === 0 ? {} : { gaps }),
    ...(takenBack === undefined ? {} : { taken_back: takenBack }),
  };
}

/** Prints the first 20 unparseable lines with their reasons, and how many more there are. */
class Complaints {
  readonly #context: CommandContext;
  #count = 0;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  add({ log, line, reason }: Parameters<ImportRequest['onComplaint']>[0]): void {
    this.#count += 1;
    if (this.#count <= 20)
      this.#context.note(`${log === '-' ? 'standard input' : log}: line ${line}: ${reason}`);
  }

  noteRest(): void {
    if (this.#count > 20) this.#context.note(`... and ${this.#count - 20} more lines that cannot be read`);
  }
}

/** Formats the counts of an import for people. */
function formatText({ counts, days }: ImportOutcome): string {
  const ignoredCounts = Object.entries(counts.ignored).map(([why, count]) => `${why} ${count}`);
  const rows = [
    ['lines', counts.lines],
    ['accepted', counts.accepted],
    ...(counts.without_address > 0 ? ([['no address', counts.without_address]] as const) : []),
    ['duplicate', counts.duplicate],
    ['bot', counts.bot],
    ['opted out', counts.opted_out],
    ['rejected', counts.rejected],
    ['excluded', counts.excluded],
    ['late', counts.late],
    ...(counts.waiting > 0 ? ([['waiting', counts.waiting]] as const) : []),
    ['unparseable', counts.unparseable],
  ] as const;
  return [
    ...rows.map(([name, count]) => `${name.padEnd(12)}${String(count).padStart(12)}`),
    `ignored      ${ignoredCounts.length === 0 ? 'none' : ignoredCounts.join(', ')}`,
    days.length === 0
      ? 'no day was touched'
      : `days         ${days[0]} to ${days.at(-1)} (${days.length}); make reports of them with: headcount seal`,
  ].join('\n');
}
