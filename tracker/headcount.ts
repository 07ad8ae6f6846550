/**
 * The browser script: page views, engagement, outbound links, downloads and the site's own events.
 * It may not store anything in the browser, read anything that identifies it, or let an error reach the page.
 * Every byte counts: at most 1,275 as gzip and 1,110 as brotli (a test). What it sends and when is docs/tracker.md.
 */
import type { WireEvent as WireFields } from '#core/collect/wire-event';

type WireEvent = WireFields & { readonly site?: string };

declare global {
  interface Window {
    headcount?: (name: string, props?: WireEvent['props'], value?: number) => void;
  }
  interface Document {
    readonly prerendering?: boolean;
    onprerenderingchange?: () => void;
  }
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
}

try {
  // A function of this name means that this script was included twice. (An element with this id does not.) Files and
  // frames without an address are no pages of a site.
  // oxlint-disable-next-line unicorn/prefer-string-starts-ends-with -- shorter
  if (!self.headcount?.call && /^http/.test(location as unknown as string)) {
    const n = navigator;
    const d = document;
    const {
      src,
      // `wall` is an expression of addresses that tell of the register: without one, nothing matches.
      // `keep` lists the parameters that are part of a page.
      dataset: { site, api, hash, keep, wall = '^$' },
    } = d.currentScript as HTMLScriptElement;
    const endpoint = new URL(api || 'v1/events', src);
    /** Also where a form or an image of this name hides it (DOM clobbering). */
    const referrer = Reflect.get(Document.prototype, 'referrer', d);

    let url: string;
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
          // Of the query what the collector uses: the parameters that name a source or are listed; of click ids and of
          // other campaign parameters, the name with 1. A `;` separates like a `&`; a second `?` is within a value.
          url: url.replace(/\?.*/, (query) =>
            query
              .replace(/.([^=&;]*)[^&;]*/g, (pair, key: string) =>
                keep?.split(' ').includes(key) || /^(utm_(source|medium|campaign)|ref|source|via)$/i.test(key)
                  ? pair
                  : /^utm_|(clk?|bra|igsh)id$/i.test(key)
                    ? pair.replace(/=.+/, '=1')
                    : '',
              )
              .replace(/./, '?'),
          ),
          language: n.language,
          screen: innerWidth,
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

    /** Records activity: adds the milliseconds since the last activity, 30 seconds at most, if the page was visible. */
    const tick = (): void => {
      // A page may have a variable `performance` of its own.
      const now = Date.now();
      engaged += (shown as unknown as number) * Math.min(now - last, 3e4);
      last = now;
      // An element of this name is not `true`.
      shown = d.hidden != (1 as never);
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

    /** Returns the address without its fragment; with `data-hash`, a path in the fragment follows that of the page. */
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- as above
    const read = (): string =>
      location.href.replace(hash == null ? /()()#.*/ : /\/?(\?[^#]*)?#!?(\/[^?]*).*|#.*/, '$2$1');

    const view = (entry?: boolean): void => {
      tick();
      engaged = deepest = 0;
      walled = unescape((url || referrer) + (url = read())).match(wall);
      // The collector keeps the host of a referrer, or an app and its scheme: no more of it leaves the page.
      send('pageview', entry ? { referrer: referrer.replace(/\b\/(?!http).*/, '/') } : { entry: false });
    };

    /** Compares origins and paths without a slash at their end: with and without, it is one page. */
    const moved = (): void => {
      // Written twice, it compresses better than a function.
      if (read().split(/\/*(\?|$)/)[0] != url.split(/\/*(\?|$)/)[0]) {
        flush();
        view();
      }
    };

    const act = (event: Partial<MouseEvent & PageTransitionEvent>): void => {
      try {
        moved();
        // What the page does about the event comes after us.
        setTimeout(moved);
        tick();
        // Becoming hidden is the last event that a phone sends.
        if (!shown) flush();
        // Back from the back/forward cache.
        if (event.persisted) view();
        // 0 and 1 are indexes of the list: the main and the middle button of clicks; movements have -1.
        if ((event.button as number) in [1, 1]) {
          // Visited links are `:link` to scripts, too. By what it is: forms and windows have properties of any name.
          // The document, behind the last, throws.
          const link = event.composedPath!().find((one) =>
            (one as Element).matches(':link'),
          ) as HTMLAnchorElement;
          // Of an SVG link, an object has the address. Where its address is none, this throws.
          let {
            href,
            hostname: host,
            pathname: file,
          } = new URL((link.href as unknown as SVGAnimatedString).baseVal ?? link.href, link.baseURI);
          // oxlint-disable-next-line unicorn/prefer-string-starts-ends-with -- shorter
          if (/^http/.test(href) && !href.match(wall)) {
            if (
              link.matches('[download]') ||
              /\.(pdf|zip|gz|dmg|exe|csv|(xls|doc|ppt)x?|epub|mp[34])$/i.test(file)
            ) {
              try {
                file = decodeURI(file);
              } catch {
                // Its escapes are no UTF-8: they stay.
              }
              send('download', { props: { file } });
            } else if (host != location.hostname) send('outbound', { props: { host } });
          }
        }
      } catch {
        // An error in the page would be worse than a missing count.
      }
    };

    const start = (): void => {
      // The older of two interfaces, for its size: 1 is a reload, 2 back or forward. Without it the referrer alone
      // decides.
      view(!performance.navigation?.type);
      'scroll pointermove keydown click auxclick pageshow visibilitychange'
        .split(' ')
        .map((name) => addEventListener(name, act, 1 as never));
      navigation.addEventListener('currententrychange', moved);
    };

    self.headcount = (name, props, value) => send(name, { props, value });
    if (d.prerendering) d.onprerenderingchange = start;
    else start();
  }
} catch {
  // A missing count harms nobody; an error in the page would.
}
