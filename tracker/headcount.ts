/**
 * The browser script: page views, engagement, outbound links, downloads and the site's own events.
 * It may not store anything in the browser, read anything that identifies it, or let an error reach the page.
 * Every byte counts: at most 1,000 gzipped (a test). What it sends and when is docs/tracker.md.
 */
import type { WireEvent as WireFields } from '#core/collect/wire-event';

type WireEvent = WireFields & { readonly site?: string };

declare global {
  interface Window {
    headcount?: (name: string, props?: WireEvent['props'], value?: number) => void;
  }
  interface Document {
    readonly prerendering?: boolean;
  }
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
}

try {
  // A function of this name means that this script was included twice. (An element with this id does not.)
  if (!self.headcount?.call) {
    const n = navigator;
    const d = document;
    const script = d.currentScript as HTMLScriptElement;
    // `wall` is an expression of addresses that tell of the register: without one, nothing matches.
    const { site, api, wall = '^$' } = script.dataset;
    const endpoint = new URL(api || 'v1/events', script.src);

    let url: URL;
    let shown: boolean | undefined;
    let last: number;
    /** Of the page, or of the one before it: then nothing of the page is sent. */
    let walled: unknown;
    let engaged: number;
    let deepest: number;

    /** Sends one event, never under GPC or DNT. Retries once with the same id if the network or the server failed. */
    const send = async (name: string, more: Partial<WireEvent>, again?: boolean): Promise<void> => {
      try {
        more = {
          site,
          name,
          url: url as unknown as string,
          language: n.language,
          screen: innerWidth || (null as never),
          id: crypto.getRandomValues(new Uint32Array(4)).join('-'),
          ...more,
        };
        // The call of what is no function throws.
        // oxlint-disable-next-line no-unused-expressions -- shorter than a return and a throw
        walled ||
          n.globalPrivacyControl ||
          (n as { doNotTrack?: unknown }).doNotTrack == 1 ||
          ((
            await fetch(endpoint, {
              method: 'POST',
              body: JSON.stringify(more),
              keepalive: 1 as never,
              credentials: 'omit',
            })
          ).status > 428 &&
            (name as unknown as () => void)());
      } catch {
        if (!again) setTimeout(send, 3e3, name, more, 1);
      }
    };

    // oxlint-disable-next-line unicorn/consistent-function-scoping -- outside of the block it would be made for nothing
    const on = (names: string, act: (event: never) => void): unknown =>
      names.split(' ').map((name) => addEventListener(name, act as () => void, 1 as never));

    /** Records activity: adds the milliseconds since the last activity, 30 seconds at most, if the page was visible. */
    const tick = (): void => {
      const now = performance.now();
      engaged += (shown as unknown as number) * Math.min(now - last, 3e4);
      last = now;
      shown = !d.hidden;
      deepest = Math.max(deepest, scrollY + innerHeight);
    };

    /** Sends the engaged time that was not sent yet, once it exceeds a second, and the deepest scroll position. */
    const flush = (): void => {
      tick();
      if (engaged > 1e3) {
        send('engagement', {
          engaged_ms: engaged | 0,
          scroll_pct: Math.min(100, ((deepest / d.documentElement.scrollHeight) * 100 + 0.5) | 0),
        });
        engaged = 0;
      }
    };

    const view = (entry?: boolean): void => {
      tick();
      engaged = deepest = 0;
      walled = unescape(
        ((url || d.referrer) as unknown as string) + (url = new URL(location as unknown as string)),
      ).match(wall);
      url.hash = '';
      send('pageview', entry ? { referrer: d.referrer } : { entry: false });
    };

    const moved = (_done?: unknown): void => {
      if (location.pathname != url.pathname) {
        flush();
        view();
      }
    };

    const start = (): void => {
      // The older of two interfaces, for its size: 1 is a reload, 2 back or forward. Without it the referrer alone
      // decides.
      view(!performance.navigation?.type);

      // Fires when the page is left, too, and is the last event that a phone sends.
      on('visibilitychange', flush);
      on('pageshow', (event: PageTransitionEvent) => event.persisted && view());
      on('scroll pointermove keydown click', tick);
      on('click auxclick', (event: MouseEvent) => {
        const link = event.composedPath().find((one) => (one as HTMLAnchorElement).hostname) as
          HTMLAnchorElement | undefined;
        if (link && event.button < 2 && !link.href.match(wall)) {
          if (/\.(pdf|zip|gz|dmg|exe|csv|(xls|doc|ppt)x?|epub|mp[34])$/i.test(link.pathname))
            send('download', { props: { file: link.pathname } });
          else if (link.hostname != location.hostname) send('outbound', { props: { host: link.hostname } });
        }
      });
      on('popstate', moved);
      // Done last, because a page may have frozen its history.
      (['pushState', 'replaceState'] as const).map((name) => {
        const original = history[name];
        history[name] = (...given) => moved(original.apply(history, given));
      });
    };

    self.headcount = (name, props, value) => send(name, { props, value });
    if (d.prerendering) on('prerenderingchange', start);
    else start();
  }
} catch {
  // A missing count harms nobody; an error in the page would.
}
