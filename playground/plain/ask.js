// What the pages of this program have in common: how they ask, and in which language they speak.

export const german = navigator.language.toLowerCase().startsWith('de');

// The header is one that other websites cannot send. With it, a cookie is believed and set.
export async function ask(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'GraphQL-Require-Preflight': '1' },
    body: JSON.stringify({ query: query.replace('@view', german ? '' : '@view(locale: EN)'), variables }),
  });
  const answer = await response.json();
  if (answer.errors) {
    throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  }
  return answer.data;
}

export const signIn = `mutation SignIn($email: String!, $password: String!) @view {
  signIn(email: $email, password: $password) {
    viewer { id name email roles partner { slug name } }
    errors { code message path }
  }
}`;
