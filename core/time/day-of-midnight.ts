/** Midnights as days. It may not convert a time zone: the text is taken as it is. */

/** Returns the day of an instant written as text where its time is midnight; other texts as they are. */
export function dayOfMidnight(text: string): string {
  return (
    /^(\d{4,}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?(?: ?(?:UTC|Z|\+00(?::?00)?))?$/.exec(text)?.[1] ?? text
  );
}
