/**
 * The server's log: one line per thing that an operator may want to know, as text or as JSON. It may not hold an exact
 * figure, an error's text, or the minute of something that a request caused.
 */
export type LogFormat = 'text' | 'json';
export const LOG_FORMATS: readonly LogFormat[] = ['text', 'json'];

/** `alarm`: counts may be lost, or a release was refused; somebody has to look. */
export type LogLevel = 'info' | 'warn' | 'alarm';

export interface LogEntry {
  readonly level: LogLevel;
  /** `health` is what a request may cause; everything else follows the operator or the clock. */
  readonly event: 'server' | 'health' | 'engine' | 'seal' | 'release' | 'settle';
  readonly message: string;
  /** More members of the JSON object; the text has them in its message. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>;
}

export type ServerLog = (entry: LogEntry) => void;

export interface LogOptions {
  readonly format: LogFormat;
  /** Leaves out `info`. */
  readonly quiet: boolean;
  /** Receives each line without its end; it replaces characters that control a terminal. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Returns the log. A JSON line is `{time, level, event, message, ...}`; the time is UTC, cut to the minute, or to the
 * hour for `health`: on a quiet site the minute of a warning about an event is the time of an access.
 */
export function createServerLog({ format, quiet, write, clock }: LogOptions): ServerLog {
  return ({ level, event, message, details }) => {
    if (quiet && level === 'info') return;
    const step = event === 'health' ? HOUR_MS : MINUTE_MS;
    const time = new Date(Math.floor(clock() / step) * step).toISOString().replace('.000Z', 'Z');
    const line =
      format === 'json'
        ? JSON.stringify({ time, level, event, message, ...details })
        : `headcount: ${level === 'alarm' ? 'ALARM: ' : ''}${message}`;
    write(line.replaceAll(/\s*\n\s*/g, ' '));
  };
}

/** Reads a line that a command of the server wrote to stderr, as an entry of the command's own event. */
export function entryOfLine(event: LogEntry['event'], line: string): LogEntry {
  const [, alarm, message = line] = /^(?:headcount: )?(ALARM: )?(.*)$/s.exec(line) ?? [];
  return { level: alarm === undefined ? 'warn' : 'alarm', event, message };
}
