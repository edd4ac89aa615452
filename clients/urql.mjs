import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { introspectionFromSchema } from "graphql";
import { minifyIntrospectionQuery } from "@urql/introspection";
import { each } from "./known.mjs";

/** A client of one view. */
export const client = (url, { schema, values }, { headers, keys, preferGetMethod = false } = {}) =>
  new Client({
    url,
    preferGetMethod,
    fetchOptions: { headers },
    exchanges: [
      cacheExchange({
        schema: minifyIntrospectionQuery(introspectionFromSchema(schema)),
        keys: { ...each(values, () => null), ...keys },
        resolvers: { Query: { pages: relayPagination() } },
      }),
      fetchExchange,
    ],
  });

/** What a client needs besides that reads revisions. Each operation asks for `revision` where it asks for `id`. */
export const revisions = ({ entries, parts }) => ({
  ...each(entries, ({ id, revision }) => `${id}.${revision}`),
  ...each(parts, () => null),
});
