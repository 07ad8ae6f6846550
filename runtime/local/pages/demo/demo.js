/** The demo site's own script: shows what the tracker sends, and sends the site's own events. */
'use strict';
const byId = (id) => document.getElementById(id);

(() => {
  const WORDS = {
    pageview: 'Page view',
    engagement: 'Time and depth',
    outbound: 'Outbound link',
    download: 'Download',
    not_found: 'Page not found',
    signup: 'Sign-up',
    inquiry: 'Inquiry',
  };
  const sent = [];
  const objects = navigator.globalPrivacyControl || navigator.doNotTrack === '1';

  // Intercepts the tracker's requests, so that a visitor of the demo sees each one as it is.
  const real = window.fetch;
  window.fetch = (input, init) => {
    const answer = real(input, init);
    if (String(input).includes('/v1/events') && typeof init?.body === 'string') {
      const entry = { event: JSON.parse(init.body), state: 'sending' };
      sent.unshift(entry);
      show();
      answer.then(
        async (response) => {
          const result = await response
            .clone()
            .json()
            .catch(() => ({}));
          const refused = [...(result.dropped ?? []), ...(result.rejected ?? [])][0];
          entry.state = refused
            ? `not counted: ${refused.reason}`
            : response.ok
              ? 'counted'
              : `refused (${response.status})`;
          show();
        },
        () => {
          entry.state = 'not reached';
          show();
        },
      );
    }
    return answer;
  };

  function show() {
    const list = byId('sent-list');
    if (!list) return;
    byId('sent-count').textContent = String(sent.length);
    if (sent.length > 0) byId('sent-hint').hidden = true;
    list.replaceChildren(
      ...sent.slice(0, 12).map(({ event, state }, index) => {
        const item = document.createElement('li');
        const details = document.createElement('details');
        details.open = index === 0;
        const head = document.createElement('summary');
        const title = document.createElement('strong');
        title.textContent = WORDS[event.name] ?? event.name;
        const note = document.createElement('span');
        note.className = state === 'counted' ? 'ok' : 'wait';
        note.textContent = state;
        const raw = document.createElement('pre');
        raw.textContent = JSON.stringify(event, null, 1).replace(/\n\s*/g, ' ');
        head.append(title, note);
        details.append(head, raw);
        item.append(details);
        return item;
      }),
    );
  }

  addEventListener('DOMContentLoaded', () => {
    if (innerWidth < 900) document.querySelector('.sent details').open = false;
    if (objects)
      byId('sent-hint').textContent =
        'Your browser objects to being counted (Global Privacy Control or Do Not Track). Nothing is sent.';
    show();

    byId('simulate').addEventListener('submit', async (event) => {
      event.preventDefault();
      const state = byId('simulate-state');
      const button = event.currentTarget.querySelector('button');
      button.disabled = true;
      state.textContent = 'Sending ...';
      try {
        const response = await real('/demo/simulate', { method: 'POST', headers: { 'x-demo': '1' } });
        const result = await response.json();
        state.textContent = response.ok
          ? `${result.visitors} visitors sent. See the live page.`
          : (result.detail ?? 'This server does not simulate.');
      } catch {
        state.textContent = 'The server did not answer.';
      }
      button.disabled = false;
    });

    document.addEventListener('click', (event) => {
      const link = event.target.closest('[data-spa]');
      if (link) {
        event.preventDefault();
        history.pushState(null, '', link.href);
        step();
      }
      const action = event.target.closest('[data-event]');
      if (action) {
        window.headcount?.(action.dataset.event, undefined, Number(action.dataset.value));
        action.textContent = 'Thank you, counted once';
        action.disabled = true;
      }
    });

    const finder = byId('finder');
    function step() {
      if (!finder) return;
      for (const section of finder.children) section.hidden = section.dataset.path !== location.pathname;
      finder.querySelector('section:not([hidden]) h2')?.scrollIntoView({ block: 'nearest' });
    }
    addEventListener('popstate', step);
    step();

    byId('signup')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const plan = new FormData(event.target).get('plan');
      window.headcount?.('signup', { plan }, plan === 'pro' ? 45 : undefined);
      byId('signup-state').textContent = 'Done: one sign-up counted.';
    });
  });

  addEventListener('load', () => {
    if (document.querySelector('[data-missing]'))
      window.headcount?.('not_found', { path: location.pathname });
  });
})();
