/**
 * Writes a calendar object of one event (RFC 5545) for an invitation or a cancellation (RFC 5546): one UID per
 * submission, times in UTC, so that no time zone has to be described.
 */

export interface CalendarEvent {
  readonly method: 'REQUEST' | 'CANCEL';
  /** The same in each message about an event. */
  readonly uid: string;
  /** Higher in each message that changes the event. */
  readonly sequence: number;
  /** When this message was written, in milliseconds since 1970, as are `starts` and `ends`. */
  readonly stamp: number;
  readonly starts: number;
  readonly ends: number;
  readonly summary: string;
  readonly location?: string | undefined;
  readonly organizer: { readonly name: string; readonly address: string };
  /** The address of whoever is invited. */
  readonly attendee: string;
}

/** Returns the object with CRLF after each line, none longer than 75 octets; no text can begin a line of its own. */
export function writeCalendar(event: CalendarEvent): string {
  const { method, uid, sequence, stamp, starts, ends, summary, location, organizer, attendee } = event;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Headcount//Register//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(starts)}`,
    // An end has to be later than the begin (3.8.2.2).
    ...(ends > starts ? [`DTEND:${utc(ends)}`] : []),
    `SUMMARY:${escapeText(summary)}`,
    ...(location === undefined ? [] : [`LOCATION:${escapeText(location)}`]),
    `ORGANIZER;CN=${quoteParameter(organizer.name)}:mailto:${address(organizer.address)}`,
    // The registration is the acceptance: no reply is asked for.
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${address(attendee)}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

const utc = (instant: number) => `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** TEXT (3.3.11): line breaks become `\n`, other control characters spaces. */
function escapeText(text: string): string {
  return withoutControls(
    text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n\u2028\u2029]/g, String.raw`\n`),
  );
}

/** A quoted parameter value (3.2), which knows no escape for the quotation mark. */
const quoteParameter = (text: string) => `"${withoutControls(text).replaceAll('"', "'")}"`;

/** An address as a URI (RFC 6068): what could end it or the line is percent-encoded. */
const address = (text: string) => encodeURI(text).replaceAll(/[?#&%](?![0-9A-F]{2})/g, encodeURIComponent);

const withoutControls = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');

/** Folds at 75 octets of UTF-8, never within a character (3.1). */
function fold(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}
