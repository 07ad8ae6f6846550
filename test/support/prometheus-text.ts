/**
 * Reads Prometheus's text form, version 0.0.4, and throws at what its grammar does not allow
 * (prometheus.io/docs/instrumenting/exposition_formats).
 */

export interface ReadMetric {
  readonly type: string;
  readonly samples: { readonly labels: Record<string, string>; readonly value: number }[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\+Inf|-Inf|NaN|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/gy;

export function readPrometheusText(text: string): ReadonlyMap<string, ReadMetric> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const metrics = new Map<string, ReadMetric>();
  let helped = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (word === 'HELP') {
      if (metrics.has(name)) throw new Error(`${name} comes twice`);
      helped = name;
    } else if (word === 'TYPE') {
      if (name !== helped || !/^(counter|gauge)$/.test(rest)) throw new Error(`not a type: ${line}`);
      metrics.set(name, { type: rest, samples: [] });
    } else {
      const [, sample = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      const metric = metrics.get(sample);
      if (metric === undefined || sample !== helped) throw new Error(`not a sample: ${line}`);
      metric.samples.push({ labels: readLabels(labels), value: Number(value.replace('Inf', 'Infinity')) });
    }
  }
  return metrics;
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let read = 0;
  for (const [whole, name = '', value = ''] of text.matchAll(LABEL)) {
    labels[name] = value.replaceAll(/\\([\\"n])/g, (_, escaped: string) =>
      escaped === 'n' ? '\n' : escaped,
    );
    read += whole.length;
  }
  if (read !== text.length) throw new Error(`not labels: ${text}`);
  return labels;
}
