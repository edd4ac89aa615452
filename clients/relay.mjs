import relay from "relay-runtime";
import { each } from "./known.mjs";

const { createOperationDescriptor, Environment, fetchQuery, getRequest, getSelector, Network, RecordSource, Store } = relay;

/** An environment of one view. */
export const environment = (address, { headers, getDataID } = {}) =>
  new Environment({
    network: Network.create(async ({ text: query }, variables) => {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return response.json();
    }),
    store: new Store(new RecordSource()),
    getDataID,
  });

/** What an environment needs besides that reads revisions. Each operation asks for `revision` where it asks for `id`. */
export function revisions({ entries, parts }) {
  const name = { ...each(entries, ({ id, revision }) => `${id}.${revision}`), ...each(parts, () => null) };
  return (thing, type) => (name[type] ?? (({ id }) => id))(thing);
}

/** Fetches a query and keeps what it has read. */
export async function get(environment, query, variables = {}) {
  const operation = createOperationDescriptor(getRequest(query), variables);
  environment.retain(operation);
  await fetchQuery(environment, query, variables).toPromise();
  return read(environment, query, variables);
}

/** What is kept for a query. */
export function read(environment, query, variables = {}) {
  const operation = createOperationDescriptor(getRequest(query), variables);
  if (environment.check(operation).status !== "available") throw new Error("it is not kept");
  return environment.lookup(operation.fragment).data;
}

/** What is kept for a fragment. */
export const part = (environment, fragment, reference) => environment.lookup(getSelector(fragment, reference)).data;
