'use strict';

const [form, example, query, variables, run, status, answer] = [
  'form', 'example', 'query', 'variables', 'run', 'status', 'answer',
].map((id) => document.getElementById(id));

function report(text, isError = false) {
  status.textContent = text;
  status.classList.toggle('error', isError);
}

function show(operation) {
  query.value = operation.query;
  variables.value = operation.variables ? JSON.stringify(operation.variables, null, 2) : '';
}

async function loadExamples() {
  const response = await fetch('/playground/operations.json');
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  const operations = await response.json();
  example.append(...operations.map(({ name }) => new Option(name)));
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

async function execute() {
  let body;
  try {
    body = JSON.stringify({ query: query.value, variables: JSON.parse(variables.value.trim() || 'null') });
  } catch (error) {
    report(`Die Variablen sind kein gültiges JSON: ${error.message}`, true);
    variables.focus();
    return;
  }
  report('Läuft …');
  const start = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
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
