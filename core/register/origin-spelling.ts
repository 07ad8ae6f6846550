/** The one spelling of an origin: that of browsers, without the full stop of the root. It may not judge it. */

/** Returns it; undefined where the URL standard knows no origin by this text. */
export function originSpelling(text: string): string | undefined {
  return URL.canParse(text) ? plainOrigin(new URL(text).origin) : undefined;
}

/** Returns an Origin header as the configuration writes origins; browsers keep the full stop of the root. */
export function plainOrigin(header: string): string {
  return header.replace(/\.+(?=:\d+$|$)/, '');
}
