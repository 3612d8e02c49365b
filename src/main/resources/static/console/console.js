// What the pages do beyond links and forms: says when they are old, shows the fields of the chosen
// target, and uploads with progress. Nothing of it is needed to see or steer deliveries.
(() => {
  'use strict';

  const stale = document.getElementById('stale');
  const isStale = (is) => { if (stale) stale.hidden = !is; };
  document.body.addEventListener('htmx:sseError', () => isStale(true));
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

  const form = document.getElementById('drop');
  if (!form) return;
  const choose = document.getElementById('choose');
  const zone = document.getElementById('zone');
  const uploads = document.getElementById('uploads');
  const field = (name) => form.elements[name].value.trim();

  const line = (name) => {
    const item = document.createElement('li');
    const title = document.createElement('b');
    title.className = 'path';
    title.textContent = name;
    const progress = document.createElement('progress');
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute('aria-label', `Upload of ${name}`);
    const state = document.createElement('span');
    state.className = 'faint';
    state.textContent = 'waits';
    item.append(title, progress, state);
    uploads.prepend(item);
    document.getElementById('results').hidden = false;
    return { item, progress, state };
  };

  const failed = (shown, why) => {
    shown.progress.remove();
    shown.state.className = 'bad-text';
    shown.state.textContent = why;
  };

  const taken = (shown, answer) => {
    shown.progress.remove();
    const told = answer.leftOut.map((one) => `${one}.`);
    if (answer.known) told.unshift('was known already.');
    shown.state.textContent = told.join(' ');
    const link = document.createElement('a');
    link.href = `/deliveries/${answer.delivery}`;
    link.textContent = 'Delivery';
    const badge = document.createElement('span');
    badge.setAttribute('hx-get', `/deliveries/${answer.delivery}/badge`);
    badge.setAttribute('hx-trigger', 'load, every 2s');
    shown.item.append(badge, link);
    htmx.process(badge);
  };

  const reasonOf = (request) => {
    try {
      return JSON.parse(request.responseText).detail || `refused (${request.status})`;
    } catch {
      return `refused (${request.status})`;
    }
  };

  const send = (files, shown) => new Promise((done) => {
    const parts = new FormData();
    parts.append('project', field('project'));
    parts.append('target', field('target'));
    const text = field('description');
    if (text) parts.append(field('target') === 'images' ? 'description' : 'comments', text);
    files.forEach((file) => {
      parts.append('modified', new Date(file.lastModified).toISOString());
      parts.append('file', file, file.name);
    });
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('X-CSRF-TOKEN', form.dataset.token);
    request.upload.addEventListener('progress', (sent) => {
      if (sent.lengthComputable) {
        shown.progress.value = sent.loaded / sent.total;
        shown.state.textContent = `${Math.round(100 * sent.loaded / sent.total)} %`;
      }
    });
    request.addEventListener('load', () => {
      if (request.status === 201) taken(shown, JSON.parse(request.responseText));
      else failed(shown, reasonOf(request));
      done();
    });
    request.addEventListener('error', () => { failed(shown, 'SiteDrop did not answer. Drop it again.'); done(); });
    request.send(parts);
  });

  let queue = Promise.resolve();
  const drop = (list) => {
    const files = [...list];
    if (!files.length || !form.reportValidity()) return;
    const groups = field('target') === 'images' ? files.map((file) => [file]) : [files];
    groups.forEach((group) => {
      const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
      const shown = line(group[0].name + more);
      queue = queue.then(() => send(group, shown));
    });
  };

  choose.addEventListener('change', () => { drop(choose.files); choose.value = ''; });
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    drop(event.dataTransfer.files);
  });
})();
