// The bar that says who asks, and lets them sign in and out. A password is typed here and nowhere else: what stands in an
// editor of the query page is kept by the browser.
import { ask, german, signIn } from './ask.js';

const words = german
  ? { email: 'E-Mail', password: 'Passwort', enter: 'Anmelden', leave: 'Abmelden', as: 'Angemeldet als', examples: 'Beispiele zum Bearbeiten', fails: 'Der Server antwortet nicht: ' }
  : { email: 'E-mail', password: 'Password', enter: 'Sign in', leave: 'Sign out', as: 'Signed in as', examples: 'Examples of editing', fails: 'The server does not answer: ' };
const whoAmI = 'query WhoAmI { viewer { id name email roles partner { slug name } permissions } }';

const bar = document.getElementById('account');
bar.lang = german ? 'de' : 'en';

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function field(id, label, properties) {
  return [make('label', { htmlFor: id, textContent: label }), make('input', { id, required: true, ...properties })];
}

// GraphiQL opens its examples as tabs, too many with those of editors. The plain page has them all in a list.
function examples() {
  return document.getElementById('example') ? [] : [make('a', { href: '/playground/index.html', textContent: words.examples })];
}

function show(viewer) {
  const alert = make('p', { role: 'alert' });
  const button = make('button', { textContent: viewer ? words.leave : words.enter });
  const content = viewer
    ? [make('span', {}, `${words.as} `, make('strong', { textContent: viewer.name }), ` (${viewer.roles.join(', ')})`), ...examples()]
    : [
        ...field('account-email', words.email, { type: 'email', autocomplete: 'username' }),
        ...field('account-password', words.password, { type: 'password', autocomplete: 'current-password' }),
      ];
  const form = make('form', {}, ...content, button, alert);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    alert.textContent = '';
    try {
      const next = viewer ? await leave() : await enter(form);
      show(next);
      bar.querySelector('button').focus();
    } catch (error) {
      alert.textContent = error.message;
    }
  });
  bar.replaceChildren(form);
}

async function enter(form) {
  const [email, password] = form.querySelectorAll('input');
  const { signIn: answer } = await ask(signIn, { email: email.value, password: password.value });
  if (answer.errors.length > 0) {
    password.value = '';
    password.focus();
    throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  }
  return answer.viewer;
}

async function leave() {
  await ask('mutation SignOut { signOut { errors { code } } }');
  return null;
}

ask(whoAmI).then(({ viewer }) => show(viewer)).catch((error) => {
  bar.replaceChildren(make('p', { role: 'alert', textContent: words.fails + error.message }));
});
