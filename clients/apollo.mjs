import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { each } from "./known.mjs";

/** A client of one view. */
export const client = (uri, { possibleTypes, values }, { headers, typePolicies } = {}) =>
  new ApolloClient({
    link: new HttpLink({ uri, headers }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        ...each(values, { keyFields: false, merge: true }),
        Query: { fields: { pages: relayStylePagination(["filter", "orderBy"]) } },
        ...typePolicies,
      },
    }),
  });

/** What a client needs besides that reads revisions. Each operation asks for `revision` where it asks for `id`. */
export const revisions = ({ entries, parts }) => ({
  ...each(entries, { keyFields: ["id", "revision"] }),
  ...each(parts, { keyFields: false }),
});
