/**
 * Writes metrics in Prometheus's text form, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Names
 * of metrics and labels are the program's own; it may not be given one that a visitor sent.
 */

export interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Returns the text of all metrics that have samples, each after its help and type; every line ends in a line feed. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ name, type, help, samples }) =>
        `# HELP ${name} ${escapeText(help)}\n# TYPE ${name} ${type}\n${samples
          .map((sample) => `${name}${labelText(sample.labels)} ${numberText(sample.value)}\n`)
          .join('')}`,
    )
    .join('');
}

function labelText(labels: MetricSample['labels']): string {
  const pairs = Object.entries(labels ?? {}).map(
    ([name, value]) => `${name}="${escapeText(value).replaceAll('"', String.raw`\"`)}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escapeText = (text: string): string =>
  text.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);

const numberText = (value: number): string =>
  Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';
