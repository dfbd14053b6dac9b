/**
 * The same model for `@neo4j/graphql`, over the database that bench/peers/neo4j-load.ts writes. What its generated fields
 * cannot ask (coauthors by weight, full text by score, facets, subgraphs) is a field with `@cypher`, as its users write it: it
 * stands with the kind of question that wants it (bench/shapes).
 */
export const MODEL = `
type Article @node {
  key: ID!
  doi: String
  pmid: String
  title: String
  publicationYear: Int
  date: Int
  volume: String
  issue: String
  pages: String
  publicationTypes: [String!]
  abstract: String
  citedByCount: Int!
  referenceCount: Int!
  journal: [Journal!]! @relationship(type: "PUBLISHED_IN", direction: OUT)
  authors: [Author!]! @relationship(type: "AUTHORED", direction: IN, properties: "Authorship")
  topics: [Topic!]! @relationship(type: "ABOUT", direction: OUT, properties: "TopicAssignment")
  references: [Article!]! @relationship(type: "CITES", direction: OUT, properties: "Citation")
  citedBy: [Article!]! @relationship(type: "CITES", direction: IN, properties: "Citation")
}

type Author @node {
  key: ID!
  name: String!
  orcid: String
  articleCount: Int!
  articles: [Article!]! @relationship(type: "AUTHORED", direction: OUT, properties: "Authorship")
}

type Journal @node {
  key: ID!
  title: String!
  abbreviation: String
  articles: [Article!]! @relationship(type: "PUBLISHED_IN", direction: IN)
}

type Topic @node {
  key: ID!
  name: String!
  meshId: String
  articles: [Article!]! @relationship(type: "ABOUT", direction: IN, properties: "TopicAssignment")
}

type Authorship @relationshipProperties {
  position: Int!
  nameAsWritten: String!
}

type TopicAssignment @relationshipProperties {
  position: Int!
}

type Citation @relationshipProperties {
  position: Int
}
`;
