/** Where commands print: results to stdout, everything else to stderr. */
import { UsageError } from '#core/operator/failures';
import { escapeControls } from '#render/terminal-text';

export interface PrintOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface Printing {
  readonly json: boolean;
  /** Prints results line by line to stdout, with the control characters of terminals escaped. */
  readonly print: (text: string) => void;
  /** Writes a document in a format with its own escaping (HTML, CSV) to stdout, unchanged. */
  readonly write: (document: string | Uint8Array) => void;
  /** Prints everything else to stderr; silent with `--quiet`. */
  readonly note: (text: string) => void;
}

/** Sets up printing as `--json` and `--quiet` say. */
export function openPrinting({ json, quiet }: PrintOptions): Printing {
  return {
    json: json === true,
    print: (text) => {
      process.stdout.write(escapeControls(text.endsWith('\n') ? text : `${text}\n`));
    },
    write: (document) => {
      process.stdout.write(document);
    },
    note: (text) => {
      if (quiet !== true) process.stderr.write(`${escapeControls(text)}\n`);
    },
  };
}

/** Throws a UsageError where `--data` or `--config` is empty, as an unset variable of a shell makes it. */
export function refuseEmptyPaths({
  data,
  config,
}: {
  readonly data?: string | undefined;
  readonly config?: string;
}): void {
  for (const [option, path] of [
    ['--data', data],
    ['--config', config],
  ])
    if (path === '') throw new UsageError(`${option} is empty: name a path, or leave it out`);
}
