import assert from "node:assert/strict";
import { after } from "node:test";

// Where the server is, and what it says to somebody who keeps nothing. SERVER is its address, TOKEN what proves an editor.
const server = process.env.SERVER ?? "http://localhost:8080";

export const editor = { Authorization: `Bearer ${process.env.TOKEN}` };
export const languages = ["DE", "EN", "DE_SIMPLE"];

/** The address of a view. */
export const at = (view = {}) => `${server}/graphql?${new URLSearchParams(view)}`;

/** What the server answers; an error if it refuses. */
export async function ask(query, { variables, view, headers } = {}) {
  const response = await fetch(at(view), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The schema as one document. */
export const sdl = async () => (await fetch(`${server}/schema.graphql`)).text();

/** All that a website shows of its pages. */
export const content = `
  id revision path title lead servedLocale
  seo { title description noIndex }
  breadcrumbs { path title }
  blocks {
    __typename
    ... on TextBlock { id text { html servedLocale } }
    ... on PartnerListBlock { id heading partners { id revision name sector website } }
    ... on EventListBlock { id heading events { id revision title startsAt } }
    ... on FigureBlock { id label value source asOf }
    ... on CallToActionBlock { id label href }
    ... on AccordionBlock { id items { id heading text { html } } }
    ... on ImageBlock { id caption media { id revision url } }
    ... on DownloadBlock { id label media { id revision url } }
  }
`;
export const pages = `query Pages { pages(first: 50) { totalCount nodes { ${content} } } }`;
export const page = `query Page($path: String!) { page(path: $path) { ${content} } }`;
export const history = `query History($path: String!) {
  page(path: $path) { ${content} revisions(first: 3) { nodes { revision entry { id revision ... on Page { ${content} } } } } }
}`;

/** Saves drafts of a page, one for each title. Returns the page as it is public, and the newest draft. */
export async function draft(path, ...titles) {
  const read = (how) => ask(`query($path: String!) { page(path: $path) { id revision title } }`, { variables: { path }, ...how });
  const save = `mutation($id: ID!, $revision: Int!, $input: UpdatePageInput!) {
    updatePage(id: $id, expectedRevision: $revision, input: $input) { page { id revision title } errors { code message } } }`;
  const { page: open } = await read();
  let { page: now } = await read({ view: { stage: "DRAFT" }, headers: editor });
  for (const title of titles) {
    const { updatePage } = await ask(save, { headers: editor, variables: { id: now.id, revision: now.revision, input: { title } } });
    assert.deepEqual(updatePage.errors, []);
    now = updatePage.page;
  }
  return { open, now };
}

/** A value without the names of types that clients add. */
export function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => name !== "__typename").sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, v]) => [name, plain(v)]),
  );
}

/** Demands that nothing in a test makes a client complain, of a setting that lacks or of what it cannot keep. */
export function quiet() {
  const complaints = [];
  console.warn = console.error = (...complaint) => complaints.push(complaint.join(" "));
  after(() => assert.deepEqual(complaints, []));
}
