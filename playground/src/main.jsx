// The workers must be known before GraphiQL creates its first editor.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './main.css';

import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { unfinished } from '../plain/check.js';

const send = createGraphiQLFetcher({
  url: '/graphql',
  // Other websites cannot send this header, so with it the server believes the cookie of a session.
  headers: { 'GraphQL-Require-Preflight': '1' },
  fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  // Only the plain fetcher sends `Accept: application/graphql-response+json, application/json;q=0.9`;
  // the incremental one asks for multipart/mixed, which the server does not speak.
  enableIncrementalDelivery: false,
});

// What still has a placeholder of an example is not sent; the answer says all that is missing instead.
const fetcher = (operation, options) => {
  const missing = unfinished(operation.query, operation.variables);
  return missing.length > 0 ? { errors: missing.map((message) => ({ message })) } : send(operation, options);
};

async function exampleTabs() {
  const response = await fetch('/playground/operations.json');
  if (!response.ok) {
    throw new Error(`loading the example operations: HTTP ${response.status}`);
  }
  const operations = await response.json();
  // Those that take an account would be but a wall of tabs to a visitor; the plain page offers them too.
  return operations.filter(({ account }) => !account).map(({ query, variables }) => ({
    query,
    variables: variables && JSON.stringify(variables, null, 2),
  }));
}

// Without examples the page is still of use, so a failure only goes to the console.
const tabs = await exampleTabs().catch(console.error);

// GraphiQL fills the editors of its first tab from `initial…`, not from `defaultTabs`. Given to a returning
// visitor, they would open one more tab beside the stored ones.
const firstVisit = localStorage.getItem('graphiql:tabState') === null;
const initial = firstVisit && tabs ? { initialQuery: tabs[0].query, initialVariables: tabs[0].variables } : {};

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={tabs}
    {...initial}
    defaultEditorToolsVisibility="variables"
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>Partnernetz</GraphiQL.Logo>
  </GraphiQL>,
);
