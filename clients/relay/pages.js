import { graphql } from "relay-runtime";

// A list that goes on from page to page. Relay makes the query for the next page itself, and no directive stands on it.
graphql`
  query pagesQuery {
    ...pages_list
  }
`;
graphql`
  fragment pages_list on Query @refetchable(queryName: "pagesNextQuery") @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, after: { type: "String" }) {
    pages(first: $count, after: $after) @connection(key: "list_pages") {
      edges {
        node {
          id
          path
          title
          servedLocale
        }
      }
    }
  }
`;
