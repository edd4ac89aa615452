// The plain query page: examples to choose and change, and their answers. What is typed stays for as long as the tab is open.
import { german } from './ask.js';
import { problems, unfinished, uploadVariable } from './check.js';

const words = german
  ? {
      all: 'Für alle', account: 'Nach der Anmeldung', running: 'Läuft …', todo: 'Noch nicht ausgeführt: Bitte erst das Folgende ergänzen.',
      json: 'Die Variablen sind kein gültiges JSON: ', fails: 'Der Server antwortet nicht: ', examples: 'Die Beispiele fehlen: ',
    }
  : {
      all: 'For everybody', account: 'Once signed in', running: 'Running …', todo: 'Not carried out: first complete what follows.',
      json: 'The variables are no valid JSON: ', fails: 'The server does not answer: ', examples: 'The examples are missing: ',
    };

if (!german) {
  document.documentElement.lang = 'en';
  for (const element of document.querySelectorAll('[data-en]')) {
    element.textContent = element.dataset.en;
  }
}

const [form, example, again, query, variables, fileRow, file, run, status, wrong, answer] = [
  'form', 'example', 'again', 'query', 'variables', 'file-row', 'file', 'run', 'status', 'problems', 'answer',
].map((id) => document.getElementById(id));

let operations = [];

function report(text, isError = false, list = []) {
  status.textContent = text;
  status.classList.toggle('error', isError);
  wrong.replaceChildren(...list.map((textContent) => Object.assign(document.createElement('li'), { textContent })));
  wrong.hidden = list.length === 0;
}

function offerFile() {
  const name = uploadVariable(query.value);
  fileRow.hidden = !name;
  fileRow.querySelector('code').textContent = `$${name}`;
}

const typed = (name) => `partnernetz:typed:${name}`;
const asGiven = (o) => ({ query: o.query, variables: o.variables ? JSON.stringify(o.variables, null, 2) : '' });
const chosen = () => operations[example.selectedIndex];

// keep holds on to what was typed, until the tab is closed; not to variables among which may be a password.
function keep() {
  const now = { query: query.value, variables: variables.value };
  const given = asGiven(chosen());
  const changed = now.query !== given.query || now.variables !== given.variables;
  again.hidden = !changed;
  if (/password/i.test(now.query + now.variables)) {
    now.variables = given.variables;
  }
  if (changed) {
    sessionStorage.setItem(typed(chosen().name), JSON.stringify(now));
  } else {
    sessionStorage.removeItem(typed(chosen().name));
  }
}

// show shows the example that is chosen, as it was left.
function show() {
  const kept = sessionStorage.getItem(typed(chosen().name));
  ({ query: query.value, variables: variables.value } = kept ? JSON.parse(kept) : asGiven(chosen()));
  sessionStorage.setItem('partnernetz:example', chosen().name);
  again.hidden = !kept;
  offerFile();
}

async function loadExamples() {
  const response = await fetch('/playground/operations.json');
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  operations = await response.json();
  const group = (label, account) => {
    const element = Object.assign(document.createElement('optgroup'), { label });
    element.append(...operations.filter((o) => o.account === account).map(({ name }) => new Option(name)));
    return element;
  };
  example.append(group(words.all, false), group(words.account, true)); // in the order in which they come
  example.selectedIndex = Math.max(0, operations.findIndex(({ name }) => name === sessionStorage.getItem('partnernetz:example')));
  example.addEventListener('change', show);
  for (const field of [query, variables]) {
    field.addEventListener('input', keep);
  }
  query.addEventListener('input', offerFile);
  again.addEventListener('click', () => {
    sessionStorage.removeItem(typed(chosen().name));
    show();
    query.focus();
  });
  show();
}

// An answer that is not JSON, say from a proxy, is shown as it came.
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// A file goes with the operation as a GraphQL multipart request, whose type the browser says with its boundary.
function request(operation) {
  const name = uploadVariable(operation.query);
  if (!name) {
    return { body: JSON.stringify(operation), headers: { 'Content-Type': 'application/json' } };
  }
  const body = new FormData();
  body.append('operations', JSON.stringify({ ...operation, variables: { ...operation.variables, [name]: null } }));
  body.append('map', JSON.stringify({ 0: [`variables.${name}`] }));
  body.append('0', file.files[0]);
  return { body, headers: {} };
}

async function execute() {
  let operation;
  try {
    operation = { query: query.value, variables: JSON.parse(variables.value.trim() || 'null') };
  } catch (error) {
    report(words.json + error.message, true);
    variables.focus();
    return;
  }
  const todo = unfinished(operation.query, operation.variables, file.files[0] ?? null);
  if (todo.length > 0) {
    report(words.todo, true, todo);
    return;
  }
  report(words.running);
  const start = performance.now();
  const { body, headers } = request(operation);
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      ...headers,
      'GraphQL-Require-Preflight': '1',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body,
  });
  const text = await response.text();
  const time = Math.round(performance.now() - start);
  const said = parse(text);
  answer.textContent = said === undefined ? text : JSON.stringify(said, null, 2);
  answer.scrollTop = 0;
  const list = problems(said);
  report(`HTTP ${response.status} ${response.statusText}, ${time} ms`, !response.ok || list.length > 0, list);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  // Not `disabled`, which would take the keyboard focus away.
  if (run.ariaDisabled === 'true') {
    return;
  }
  run.ariaDisabled = 'true';
  try {
    await execute();
  } catch (error) {
    report(words.fails + error.message, true);
  } finally {
    run.ariaDisabled = 'false';
  }
});

form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

loadExamples().catch((error) => report(words.examples + error.message, true));
