import { graphql } from "relay-runtime";

// All that a website shows of its pages.
graphql`
  query contentPagesQuery {
    pages(first: 50) {
      edges {
        node {
          ...content_page @relay(mask: false)
        }
      }
    }
  }
`;
graphql`
  query contentPageQuery($path: String!) {
    page(path: $path) {
      ...content_page @relay(mask: false)
    }
  }
`;
// The same node by its id, as Relay asks for what it has lost.
graphql`
  query contentNodeQuery($id: ID!) {
    node(id: $id) {
      ... on Page @alias(as: "page") {
        ...content_page @relay(mask: false)
      }
    }
  }
`;
graphql`
  query contentHistoryQuery($path: String!) {
    page(path: $path) {
      ...content_page @relay(mask: false)
      revisions(first: 3) {
        edges {
          node {
            revision
            entry {
              id
              revision
              ... on Page @alias(as: "page") {
                ...content_page @relay(mask: false)
              }
            }
          }
        }
      }
    }
  }
`;
graphql`
  fragment content_page on Page {
    id
    revision
    path
    title
    lead
    servedLocale
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
  }
`;
