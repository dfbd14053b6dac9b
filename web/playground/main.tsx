import './workers.js';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import recipes from 'cookbook';
import 'graphiql/style.css';
import './style.css';

type Params = { query: string; operationName?: string | null; variables?: unknown };

/** One request, one answer: the API has no subscriptions. An answer that is no JSON is shown as it came. */
async function fetcher({ query, operationName, variables }: Params, options?: { headers?: Record<string, string> }) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify({ query, operationName, variables }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The server answered ${response.status} without JSON: ${text.slice(0, 500)}` }] };
  }
}

/** `/#31-rankings` opens that recipe: the first tab for who comes anew, else the tab that has it, or one more. */
const wanted = recipes.find(({ name }) => `#${name}` === window.location.hash);
const tabs = [...(wanted ? [wanted] : []), ...recipes.filter((recipe) => recipe !== wanted)].map(({ query }) => ({ query }));

function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs}
      initialQuery={wanted?.query}
      defaultEditorToolsVisibility={false}
      defaultTheme="light"
    >
      <GraphiQL.Logo>
        <span className="brand">MedEd Graph</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

createRoot(document.getElementById('playground')!).render(<Playground />);
