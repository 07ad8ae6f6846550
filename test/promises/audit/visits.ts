/** Visitor-days as lines of a web server's log. Each visitor has an address and a browser of its own. */

/** What one visitor does on one day. */
export interface VisitorDay {
  /** Identifies the visitor: its address and user agent follow from it. */
  readonly visitor: number;
  /** YYYY-MM-DD of the first page view, in UTC. */
  readonly day: string;
  /** Minutes after midnight in UTC of the first page view; each further one comes `apartMinutes` later. */
  readonly minute?: number;
  /** @default 1 */
  readonly apartMinutes?: number;
  readonly pages: readonly string[];
  /** The referrer of the first page view; later ones come from the page before. */
  readonly referrer?: string;
}

export interface LogLine {
  readonly instant: number;
  readonly text: string;
}

export const SITE_URL = 'https://shop.example';
const MINUTE_MS = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Returns the address of a visitor, from the ranges of RFC 5737 and 6890 that hold 131,072. */
export function addressOf(visitor: number): string {
  return `198.${18 + ((visitor >> 16) & 1)}.${(visitor >> 8) & 255}.${visitor & 255}`;
}

export function userAgentOf(visitor: number): string {
  return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (visitor % 40)}.0.0.0 Safari/537.36`;
}

/** Returns the lines of visitor-days, by time. */
export function logLines(visitorDays: readonly VisitorDay[]): readonly LogLine[] {
  return visitorDays.flatMap(linesOf).toSorted((a, b) => a.instant - b.instant);
}

function linesOf({ visitor, day, minute = 600, apartMinutes = 1, pages, referrer }: VisitorDay) {
  const first = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  return pages.map((page, index): LogLine => {
    const instant = first + index * apartMinutes * MINUTE_MS;
    const from = index === 0 ? (referrer ?? '-') : `${SITE_URL}${pages[index - 1]}`;
    return {
      instant,
      text: `${addressOf(visitor)} - - [${stamp(instant)}] "GET ${page} HTTP/1.1" 200 512 "${from}" "${userAgentOf(visitor)}"`,
    };
  });
}

function stamp(instant: number): string {
  const [year, month, rest = ''] = new Date(instant).toISOString().split('-');
  return `${rest.slice(0, 2)}/${MONTHS[Number(month) - 1]}/${year}:${rest.slice(3, 11)} +0000`;
}

/** A request of a monitor that keeps a log from having days without a line. */
export function monitorLine(day: string): LogLine {
  const instant = Date.parse(`${day}T03:00:00Z`);
  return {
    instant,
    text: `198.51.100.1 - - [${stamp(instant)}] "HEAD /health HTTP/1.1" 200 0 "-" "monitor/1"`,
  };
}

export function toText(lines: readonly LogLine[]): string {
  return lines.map((line) => `${line.text}\n`).join('');
}
