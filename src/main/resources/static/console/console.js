// What the pages do beyond links and forms: says when they are old, leads to the login when it has
// ended, and shows the fields of the chosen target. Nothing of it is needed to see or steer deliveries.
(() => {
  'use strict';

  const stale = document.getElementById('stale');
  const isStale = (is) => { if (stale) stale.hidden = !is; };

  /** Events end without telling why. A page that is loaded anew is led to the login, and back. */
  const leadToLogin = async () => {
    try {
      const answer = await fetch(location.href, { method: 'HEAD', headers: { 'HX-Request': 'true' } });
      if (answer.status === 401) location.reload();
    } catch {
      // SiteDrop is away: the next failure of the events asks again
    }
  };

  document.body.addEventListener('htmx:sseError', () => { isStale(true); leadToLogin(); });
  document.body.addEventListener('htmx:sendError', () => isStale(true));
  document.body.addEventListener('htmx:responseError', () => isStale(true));
  document.body.addEventListener('htmx:sseOpen', () => isStale(false));
  document.body.addEventListener('htmx:afterOnLoad', () => isStale(false));

  const chosen = document.querySelector('select[data-shows]');
  if (chosen) {
    const show = () => document.querySelectorAll(`[data-in="${chosen.dataset.shows}"]`)
      .forEach((one) => { one.hidden = one.dataset.of !== chosen.value; });
    chosen.addEventListener('change', show);
    show();
  }
})();
