'use strict';

const [form, example, query, variables, fileRow, file, run, status, answer] = [
  'form', 'example', 'query', 'variables', 'file-row', 'file', 'run', 'status', 'answer',
].map((id) => document.getElementById(id));

function report(text, isError = false) {
  status.textContent = text;
  status.classList.toggle('error', isError);
}

// The variable that takes a file, if the query has one.
function uploadVariable() {
  return query.value.match(/\$(\w+)\s*:\s*Upload\b/)?.[1];
}

function offerFile() {
  const name = uploadVariable();
  fileRow.hidden = !name;
  fileRow.querySelector('code').textContent = `$${name}`;
}

query.addEventListener('input', offerFile);

function show(operation) {
  query.value = operation.query;
  offerFile();
  variables.value = operation.variables ? JSON.stringify(operation.variables, null, 2) : '';
}

async function loadExamples() {
  const response = await fetch('/playground/operations.json');
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  const operations = await response.json();
  const group = (label, account) => {
    const element = Object.assign(document.createElement('optgroup'), { label });
    element.append(...operations.filter((o) => o.account === account).map(({ name }) => new Option(name)));
    return element;
  };
  example.append(group('Für alle', false), group('Nach der Anmeldung', true)); // in the order in which they come
  example.addEventListener('change', () => show(operations[example.selectedIndex]));
  show(operations[0]);
}

// An answer that is not JSON, say from a proxy, is shown as it came.
function format(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// A file goes with the operation as a GraphQL multipart request, whose type the browser says with its boundary.
function request(operation) {
  const name = uploadVariable();
  if (!name || !file.files[0]) {
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
    report(`Die Variablen sind kein gültiges JSON: ${error.message}`, true);
    variables.focus();
    return;
  }
  report('Läuft …');
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
  answer.textContent = format(text);
  answer.scrollTop = 0;
  report(`HTTP ${response.status} ${response.statusText} in ${time} ms`, !response.ok);
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
    report(`Der Server antwortet nicht: ${error.message}`, true);
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

loadExamples().catch((error) => report(`Die Beispiele fehlen: ${error.message}`, true));
