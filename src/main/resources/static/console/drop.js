// Puts files in. What the form says when files are queued stays with them: a change of the form is
// for those that are chosen next. Nothing is thrown away without a word: what cannot be sent yet is
// kept, what has failed can be tried again, and what is lost with the page is named afterwards.
(() => {
  'use strict';

  const MOST_ROWS = 200;
  const FOLLOW_AGAIN = 2000;
  const PROJECT = /^[1-9][0-9]{0,17}$/;

  const form = document.getElementById('drop');
  const zone = document.getElementById('zone');
  const choose = document.getElementById('choose');
  const list = document.getElementById('uploads');
  const total = document.getElementById('total');
  const sendKept = document.getElementById('send-kept');
  const tryAll = document.getElementById('try-all');
  const loginEnded = document.getElementById('login-ended');
  const stillOut = document.getElementById('still-out');
  const { project, company, target, description } = form.elements;
  let token = form.dataset.token;

  // Rows of this tab, oldest first. A reload forgets their files, and nothing else.

  const stored = (name, otherwise) => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) || otherwise;
    } catch {
      return otherwise;
    }
  };
  const store = (name, value) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // without it, a reload forgets; nothing else depends on it
    }
  };

  let rows = stored('drop.rows', []);
  const files = new Map();
  const items = new Map();

  const isUnfinished = (row) => ['kept', 'queued', 'sending', 'unanswered'].includes(row.state)
    && files.has(row.id);
  const hasFailed = (row) => ['refused', 'unanswered', 'failed'].includes(row.state);
  const mayTryAgain = (row) => row.state === 'failed' || (hasFailed(row) && files.has(row.id));

  const element = (name, text, className = '') => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  };

  const missing = () => {
    const parts = [];
    if (!PROJECT.test(project.value.trim())) parts.push('project');
    if (!isCompanyChosen()) parts.push('company');
    return parts;
  };

  const note = (row) => {
    switch (row.state) {
      case 'kept':
        return `Kept, not sent yet. It is sent when the ${missing().join(' and the ') || 'project'} is given.`;
      case 'queued':
        return 'Queued';
      case 'refused':
      case 'unanswered':
        return files.has(row.id) ? row.told : `${row.told} Choose it again.`;
      case 'lost':
        return 'Not sent: the page was left before its turn. Choose it again.';
      case 'cut off':
        return 'The page was left while it was sent. Choose it again: nothing is delivered twice.';
      case 'gone':
        return 'SiteDrop does not know this delivery any more.';
      default:
        return known(row);
    }
  };

  const known = (row) => {
    if (!row.known) return '';
    const unsent = row.unsent.replace(/\bdescription\b/, 'caption');
    const where = row.resource ? ` (${row.targetLabel.toLowerCase()} ${row.resource})` : '';
    if (row.state === 'delivered') {
      return `Already in Procore${where}${unsent ? `; the new ${unsent} was not sent` : ', not sent again'}`;
    }
    return `Known already, not sent again${unsent ? `; the new ${unsent} was not sent` : ''}`;
  };

  const draw = (row) => {
    if (!items.has(row.id)) {
      items.set(row.id, document.createElement('li'));
      list.prepend(items.get(row.id));
    }
    const parts = [element('b', row.name, 'path')];
    if (row.project) {
      const of = row.company ? ` of ${row.company}` : '';
      parts.push(element('span', `${row.targetLabel}, project ${row.project}${of}`, 'faint'));
    }
    if (row.state === 'sending') {
      const progress = document.createElement('progress');
      progress.max = 1;
      progress.value = 0;
      progress.setAttribute('aria-label', `Upload of ${row.name}`);
      parts.push(progress);
    }
    if (row.delivery && row.state !== 'gone') {
      parts.push(element('span', row.state.replace('_', ' '), `badge ${row.state}`));
    }
    if (row.reason) parts.push(element('span', row.reason, 'reason'));
    const said = note(row);
    const isBad = ['refused', 'unanswered', 'lost', 'cut off', 'gone'].includes(row.state);
    if (said) parts.push(element('span', said, isBad ? 'bad-text' : 'faint'));
    (row.leftOut || []).forEach((one) => parts.push(element('span', `${one}.`, 'faint')));
    if (row.resource && !row.known) {
      parts.push(element('span', `${row.targetLabel} ${row.resource}`, 'faint'));
    }
    if (row.delivery && row.state !== 'gone') {
      const link = element('a', 'Delivery');
      link.href = `/deliveries/${row.delivery}`;
      link.setAttribute('aria-label', `Delivery of ${row.name}`);
      parts.push(link);
    }
    if (mayTryAgain(row)) {
      const again = element('button', 'Try again', 'quiet');
      again.type = 'button';
      again.setAttribute('aria-label', `Try again: ${row.name}`);
      again.addEventListener('click', () => tryAgain([row]));
      parts.push(again);
    }
    items.get(row.id).className = row.state;
    items.get(row.id).replaceChildren(...parts);
  };

  const sum = () => {
    const those = rows.filter((row) => row.state !== 'kept');
    const count = (is) => those.filter(is).length;
    const delivered = count((row) => row.state === 'delivered');
    const failed = count(hasFailed);
    const unsent = count((row) => ['lost', 'cut off'].includes(row.state));
    const said = `${delivered} of ${those.length} delivered`
      + (failed ? `, ${failed} failed` : '') + (unsent ? `, ${unsent} not sent` : '');
    if (total.textContent !== said) total.textContent = said;
    total.hidden = !those.length;
    tryAll.hidden = rows.filter(mayTryAgain).length < 2;
    sendKept.hidden = !rows.some((row) => row.state === 'kept');
    document.getElementById('results').hidden = !rows.length;
  };

  const show = (row, changes) => {
    Object.assign(row, changes);
    draw(row);
    sum();
    store('drop.rows', rows.slice(-MOST_ROWS));
  };

  const add = (group, more) => {
    const others = group.length > 1 ? ` and ${group.length - 1} more` : '';
    const row = { id: crypto.getRandomValues(new Uint32Array(2)).join('-'), name: group[0].name + others };
    rows.push(row);
    files.set(row.id, group);
    show(row, more);
  };

  const remove = (row) => {
    rows = rows.filter((one) => one !== row);
    files.delete(row.id);
    items.get(row.id).remove();
    items.delete(row.id);
  };

  // The form

  /** The first option stands for none where there are several. */
  const isCompanyChosen = () => !company || company.selectedIndex > 0 || company.options.length === 1;
  const label = (select) => select.options[select.selectedIndex].text;

  const tell = (input, said) => {
    const error = document.getElementById(`${input.name}-error`);
    if (error.textContent !== said) error.textContent = said;
    error.hidden = !said;
    input.setAttribute('aria-invalid', String(Boolean(said)));
  };

  /** Whether all is there; what is missing is told, but what is only empty yet not without need. */
  const isComplete = (isNeeded) => {
    const said = project.value.trim();
    const isProject = PROJECT.test(said);
    if (isProject) tell(project, '');
    else if (said) tell(project, `${said} is no project number. It is the number in Procore's address bar, such as 42.`);
    else tell(project, isNeeded ? "Give the project: its number in Procore's address bar, such as 42." : '');
    if (company) tell(company, isNeeded && !isCompanyChosen() ? 'Choose the company.' : '');
    return isProject && isCompanyChosen();
  };

  const enqueue = (chosen) => {
    const said = {
      state: 'queued',
      project: project.value.trim(),
      companyName: company ? company.value : '',
      company: company ? label(company) : '',
      target: target.value,
      targetLabel: label(target),
      text: description.value.trim(),
    };
    const groups = said.target === 'images' ? chosen.map((file) => [file]) : [chosen];
    groups.forEach((group) => add(group, said));
  };

  const drop = (chosen) => {
    if (!chosen.length) return;
    if (isComplete(true)) {
      enqueue(chosen);
      run();
    } else {
      add(chosen, { state: 'kept' });
    }
  };

  const formChanged = () => {
    store('drop.form', {
      project: project.value,
      company: company && isCompanyChosen() ? label(company) : '',
      target: target.value,
    });
    const kept = rows.filter((row) => row.state === 'kept');
    if (!isComplete(kept.length > 0)) {
      kept.forEach(draw);
      return;
    }
    kept.forEach((row) => {
      const chosen = files.get(row.id);
      remove(row);
      enqueue(chosen);
    });
    run();
  };

  // The queue

  let isRunning = false;
  let isFollowing = false;
  let followNext = 0;
  const isOut = () => !loginEnded.hidden;

  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    let row = null;
    while (!isOut() && (row = rows.find((one) => one.state === 'queued'))) await send(row);
    isRunning = false;
    follow();
  };

  const detail = (text, status) => {
    try {
      return JSON.parse(text).detail || `SiteDrop answered ${status}.`;
    } catch {
      return `SiteDrop answered ${status}.`;
    }
  };

  const upload = (row) => new Promise((done) => {
    const parts = new FormData();
    parts.append('project', row.project);
    if (row.companyName) parts.append('company', row.companyName);
    parts.append('target', row.target);
    if (row.text) parts.append(row.target === 'images' ? 'description' : 'comments', row.text);
    files.get(row.id).forEach((file) => {
      parts.append('modified', new Date(file.lastModified).toISOString());
      parts.append('file', file, file.name);
    });
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-CSRF-TOKEN', token);
    const progress = items.get(row.id).querySelector('progress');
    request.upload.addEventListener('progress', (sent) => {
      if (sent.lengthComputable) progress.value = sent.loaded / sent.total;
    });
    request.addEventListener('loadend', () => done(request));
    request.send(parts);
  });

  const send = async (row) => {
    show(row, { state: 'sending', told: '' });
    const answer = await upload(row);
    if (answer.status === 201) {
      const { delivery, known: isKnown, unsent, leftOut } = JSON.parse(answer.responseText);
      files.delete(row.id);
      show(row, { state: 'under_way', delivery, known: isKnown, unsent: unsent || '', leftOut: leftOut || [] });
      follow();
    } else if (answer.status === 401) {
      askForLogin();
      show(row, { state: 'queued' });
    } else if ([0, 403].includes(answer.status) && !row.isRenewed && await renewToken()) {
      show(row, { state: 'queued', isRenewed: true });
    } else if (isOut()) {
      show(row, { state: 'queued' });
    } else if (answer.status === 0) {
      show(row, {
        state: 'unanswered',
        told: 'SiteDrop does not answer, or the file cannot be read any more.'
          + ' What it has already is not delivered twice.',
      });
    } else {
      const mayPass = answer.status >= 500 || answer.status === 408;
      show(row, { state: mayPass ? 'unanswered' : 'refused', told: detail(answer.responseText, answer.status) });
    }
  };

  const ask = (path, method = 'GET') => fetch(path, {
    method,
    headers: { Accept: 'application/json', 'X-CSRF-TOKEN': token },
  });

  const tryAgain = async (those) => {
    for (const row of those) {
      if (row.state === 'failed') await retryDelivery(row);
      else show(row, { state: 'queued', told: '', isRenewed: false });
    }
    run();
  };

  const retryDelivery = async (row) => {
    const path = `/api/deliveries/${row.delivery}/retry`;
    try {
      let answer = await ask(path, 'POST');
      if (answer.status === 403 && await renewToken()) answer = await ask(path, 'POST');
      if (answer.ok) show(row, stands(await answer.json()));
      else if (answer.status === 401) askForLogin();
      else show(row, { reason: detail(await answer.text(), answer.status) });
    } catch {
      show(row, { reason: 'SiteDrop does not answer just now.' });
    }
  };

  /** Rules and corrections may have led it elsewhere than the form said. */
  const stands = (delivery) => ({
    state: delivery.state,
    project: String(delivery.project),
    targetLabel: [...target.options].find((one) => one.value === delivery.target).text,
    reason: delivery.reason || '',
    resource: delivery.resourceId || null,
  });

  const isUnderWay = (row) => row.state === 'under_way';

  /** Until each is done; one after the other, so that many do not ask all at once. */
  const follow = async (is = isUnderWay) => {
    if (isFollowing) return;
    isFollowing = true;
    clearTimeout(followNext);
    for (const row of rows.filter(is)) {
      if (isOut()) break;
      try {
        const answer = await ask(`/api/deliveries/${row.delivery}`);
        if (answer.status === 401) askForLogin();
        else if (answer.status === 404) show(row, { state: 'gone' });
        else if (answer.ok) {
          const now = stands(await answer.json());
          if (Object.keys(now).some((name) => now[name] !== row[name])) show(row, now);
        }
      } catch {
        break; // it is asked again later
      }
    }
    isFollowing = false;
    if (!isOut() && rows.some(isUnderWay)) followNext = setTimeout(follow, FOLLOW_AGAIN);
  };

  // Logins end when SiteDrop restarts

  const askForLogin = () => {
    stillOut.hidden = true;
    loginEnded.hidden = false;
  };

  /**
   * A new login has a new token. Whoever refuses a large upload hangs up before it is read, and the
   * answer is lost: this asks whether it was for want of a login.
   */
  const renewToken = async () => {
    try {
      const answer = await fetch('/drop', { headers: { 'HX-Request': 'true' } });
      if (answer.status === 401) askForLogin();
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      token = page.getElementById('drop').dataset.token;
      return true;
    } catch {
      return false;
    }
  };

  document.getElementById('logged-in').addEventListener('click', async () => {
    const isIn = await renewToken();
    stillOut.hidden = isIn;
    loginEnded.hidden = isIn;
    if (isIn) run();
  });

  // What people do

  form.noValidate = true;
  form.addEventListener('submit', (event) => { event.preventDefault(); formChanged(); });
  form.addEventListener('change', (event) => { if (event.target !== choose) formChanged(); });
  choose.addEventListener('change', () => {
    const chosen = [...choose.files];
    choose.value = '';
    drop(chosen);
  });
  tryAll.addEventListener('click', () => tryAgain(rows.filter(mayTryAgain)));
  zone.addEventListener('dragover', () => zone.classList.add('over'));
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    zone.classList.remove('over');
    drop([...event.dataTransfer.files]);
  });
  // beside the zone, the browser would open the file in the place of the page
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => event.preventDefault());
  addEventListener('beforeunload', (event) => {
    if (rows.some(isUnfinished)) event.preventDefault();
  });

  // What this tab had before

  const last = stored('drop.form', null);
  if (last) {
    project.value = last.project;
    target.value = last.target;
    if (company) [...company.options].forEach((one) => { one.selected = one.text === last.company; });
  }
  const leftAs = { kept: 'lost', queued: 'lost', sending: 'cut off' };
  rows.forEach((row) => { row.state = leftAs[row.state] || row.state; });
  rows.forEach(draw);
  sum();
  store('drop.rows', rows);
  // what has failed may have been corrected on its own page meanwhile
  addEventListener('pageshow', () => follow((row) => isUnderWay(row) || row.state === 'failed'));
})();
